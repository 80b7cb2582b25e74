import { atMost } from "@linkwork/shared/cases/rules-limits.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { did, inCase, speechRefused } from "../../kit/scenes.ts";

const there = nobody();
const topic = () => ({ topicId: nobody(), title: "The lift on Tuesdays", purpose: "practical" });

describeCommand({
  command: "openTopic",
  allowed: { "who is in opens a topic": { given: inCase("tariq", topic), here: ["topicOpened"] } },
  refused: {
    ...speechRefused(topic()),
    "one that is there already": {
      given: inCase("tariq", { ...topic(), topicId: there }, { first: did("rhona", "openTopic", { topicId: there, title: "Lunch" }) }),
      refusal: "CONFLICT WrongState topicId",
    },
    "one more than a conversation holds": {
      given: inCase("tariq", topic, {
        first: async (world, built) => {
          for (let n = 0; n < atMost.topics; n++) await did("rhona", "openTopic", { topicId: nobody(), title: `Topic ${n}` })(world, built);
        },
      }),
      refusal: "PRECONDITION_FAILED TooManyTopics",
    },
    "without a title": { given: inCase("tariq", { ...topic(), title: "" }), refusal: "BAD_REQUEST BadInput input.title" },
    "more than sixty characters": {
      given: inCase("tariq", { ...topic(), title: "x".repeat(61) }),
      refusal: "BAD_REQUEST BadInput input.title",
    },
  },
  other: (input) => ({ ...input, title: "Something else" }),
  raced: {
    given: async (world) => {
      const one = await inCase("tariq", topic)(world);
      return [one, { ...one, as: world.people.rhona }];
    },
    outcomes: ["written", "WrongState"],
    here: ["topicOpened"],
  },
});
