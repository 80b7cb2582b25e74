import { describeHouseCommand } from "../../kit/given.ts";
import { actAs } from "../../kit/build.ts";
import type { World } from "../../kit/world.ts";
import { type After, afterAVisit, checked, inNote, inReflection, sent, takenBack } from "./learning-scenes.ts";

const told = sent({ says: { saw: "Mrs Gallacher opens the door.", differently: "I ring first." } });
const take = async (after: After, input: Record<string, unknown>) => {
  const event = await actAs(after.world, after.world.people.hana, {
    ...{ roomId: after.learning, type: "takeOutWords" },
    input: { heard: (await after.note()).head, reason: "namesSomebody", ...input },
  });
  await after.world.app.effects.settled();
  return event;
};
const caused = (input: Record<string, unknown>, ...ofTheNote: string[]) => async (world: World) => {
  const after = await afterAVisit(world);
  await told(after);
  await checked(after);
  return {
    act: () => take(after, input),
    added: { ...inNote(...ofTheNote)(after), [after.roomId]: ["reflectionLessened", "reflectionWorded"] },
  };
};
const less = { part: "saw", left: "… opens the door.", reason: "namesSomebody" };

describeHouseCommand({
  command: "lessenReflection",
  insider: inReflection("hana", less, { steps: [told, checked] }),
  caused: {
    "words that go from a note go from what it came of": caused(less, "wordsTakenOut", "answerLeft"),
    "so does all of an answer, also of the one that is asked for": caused({ part: "differently", left: "" }, "wordsTakenOut"),
  },
  refused: {
    "what was taken back": { given: inReflection("hana", less, { steps: [told, checked, takenBack()] }), refusal: "CONFLICT NothingDue" },
    "what nobody has looked at yet": { given: inReflection("hana", less, { steps: [told] }), refusal: "CONFLICT NothingDue" },
    "told late, words that are gone by now": {
      given: inReflection("hana", less, { steps: [told, checked, (after) => take(after, { part: "saw", left: "… the door." })] }),
      refusal: "CONFLICT NothingDue",
    },
  },
});
