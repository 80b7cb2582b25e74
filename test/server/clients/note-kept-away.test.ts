import { clientRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, actAs, consentInput } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";

const isla = (world: World) => [{ kind: "person", personId: world.people.isla.personId }];

describeHouseCommand({
  command: "noteKeptAway",
  insider: async (world) => ({
    as: world.people.rhona,
    roomId: clientRoom((await aCase(world)).clientId),
    input: { excluded: isla(world) },
  }),
  caused: {
    "whom the person wants kept away is noted where it is kept who they are": async (world) => {
      const { roomId, clientId } = await aCase(world);
      const input = consentInput(world.clock, [world.orgs.cafe.orgId], { excluded: isla(world) });
      return {
        act: () => actAs(world, world.people.rhona, { roomId, type: "recordConsent", input }),
        added: { [roomId]: ["consentGiven"], [clientRoom(clientId)]: ["keptAwayNoted"] },
      };
    },
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

test("a link worker whom the person wants kept away, of the practice itself, is shut out of who they are at once, and finds them nowhere", async () => {
  const { rhona, isla: neighbour } = world.people;
  const { roomId, clientId } = await aCase(world);
  const client = await world.as(neighbour);
  const room = clientRoom(clientId);
  const open = await client.again();
  expect((await open.ask("subscribe", { roomId: room, afterSeq: null })).ok).toBe(true);
  const listed = async () => JSON.stringify(await client.call("clients.list", undefined, "http"));
  expect(await listed()).toContain(clientId);

  const input = consentInput(world.clock, [world.orgs.cafe.orgId], { excluded: isla(world) });
  await actAs(world, rhona, { roomId, type: "recordConsent", input });
  await world.app.effects.settled();

  await open.frame("closed", (f) => f.name === "closed" && f.body.roomId === room);
  expect(await listed()).not.toContain(clientId);
  for (const door of ["socket", "http"] as const) {
    const [there, gone] = [room, clientRoom(nobody())].map((roomId) => client.call("room.since", { roomId, afterSeq: null }, door));
    expect(await there).toEqual(await gone);
  }
  expect(open.frames.filter((f) => f.name === "events")).toEqual([]);
  await (await world.as(rhona)).since(room, 0);
});
