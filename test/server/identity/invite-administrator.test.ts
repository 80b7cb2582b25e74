import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const input = ({ clock }: World) => ({ hash: "A".repeat(43), until: new Date(clock.now() + 7 * day).toISOString() });

describeHouseCommand({
  command: "inviteAdministrator",
  insider: (world) => ({ as: world.people.rhona, roomId: personRoom(world.people.rhona.personId), input: input(world) }),
  caused: {
    "a start prints a link for the first administrator, and the next start a new one": async (world) => {
      const roomId = personRoom(newId<PersonId>(world.clock.now()));
      await house(world, roomId, "inviteAdministrator", { ...input(world), hash: "B".repeat(43) });
      return { act: () => house(world, roomId, "inviteAdministrator", input(world)), added: { [roomId]: ["administratorInvited"] } };
    },
  },
  refused: {
    "somebody who is registered: no link makes more of them": {
      given: (world) => ({ as: world.people.rhona, roomId: personRoom(world.people.rhona.personId), input: input(world) }),
      refusal: "CONFLICT AlreadyThere",
    },
  },
});
