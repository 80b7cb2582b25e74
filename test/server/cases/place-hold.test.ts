import { aCase } from "../../kit/build.ts";
import { erased, erasureAgreed, holdInput, inRecords } from "../../kit/ending.ts";
import { describeCommand } from "../../kit/given.ts";
import { keptAway } from "../../kit/scenes.ts";

const build = aCase;
const place = inRecords("ian", () => holdInput(), { build });

describeCommand({
  command: "placeHold",
  allowed: {
    "the lead's information lead places a hold, with authority and reason": { given: place, here: ["holdPlaced"] },
    "beside another one": {
      given: inRecords("ian", () => holdInput(), { build, first: async (w, b) => void (await erasureAgreed(w, b)) }),
      here: ["holdPlaced"],
    },
  },
  refused: {
    "a manager of the practice": { given: inRecords("maggie", () => holdInput(), { build }), refusal: "FORBIDDEN NotInfoLead" },
    "the link worker who leads the case": { given: inRecords("rhona", () => holdInput(), { build }), refusal: "NOT_FOUND NotFound" },
    "a partner's information lead": { given: inRecords("hana", () => holdInput(), { build }), refusal: "NOT_FOUND NotFound" },
    "an information lead whom the person wants kept away": {
      given: inRecords("ian", () => holdInput(), { build, first: async (w, b) => void (await keptAway("ian")(w, b)) }),
      refusal: "NOT_FOUND NotFound",
    },
    "once the case is erased": {
      given: inRecords("ian", () => holdInput(), { build, first: async (w, b) => void (await erased(w, b)) }),
      refusal: "NOT_FOUND NotFound",
    },
    "a reference with words in it": {
      given: inRecords("ian", () => holdInput({ reference: "Mohammed Khan" }), { build }),
      refusal: "BAD_REQUEST BadInput input.reference",
    },
  },
  other: (input) => ({ ...input, authority: "police" }),
  raced: {
    async given(world) {
      const built = await aCase(world);
      const scene = (input: ReturnType<typeof holdInput>) => inRecords("ian", () => input, { build: async () => built })(world);
      const input = holdInput();
      return [await scene(input), await scene(input)];
    },
    outcomes: ["written", "Changed"],
    here: ["holdPlaced"],
  },
});
