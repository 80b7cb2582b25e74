import { refuse } from "@linkwork/shared/exchange/rules.ts";
import { mayTakeOut } from "@linkwork/shared/exchange/rules-learning.ts";
import { mayNoteTraining, minutesOf } from "@linkwork/shared/exchange/rules-training.ts";
import type { LearningCommand, LearningEvent } from "@linkwork/shared/exchange/schema-learning.ts";
import type { TrainingCommand, TrainingEvent } from "@linkwork/shared/exchange/schema-training.ts";
import type { LearningState } from "@linkwork/shared/exchange/state-learning.ts";
import type { ReflectionState } from "@linkwork/shared/exchange/state-reflection.ts";
import type { TrainingState } from "@linkwork/shared/exchange/state-training.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { trainingRoom } from "@linkwork/shared/kernel/room.ts";
import type { Context } from "../kernel/slice.ts";

/** A note is published once, by the house; what is in it only becomes less. */
export function decideLearning(
  state: LearningState,
  command: LearningCommand,
  { actor }: Context,
): Draft<LearningEvent> | Draft<LearningEvent>[] | Refusal {
  if (command.type !== "takeOutWords" && !actor.system) return refuseKernel("NotFound");
  switch (command.type) {
    case "publishNote": {
      if (state.about) return refuse("NothingDue");
      const { author, ...about } = command.input;
      const published = { type: "notePublished" as const, body: about };
      // a name that was taken back before the note was there never stands in it
      return author && !state.unsigned ? [published, { type: "noteSigned", body: author }] : published;
    }
    case "unsignNote":
      return state.author || (!state.about && !state.unsigned) ? { type: "noteUnsigned", body: {} } : refuse("NothingDue");
    case "takeOutWords": {
      if (!state.about) return refuseKernel("NotFound");
      const may = mayTakeOut(state, actor, command.input);
      const { part, left, reason } = command.input;
      if (may !== true) return may;
      const taken = { type: "wordsTakenOut" as const, body: { part, reason } };
      return left.trim() === "" ? taken : [taken, { type: "answerLeft", body: { part, left: left.trim() } }];
    }
  }
}

/** What was written about the visit, as it stands. */
export type TrainingFacts = { reflection: ReflectionState };

/** Notes what a visit taught somebody: in their own record, by them alone. */
export function decideTraining(
  _state: TrainingState,
  { input }: TrainingCommand,
  { actor, roomId, facts: { reflection } }: Context<TrainingFacts>,
): Draft<TrainingEvent> | Refusal {
  const { visited } = reflection;
  if (actor.system || roomId !== trainingRoom(actor.personId)) return refuseKernel("NotFound");
  if (!visited || !mayNoteTraining(reflection, actor)) return refuse("UnknownBooking", { field: "reflectionId" });
  const { title, host, side, date } = visited;
  const about = { title, hostName: host.name, side, startsAt: date.startsAt, zone: date.zone, minutes: minutesOf(date) };
  return { type: "headingsNoted", body: { ...input, ...about } };
}
