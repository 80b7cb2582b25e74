import { describeCommand } from "../../kit/given.ts";
import { checked, inReflection, ofThis, sent, takenBack, tellsOf } from "./learning-scenes.ts";

const why = ofThis({ reason: "namesSomebody", words: "The second sentence, please." });

describeCommand({
  command: "sendReflectionBack",
  allowed: {
    "the host asks to take something out: its author hears of it, and nobody else reads it until it is mended": {
      given: inReflection("tess", why, { steps: [sent()], readers: ["anna"], shut: ["tariq"], elsewhere: tellsOf("anna") }),
      here: ["reflectionSentBack"],
    },
    "also of what a colleague wrote for the host": {
      given: inReflection("tess", why, { side: "host", steps: [sent({}, "host")], readers: ["tariq"], elsewhere: tellsOf("tariq") }),
      here: ["reflectionSentBack"],
    },
  },
  refused: {
    "what nobody has sent": {
      given: inReflection("tess", { version: 1, reason: "mistake" }),
      refusal: "CONFLICT ReflectionMoved",
    },
    "what was let through": { given: inReflection("tess", why, { steps: [sent(), checked] }), refusal: "CONFLICT ReflectionMoved" },
    "what was taken back": {
      given: inReflection("tess", { version: 1, reason: "mistake" }, { steps: [sent(), takenBack()] }),
      refusal: "CONFLICT ReflectionMoved",
    },
    "what was changed meanwhile": {
      given: inReflection("tess", async (after) => ({ version: (await after.version()) - 1, reason: "mistake" }), {
        steps: [sent(), sent()],
      }),
      refusal: "CONFLICT ReflectionMoved",
    },
    "one's own, as long as somebody else works there": {
      given: inReflection("tariq", why, { side: "host", steps: [sent({}, "host")] }),
      refusal: "FORBIDDEN SomebodyElseChecks",
    },
    "with the number in the words": {
      given: inReflection("tess", ofThis({ reason: "namesSomebody", words: "Take 943 476 5919 out." }), { steps: [sent()] }),
      refusal: "BAD_REQUEST NumberInReflection words",
    },
    "the author": { given: inReflection("anna", why, { steps: [sent()] }), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, reason: "mistake" }),
  raced: {
    given: async (world) => {
      const one = await inReflection("tess", why, { steps: [sent()] })(world);
      return [one, { ...one, as: world.people.tariq }];
    },
    outcomes: ["ReflectionMoved", "written"],
    here: ["reflectionSentBack"],
  },
});
