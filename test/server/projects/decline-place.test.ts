import { describeCommand } from "../../kit/given.ts";
import { inProject, tells } from "./scenes.ts";

const asked = { joined: [] as never[] };
const no = { words: "Not this year." };
const shut: [["tariq", string]] = [["tariq", "ended"]];

describeCommand({
  command: "declinePlace",
  shutsItself: true,
  allowed: {
    "an organisation says no, and reads nothing of it any more; those who asked hear of it": {
      given: inProject("tariq", no, { ...asked, shut, elsewhere: tells("rhona") }),
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
