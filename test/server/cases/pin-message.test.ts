import { atMost } from "@linkwork/shared/cases/rules-limits.ts";
import type { BuiltCase } from "../../kit/build.ts";
import { describeCommand } from "../../kit/given.ts";
import { aboutMessage, did, inCase, speechRefused } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const original = (messageSeq: number) => ({ messageSeq, versionSeq: messageSeq });
const version = (messageSeq: number) => ({ messageSeq, versionSeq: messageSeq + 1 });
/** The message before is edited, or another one is. */
const edited = async (world: World, built: BuiltCase) => {
  const messageSeq = await world.app.log.headSeq(built.roomId);
  await did("rhona", "editMessage", { messageSeq, text: "Better said." })(world, built);
};

/** So many messages are in the agreed summary; the one before them is, or isn't. */
const pinned = (many: number, itself: boolean) => async (world: World, built: BuiltCase) => {
  const before = await world.app.log.headSeq(built.roomId);
  if (itself) await did("rhona", "pinMessage", original(before))(world, built);
  for (let n = itself ? 1 : 0; n < many; n++) {
    const { seq } = await did("rhona", "postMessage", { text: `Number ${n}` })(world, built);
    await did("rhona", "pinMessage", original(seq))(world, built);
  }
};

describeCommand({
  command: "pinMessage",
  allowed: {
    "words become part of the agreed summary": { given: aboutMessage("tariq", "rhona", original), here: ["messagePinned"] },
    "in the version that was read": { given: aboutMessage("tariq", "rhona", version, { first: edited }), here: ["messagePinned"] },
    "anew, though the summary is full": {
      given: aboutMessage("tariq", "rhona", original, { first: pinned(atMost.pins, true) }),
      here: ["messagePinned"],
    },
  },
  refused: {
    ...speechRefused(original(1)),
    "one more than the summary holds": {
      given: aboutMessage("tariq", "rhona", original, { first: pinned(atMost.pins, false) }),
      refusal: "PRECONDITION_FAILED TooManyPins",
    },
    "what is no message": { given: inCase("tariq", original(1)), refusal: "BAD_REQUEST UnknownReference messageSeq" },
    "a version that isn't there": { given: aboutMessage("tariq", "rhona", version), refusal: "BAD_REQUEST UnknownReference versionSeq" },
    "another message as its version": {
      given: aboutMessage("tariq", "rhona", version, { first: did("rhona", "postMessage", { text: "Another." }) }),
      refusal: "BAD_REQUEST UnknownReference versionSeq",
    },
    "words of its own": {
      given: aboutMessage("tariq", "rhona", (seq) => ({ ...original(seq), text: "never said" })),
      refusal: "BAD_REQUEST BadInput input",
    },
  },
  other: (input) => ({ ...input, versionSeq: 1 }),
  raced: {
    given: async (world) => {
      const one = await aboutMessage("tariq", "rhona", original)(world);
      return [one, { ...one, as: world.people.rhona }];
    },
    outcomes: ["written", "written"],
    here: ["messagePinned", "messagePinned"],
  },
});
