import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const tariq = ({ people }: World) => ({ as: people.tariq, roomId: personRoom(people.tariq.personId), input: { name: "Tariq the Second" } });

describeHouseCommand({
  command: "registerPerson",
  insider: tariq,
  caused: {
    "a person is moved in": async (world) => {
      const roomId = personRoom(nobody<PersonId>());
      return { act: () => house(world, roomId, "registerPerson", { name: "Nora" }), added: { [roomId]: ["personRegistered"] } };
    },
  },
  refused: { "somebody who is there already": { given: tariq, refusal: "CONFLICT AlreadyThere" } },
});
