import * as rules from "@linkwork/shared/exchange/rules.ts";
import type { Contact, Dated, Host, OpportunityCommand, OpportunityEvent, Terms } from "@linkwork/shared/exchange/schema.ts";
import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import type { OpportunityId, PersonId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { opportunityRoom } from "@linkwork/shared/kernel/room.ts";
import { liesOnMap, shownPoint } from "@linkwork/shared/map/rules-place.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Context } from "../kernel/slice.ts";
import { movedDates } from "./decide-dates.ts";
import { datesOf, withinReach } from "./times.ts";

/** Who is to receive visitors, and when. */
export type Receives = { personId: PersonId; dates: readonly Dated[]; bufferMinutes: number };
/** Those who work for the host now, with their names: who only lives beside it receives nobody. */
export type OpportunityFacts = {
  colleagues: ReadonlyMap<PersonId, string>;
  /** whether the host has a confidentiality agreement */
  written: boolean;
  /** dates that were called off; where it matters */
  off?: ReadonlySet<SessionId>;
  /** whose time was claimed for this, and which; or why it can't be */
  claimed?: { of: Receives; may: true | Refusal };
};
type Decision = Draft<OpportunityEvent> | Draft<OpportunityEvent>[] | Refusal;
const { refuse } = rules;

/** Turns a request about a chance to shadow into an event, or says why not. Whoever is to receive visitors by it has their time claimed before. */
export function decideOpportunity(before: OpportunityState, command: OpportunityCommand, context: Context<OpportunityFacts>): Decision {
  // whoever was in its way has been told that nothing comes of it
  if (before.settled[context.id]) return refuse("ClaimAbandoned");
  const planned = planOpportunity(before, command, context);
  const receives = planned instanceof Refusal ? undefined : receivesBy(before, planned, context);
  if (!receives) return planned;
  const { claimed } = context.facts;
  // it stands otherwise than when their time was claimed
  if (!claimed || JSON.stringify(claimed.of) !== JSON.stringify(receives)) return refuseKernel("Busy");
  return claimed.may === true ? planned : claimed.may;
}

/** Who is to receive visitors by this, and when, on dates that are not over; nothing where that stays as it was. */
export function receivesBy(
  { terms, dates: all }: OpportunityState,
  planned: Exclude<Decision, Refusal>,
  { facts, now }: Pick<Context<OpportunityFacts>, "facts" | "now">,
): Receives | undefined {
  for (const { type, body } of [planned].flat()) {
    const handed = type === "contactHandedOver" && !body.same;
    const contact = handed ? body.contact : terms?.contact;
    const held = type === "opportunityPublished" || type === "datesMoved" ? body.dates : handed ? all : [];
    const dates = held.filter(({ endsAt, sessionId }) => now < endsAt && !facts.off?.has(sessionId));
    if (contact && dates.length > 0) return { personId: contact.personId, dates, bufferMinutes: terms?.rules.bufferMinutes ?? 0 };
  }
  return undefined;
}

/** What comes of it, if whoever is to receive visitors by it is free. */
export function planOpportunity(before: OpportunityState, command: OpportunityCommand, context: Context<OpportunityFacts>): Decision {
  const { now, actor, facts } = context;
  // a date that was called off is none to move, to receive anybody on, or to wait for
  const state = facts.off ? { ...before, dates: before.dates.filter(({ sessionId }) => !facts.off?.has(sessionId)) } : before;
  if (command.type === "draftOpportunity") return draft(state, command.input, context);
  if (command.type === "abandonClaim") {
    if (!actor.system || state.status === "absent") return refuseKernel("NotFound");
    return state.settled[command.input.claimId] ? refuse("NothingDue") : { type: "claimAbandoned", body: command.input };
  }
  if (state.status === "absent" || !state.terms || !rules.mayHost(state.host, actor)) return refuseKernel("NotFound");
  const may = rules.mayStep(state, command.type, now);
  if (may !== true) return may;
  switch (command.type) {
    case "reviseOpportunity": {
      // what a colleague wrote meanwhile, or handed over, is not undone by who hasn't read it
      if (command.input.heard !== before.heard) return refuse("OpportunityMoved", { status: state.status });
      const terms = checked(command.input.terms, state, context);
      if (terms instanceof Refusal) return terms;
      const revised = rules.mayRevise(state, terms, context.facts);
      return revised !== true ? revised : revisedTo(state, terms);
    }
    case "publishOpportunity":
      return publish(state.terms, state.opportunityId as OpportunityId, context);
    case "pauseOpportunity":
      return { type: "opportunityPaused", body: {} };
    case "resumeOpportunity":
      return { type: "opportunityResumed", body: {} };
    case "closeOpportunity":
      return { type: "opportunityClosed", body: {} };
    case "archiveOpportunity":
      return { type: "opportunityArchived", body: {} };
    case "moveDates":
      return movedDates(state, command.input, now);
    case "handOver":
      return handedOver(state, command.input, context);
  }
}

/** Other words; and where somebody else is to receive the visitors, that it is handed over to them. */
function revisedTo(state: OpportunityState, terms: Terms): Decision {
  const revised: Draft<OpportunityEvent> = { type: "opportunityRevised", body: { terms } };
  const { contact, deputy } = terms;
  if (state.status === "draft" || !contact || contact.personId === state.terms?.contact?.personId) return revised;
  return [revised, { type: "contactHandedOver", body: { contact, deputy } }];
}

type HandOver = (OpportunityCommand & { type: "handOver" })["input"];
/** Whoever receives the visitors from now on works here; who stands in for them may be found later. */
function handedOver(
  { terms }: OpportunityState,
  { contact, deputy: asked }: HandOver,
  { facts: { colleagues } }: Context<OpportunityFacts>,
): Decision {
  const before = terms?.deputy && colleagues.has(terms.deputy.personId) ? terms.deputy.personId : null;
  const deputy = asked === undefined ? before : asked;
  const name = colleagues.get(contact);
  if (name === undefined) return refuse("NotAColleague", { field: "contact" });
  const second = deputy === null || deputy === contact ? null : colleagues.get(deputy);
  if (second === undefined) return refuse("NotAColleague", { field: "deputy" });
  const same = terms?.contact?.personId === contact;
  if (same && (terms?.deputy?.personId ?? null) === deputy) return refuse("NothingDue");
  const standIn = deputy === null || second === null ? null : { personId: deputy, name: second };
  return { type: "contactHandedOver", body: { contact: { personId: contact, name }, deputy: standIn, ...(same ? { same } : {}) } };
}

function draft(
  state: OpportunityState,
  { opportunityId, terms: asked }: (OpportunityCommand & { type: "draftOpportunity" })["input"],
  context: Context<OpportunityFacts>,
): Decision {
  const { actor, roomId } = context;
  if (!rules.worksHere(actor)) return refuse("WorkersOnly");
  if (state.status !== "absent" || roomId !== opportunityRoom(opportunityId)) return refuse("WrongOpportunity", { field: "opportunityId" });
  const host: Host = { orgId: actor.orgId, name: actor.orgName, sector: actor.sector };
  const terms = checked(asked, state, context);
  return terms instanceof Refusal ? terms : { type: "opportunityDrafted", body: { opportunityId, terms, host } };
}

/** What was written, with names as they are; or the field in which it doesn't fit. What is only missing may be. */
function checked(terms: Terms, { status }: OpportunityState, { facts, now }: Context<OpportunityFacts>): Terms | Refusal {
  const named = (contact: Contact | null): Contact | null | undefined => {
    const name = contact && facts.colleagues.get(contact.personId);
    return contact && (name === undefined || name === null ? undefined : { personId: contact.personId, name });
  };
  const [contact, deputy] = [named(terms.contact), named(terms.deputy)];
  if (contact === undefined) return refuse("NotAColleague", { field: "terms.contact" });
  if (deputy === undefined) return refuse("NotAColleague", { field: "terms.deputy" });
  const dates = terms.when && status !== "published" && status !== "paused" && status !== "closed" ? datesOf(terms.when) : undefined;
  if (dates instanceof Refusal) return dates;
  const near = dates ? withinReach(dates, now) : true;
  if (near !== true) return near;
  const { spot, ...said } = terms;
  if (!spot) return { ...said, contact, deputy };
  const lies = liesOnMap(spot.at, "terms.spot");
  const at = shownPoint({ point: spot.at, precision: "postcode" }, undefined);
  return lies !== true ? lies : { ...said, contact, deputy, ...(at ? { spot: { ...spot, at } } : {}) };
}

/** Everything that is missing is said at once. A contact who has left meanwhile is missing too. */
function publish(written: Terms, opportunityId: OpportunityId, context: Context<OpportunityFacts>): Decision {
  const { facts, now } = context;
  const there = (contact: Contact | null) => (contact && facts.colleagues.has(contact.personId) ? contact : null);
  const missing = rules.missingIn({ ...written, contact: there(written.contact), deputy: there(written.deputy) }, facts);
  if (missing.length > 0 || !written.when) return refuse("NotReady", { missing: missing.join(",") });
  const worked = datesOf(written.when);
  if (worked instanceof Refusal) return worked;
  const near = withinReach(worked, now);
  if (near !== true) return near;
  const dates = worked.map(({ twice: _twice, ...date }) => ({
    sessionId: derivedId(opportunityId, date.starts) as string as SessionId,
    ...date,
  }));
  return { type: "opportunityPublished", body: { dates } };
}
