import { describeCommand } from "../../kit/given.ts";
import { part } from "../../kit/projects.ts";
import { asks, both, closed, did, follows, inProject, tells } from "./scenes.ts";

const bye = { words: "We have too few hands." };
const out = {
  shut: [
    ["tariq", "left"],
    ["tess", "left"],
  ] as ["tariq" | "tess", string][],
};
const three = { partners: ["tariq" as const, "jean" as const] };

describeCommand({
  command: "leaveProject",
  shutsItself: true,
  allowed: {
    "an organisation leaves without asking anybody: open sockets of its people close at once, on the board too, and where a sector is missing it is said":
      {
        given: inProject("tariq", bye, { ...out, elsewhere: both(follows, tells("rhona")) }),
        here: ["partnerLeft", "partnerNeeded"],
      },
    "where two sectors are left, it goes on": {
      given: inProject("tariq", bye, { ...three, ...out, elsewhere: both(follows, tells("rhona", "jean")) }),
      here: ["partnerLeft"],
    },
    "also when it has closed": {
      given: inProject("tariq", bye, { ...out, first: closed("tariq"), elsewhere: both(follows, tells("rhona")) }),
      here: ["partnerLeft"],
    },
    "while others ask to remove it: there is nothing to remove any more": {
      given: inProject("tariq", bye, {
        ...three,
        ...out,
        first: asks("rhona", part(), ({ who }) => ({ kind: "remove", orgId: who.tariq.orgId, words: "because" })),
        elsewhere: both(follows, tells("rhona", "jean")),
      }),
      here: ["partnerLeft", "proposalOvertaken"],
    },
    "the last one closes it": {
      given: inProject("rhona", bye, {
        readers: [],
        shut: [["rhona", "left"]],
        first: did("tariq", "leaveProject", bye),
        elsewhere: follows,
      }),
      here: ["partnerLeft", "projectClosed"],
    },
  },
  refused: {
    "with a word that has somebody's number in it, before they were asked": {
      given: inProject("tariq", { words: "Ask for 943 476 5919." }),
      refusal: "BAD_REQUEST LooksLikeAPerson words",
    },
    "a colleague who doesn't speak for the organisation": { given: inProject("tess", bye), refusal: "FORBIDDEN NotASpeaker" },
    "who is only asked says no instead": { given: inProject("tariq", bye, { joined: [] }), refusal: "CONFLICT PlaceMoved" },
    "an organisation that isn't in it": { given: inProject("otto", bye), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ words: "Other words" }),
  raced: {
    given: async (world) => {
      const one = await inProject("rhona", bye)(world);
      return [one, { ...one, as: world.people.tariq }];
    },
    outcomes: ["written", "written"],
    here: ["partnerLeft", "partnerNeeded", "partnerLeft", "projectClosed"],
  },
});
