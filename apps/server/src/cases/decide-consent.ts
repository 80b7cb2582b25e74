import { hash } from "node:crypto";
import * as rules from "@linkwork/shared/cases/rules.ts";
import type { CaseCommand } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { CaseContext, Decision } from "./decide.ts";

const { refuse } = rules;
type ConsentCommand = Extract<CaseCommand, { type: `${string}Consent` | "markConsentInError" }>;
type Recorded = Extract<CaseCommand, { type: "recordConsent" }>["input"];

/** What the person said about sharing. What grants is guarded; what revokes asks only whose it is. */
export function decideConsent(state: CaseState, command: ConsentCommand, context: CaseContext): Decision {
  const { actor } = context;
  const { consentId } = command.input;
  const held = state.consents[consentId];
  switch (command.type) {
    case "proposeConsent": {
      const may = rules.mayRecordConsent(state, actor);
      if (may !== true) return may;
      if (held) return refuse("WrongState", { field: "consentId" });
      return unknownController(state, command.input.terms.controllers, context) ?? { type: "consentProposed", body: command.input };
    }
    case "recordConsent":
      return recordConsent(state, command.input, context);
    case "refuseConsent": {
      const may = rules.mayRecordConsent(state, actor);
      if (may !== true) return may;
      return held?.status === "proposed" ? { type: "consentRefused", body: command.input } : refuse("WrongState");
    }
    case "resumeConsent": {
      const may = rules.mayRecordConsent(state, actor);
      if (may !== true) return may;
      return held?.status === "paused" ? { type: "consentResumed", body: command.input } : refuse("WrongState");
    }
    default:
      return revoke(state, command, context);
  }
}

function revoke(
  state: CaseState,
  command: Extract<ConsentCommand, { type: "pauseConsent" | "narrowConsent" | "withdrawConsent" | "markConsentInError" }>,
  { actor }: CaseContext,
): Decision {
  const may = rules.mayRevoke(state, actor, command.input.consentId);
  if (may !== true) return may;
  const held = state.consents[command.input.consentId];
  const alive = held?.status === "active" || held?.status === "paused";
  switch (command.type) {
    case "pauseConsent":
      return held?.status === "active" ? { type: "consentPaused", body: command.input } : refuse("WrongState");
    case "withdrawConsent":
      return alive ? { type: "consentWithdrawn", body: command.input } : refuse("WrongState");
    case "markConsentInError":
      return held && held.status !== "entered-in-error" ? { type: "consentMarkedInError", body: command.input } : refuse("WrongState");
    case "narrowConsent": {
      if (!held || !alive) return refuse("WrongState");
      const scopes = [...new Set(command.input.scopes)];
      const narrower = scopes.length < held.terms.scopes.length && scopes.every((s) => held.terms.scopes.includes(s));
      if (!narrower) return refuse("NotNarrower", { field: "scopes" });
      return { type: "consentNarrowed", body: { ...command.input, scopes, version: (held.record?.version ?? 0) + 1 } };
    }
  }
}

function unknownController(state: CaseState, controllers: Recorded["terms"]["controllers"], { facts }: CaseContext): Decision | undefined {
  const known = controllers.every((orgId) => facts.cards[orgId] && orgId !== state.leadOrg && !rules.keptAway(state, null, orgId));
  return known ? undefined : refuse("NoSuchOrganisation", { field: "terms.controllers" });
}

function recordConsent(state: CaseState, input: Recorded, context: CaseContext): Decision {
  const { actor, now, facts, id } = context;
  const may = rules.mayRecordConsent(state, actor);
  if (may !== true) return may;
  const { consentId, supersedes, terms, said, notice, grantor, capacity, evidenceRef, excluded } = input;
  const held = state.consents[consentId];
  if (held && held.status !== "proposed") return refuse("WrongState", { field: "consentId" });
  const old = supersedes ? state.consents[supersedes] : undefined;
  if (supersedes && old?.status !== "active" && old?.status !== "paused") return refuse("UnknownReference", { field: "supersedes" });
  const unknown = unknownController(state, terms.controllers, context);
  if (unknown) return unknown;
  if (excluded.some((e) => e.kind === "org" && terms.controllers.includes(e.orgId)))
    return refuse("NoSuchOrganisation", { field: "terms.controllers" });
  if (said.on > now) return refuse("InTheFuture", { field: "said.on" });
  if (terms.period.start > now) return refuse("InTheFuture", { field: "terms.period.start" });
  if (grantor.kind !== "self" && same(grantor.name, actor.name)) return refuse("OwnGrantor", { field: "grantor.name" });
  if (grantor.kind === "self" && capacity.outcome === "lacks") return refuse("LacksCapacity", { field: "capacity.outcome" });
  return {
    type: "consentGiven",
    body: {
      consentId,
      version: (old?.record?.version ?? 0) + 1,
      ...(supersedes ? { supersedes } : {}),
      receiptId: id.slice(-4).toUpperCase(),
      terms: { ...terms, scopes: [...new Set(terms.scopes)] },
      told: terms.controllers.map((orgId) => ({ orgId, name: facts.cards[orgId]?.name ?? "", phone: facts.cards[orgId]?.phone ?? "" })),
      said,
      notice: { ...notice, sha256: hash("sha256", notice.text.join("\n")) },
      jurisdiction: state.jurisdiction as "SCT" | "ENG" | "WLS" | "NIR",
      leadOnly: { grantor, capacity, excluded, ...(evidenceRef ? { evidenceRef } : {}) },
    },
  };
}

const same = (a: string, b: string): boolean => a.trim().toLocaleLowerCase("en-GB") === b.trim().toLocaleLowerCase("en-GB");
