import type { Role, Sector } from "../kernel/shapes.ts";
import type { identityCodes } from "./rules.ts";
import type { HeldAgreement } from "./state.ts";

export const roleWords: Record<Role, string> = {
  linkWorker: "community link worker",
  worker: "worker",
  roleInbox: "shared inbox",
  infoLead: "information lead",
  safeguardingLead: "safeguarding lead",
  manager: "manager",
  resident: "resident",
};

export const sectorWords: Record<Sector, string> = { statutory: "statutory", third: "third sector", citizen: "citizens" };

export const agreementWords: Record<HeldAgreement["status"], string> = {
  proposed: "waiting for their signature",
  received: "waiting for your signature",
  signed: "signed by both",
  ended: "ended",
};

export const identityWords: Record<keyof typeof identityCodes, string> = {
  NotYourRole: "This is for your organisation's information lead.",
  AlreadyThere: "This is there already.",
  NotThere: "This isn't there any more, or was changed meanwhile. Look again.",
};
