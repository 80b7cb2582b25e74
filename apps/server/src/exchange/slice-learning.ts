import { worksHere } from "@linkwork/shared/exchange/rules.ts";
import { mayReadNote } from "@linkwork/shared/exchange/rules-learning.ts";
import { mayKnowReflection, mayReadReflection } from "@linkwork/shared/exchange/rules-reflection.ts";
import { type LearningCommand, type LearningEvent, learningEvents } from "@linkwork/shared/exchange/schema-learning.ts";
import { type ReflectionCommand, type ReflectionEvent, reflectionEvents } from "@linkwork/shared/exchange/schema-reflection.ts";
import { type TrainingCommand, type TrainingEvent, trainingEvents } from "@linkwork/shared/exchange/schema-training.ts";
import { concealLearning, foldLearning, type LearningState, noNote, tookLearning } from "@linkwork/shared/exchange/state-learning.ts";
import {
  concealReflection,
  foldReflection,
  noReflection,
  type ReflectionState,
  takesWords,
  tookReflection,
} from "@linkwork/shared/exchange/state-reflection.ts";
import { foldTraining, noTraining, type TrainingState } from "@linkwork/shared/exchange/state-training.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, reflectionRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { type Ask, defineSlice } from "../kernel/slice.ts";
import { decideLearning, decideTraining, type TrainingFacts } from "./decide-learning.ts";
import { decideReflection, type ReflectionFacts } from "./decide-reflection.ts";
import { wordsLookedAt } from "./decide-words.ts";
import { learningEffects, reflectionEffects } from "./effects-learning.ts";
import type { LearningViews } from "./views-learning.ts";

/** Whether somebody else works there. */
export async function othersAt(orgId: OrgId, { personId }: Pick<Actor, "personId">, ask: Ask): Promise<boolean> {
  const { members } = await ask<OrgState>(orgRoom(orgId));
  return Object.entries(members).some(([id, { roles, ended }]) => !ended && id !== personId && worksHere({ roles }));
}

/** What one side writes about a visit: its author's, and the host's people's from when it was sent until its author mends it. The other side reads at the door. */
export const reflectionSlice = (views: LearningViews) =>
  defineSlice<ReflectionState, ReflectionCommand, ReflectionEvent, ReflectionFacts>({
    kind: "reflection",
    events: reflectionEvents,
    initial: noReflection,
    quiet: true,
    shape: 2,
    fold: foldReflection,
    rules: {
      mayKnow: (state, actor, _now, _roomId, command) => mayKnowReflection(state, actor, command),
      mayRead: (state, actor) => mayReadReflection(state, actor),
      changesReaders: () => true,
    },
    decide: wordsLookedAt(decideReflection),
    async facts({ command, actor, state, ask }) {
      const looks = command.type === "sendReflectionBack" || command.type === "checkReflection";
      return { others: looks && state.visited ? await othersAt(state.visited.host.orgId, actor, ask) : false };
    },
    takesBack: {
      conceal: concealReflection,
      of: (event) => (takesWords(event) ? { from: 1, files: [] } : undefined),
      took: tookReflection,
    },
    views: { of: () => true, write: views.writeReflection },
    effects: { of: () => true, list: reflectionEffects },
  });

/** What everybody who works somewhere may learn from a visit. The house publishes it; what is in it only becomes less. */
export const learningSlice = (views: LearningViews) =>
  defineSlice<LearningState, LearningCommand, LearningEvent>({
    kind: "learning",
    events: learningEvents,
    initial: noNote,
    quiet: true,
    shape: 1,
    fold: foldLearning,
    rules: {
      mayKnow: (_state, actor) => mayReadNote(actor),
      mayRead: (_state, actor) => mayReadNote(actor),
      changesReaders: () => false,
    },
    decide: wordsLookedAt(decideLearning),
    takesBack: {
      conceal: concealLearning,
      of: ({ type }) => (type === "noteUnsigned" || type === "wordsTakenOut" ? { from: 1, files: [] } : undefined),
      took: tookLearning,
    },
    views: { of: () => true, write: views.writeNote },
    effects: { of: ({ type }) => type === "wordsTakenOut", list: learningEffects },
  });

/** What somebody noted of what visits taught them: nobody else reads it, of whatever organisation they are. */
export const trainingSlice = defineSlice<TrainingState, TrainingCommand, TrainingEvent, TrainingFacts>({
  kind: "training",
  events: trainingEvents,
  initial: noTraining,
  quiet: true,
  shape: 1,
  fold: foldTraining,
  rules: {
    mayKnow: (_state, actor, _now, roomId) => subjectOf(roomId) === actor.personId,
    mayRead: (_state, actor, _now, roomId) => actor.system === true || subjectOf(roomId) === actor.personId,
    changesReaders: () => false,
  },
  decide: wordsLookedAt(decideTraining),
  facts: async ({ command, ask }) => ({ reflection: await ask<ReflectionState>(reflectionRoom(command.input.reflectionId)) }),
});
