import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { dayOf, part } from "../../kit/projects.ts";
import { type At, did, inProject } from "./scenes.ts";

const told =
  (change: object = {}) =>
  ({ world }: At) => ({ outcomeId: part(), words: "Two who came to be helped now help.", on: dayOf(world.clock.now()), ...change });
const taken = part();

describeCommand({
  command: "recordOutcome",
  allowed: {
    "anybody of an owner tells what came of it": { given: inProject("tess", told()), here: ["outcomeRecorded"] },
    "what looks like somebody's number, once they said that it is none": {
      given: inProject("tess", told({ words: "We gave out 943 476 5919 leaflets.", anyway: true })),
      here: ["outcomeRecorded"],
    },
  },
  refused: {
    "what is to come": {
      given: inProject("tariq", (at) => told({ on: dayOf(at.world.clock.now() + 2 * day) })(at)),
      refusal: "BAD_REQUEST NotThatDayYet on",
    },
    "one id twice": {
      given: inProject("tariq", told({ outcomeId: taken }), { first: did("rhona", "recordOutcome", told({ outcomeId: taken })) }),
      refusal: "BAD_REQUEST TakenInProject outcomeId",
    },
    "a story with the number of somebody's health record in it, before they were asked": {
      given: inProject("tariq", told({ words: "She is 943 476 5919 and comes every week." })),
      refusal: "BAD_REQUEST LooksLikeAPerson words",
    },
    "nothing but blanks": { given: inProject("tariq", told({ words: "  " })), refusal: "BAD_REQUEST BadInput input.words" },
    "who is only asked": { given: inProject("tariq", told(), { joined: [] }), refusal: "CONFLICT PlaceMoved" },
    "an organisation that isn't in it": { given: inProject("otto", told()), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, words: "Something else" }),
  raced: {
    given: async (world) => {
      const one = await inProject("tariq", told())(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["TakenInProject", "written"],
    here: ["outcomeRecorded"],
  },
});
