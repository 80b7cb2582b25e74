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

test("R16, ASVS 6.3.1, 15.1.3: of a hundred wrong passwords at once twenty wait and the others are asked to come again; nobody who is in waits for them, at either door", async () => {
  const { roomId } = await aCase(world);
  const rhona = await world.as(world.people.rhona);
  let [answered, hashed] = [0, 0];
  const flood = Array.from({ length: 100 }, async (_, i) => {
    const response = await fetch(`${world.base}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: ourOrigin },
      body: JSON.stringify({ email: `nobody-${i}@linkwork.test`, password: "not the password at all" }),
    });
    answered++;
    if (response.status === 401) hashed++;
    return response.status;
  });
  const took: number[] = [];
  const passedBy: number[] = [];
  for (let i = 0; answered < flood.length; i++) {
    const [began, before] = [performance.now(), hashed];
    await rhona.act(roomId, "postMessage", { text: "meanwhile" }, { door: i % 2 ? "socket" : "http" });
    took.push(performance.now() - began);
    passedBy.push(hashed - before);
  }
  const statuses = await Promise.all(flood);
  const count = (status: number) => statuses.filter((s) => s === status).length;
  const p95 = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.POSITIVE_INFINITY;
  console.log(
    `  ${count(401)} looked at, ${count(429)} sent away; ${took.length} messages meanwhile, p95 ${p95(took).toFixed(0)} ms, or ${p95(passedBy)} passwords`,
  );
  expect(count(401) + count(429)).toBe(flood.length);
  // two at a time and twenty that wait, and those who come as a place is free
  expect(count(401)).toBeGreaterThanOrEqual(22);
  expect(count(429)).toBeGreaterThan(0);
  // counted in passwords, not in milliseconds: whoever waited for their turn would wait for twenty
  expect(p95(passedBy)).toBeLessThan(10);
});
