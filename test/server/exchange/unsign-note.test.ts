import { describeHouseCommand } from "../../kit/given.ts";
import { afterAVisit, checked, inNote, inReflection, sent, takenBack } from "./learning-scenes.ts";

describeHouseCommand({
  command: "unsignNote",
  insider: inReflection("otto", {}, { steps: [sent(), checked], note: true }),
  caused: {
    "what was taken back leaves the note without its author": async (world) => {
      const after = await afterAVisit(world);
      await sent()(after);
      await checked(after);
      return {
        act: () => after.act(after.anna, "withdrawReflection"),
        added: { [after.roomId]: ["reflectionWithdrawn"], ...inNote("noteUnsigned")(after) },
      };
    },
  },
  refused: {
    "a note that names nobody": {
      given: inReflection("otto", {}, { steps: [sent({ signed: false }), checked], note: true }),
      refusal: "CONFLICT NothingDue",
    },
    "one that names nobody any more": {
      given: inReflection("otto", {}, { steps: [sent(), checked, takenBack()], note: true }),
      refusal: "CONFLICT NothingDue",
    },
  },
});
