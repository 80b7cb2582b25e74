import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { dayOf, part } from "../../kit/projects.ts";
import { type At, closed, did, inProject } from "./scenes.ts";

const given =
  (change: object = {}) =>
  ({ world }: At) => ({
    ...{ contributionId: part(), kind: "place", words: "The hall on Tuesdays", on: dayOf(world.clock.now()), hours: 2.5, pence: null },
    ...change,
  });
const taken = part();

describeCommand({
  command: "recordContribution",
  allowed: {
    "anybody of an owner notes what it brought": { given: inProject("tess", given()), here: ["contributionRecorded"] },
    "a resident of a panel too": {
      given: inProject("jean", given({ kind: "livedExperience" }), { partners: ["tariq", "jean"] }),
      here: ["contributionRecorded"],
    },
    "also when it has closed": { given: inProject("tariq", given(), { first: closed("tariq") }), here: ["contributionRecorded"] },
  },
  refused: {
    "what is to come": {
      given: inProject("tariq", (at) => given({ on: dayOf(at.world.clock.now() + 2 * day) })(at)),
      refusal: "BAD_REQUEST NotThatDayYet on",
    },
    "one id twice": {
      given: inProject("tariq", given({ contributionId: taken }), {
        first: did("rhona", "recordContribution", given({ contributionId: taken })),
      }),
      refusal: "BAD_REQUEST TakenInProject contributionId",
    },
    "time that nobody has": { given: inProject("tariq", given({ hours: 10_001 })), refusal: "BAD_REQUEST BadInput input.hours" },
    "for another organisation": {
      given: inProject("tariq", (at) => ({ ...given()(at), orgId: at.who.rhona.orgId })),
      refusal: "BAD_REQUEST BadInput input",
    },
    "what has not begun": { given: inProject("rhona", given(), { joined: [] }), refusal: "CONFLICT ProjectMoved" },
    "who is only asked": { given: inProject("tariq", given(), { joined: [] }), refusal: "CONFLICT PlaceMoved" },
    "an organisation that isn't in it": { given: inProject("otto", given()), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, words: "Something else" }),
  raced: {
    given: async (world) => {
      const one = await inProject("tariq", given())(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["TakenInProject", "written"],
    here: ["contributionRecorded"],
  },
});
