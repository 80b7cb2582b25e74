import { describeCommand } from "../../kit/given.ts";
import { inProject } from "./scenes.ts";

const asked = { joined: [] as never[] };
const no = { words: "Not this year." };
const shut: [["tariq", string]] = [["tariq", "ended"]];

describeCommand({
  command: "declinePlace",
  shutsItself: true,
  allowed: {
    "an organisation says no, and reads nothing of it any more": {
      given: inProject("tariq", no, { ...asked, shut }),
      here: ["placeDeclined"],
    },
  },
  refused: {
    "an owner, who leaves instead": { given: inProject("tariq", no), refusal: "CONFLICT PlaceMoved" },
    "an organisation that nobody asked": { given: inProject("otto", no, asked), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ words: "Never." }),
  raced: {
    given: async (world) => {
      const one = await inProject("tariq", no, asked)(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["NotFound", "written"],
    here: ["placeDeclined"],
  },
});
