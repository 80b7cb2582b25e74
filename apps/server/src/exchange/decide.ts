import * as rules from "@linkwork/shared/exchange/rules.ts";
import { mayReceive } from "@linkwork/shared/exchange/rules-person.ts";
import type { Contact, Dated, Host, OpportunityCommand, OpportunityEvent, Terms } from "@linkwork/shared/exchange/schema.ts";
import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import type { OpportunityId, PersonId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { opportunityRoom } from "@linkwork/shared/kernel/room.ts";
import { liesOnMap, shownPoint } from "@linkwork/shared/map/rules-place.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Context } from "../kernel/slice.ts";
import { movedDates } from "./decide-dates.ts";
import { datesOf, withinReach } from "./times.ts";

/** Those who work for the host now, with their names. */
export type OpportunityFacts = {
  colleagues: ReadonlyMap<PersonId, string>;
  /** whether the host has a confidentiality agreement */
  written: boolean;
  /** the sessions that whoever is to receive visitors has to do with; where it matters */
  elsewhere?: readonly SessionState[];
  /** dates that were called off; where it matters */
  off?: ReadonlySet<SessionId>;
};
type Decision = Draft<OpportunityEvent> | Draft<OpportunityEvent>[] | Refusal;
const { refuse } = rules;

/** Turns a request about a chance to shadow into an event, or says why not. */
export function decideOpportunity(before: OpportunityState, command: OpportunityCommand, context: Context<OpportunityFacts>): Decision {
  const { now, actor, facts } = context;
  // a date that was called off is none to move, to receive anybody on, or to wait for
  const state = facts.off ? { ...before, dates: before.dates.filter(({ sessionId }) => !facts.off?.has(sessionId)) } : before;
  if (command.type === "draftOpportunity") return draft(state, command.input, context);
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
      return revised !== true ? revised : revisedTo(state, terms, context);
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
    case "moveDates": {
      const moved = movedDates(state, command.input, now);
      if (moved instanceof Refusal || moved.type !== "datesMoved") return moved;
      const free = isFree(state.terms.contact?.personId, moved.body.dates, state.terms, context);
      return free === true ? moved : free;
    }
    case "handOver":
      return handedOver(state, command.input, context);
  }
}

/** Whether whoever is to receive the visitors can be there on these dates, as far as they are not over. */
const isFree = (
  personId: PersonId | undefined,
  dates: readonly Dated[],
  terms: Terms | null,
  { facts, now }: Context<OpportunityFacts>,
): true | Refusal =>
  personId === undefined ||
  mayReceive(
    { dates: dates.filter(({ endsAt }) => now < endsAt), bufferMinutes: terms?.rules.bufferMinutes ?? 0 },
    { personId, elsewhere: facts.elsewhere ?? [], now },
  );

/** Other words; and where somebody else is to receive the visitors, that it is handed over to them. */
function revisedTo(state: OpportunityState, terms: Terms, context: Context<OpportunityFacts>): Decision {
  const revised: Draft<OpportunityEvent> = { type: "opportunityRevised", body: { terms } };
  const { contact, deputy } = terms;
  if (state.status === "draft" || !contact || contact.personId === state.terms?.contact?.personId) return revised;
  const free = isFree(contact.personId, state.dates, terms, context);
  return free === true ? [revised, { type: "contactHandedOver", body: { contact, deputy } }] : free;
}

type HandOver = (OpportunityCommand & { type: "handOver" })["input"];
/** Whoever receives the visitors from now on works here; who stands in for them may be found later. */
function handedOver(
  { dates, terms }: OpportunityState,
  { contact, deputy: asked }: HandOver,
  context: Context<OpportunityFacts>,
): Decision {
  const { colleagues } = context.facts;
  const before = terms?.deputy && colleagues.has(terms.deputy.personId) ? terms.deputy.personId : null;
  const deputy = asked === undefined ? before : asked;
  const name = colleagues.get(contact);
  if (name === undefined) return refuse("NotAColleague", { field: "contact" });
  const second = deputy === null || deputy === contact ? null : colleagues.get(deputy);
  if (second === undefined) return refuse("NotAColleague", { field: "deputy" });
  const free = isFree(contact, dates, terms, context);
  if (free !== true) return free;
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
  const free = isFree(written.contact?.personId, dates, written, context);
  return free === true ? { type: "opportunityPublished", body: { dates } } : free;
}
