import { describeCommand } from "../../kit/given.ts";
import { part } from "../../kit/projects.ts";
import { type At, did, follows, inProject } from "./scenes.ts";

const isla = ({ who }: At) => ({ personId: who.isla.personId });
const rhona = ({ who }: At) => ({ personId: who.rhona.personId });
const two = { first: did("rhona", "addSteward", isla) };

describeCommand({
  command: "removeSteward",
  allowed: {
    "one of two steps down": { given: inProject("rhona", rhona, { ...two, elsewhere: follows }), here: ["stewardRemoved"] },
    "a manager takes it from somebody": { given: inProject("maggie", isla, { ...two, elsewhere: follows }), here: ["stewardRemoved"] },
  },
  refused: {
    "the last one": { given: inProject("rhona", rhona), refusal: "CONFLICT LastSteward personId" },
    "who doesn't": { given: inProject("rhona", isla), refusal: "CONFLICT SpeaksNot personId" },
    "another organisation's": {
      given: inProject("rhona", ({ who }) => ({ personId: who.tariq.personId })),
      refusal: "CONFLICT SpeaksNot personId",
    },
    "a colleague who doesn't speak for it": { given: inProject("isla", rhona), refusal: "FORBIDDEN NotASpeaker" },
    "an organisation that isn't in it": { given: inProject("otto", rhona, two), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ personId: part() }),
  raced: {
    // both at once: whatever the order, one is left
    given: async (world) => {
      const one = await inProject("rhona", rhona, two)(world);
      return [one, { ...one, as: world.people.isla, input: { personId: world.people.isla.personId } }];
    },
    outcomes: ["LastSteward", "written"],
    here: ["stewardRemoved"],
  },
});
