import { describeCommand } from "../../kit/given.ts";
import { type At, both, did, follows, inProject, tells, yes } from "./scenes.ts";

const asked = { joined: [] as never[] };
const opens = ({ board }: At) => ({ [board]: ["boardOpened"] });
const begins = { ...asked, elsewhere: both(opens, tells("rhona")) };

describeCommand({
  command: "acceptPlace",
  allowed: {
    "two sectors have said yes: it is active, and its board is there, in the same moment": {
      given: inProject("tariq", yes, begins),
      here: ["placeAccepted", "projectActivated"],
    },
    "whoever asks hears once that it goes ahead, and is not told of the yes as well": {
      given: inProject("jean", yes, {
        ...{ partners: ["tariq", "jean"], joined: [], readers: ["rhona"], elsewhere: both(opens, tells("rhona")) },
      }),
      here: ["placeAccepted", "projectActivated"],
    },
    "anybody who could speak for the organisation may say yes": {
      given: inProject("tess", yes, begins),
      here: ["placeAccepted", "projectActivated"],
    },
    "a resident says yes for a citizens' panel": {
      given: inProject("jean", yes, { ...begins, partners: ["jean"], readers: ["rhona"] }),
      here: ["placeAccepted", "projectActivated"],
    },
    "who comes later comes into what is there, the board knows of them, and those who own it hear of the yes": {
      given: inProject("jean", yes, {
        ...{ partners: ["tariq", "jean"], joined: ["tariq"] },
        elsewhere: both(follows, tells("rhona", "tariq")),
      }),
      here: ["placeAccepted"],
    },
    "a sector that was missing is there again": {
      given: inProject("tariq", yes, {
        ...{ partners: ["tariq", "jean"], joined: ["jean"], first: did("jean", "leaveProject", { words: "" }) },
        elsewhere: both(follows, tells("rhona")),
      }),
      here: ["placeAccepted", "projectActivated"],
    },
  },
  refused: {
    "to words that are not the newest": {
      given: inProject(
        "tariq",
        async (at) => {
          const before = await yes(at);
          await did("rhona", "reviseCharter", async ({ charter, state }) => ({
            charter: { ...charter, title: "Other" },
            heard: (await state()).heard,
          }))(at);
          return before;
        },
        asked,
      ),
      refusal: "CONFLICT CharterMoved charterAt",
    },
    "to a charter in which something is missing": {
      given: inProject("tariq", yes, { ...asked, change: { purpose: " ", measures: [], brings: [] } }),
      refusal: "PRECONDITION_FAILED CharterNotReady",
    },
    "who is an owner already": { given: inProject("rhona", yes, asked), refusal: "CONFLICT PlaceMoved" },
    "an organisation that nobody asked": { given: inProject("otto", yes, asked), refusal: "NOT_FOUND NotFound" },
    "a stewardship for somebody else": {
      given: inProject("tariq", async (at) => ({ ...(await yes(at)), steward: at.who.tess.personId }), asked),
      refusal: "BAD_REQUEST BadInput input",
    },
    "what was taken back meanwhile": {
      given: inProject("tariq", yes, { ...asked, first: did("rhona", "withdrawProject") }),
      refusal: "CONFLICT ProjectMoved",
    },
  },
  other: () => ({ charterAt: 99 }),
  raced: {
    given: async (world) => {
      const one = await inProject("tariq", yes, asked)(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["PlaceMoved", "written"],
    here: ["placeAccepted", "projectActivated"],
  },
});
