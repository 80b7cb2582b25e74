import { describeCommand } from "../../kit/given.ts";
import { both, checked, inNote, inReflection, ofThis, sent, sentBack, takenBack, tellsOf } from "./learning-scenes.ts";

const nobody = ofThis({ nobodyRecognised: true });
const published = both(tellsOf("anna"), inNote("notePublished", "noteSigned"));

describeCommand({
  command: "checkReflection",
  allowed: {
    "the host finds nobody in it, and it becomes a note with its author's name": {
      given: inReflection("tess", nobody, { steps: [sent()], readers: ["anna", "tariq", "tess"], elsewhere: published }),
      here: ["reflectionChecked"],
    },
    "without the name, where its author wished none": {
      given: inReflection("tess", nobody, { steps: [sent({ signed: false })], elsewhere: both(tellsOf("anna"), inNote("notePublished")) }),
      here: ["reflectionChecked"],
    },
    "what is for the two organisations becomes no note": {
      given: inReflection("tariq", nobody, { steps: [sent({ share: "between" })], elsewhere: tellsOf("anna") }),
      here: ["reflectionChecked"],
    },
    "after it was mended": {
      given: inReflection("hana", nobody, { steps: [sent(), sentBack, sent()], elsewhere: published }),
      here: ["reflectionChecked"],
    },
    "what a colleague wrote for the host": {
      given: inReflection("tess", nobody, {
        ...{ side: "host", steps: [sent({}, "host")] },
        elsewhere: both(tellsOf("tariq"), inNote("notePublished", "noteSigned")),
      }),
      here: ["reflectionChecked"],
    },
  },
  refused: {
    "what nobody has sent": { given: inReflection("tess", { version: 1, nobodyRecognised: true }), refusal: "CONFLICT ReflectionMoved" },
    "what its author is mending": {
      given: inReflection("tess", nobody, { steps: [sent(), sentBack] }),
      refusal: "CONFLICT ReflectionMoved",
    },
    "what was let through before": {
      given: inReflection("tess", nobody, { steps: [sent(), checked] }),
      refusal: "CONFLICT ReflectionMoved",
    },
    "what was taken back": {
      given: inReflection("tess", { version: 2, nobodyRecognised: true }, { steps: [sent(), takenBack()] }),
      refusal: "CONFLICT ReflectionMoved",
    },
    "what was changed since they read it": {
      given: inReflection("tess", async (after) => ({ version: (await after.version()) - 1, nobodyRecognised: true }), {
        steps: [sent(), sent()],
      }),
      refusal: "CONFLICT ReflectionMoved",
    },
    "as long as somebody could be recognised": {
      given: inReflection("tess", ofThis({ nobodyRecognised: false }), { steps: [sent()] }),
      refusal: "BAD_REQUEST BadInput input.nobodyRecognised",
    },
    "one's own, as long as somebody else works there": {
      given: inReflection("tariq", nobody, { side: "host", steps: [sent({}, "host")] }),
      refusal: "FORBIDDEN SomebodyElseChecks",
    },
    "its author": { given: inReflection("anna", nobody, { steps: [sent()] }), refusal: "NOT_FOUND NotFound" },
    "the visitor, of what the host wrote": {
      given: inReflection("anna", nobody, { side: "host", steps: [sent({}, "host")] }),
      refusal: "NOT_FOUND NotFound",
    },
  },
  other: (input) => ({ ...input, version: 1 }),
  raced: {
    given: async (world) => {
      const one = await inReflection("tariq", nobody, { steps: [sent()] })(world);
      return [one, one];
    },
    outcomes: ["ReflectionMoved", "written"],
    here: ["reflectionChecked"],
  },
});
