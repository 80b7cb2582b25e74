import { hash } from "node:crypto";
import * as rules from "@linkwork/shared/cases/rules.ts";
import { assessedSince, canTakePart, daysFit, mayDoubt, mayGrant, namedAlready } from "@linkwork/shared/cases/rules-consent.ts";
import { mayAskAbout } from "@linkwork/shared/cases/rules-limits.ts";
import { sinceOf } from "@linkwork/shared/cases/rules-papers.ts";
import type { CaseCommand } from "@linkwork/shared/cases/schema.ts";
import { rests } from "@linkwork/shared/cases/sharing.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { type OnPaper, paperOf, papers } from "@linkwork/shared/cases/words-papers.ts";
import type { OrgCard } from "@linkwork/shared/identity/schema.ts";
import { Refusal, type Verdict } from "@linkwork/shared/kernel/refusal.ts";
import type { CaseContext, Decision } from "./decide.ts";
import { asNoted } from "./decide-people.ts";

const { isAmong, refuse } = rules;
type ConsentCommand = Extract<CaseCommand, { type: `${string}Consent` | "markConsentInError" }>;
type Paused = Extract<CaseCommand, { type: "pauseConsent" }>["input"];
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
      if (state.rest?.because === "death") return refuse("HasDied");
      if (held) return refuse("WrongState", { field: "consentId" });
      const room = mayAskAbout(state);
      if (room !== true) return room;
      const stands = mayTakeThePlaceOf(state, command.input.supersedes);
      if (stands !== true) return stands;
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
      if (held?.status !== "paused") return refuse("WrongState");
      if (held.doubt) return refuse("AskAnew");
      return rests(state, held) ? refuse("SharingRests") : { type: "consentResumed", body: command.input };
    }
    default:
      return revoke(state, command, context);
  }
}

