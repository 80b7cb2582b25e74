import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { aCaseWithFiles, aPdf, send } from "../../kit/files.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";

describeHouseCommand({
  command: "noteFile",
  insider: async (world) => ({
    as: world.people.rhona,
    roomId: (await aCaseWithFiles(world)).roomId,
    input: { fileId: nobody(), outcome: "clean", type: "image/jpeg", size: 1 },
  }),
  caused: {
    "a file that has come is looked at, and the room is told what became of it": async (world) => {
      const { roomId } = await aCaseWithFiles(world);
      const rhona = await world.as(world.people.rhona);
      return {
        act: async () =>
          (await send(world, rhona, roomId, aPdf(), { name: "letter.pdf", declared: "application/pdf" })).body.event as AnyEvent,
        added: { [roomId]: ["fileAdded", "fileChecked"] },
      };
    },
  },
  refused: {
    "a file that isn't there": {
      given: async (world) => {
        const { roomId } = await aCaseWithFiles(world);
        return { as: world.people.rhona, roomId, input: { fileId: nobody(), outcome: "unreadable", reason: "broken" } };
      },
      refusal: "CONFLICT WrongState",
    },
    "a file that was looked at before": {
      given: async (world) => {
        const { roomId } = await aCaseWithFiles(world);
        const rhona = await world.as(world.people.rhona);
        const { id } = await send(world, rhona, roomId, aPdf(), { name: "letter.pdf", declared: "application/pdf" });
        return { as: world.people.rhona, roomId, input: { fileId: id, outcome: "infected", reason: "virus" } };
      },
      refusal: "CONFLICT WrongState",
    },
  },
});
