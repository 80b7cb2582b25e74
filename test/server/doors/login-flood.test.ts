import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase } from "../../kit/build.ts";
import { ourOrigin } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  // the library's own way, slow on purpose: it is what a flood makes us do
  world = await createWorld({ passwordHash: undefined });
});
afterAll(() => world?.stop());

test("R16, ASVS 6.3.1, 15.1.3: while forty wrong passwords come at once, for forty accounts, what is written is acknowledged as ever", async () => {
  const { roomId } = await aCase(world);
  const rhona = await world.as(world.people.rhona);
  let tried = 0;
  const flood = Array.from({ length: 40 }, async (_, i) => {
    const response = await fetch(`${world.base}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: ourOrigin },
      body: JSON.stringify({ email: `nobody-${i}@linkwork.test`, password: "not the password at all" }),
    });
    tried++;
    return response.status;
  });
  const took: number[] = [];
  const answered = Promise.all(flood);
  while (tried < flood.length) {
    const began = performance.now();
    await rhona.act(roomId, "postMessage", { text: "meanwhile" });
    took.push(performance.now() - began);
  }
  for (const status of await answered) expect([401, 429]).toContain(status);
  took.sort((a, b) => a - b);
  const p95 = took[Math.floor(took.length * 0.95)] ?? Number.POSITIVE_INFINITY;
  console.log(`  ${took.length} messages meanwhile, p95 ${p95.toFixed(0)} ms`);
  expect(took.length).toBeGreaterThan(10);
  expect(p95).toBeLessThan(1000);
});
