import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { type At, closed, follows, inProject, inTurn } from "./scenes.ts";

const later = (days: number) => (at: At) => at.world.later(days * day);
const over = { first: inTurn(closed("tariq"), later(90)) };

describeCommand({
  command: "archiveProject",
  allowed: {
    "what has been closed for 90 days is put away, and everybody still reads it": {
      given: inProject("rhona", {}, { ...over, elsewhere: follows }),
      here: ["projectArchived"],
    },
  },
  refused: {
    "what is active": { given: inProject("rhona"), refusal: "CONFLICT ProjectMoved" },
    "what closed a moment ago: the others can still write down what came of it": {
      given: inProject("rhona", {}, { first: closed("tariq") }),
      refusal: "CONFLICT ClosedTooShort",
    },
    "what has been closed for 89 days": {
      given: inProject("rhona", {}, { first: inTurn(closed("tariq"), later(89)) }),
      refusal: "CONFLICT ClosedTooShort",
    },
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
