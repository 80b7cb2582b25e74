import { describeCommand, nobody } from "../../kit/given.ts";
import { did, inCase, inTurn, speechRefused } from "../../kit/scenes.ts";

const topic = { topicId: nobody() };
const opened = did("rhona", "openTopic", { ...topic, title: "Lunch" });
const settled = inTurn(opened, did("rhona", "resolveTopic", topic));

describeCommand({
  command: "resolveTopic",
  allowed: { "who is in settles a topic": { given: inCase("tariq", topic, { first: opened }), here: ["topicResolved"] } },
  refused: {
    ...speechRefused(topic),
    "a topic that isn't there": { given: inCase("tariq", topic), refusal: "BAD_REQUEST UnknownReference topicId" },
    "settled already": { given: inCase("tariq", topic, { first: settled }), refusal: "CONFLICT WrongState" },
  },
  other: () => ({ topicId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inCase("tariq", topic, { first: opened })(world);
      return [one, { ...one, as: world.people.rhona }];
    },
    outcomes: ["written", "WrongState"],
    here: ["topicResolved"],
  },
});
