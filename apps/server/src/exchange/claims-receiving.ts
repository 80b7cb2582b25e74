import { refuse, worksHere } from "@linkwork/shared/exchange/rules.ts";
import { mayReceive } from "@linkwork/shared/exchange/rules-person.ts";
import type { OpportunityCommand } from "@linkwork/shared/exchange/schema.ts";
import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { HostingState } from "@linkwork/shared/exchange/state-hosting.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { PersonId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { hostingRoom, orgRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import type { FactsInput } from "../kernel/slice.ts";
import { claimReceiving } from "./claims-weeks.ts";
import { type OpportunityFacts, planOpportunity, type Receives, receivesBy } from "./decide.ts";
import type { ExchangeViews } from "./views.ts";

type Facts = FactsInput<OpportunityState, OpportunityCommand>;
type Views = Pick<ExchangeViews, "sessionsWith">;

/** What has to do with the dates that are still held, and with whoever has to be there on them. */
const datesMatter: readonly OpportunityCommand["type"][] = [
  "reviseOpportunity",
  "publishOpportunity",
  "moveDates",
  "handOver",
  "archiveOpportunity",
];

/** What a chance to shadow looks at before it decides: who works there; and the time of whoever is to receive visitors by it, which is claimed. */
export async function opportunityFacts(asked: Facts, views: Views): Promise<OpportunityFacts> {
  const { actor, ask, command, state } = asked;
  const { members } = await ask<OrgState>(orgRoom(actor.orgId));
  const { versions } = await ask<HostingState>(hostingRoom(actor.orgId));
  // who lives beside it can be told nothing of those who come
  const here = Object.entries(members).filter(([, member]) => !member.ended && worksHere(member));
  const colleagues = new Map(here.map(([personId, { name }]) => [personId as PersonId, name]));
  const written = versions.length > 0;
  if (!datesMatter.includes(command.type)) return { colleagues, written };
  // other words for the same host change nothing about who has to be where
  if (command.type === "reviseOpportunity" && command.input.terms.contact?.personId === state.terms?.contact?.personId)
    return { colleagues, written };
  const held = await sessionsOf(
    state.dates.map(({ sessionId }) => sessionId),
    asked,
  );
  const off = new Set(held.flatMap(({ cancelled, date }) => (cancelled && date ? [date.sessionId] : [])));
  const facts = { colleagues, written, off };
  const planned = planOpportunity(state, command, { ...asked, facts, event: () => undefined });
  // what is refused for another reason takes nobody's time
  const of = planned instanceof Refusal ? undefined : receivesBy(state, planned, { facts, now: asked.now });
  return of ? { ...facts, claimed: { of, may: await claimed(of, asked, views) } } : facts;
}

const sessionsOf = (ids: readonly SessionId[], { ask }: Pick<Facts, "ask">): Promise<SessionState[]> =>
  Promise.all(ids.map((id) => ask<SessionState>(sessionRoom(id))));

/** Under which question somebody reads that whoever is to receive the visitors is not free. */
const fieldOf: Partial<Record<OpportunityCommand["type"], string>> = {
  reviseOpportunity: "terms.contact",
  handOver: "contact",
  moveDates: "starts",
};
/** Claims the time of whoever is to receive visitors. True, or why they can't be there: of what is another organisation's no more than that. */
async function claimed({ personId, dates, bufferMinutes: buffer }: Receives, asked: Facts, views: Views): Promise<true | Refusal> {
  const { command, id: claimId, state, now, ask } = asked;
  const { opportunityId, host } = state;
  if (opportunityId === "" || !host) return refuseKernel("NotFound");
  const field = fieldOf[command.type];
  const elsewhere = await sessionsOf(await views.sessionsWith(personId, Date.parse(now)), asked);
  const free = mayReceive({ dates, bufferMinutes: buffer, orgId: host.orgId, field }, { personId, elsewhere, now });
  if (free !== true) return free;
  const times = dates.map(({ sessionId, startsAt: from, endsAt: to }) => ({ sessionId, from, to }));
  const found = await claimReceiving(personId, { claimId, opportunityId, buffer, dates: times }, asked);
  if (found === true) return true;
  const at = { ...(field === undefined ? {} : { field }), starts: dates.find(({ sessionId }) => sessionId === found.at)?.starts ?? "" };
  const other = found.other && (await ask<OpportunityState>(found.other.room));
  const theirs = other?.host?.orgId === host.orgId && other.dates.find(({ sessionId }) => sessionId === found.other?.sessionId);
  return theirs ? refuse("ContactReceives", { ...at, other: theirs.starts }) : refuse("ContactElsewhere", at);
}
