import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { line, OrgId, PersonId, Sector, text } from "../kernel/shapes.ts";
import { Host, nothing } from "./schema.ts";

/** Whether an organisation could let somebody come and watch. */
export const Appetite = z.enum(["couldHost", "notNow"]);
export type Appetite = z.infer<typeof Appetite>;

/** Commands of a `hosting:` room: what an organisation says of itself as a host, whatever it posts. */
export const hostingCommands = {
  /** the next version of its confidentiality agreement; those before stay as they were */
  writeAgreement: z.strictObject({ words: text(8000) }),
  /** `why` is for its own people alone */
  sayAppetite: z.strictObject({ could: Appetite, why: text(300).optional() }),
  /** somebody of another organisation: could I come and see you? */
  askToHost: nothing,
} as const;
export type HostingCommand = CommandsOf<typeof hostingCommands>;

/** SHA-256 of an agreement's words, base64url: what somebody agreed to can be told from other words. */
export const WordsHash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Counts an organisation's agreements from 1. */
export const Version = z.int().positive().max(1000);

export const hostingEvents = {
  agreementWritten: hostingCommands.writeAgreement.extend({ version: Version, hash: WordsHash, host: Host }),
  /** `until`: the first instant at which it is as if nothing had been said; UTC */
  appetiteSaid: hostingCommands.sayAppetite.extend({ until: z.iso.datetime(), host: Host }),
  hostingAsked: z.strictObject({ personId: PersonId, name: line(80), orgId: OrgId, orgName: line(120), sector: Sector }),
} as const;
export type HostingEvent = EventsOf<typeof hostingEvents>;
