import type { RedactionReason } from "@linkwork/shared/cases/redaction.ts";
import { accessRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, type BuiltCase } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { aboutMessage, inCase, keptAway, paused, withdrawn } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const because =
  (reason: RedactionReason = "thirdParty") =>
  (messageSeq: number) => ({ messageSeq, reason });
/** It is noted in the records of the case, and somebody may hear of it. */
const noted = (name?: "tariq" | "hana") => ({
  elsewhere: (world: World, { caseId }: BuiltCase) => ({
    [accessRoom(caseId)]: ["redactionNoted"],
    ...(name ? { [personRoom(world.people[name].personId)]: ["noticeDelivered"] } : {}),
  }),
});
/** Tariq takes out what was said last. */
const takenOut = async (world: World, { roomId }: BuiltCase) =>
  actAs(world, world.people.tariq, { roomId, type: "redactMessage", input: because()(await world.app.log.headSeq(roomId)) });

describeCommand({
  command: "redactMessage",
  allowed: {
    "one's own words, however old; their information lead hears of it where somebody else was named": {
      given: aboutMessage("tariq", "tariq", because(), { ...noted("hana"), first: (world) => world.later(2 * day) }),
      here: ["messageRedacted"],
    },
    "one's own slip, and nobody else need hear": {
      given: aboutMessage("tariq", "tariq", because("mistake"), noted()),
      here: ["messageRedacted"],
    },
    "a colleague's words, by the information lead of their organisation, who doesn't read the conversation": {
      given: aboutMessage("hana", "tariq", because("moreThanAgreed"), noted("tariq")),
      here: ["messageRedacted"],
    },
    "also after their organisation was shut out: what takes out is never barred": {
      given: aboutMessage("hana", "tariq", because(), { ...noted("tariq"), first: withdrawn, readers: ["rhona"] }),
      here: ["messageRedacted"],
    },
    "also while the person paused it": {
      given: aboutMessage("hana", "tariq", because("identifier"), { ...noted("tariq"), first: paused, readers: ["rhona"] }),
      here: ["messageRedacted"],
    },
  },
  refused: {
    "invited, and not yet in": {
      given: inCase("tariq", because()(1), { joined: false }),
      refusal: "BAD_REQUEST UnknownReference messageSeq",
    },
    "one's own words after the person withdrew: their information lead does it": {
      given: aboutMessage("tariq", "tariq", because(), { first: withdrawn }),
      refusal: "NOT_FOUND NotFound",
    },
    "a colleague who was not named": { given: aboutMessage("tess", "tariq", because()), refusal: "NOT_FOUND NotFound" },
    "the words of another organisation": { given: aboutMessage("rhona", "tariq", because()), refusal: "FORBIDDEN NotYours" },
    "the words of another organisation, by an information lead: they don't learn whether they are there": {
      given: aboutMessage("hana", "rhona", because()),
      refusal: "BAD_REQUEST UnknownReference messageSeq",
    },
    "by an information lead whom the person wants kept away": {
      given: aboutMessage("hana", "tariq", because(), { first: keptAway("hana") }),
      refusal: "NOT_FOUND NotFound",
    },
    twice: { given: aboutMessage("tariq", "tariq", because(), { first: takenOut }), refusal: "CONFLICT WrongState messageSeq" },
    "what is no message": { given: inCase("tariq", because()(1)), refusal: "BAD_REQUEST UnknownReference messageSeq" },
    "without a reason": {
      given: aboutMessage("tariq", "tariq", (messageSeq) => ({ messageSeq })),
      refusal: "BAD_REQUEST BadInput input.reason",
    },
  },
  other: (input) => ({ ...input, reason: "mistake" }),
  raced: {
    given: async (world) => {
      const one = await aboutMessage("tariq", "tariq", because())(world);
      return [one, { ...one, as: world.people.hana }];
    },
    outcomes: ["WrongState", "written"],
    here: ["messageRedacted"],
  },
});
