import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { dayOf, part } from "../../kit/projects.ts";
import { type At, did, inProject } from "./scenes.ts";

const seen =
  (change: object = {}) =>
  ({ world, charter }: At) => ({
    ...{
      entryId: part(),
      measureId: charter.measures[0]?.measureId,
      words: "Eight of ten say so",
      value: "8 of 10",
      on: dayOf(world.clock.now()),
    },
    ...change,
  });
const taken = part();

describeCommand({
  command: "recordMeasure",
  allowed: { "anybody of an owner notes what was seen": { given: inProject("tess", seen()), here: ["measureRecorded"] } },
  refused: {
    "by a measure that was not agreed": {
      given: inProject("tariq", seen({ measureId: part() })),
      refusal: "BAD_REQUEST UnknownMeasure measureId",
    },
    "what is to come": {
      given: inProject("tariq", (at) => seen({ on: dayOf(at.world.clock.now() + 2 * day) })(at)),
      refusal: "BAD_REQUEST NotThatDayYet on",
    },
    "one id twice": {
      given: inProject("tariq", seen({ entryId: taken }), { first: did("rhona", "recordMeasure", seen({ entryId: taken })) }),
      refusal: "BAD_REQUEST TakenInProject entryId",
    },
    "who is only asked": { given: inProject("tariq", seen(), { joined: [] }), refusal: "CONFLICT PlaceMoved" },
    "an organisation that isn't in it": { given: inProject("otto", seen()), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, words: "Something else" }),
  raced: {
    given: async (world) => {
      const one = await inProject("tariq", seen())(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["TakenInProject", "written"],
    here: ["measureRecorded"],
  },
});
