import { describeCommand, nobody } from "../../kit/given.ts";
import { inHosting, wrote } from "./ready-scenes.ts";

/** Words that no test has written before. */
const fresh = () => ({ words: `What you hear stays here. ${nobody()}` });

describeCommand({
  command: "writeAgreement",
  allowed: {
    "who answers for the host's information puts new words in force": { given: inHosting("hana", fresh), here: ["agreementWritten"] },
  },
  refused: {
    "somebody who works there and neither manages nor answers for information": {
      given: inHosting("tariq", fresh),
      refusal: "FORBIDDEN NotYoursToWrite",
    },
    "somebody of another organisation": { given: inHosting("olga", fresh), refusal: "NOT_FOUND NotFound" },
    "the very words that are in force": {
      given: inHosting("hana", { words: "Twice the same." }, { first: (world) => wrote(world, "Twice the same.") }),
      refusal: "CONFLICT SameWords words",
    },
    "nothing but blanks": { given: inHosting("hana", { words: "  " }), refusal: "BAD_REQUEST BadInput input.words" },
    "more than anybody reads": { given: inHosting("hana", { words: "x".repeat(8001) }), refusal: "BAD_REQUEST BadInput input.words" },
  },
  other: fresh,
  raced: {
    given: async (world) => {
      const one = await inHosting("hana", fresh)(world);
      return [one, { ...one, input: fresh() }];
    },
    outcomes: ["written", "written"],
    here: ["agreementWritten", "agreementWritten"],
  },
});
