import { trainingRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { type After, afterAVisit, sent } from "./learning-scenes.ts";

type Who = "anna" | "tariq" | "tess" | "colleague";
/** Somebody notes in a record what the visit taught them. */
const inRecord =
  (
    as: Who,
    {
      side = "visitor",
      whose = as,
      step,
      change = {},
    }: {
      side?: "visitor" | "host";
      whose?: Who;
      step?: (after: After) => Promise<unknown>;
      change?: Record<string, unknown>;
    } = {},
  ) =>
  async (world: World) => {
    const after = await afterAVisit(world, side);
    await step?.(after);
    const person = (who: Who) => (who === "anna" || who === "colleague" ? after[who] : world.people[who]);
    return {
      as: person(as),
      roomId: trainingRoom(person(whose).personId),
      input: { reflectionId: after.reflectionId, headings: ["listening", "shadowing"], ...change },
    };
  };

describeCommand({
  command: "noteHeadings",
  makesRoom: true,
  allowed: {
    "who came notes what it touched, before they write anything": { given: inRecord("anna"), here: ["headingsNoted"] },
    "none takes it out of the record": { given: inRecord("anna", { change: { headings: [] } }), here: ["headingsNoted"] },
    "who received them": { given: inRecord("tariq", { side: "host" }), here: ["headingsNoted"] },
    "who wrote for the host": {
      given: inRecord("tess", {
        side: "host",
        step: (after) =>
          after.act(after.world.people.tess, "submitReflection", { says: { differently: "We ring." }, share: "between", signed: false }),
      }),
      here: ["headingsNoted"],
    },
  },
  refused: {
    "in another one's record": { given: inRecord("tariq", { whose: "anna" }), refusal: "NOT_FOUND NotFound" },
    "of another one's visit": { given: inRecord("colleague"), refusal: "BAD_REQUEST UnknownBooking reflectionId" },
    "the host, of what the visitor is asked": { given: inRecord("tariq"), refusal: "BAD_REQUEST UnknownBooking reflectionId" },
    "of a visit that isn't there": {
      given: inRecord("anna", { change: { reflectionId: nobody() } }),
      refusal: "BAD_REQUEST UnknownBooking reflectionId",
    },
    "of one that didn't take place after all": {
      given: inRecord("anna", { step: (after) => house(after.world, after.roomId, "closeReflection", {}) }),
      refusal: "BAD_REQUEST UnknownBooking reflectionId",
    },
    "one heading twice": {
      given: inRecord("anna", { step: sent(), change: { headings: ["ethics", "ethics"] } }),
      refusal: "BAD_REQUEST BadInput input.headings",
    },
  },
  other: (input) => ({ ...input, headings: ["ethics"] }),
  raced: {
    given: async (world) => {
      const one = await inRecord("anna")(world);
      return [one, { ...one, input: { ...one.input, headings: ["ethics"] } }];
    },
    outcomes: ["written", "written"],
    here: ["headingsNoted", "headingsNoted"],
  },
});
