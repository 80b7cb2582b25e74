import { describeCommand } from "../../kit/given.ts";
import { checked, inReflection, says, sent, sentBack, takenBack, tellsOf, written } from "./learning-scenes.ts";

const one = inReflection("anna", written, { readers: ["anna"], elsewhere: tellsOf("tariq", "tess") });

const here = ["reflectionSubmitted", "reflectionWorded"];

describeCommand({
  command: "submitReflection",
  allowed: {
    "who came says how it was, and those who receive visitors hear that it waits for them": { given: one, here },
    "the answers that nobody has to give may be left out": {
      given: inReflection("anna", { ...written, says: { differently: says.differently } }, { elsewhere: tellsOf("tariq", "tess") }),
      here,
    },
    "before it was looked at it is sent once more, and nobody is told twice": {
      given: inReflection("anna", { ...written, signed: false }, { steps: [sent()], readers: ["anna", "tariq", "tess"] }),
      here,
    },
    "mended it goes to the host again": {
      given: inReflection("anna", written, { steps: [sent(), sentBack], elsewhere: tellsOf("tariq", "tess") }),
      here,
    },
    "who received them writes for the host, and somebody else hears of it": {
      given: inReflection("tariq", written, { side: "host", readers: ["tariq", "tess"], elsewhere: tellsOf("tess") }),
      here,
    },
    "anybody else of the host's people may write it instead": {
      given: inReflection("hana", written, { side: "host", elsewhere: tellsOf("tariq", "tess") }),
      here,
    },
  },
  refused: {
    "with a CHI number in it": {
      given: inReflection("anna", { ...written, says: { ...says, saw: "She said 010190 4567 or 943 476 5919." } }),
      refusal: "BAD_REQUEST NumberInReflection says.saw",
    },
    "without what one will do differently": {
      given: inReflection("anna", { ...written, says: { ...says, differently: "  " } }),
      refusal: "BAD_REQUEST BadInput input.says.differently",
    },
    "once it was looked at": {
      given: inReflection("anna", written, { steps: [sent(), checked] }),
      refusal: "CONFLICT ReflectionMoved",
    },
    "once it was taken back": {
      given: inReflection("anna", written, { steps: [takenBack()] }),
      refusal: "CONFLICT ReflectionMoved",
    },
    "by the host in the visitor's place": { given: inReflection("tariq", written), refusal: "NOT_FOUND NotFound" },
    "by a colleague of the visitor": { given: inReflection("colleague", written), refusal: "NOT_FOUND NotFound" },
    "by the visitor in the host's place": {
      given: inReflection("anna", written, { side: "host" }),
      refusal: "NOT_FOUND NotFound",
    },
    "by another of the host's people, once somebody wrote it": {
      given: inReflection("tess", written, { side: "host", steps: [sent({}, "host")] }),
      refusal: "NOT_FOUND NotFound",
    },
  },
  other: (input) => ({ ...input, signed: false }),
  raced: {
    given: async (world) => {
      const first = await inReflection("anna", written, {})(world);
      return [first, first];
    },
    outcomes: ["written", "written"],
    here: [...here, ...here],
  },
});
