import { describeCommand } from "../../kit/given.ts";
import { both, claimed, did, hide, inAsset, part, some, stirs, tells } from "./scenes.ts";

const gone = () => ({ doubtId: part(), what: "gone", words: "The door is boarded up." });
const toStewards = { elsewhere: both(stirs, tells("ina", "cora")) };
describeCommand({
  command: "doubtAsset",
  readBy: "house",
  hidden: inAsset("jean", gone, { first: hide }),
  stranger: some("jean"),
  allowed: {
    "who lives there says that it is gone, and the stewards hear it": { given: inAsset("jean", gone, toStewards), here: ["assetDoubted"] },
    "who works somewhere says what is wrong, and who runs it hears it too": {
      given: inAsset("rhona", () => ({ ...gone(), what: "wrong" }), {
        first: claimed,
        elsewhere: both(stirs, tells("ina", "cora", "carol")),
      }),
      here: ["assetDoubted"],
    },
    "after another has": {
      given: inAsset("jean", gone, { ...toStewards, first: did("ailsa", "doubtAsset", gone) }),
      here: ["assetDoubted"],
    },
  },
  refused: {
    "who has said so already": {
      given: inAsset("jean", gone, { first: did("jean", "doubtAsset", gone) }),
      refusal: "CONFLICT SaidAlready",
    },
    "a telephone number, unasked": {
      given: inAsset("jean", () => ({ ...gone(), words: "Ring 07700 900123." })),
      refusal: "BAD_REQUEST LooksLikeSomebody words",
    },
    "what waits for a steward": { given: inAsset("ina", gone, { by: "rab" }), refusal: "CONFLICT AssetMoved" },
    "what is closed": {
      given: inAsset("jean", gone, { first: did("cora", "closeAsset", { words: "Over.", noneKnown: true }) }),
      refusal: "CONFLICT AssetMoved",
    },
  },
  other: (input) => ({ ...input, what: "wrong" }),
  raced: {
    given: async (world) => {
      const one = await inAsset("jean", gone, toStewards)(world);
      return [one, { ...one, input: gone() }];
    },
    outcomes: ["SaidAlready", "written"],
    here: ["assetDoubted"],
  },
});
