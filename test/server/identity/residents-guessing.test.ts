import { newId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { said, setUpAuthenticator } from "../../kit/factors.ts";
import { givesCode } from "../../kit/residents.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aPanel, aPoster } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

let count = 0;
const address = () => `guessing-${++count}@linkwork.test`;

/** A neighbour who has come in by a poster. */
async function aNeighbour() {
  const panel = await aPanel(world);
  const poster = await aPoster(world, panel);
  const email = address();
  const { phone, ticket } = await givesCode(world, email);
  await phone.get("residents.begin", { email, ticket, name: "Nora", poster: poster.code });
  const { personId } = await phone.get<{ personId: string }>("identity.me");
  return { email, panel, phone, personId };
}

test("R14: a session that was opened by a code asks for no way back in: that takes the password", async () => {
  const { email, phone } = await aNeighbour();
  const second = await givesCode(world, email);
  await setUpAuthenticator(second.phone, world.clock.now());
  expect(said(await phone.call("identity.me"))).toBe("UNAUTHORIZED SecondFactorNeeded");
  expect(said(await phone.call("recovery.ask", { id: newId(world.clock.now()) }))).toBe("CONFLICT NotThere");
});