function revoke(
  state: CaseState,
  command: Extract<ConsentCommand, { type: "pauseConsent" | "narrowConsent" | "withdrawConsent" | "markConsentInError" }>,
  context: CaseContext,
): Decision {
  const { actor, now } = context;
  const { consentId } = command.input;
  const doubted = command.type === "pauseConsent" && command.input.doubt !== undefined;
  const may = doubted ? mayDoubt(state, actor, { consentId, now }) : rules.mayRevoke(state, actor, consentId);
  if (may !== true) return may;
  const held = state.consents[consentId];
  const alive = rules.alive(held);
  switch (command.type) {
    case "pauseConsent":
      // what is paused already may still be doubted, and by more than one
      return held?.status === "active" || (held?.status === "paused" && doubted)
        ? pause(state, command.input, { held, context })
        : refuse("WrongState");
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

/** A pause; what it is for, if somebody fears for the person, is for the safeguarding leads alone. */
function pause(state: CaseState, { doubt, ...input }: Paused, { held, context }: { held: HeldConsent; context: CaseContext }): Decision {
  if (!doubt) return { type: "consentPaused", body: input };
  const { name, orgName } = context.actor;
  const kept = { ...doubt, name, orgName, told: [...(context.facts.safeguarding ?? [])] };
  if (held.status === "active") return { type: "consentPaused", body: { ...input, doubt: kept } };
  const shown = asNoted(state, context);
  return { type: "doubtNoted", body: { ...input, doubt: kept, shown } };
}

/** A newer yes takes the place of one that is in force or paused; what has ended stays ended. */
function mayTakeThePlaceOf(state: CaseState, supersedes: string | undefined): Verdict {
  if (supersedes === undefined) return true;
  const old = state.consents[supersedes];
  if (!old?.record) return refuse("UnknownReference", { field: "supersedes" });
  return rules.alive(old) || refuse("WrongState", { field: "supersedes" });
}

function unknownController(state: CaseState, controllers: Recorded["terms"]["controllers"], { facts }: CaseContext): Decision | undefined {
  const known = controllers.every((orgId) => facts.cards[orgId] && orgId !== state.leadOrg && !rules.keptAway(state, null, orgId));
  if (!known) return refuse("NoSuchOrganisation", { field: "terms.controllers" });
  const all = controllers.every((orgId) => canTakePart(facts.cards[orgId] as OrgCard));
  return all ? undefined : refuse("CantTakePart", { field: "terms.controllers" });
}

type Given = { told: OnPaper["told"]; old: HeldConsent | undefined; context: CaseContext };
/** The paper that the person takes home, made by the function that the screen uses: no browser can record that it said something else. */
function paperGiven({ terms, said, grantor, notice }: Recorded, { told, old, context: { actor, facts } }: Given) {
  const written = papers[paperOf(notice.language)];
  const by = { name: actor.name, orgName: actor.orgName, phone: facts.cards[actor.orgId]?.phone ?? "" };
  const text = written.lines({ terms, said, told, by, ...sinceOf(old), grantor });
  const shown = notice.text ?? text;
  if (shown.length !== text.length || shown.some((line, at) => line !== text[at])) return refuse("PaperDiffers", { field: "notice.text" });
  return { version: notice.version, language: written.language, text };
}

function recordConsent(state: CaseState, input: Recorded, context: CaseContext): Decision {
  const { actor, now, facts, id } = context;
  const may = rules.mayRecordConsent(state, actor);
  if (may !== true) return may;
  if (state.rest?.because === "death") return refuse("HasDied");
  const { consentId, terms, said, grantor, capacity, evidenceRef, excluded } = input;
  const held = state.consents[consentId];
  if (held && held.status !== "proposed") return refuse("WrongState", { field: "consentId" });
  const stands = mayTakeThePlaceOf(state, input.supersedes);
  if (stands !== true) return stands;
  // what was asked in place of an older yes takes its place; if that has ended meanwhile, it is a yes of its own
  const asked = held?.supersedes;
  const supersedes = input.supersedes ?? (asked !== undefined && rules.alive(state.consents[asked]) ? asked : undefined);
  const old = supersedes ? state.consents[supersedes] : undefined;
  const unknown = unknownController(state, terms.controllers, context);
  if (unknown) return unknown;
  if (terms.controllers.some((orgId) => namedAlready(state, orgId, [supersedes])))
    return refuse("NamedAlready", { field: "terms.controllers" });
  if (isAmong(excluded, actor.personId, actor.orgId)) return refuse("KeepsYouAway", { field: "excluded" });
  if (excluded.some((e) => e.kind === "org" && terms.controllers.includes(e.orgId)))
    return refuse("NoSuchOrganisation", { field: "terms.controllers" });
  const days = daysFit(input, now);
  if (days !== true) return days;
  const granted = mayGrant(input, { actor, now });
  if (granted !== true) return granted;
  // one who couldn't decide it says yes again when somebody has looked since
  const looked = state.rest ? assessedSince(state, capacity.assessedOn, { now, field: "capacity.assessedOn" }) : true;
  if (looked !== true) return looked;
  const agreed = { ...terms, scopes: [...new Set(terms.scopes)] };
  const told = terms.controllers.map((orgId) => ({ orgId, name: facts.cards[orgId]?.name ?? "", phone: facts.cards[orgId]?.phone ?? "" }));
  const paper = paperGiven({ ...input, terms: agreed }, { told, old, context });
  if (paper instanceof Refusal) return paper;
  return {
    type: "consentGiven",
    body: {
      consentId,
      version: (old?.record?.version ?? 0) + 1,
      ...(supersedes ? { supersedes } : {}),
      receiptId: id.slice(-4).toUpperCase(),
      terms: agreed,
      told,
      said,
      notice: { ...paper, sha256: hash("sha256", paper.text.join("\n")) },
      jurisdiction: state.jurisdiction as "SCT" | "ENG" | "WLS" | "NIR",
      leadOnly: { grantor, capacity, excluded, ...(evidenceRef ? { evidenceRef } : {}) },
    },
  };
}
