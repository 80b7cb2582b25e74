import { describeCommand } from "../../kit/given.ts";
import { type At, did, inProject, inTurn, tells, yes } from "./scenes.ts";

const asked = { joined: [] as never[] };
const otherWords = async ({ charter, state }: At) => ({
  charter: { ...charter, purpose: "Ours alone." },
  heard: (await state()).heard,
});

describeCommand({
  command: "withdrawProject",
  allowed: {
    "what nobody else has said yes to is taken back, and who was asked hears of it and can still read what it was": {
      given: inProject("rhona", {}, { ...asked, elsewhere: tells("tariq", "tess") }),
      here: ["projectWithdrawn"],
    },
    "a manager may, and whoever proposed it hears of it": {
      given: inProject("maggie", {}, { ...asked, elsewhere: tells("rhona", "tariq", "tess") }),
      here: ["projectWithdrawn"],
    },
  },
  refused: {
    "what somebody else has said yes to": {
      given: inProject("olga", {}, { partners: ["tariq", "olga"], joined: ["tariq", "olga"] }),
      refusal: "CONFLICT ProjectMoved",
    },
    "who was asked, though their yes to words of their own is the only one: whoever proposed it is asked again, and takes it back or doesn't":
      {
        given: inProject(
          "tariq",
          {},
          { ...asked, first: inTurn(did("tariq", "reviseCharter", otherWords), did("tariq", "acceptPlace", yes)) },
        ),
        refusal: "FORBIDDEN NotYourProposal",
      },
    "who is only asked": { given: inProject("tariq", {}, asked), refusal: "CONFLICT PlaceMoved" },
    "what is active": { given: inProject("rhona"), refusal: "CONFLICT ProjectMoved" },
    "a colleague who doesn't speak for the organisation": { given: inProject("isla", {}, asked), refusal: "FORBIDDEN NotASpeaker" },
    "an organisation that nobody asked": { given: inProject("otto", {}, asked), refusal: "NOT_FOUND NotFound" },
  },
  raced: {
    given: async (world) => {
      const one = await inProject("rhona", {}, asked)(world);
      return [one, { ...one, as: world.people.maggie }];
    },
    outcomes: ["ProjectMoved", "written"],
    here: ["projectWithdrawn"],
  },
});
