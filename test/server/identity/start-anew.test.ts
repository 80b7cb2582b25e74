import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { house } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { aDevice, password, setUpAuthenticator } from "../../kit/factors.ts";
import { describeHouseCommand, type Scene } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";

/** Ada looks after the platform, and works for nobody. */
async function anAdministrator(world: World): Promise<{ personId: PersonId; roomId: Scene["roomId"] }> {
  const personId = newId<PersonId>(world.clock.now());
  const roomId = personRoom(personId);
  const hash = "A".repeat(43);
  await house(world, roomId, "inviteAdministrator", { hash, until: new Date(world.clock.now() + 7 * day).toISOString() });
  await house(world, roomId, "becomeAdministrator", { hash, name: "Ada" });
  return { personId, roomId };
}

describeHouseCommand({
  command: "startAnew",
  insider: ({ people }) => ({ as: people.rhona, roomId: personRoom(people.rhona.personId), input: {} }),
  caused: {
    "whoever runs the machine lets who looks after the platform begin anew": async (world) => {
      const { roomId } = await anAdministrator(world);
      return { act: () => house(world, roomId, "startAnew", {}), added: { [roomId]: ["startedAnew"] } };
    },
  },
  refused: {
    "somebody who works somewhere: two people there can be asked": {
      given: ({ people }) => ({ as: people.rhona, roomId: personRoom(people.rhona.personId), input: {} }),
      refusal: "CONFLICT NotThere",
    },
    "who looks after the platform and works somewhere too": {
      given: async (world) => {
        const { personId, roomId } = await anAdministrator(world);
        await house(world, orgRoom(world.orgs.hub.orgId), "addMember", { personId, name: "Ada", roles: ["worker"] });
        await world.app.effects.settled();
        return { as: world.people.rhona, roomId, input: {} };
      },
      refusal: "CONFLICT NotThere",
    },
  },
});

test("their second steps and sessions end, the password alone lets them set up new ones, and what they set up then stays", async () => {
  const world = await createWorld();
  const { personId, roomId } = await anAdministrator(world);
  const who = { email: `${personId}@linkwork.test`, orgId: world.orgs.hub.orgId };
  await world.app.auth.createAccount({ email: who.email, name: "Ada", password, personId });
  const lost = aDevice(world, who);
  await lost.signIn();
  await setUpAuthenticator(lost, world.clock.now());
  const { userId } = (await world.app.auth.accounts.accountOf(personId)) as { userId: string };
  expect(await world.app.factors.has(userId)).toBe(true);
  await house(world, roomId, "startAnew", {});
  await world.app.effects.settled();
  expect(await world.app.factors.has(userId)).toBe(false);
  const anew = aDevice(world, who);
  expect(await anew.signIn()).toBe(200);
  await setUpAuthenticator(anew, world.clock.now());
  await world.app.effects.sweep();
  expect(await world.app.factors.has(userId)).toBe(true);
  await world.stop();
});
