import { mayHost } from "@linkwork/shared/exchange/rules.ts";
import { mayKnowSession } from "@linkwork/shared/exchange/rules-booking.ts";
import { type OpportunityCommand, type OpportunityEvent, opportunityEvents } from "@linkwork/shared/exchange/schema.ts";
import { type SessionCommand, type SessionEvent, sessionEvents } from "@linkwork/shared/exchange/schema-session.ts";
import { type WeekCommand, type WeekEvent, weekEvents } from "@linkwork/shared/exchange/schema-week.ts";
import { foldOpportunity, noOpportunity, type OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { HostingState } from "@linkwork/shared/exchange/state-hosting.ts";
import { foldSession, noSession, type SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { foldWeek, noWeek, type WeekState } from "@linkwork/shared/exchange/state-week.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { PersonId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { hostingRoom, orgRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { defineSlice } from "../kernel/slice.ts";
import { sessionFacts } from "./claims.ts";
import { decideOpportunity, type OpportunityFacts } from "./decide.ts";
import { decideSession, type SessionFacts } from "./decide-session.ts";
import { decideWeek } from "./decide-week.ts";
import { wordsLookedAt } from "./decide-words.ts";
import { effectsOf, hasEffects, hasSessionEffects, sessionEffects } from "./effects.ts";
import type { ExchangeViews } from "./views.ts";
import type { LedgerViews } from "./views-ledger.ts";

/** What has to do with the dates that are still held, and with whoever has to be there on them. */
const datesMatter: readonly OpportunityCommand["type"][] = [
  "reviseOpportunity",
  "publishOpportunity",
  "moveDates",
  "handOver",
  "archiveOpportunity",
];

/** A chance to shadow: its host's people write it. What others read of it is asked for at the door. */
export const opportunitySlice = (views: ExchangeViews) =>
  defineSlice<OpportunityState, OpportunityCommand, OpportunityEvent, OpportunityFacts>({
    kind: "opportunity",
    events: opportunityEvents,
    initial: noOpportunity,
    quiet: true,
    shape: 1,
    fold: foldOpportunity,
    rules: {
      mayKnow: ({ host }, actor) => mayHost(host, actor),
      mayRead: ({ host }, actor) => mayHost(host, actor),
      changesReaders: () => false,
    },
    decide: wordsLookedAt(decideOpportunity),
    async facts({ actor, ask, command, state, now }) {
      const { members } = await ask<OrgState>(orgRoom(actor.orgId));
      const { versions } = await ask<HostingState>(hostingRoom(actor.orgId));
      const here = Object.entries(members).filter(([, member]) => !member.ended);
      const colleagues = new Map(here.map(([personId, { name }]) => [personId as PersonId, name]));
      const written = versions.length > 0;
      if (!datesMatter.includes(command.type)) return { colleagues, written };
      // other words for the same host change nothing about who has to be where
      if (command.type === "reviseOpportunity" && command.input.terms.contact?.personId === state.terms?.contact?.personId)
        return { colleagues, written };
      const all = (ids: readonly SessionId[]) => Promise.all(ids.map((id) => ask<SessionState>(sessionRoom(id))));
      const held = await all(state.dates.map(({ sessionId }) => sessionId));
      const off = new Set(held.flatMap(({ cancelled, date }) => (cancelled && date ? [date.sessionId] : [])));
      const { contact } = command.type === "reviseOpportunity" ? command.input.terms : (state.terms ?? { contact: null });
      const receives = command.type === "handOver" ? command.input.contact : contact?.personId;
      const elsewhere = receives ? await all(await views.sessionsWith(receives, Date.parse(now))) : [];
      return { colleagues, written, off, elsewhere };
    },
    views: { of: () => true, write: views.writeOpportunity },
    effects: { of: hasEffects, list: effectsOf },
  });

/** One date of it: who comes and who waits is its host's to read; a visitor reads their own part at the door. */
export const sessionSlice = (views: ExchangeViews, ledger: LedgerViews) =>
  defineSlice<SessionState, SessionCommand, SessionEvent, SessionFacts>({
    kind: "session",
    events: sessionEvents,
    initial: noSession,
    quiet: true,
    shape: 5,
    fold: foldSession,
    rules: {
      mayKnow: (state, actor, _now, _roomId, command) => mayKnowSession(state, actor, command),
      mayRead: ({ host }, actor) => mayHost(host, actor),
      changesReaders: () => false,
    },
    // who books learns from the answer what became of it, and not how much else there is
    answerUnread: (event) => ({ ...event, seq: 0 }),
    decide: wordsLookedAt(decideSession),
    facts: (asked) => sessionFacts(asked, views),
    views: {
      of: () => true,
      async write(written) {
        await views.writeSession(written);
        await ledger.writeAttended(written.state);
      },
    },
    effects: { of: hasSessionEffects, list: sessionEffects },
  });

/** Somebody's time in one week, and what they ask for in any: nobody reads it, and the house alone writes in it. */
export const weekSlice = defineSlice<WeekState, WeekCommand, WeekEvent>({
  kind: "week",
  events: weekEvents,
  initial: noWeek,
  quiet: true,
  shape: 2,
  fold: foldWeek,
  rules: {
    mayKnow: (_state, actor) => actor.system === true,
    mayRead: (_state, actor) => actor.system === true,
    changesReaders: () => false,
  },
  decide: decideWeek,
});
