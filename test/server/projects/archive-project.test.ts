import { describeCommand } from "../../kit/given.ts";
import { closed, follows, inProject } from "./scenes.ts";

const over = { first: closed("tariq") };

describeCommand({
  command: "archiveProject",
  allowed: {
    "what has closed is put away, and everybody still reads it": {
      given: inProject("rhona", {}, { ...over, elsewhere: follows }),
      here: ["projectArchived"],
    },
  },
  refused: {
    "what is active": { given: inProject("rhona"), refusal: "CONFLICT ProjectMoved" },
    "a colleague who doesn't speak for the organisation": { given: inProject("tess", {}, over), refusal: "FORBIDDEN NotASpeaker" },
    "an organisation that isn't in it": { given: inProject("otto", {}, over), refusal: "NOT_FOUND NotFound" },
  },
  raced: {
    given: async (world) => {
      const one = await inProject("rhona", {}, over)(world);
      return [one, { ...one, as: world.people.tariq }];
    },
    outcomes: ["ProjectMoved", "written"],
    here: ["projectArchived"],
  },
});
