import { caseRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const scene = async (world: World, change: Partial<Scene> = {}): Promise<Scene> => {
  const { roomId } = await aCase(world);
  const { rhona, tariq } = world.people;
  return { as: tariq, roomId, input: { text: "The kitchen has a place on Tuesday." }, readers: [rhona, tariq], ...change };
};
const saying = (input: Record<string, unknown>) => (world: World) => scene(world, { input });

describeCommand({
  command: "postMessage",
  allowed: {
    "an organisation that is in may write": { given: scene, here: ["messagePosted"] },
    "the lead may write when nobody else is in": {
      given: async (world) =>
        scene(world, { as: world.people.rhona, roomId: (await aCase(world, { consent: false })).roomId, readers: [world.people.rhona] }),
      here: ["messagePosted"],
    },
    "who is named is told in their own room, the author is not": {
      given: async (world) => {
        const { tariq, rhona } = world.people;
        const mentions = [tariq, rhona].map(({ personId }) => ({ kind: "person", personId }));
        return scene(world, {
          input: { text: "Could you both look?", mentions },
          elsewhere: { [personRoom(rhona.personId)]: ["noticeDelivered"] },
        });
      },
      here: ["messagePosted"],
    },
    "ten thousand characters, scripts and turned-about writing are kept as they came": {
      given: saying({ text: `<script>alert(1)</script> javascript:alert(1) \u202e\u200b${"x".repeat(9950)}` }),
      here: ["messagePosted"],
    },
  },
  refused: {
    "nothing but blanks": { given: saying({ text: " \n " }), refusal: "BAD_REQUEST BadInput input.text" },
    "more than ten thousand characters": { given: saying({ text: "x".repeat(10_001) }), refusal: "BAD_REQUEST BadInput input.text" },
    "a NUL": { given: saying({ text: "a\u0000b" }), refusal: "BAD_REQUEST BadInput input.text" },
    "half a character": { given: saying({ text: "a\ud800b" }), refusal: "BAD_REQUEST BadInput input.text" },
    "a field that opens what consent keeps shut": {
      given: saying({ text: "hello", consentOverridden: true }),
      refusal: "BAD_REQUEST BadInput input",
    },
    "an answer to a message that isn't there": {
      given: saying({ text: "yes", replyTo: 9999 }),
      refusal: "BAD_REQUEST UnknownReference replyTo",
    },
    "an answer to something that is no message": {
      given: saying({ text: "yes", replyTo: 1 }),
      refusal: "BAD_REQUEST UnknownReference replyTo",
    },
    "a topic that isn't there": { given: saying({ text: "yes", topicId: nobody() }), refusal: "BAD_REQUEST UnknownReference topicId" },
    "naming somebody who exists and is not in": {
      given: (world) => scene(world, { input: { text: "Olga?", mentions: [{ kind: "person", personId: world.people.olga.personId }] } }),
      refusal: "BAD_REQUEST MentionUnknown mentions",
    },
    "naming an organisation that exists and is not in": {
      given: (world) => scene(world, { input: { text: "Olga?", mentions: [{ kind: "org", orgId: world.orgs.cafe.orgId }] } }),
      refusal: "BAD_REQUEST MentionUnknown mentions",
    },
    "invited, and not yet in": {
      given: async (world) => scene(world, { roomId: (await aCase(world, { joined: false })).roomId }),
      refusal: "PRECONDITION_FAILED ConsentMissing",
    },
    "a case that isn't there": { given: (world) => scene(world, { roomId: caseRoom(nobody()) }), refusal: "NOT_FOUND NotFound" },
    "after the person withdrew": {
      given: async (world) => {
        const { roomId, consentId } = await aCase(world);
        await actAs(world, world.people.rhona, { roomId, type: "withdrawConsent", input: { consentId, method: "phone" } });
        return scene(world, { roomId });
      },
      refusal: "NOT_FOUND NotFound",
    },
  },
  other: (input) => ({ ...input, text: "Something else." }),
  raced: {
    given: async (world) => {
      const one = await scene(world);
      return [one, { ...one, as: world.people.rhona, input: { text: "At the same time." } }];
    },
    outcomes: ["written", "written"],
    here: ["messagePosted", "messagePosted"],
  },
});
