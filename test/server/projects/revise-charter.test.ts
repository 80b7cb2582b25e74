import { describeCommand } from "../../kit/given.ts";
import { part } from "../../kit/projects.ts";
import { type At, inProject, tells } from "./scenes.ts";

const asked = { joined: [] as never[] };
const words =
  (change: object = { purpose: "Company, and a walk." }) =>
  async ({ charter, state }: At) => ({ charter: { ...charter, ...change }, heard: (await state()).heard });

describeCommand({
  command: "reviseCharter",
  allowed: {
    "an owner writes other words while it is only proposed, and who is asked hears of it": {
      given: inProject("rhona", words(), { ...asked, elsewhere: tells("tariq", "tess") }),
      here: ["charterRevised"],
    },
    "who is asked writes in it too, and whoever had said yes is asked again": {
      given: inProject("tariq", words(), { ...asked, elsewhere: tells("rhona") }),
      here: ["charterRevised"],
    },
  },
  refused: {
    "words that were written on older ones": {
      given: inProject("rhona", async (at) => ({ ...(await words()(at)), heard: 0 }), asked),
      refusal: "CONFLICT CharterMoved heard",
    },
    "what is active: a vote changes that": { given: inProject("rhona", words()), refusal: "CONFLICT ProjectMoved" },
    "a colleague who doesn't speak for the organisation": { given: inProject("isla", words(), asked), refusal: "FORBIDDEN NotASpeaker" },
    "something that somebody brings who isn't in it": {
      given: inProject(
        "rhona",
        (at) => words({ brings: [{ bringsId: part(), orgId: at.who.otto.orgId, kind: "time", words: "An hour" }] })(at),
        asked,
      ),
      refusal: "BAD_REQUEST NotInProject charter.brings",
    },
    "with somebody's number in any of its words": {
      given: inProject("rhona", words({ need: "“She is 943 476 5919, and nobody rings.”" }), asked),
      refusal: "BAD_REQUEST LooksLikeAPerson charter.need",
    },
    "an organisation that nobody asked": { given: inProject("otto", words(), asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, heard: 77 }),
  raced: {
    given: async (world) => {
      const one = await inProject("rhona", words(), asked)(world);
      return [one, { ...one, as: world.people.maggie }];
    },
    outcomes: ["CharterMoved", "written"],
    here: ["charterRevised"],
  },
});
