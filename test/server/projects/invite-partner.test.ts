import { describeCommand } from "../../kit/given.ts";
import { part } from "../../kit/projects.ts";
import { type At, did, inProject, tells } from "./scenes.ts";

const asked = { joined: [] as never[] };
const cafe = ({ who }: At) => ({ orgId: who.olga.orgId });

describeCommand({
  command: "invitePartner",
  allowed: {
    "another organisation is asked while it is only proposed, and hears of it": {
      given: inProject("rhona", cafe, { ...asked, elsewhere: tells("olga") }),
      here: ["partnerInvited"],
    },
    "one that had said no can be asked again": {
      given: inProject("rhona", cafe, {
        ...{ partners: ["tariq", "olga"], joined: [], first: did("olga", "declinePlace", { words: "" }), elsewhere: tells("olga") },
      }),
      here: ["partnerInvited"],
    },
  },
  refused: {
    "one that is asked already": {
      given: inProject("rhona", ({ who }) => ({ orgId: who.tariq.orgId }), asked),
      refusal: "CONFLICT InItAlready orgId",
    },
    "one that isn't there": { given: inProject("rhona", { orgId: part() }, asked), refusal: "BAD_REQUEST UnknownOrganisation orgId" },
    "what is active: a vote does that": { given: inProject("rhona", cafe), refusal: "CONFLICT ProjectMoved" },
    "who has yet to say yes": { given: inProject("tariq", cafe, asked), refusal: "CONFLICT PlaceMoved" },
    "a colleague who doesn't speak for the organisation": { given: inProject("isla", cafe, asked), refusal: "FORBIDDEN NotASpeaker" },
    "an organisation that nobody asked": { given: inProject("otto", cafe, asked), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ orgId: part() }),
  raced: {
    given: async (world) => {
      const one = await inProject("rhona", cafe, asked)(world);
      return [one, { ...one, as: world.people.maggie }];
    },
    outcomes: ["InItAlready", "written"],
    here: ["partnerInvited"],
  },
});
