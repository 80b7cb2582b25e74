import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { expect } from "vitest";
import { aCase, house } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { aRound, says, untilLondon } from "../../kit/notices.ts";

const about = (number: number) => ({ number, notices: [], rooms: [], invitations: [], over: [] });

describeHouseCommand({
  command: "tellByMail",
  insider: ({ people }) => ({ as: people.tariq, roomId: personRoom(people.tariq.personId), input: about(1) }),
  caused: {
    "who is named is told by mail": async (world) => {
      const { rhona, tariq } = world.people;
      untilLondon(world, 9);
      const built = await aCase(world);
      await aRound(world);
      await says(world, rhona, built, "Tuesday?", tariq);
      await world.app.effects.settled();
      const roomId = personRoom(tariq.personId);
      return {
        async act() {
          await aRound(world);
          await aRound(world);
          const told = (await world.app.log.read(roomId, 0)).events.at(-1);
          expect(told?.type).toBe("toldByMail");
          return told as never;
        },
        added: { [roomId]: ["toldByMail"] },
      };
    },
  },
  refused: {
    "a mail with a number that was written before": {
      async given(world) {
        const roomId = personRoom(world.people.tess.personId);
        await house(world, roomId, "tellByMail", about(1));
        return { as: world.people.tess, roomId, input: { ...about(1), over: [] } };
      },
      refusal: "CONFLICT AlreadyThere",
    },
    "a mail out of its turn": {
      given: (world) => ({ as: world.people.olga, roomId: personRoom(world.people.olga.personId), input: about(7) }),
      refusal: "CONFLICT AlreadyThere",
    },
  },
});
