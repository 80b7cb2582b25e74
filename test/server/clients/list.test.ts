import { type ClientId, newId } from "@linkwork/shared/kernel/ids.ts";
import { clientRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

test("whoever opens a case finds everybody whom their practice knows, also when there are many hundreds", async () => {
  const { rhona } = world.people;
  const register = (name: string) => {
    const clientId = newId<ClientId>(Date.now());
    return actAs(world, rhona, { roomId: clientRoom(clientId), type: "registerClient", input: { clientId, identity: { name } } });
  };
  await register("Aaliyah First");
  for (let from = 0; from < 520; from += 52) await Promise.all(Array.from({ length: 52 }, (_, n) => register(`Person ${from + n}`)));
  const answer = await (await world.as(rhona)).call("clients.list");
  const names = ((answer as never as { data: { rows: { name: string }[] } }).data.rows ?? []).map(({ name }) => name);
  expect(names).toHaveLength(521);
  expect(names[0]).toBe("Aaliyah First");
});
