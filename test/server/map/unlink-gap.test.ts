import { describeCommand } from "../../kit/given.ts";
import { type At, heldGap, inGap, inTurn, linked, part, twice, validated } from "./scenes.ts";

const first = inTurn(validated, linked);
const words = "It meets on other days.";
const its = async ({ gap }: At) => ({ linkId: (await gap()).links[0]?.linkId ?? part(), words });
describeCommand({
  command: "unlinkGap",
  readBy: "house",
  hidden: heldGap("rhona", its),
  allowed: { "what doesn't address it is taken off": { given: inGap("rhona", its, { first }), here: ["gapUnlinked"] } },
  refused: {
    "what isn't linked": { given: inGap("rhona", () => ({ linkId: part(), words }), { first }), refusal: "BAD_REQUEST UnknownLink linkId" },
    "who lives there": { given: inGap("ailsa", its, { first }), refusal: "FORBIDDEN WorkersOnly" },
  },
  other: () => ({ linkId: part(), words }),
  raced: { given: twice(inGap("rhona", its, { first }), { as: "tess" }), outcomes: ["UnknownLink", "written"], here: ["gapUnlinked"] },
});
