import { worksHere } from "@linkwork/shared/exchange/rules.ts";
import * as hosting from "@linkwork/shared/exchange/rules-hosting.ts";
import * as readiness from "@linkwork/shared/exchange/rules-readiness.ts";
import { type HostingCommand, type HostingEvent, hostingEvents } from "@linkwork/shared/exchange/schema-hosting.ts";
import { type ReadinessCommand, type ReadinessEvent, readinessEvents } from "@linkwork/shared/exchange/schema-readiness.ts";
import { foldHosting, type HostingState, noHosting } from "@linkwork/shared/exchange/state-hosting.ts";
import { foldReadiness, noReadiness, type ReadinessState } from "@linkwork/shared/exchange/state-readiness.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { hostingRoom, orgRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { defineSlice } from "../kernel/slice.ts";
import { decideHosting } from "./decide-hosting.ts";
import { decideReadiness, type ReadinessFacts } from "./decide-readiness.ts";
import { wordsLookedAt } from "./decide-words.ts";
import { hostingEffects, readinessEffects } from "./effects-ready.ts";
import type { ExchangeViews } from "./views.ts";
import type { ReadyViews } from "./views-ready.ts";

/** What an organisation says of itself as a host: its own people's. Others may ask it only while it says that it could host. */
export const hostingSlice = (views: ReadyViews, exchange: ExchangeViews) =>
  defineSlice<HostingState, HostingCommand, HostingEvent>({
    kind: "hosting",
    events: hostingEvents,
    initial: noHosting,
    quiet: true,
    shape: 1,
    fold: foldHosting,
    rules: {
      mayKnow: (state, actor, now, roomId, command) =>
        hosting.isOwnHosting(actor, subjectOf(roomId)) || (command === "askToHost" && hosting.couldHost(state, actor, now)),
      mayRead: (_state, actor, _now, roomId) => hosting.isOwnHosting(actor, subjectOf(roomId)),
      changesReaders: () => false,
    },
    // how often it is asked is not for who asks
    answerUnread: (event) => ({ ...event, seq: 0 }),
    decide: wordsLookedAt(decideHosting),
    views: { of: () => true, write: views.writeHosting },
    effects: {
      of: ({ type }) => type !== "appetiteSaid",
      list: (event, state, _roomId, ask) => hostingEffects(event, state, { ask, ahead: exchange.aheadAt }),
    },
  });

/** What is in place for one person: theirs alone to read. Colleagues who look after people write their part of it, and are shown that part at the door. */
export const readinessSlice = (views: ReadyViews) =>
  defineSlice<ReadinessState, ReadinessCommand, ReadinessEvent, ReadinessFacts>({
    kind: "readiness",
    events: readinessEvents,
    initial: noReadiness,
    quiet: true,
    shape: 1,
    fold: foldReadiness,
    rules: {
      mayKnow: (_state, actor, _now, roomId, command) =>
        (readiness.isOwnReadiness(actor, subjectOf(roomId)) && worksHere(actor)) ||
        (readiness.forColleagues.includes(command) && readiness.mayConfirm(actor, subjectOf(roomId))),
      mayRead: (_state, actor, _now, roomId) => readiness.isOwnReadiness(actor, subjectOf(roomId)),
      changesReaders: () => false,
    },
    answerUnread: (event) => ({ ...event, seq: 0 }),
    decide: wordsLookedAt(decideReadiness),
    async facts({ command, actor, roomId, ask }) {
      if (command.type === "agreeTo") return { hosting: await ask<HostingState>(hostingRoom(command.input.hostOrgId)) };
      if (command.type !== "askForCheck" && !readiness.forColleagues.includes(command.type)) return {};
      const { members } = await ask<OrgState>(orgRoom(actor.orgId));
      const there = members[subjectOf(roomId) as PersonId];
      const others = Object.entries(members).filter(([id, member]) => id !== actor.personId && !member.ended);
      return {
        colleague: there !== undefined && !there.ended,
        confirmers: others.filter(([, member]) => readiness.looksAfterPeople(member)).length,
      };
    },
    views: { of: () => true, write: views.writeReadiness },
    effects: { of: () => true, list: readinessEffects },
  });
