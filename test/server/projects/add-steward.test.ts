import { describeCommand } from "../../kit/given.ts";
import { part } from "../../kit/projects.ts";
import { type At, follows, inProject } from "./scenes.ts";

const isla = ({ who }: At) => ({ personId: who.isla.personId });

describeCommand({
  command: "addSteward",
  allowed: {
    "who speaks for an organisation names a colleague who does too": {
      given: inProject("rhona", isla, { elsewhere: follows }),
      here: ["stewardAdded"],
    },
    "a manager may, who speaks for it always": { given: inProject("maggie", isla, { elsewhere: follows }), here: ["stewardAdded"] },
  },
  refused: {
    "somebody of another organisation": {
      given: inProject("rhona", ({ who }) => ({ personId: who.tess.personId })),
      refusal: "BAD_REQUEST CantSpeak personId",
    },
    "somebody who isn't there": { given: inProject("rhona", { personId: part() }), refusal: "BAD_REQUEST CantSpeak personId" },
    "who does so already": {
      given: inProject("rhona", ({ who }) => ({ personId: who.rhona.personId })),
      refusal: "CONFLICT SpeaksAlready personId",
    },
    "another organisation's roles, by naming it": {
      given: inProject("rhona", (at) => ({ ...isla(at), orgId: at.who.tariq.orgId })),
      refusal: "BAD_REQUEST BadInput input",
    },
    "a colleague who doesn't speak for it, for themselves": { given: inProject("isla", isla), refusal: "FORBIDDEN NotASpeaker" },
    "an organisation that isn't in it": { given: inProject("otto", isla), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ personId: part() }),
  raced: {
    given: async (world) => {
      const one = await inProject("rhona", isla)(world);
      return [one, { ...one, as: world.people.maggie }];
    },
    outcomes: ["SpeaksAlready", "written"],
    here: ["stewardAdded"],
  },
});
