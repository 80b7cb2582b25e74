import { mayHost } from "@linkwork/shared/exchange/rules.ts";
import { mayKnowSession } from "@linkwork/shared/exchange/rules-booking.ts";
import { type OpportunityCommand, type OpportunityEvent, opportunityEvents } from "@linkwork/shared/exchange/schema.ts";
import { type SessionCommand, type SessionEvent, sessionEvents } from "@linkwork/shared/exchange/schema-session.ts";
import { type WeekCommand, type WeekEvent, weekEvents } from "@linkwork/shared/exchange/schema-week.ts";
import { foldOpportunity, noOpportunity, type OpportunityState } from "@linkwork/shared/exchange/state.ts";
import { foldSession, noSession, type SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { foldWeek, noWeek, type WeekState } from "@linkwork/shared/exchange/state-week.ts";
import { defineSlice } from "../kernel/slice.ts";
import { sessionFacts } from "./claims.ts";
import { opportunityFacts } from "./claims-receiving.ts";
import { decideOpportunity, type OpportunityFacts } from "./decide.ts";
import { decideSession, type SessionFacts } from "./decide-session.ts";
import { decideWeek } from "./decide-week.ts";
import { wordsLookedAt } from "./decide-words.ts";
import { effectsOf, hasEffects, hasSessionEffects, sessionEffects } from "./effects.ts";
import type { ExchangeViews } from "./views.ts";
import type { LedgerViews } from "./views-ledger.ts";

/** A chance to shadow: its host's people write it. What others read of it is asked for at the door. */
export const opportunitySlice = (views: ExchangeViews) =>
  defineSlice<OpportunityState, OpportunityCommand, OpportunityEvent, OpportunityFacts>({
    kind: "opportunity",
    events: opportunityEvents,
    initial: noOpportunity,
    quiet: true,
    shape: 2,
    fold: foldOpportunity,
    rules: {
      mayKnow: ({ host }, actor) => mayHost(host, actor),
      mayRead: ({ host }, actor) => mayHost(host, actor),
      changesReaders: () => false,
    },
    decide: wordsLookedAt(decideOpportunity),
    facts: (asked) => opportunityFacts(asked, views),
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
  shape: 3,
  fold: foldWeek,
  rules: {
    mayKnow: (_state, actor) => actor.system === true,
    mayRead: (_state, actor) => actor.system === true,
    changesReaders: () => false,
  },
  decide: decideWeek,
});
