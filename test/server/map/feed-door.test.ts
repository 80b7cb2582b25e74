import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addAsset } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type Cast, castIn } from "./scenes.ts";

let world: World;
let who: Cast;
let one = "";
beforeAll(async () => {
  world = await createWorld();
  who = await castIn(world);
  one = subjectOf(await addAsset(world, who.carol));
});
afterAll(() => world?.stop());
const get = (path: string, init: RequestInit = {}) => fetch(`${world.base}/openreferral${path}`, { redirect: "manual", ...init });

test("any page may read it, without a cookie and without a key; nothing but reading is done there", async () => {
  const answer = await get("/services", { headers: { origin: "https://elsewhere.example" } });
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  expect(answer.headers.get("set-cookie")).toBeNull();
  for (const method of ["POST", "PUT", "DELETE", "PATCH"]) expect((await get("/services", { method })).status, method).toBe(405);
  expect((await get("/services", { method: "OPTIONS" })).status).toBe(204);
  expect((await get("/services", { method: "HEAD" })).status).toBe(200);
  const ours = await fetch(`${world.base}/trpc/map.assets`, { headers: { origin: "https://elsewhere.example" } });
  expect(ours.headers.get("access-control-allow-origin")).toBeNull();
});
test("who has it already is told so, until something changes", async () => {
  for (const path of ["/services", `/services/${one}`, "/assets.geojson", "/assets.csv", "/taxonomies"]) {
    const tag = (await get(path)).headers.get("etag") ?? "";
    expect((await get(path, { headers: { "if-none-match": tag } })).status, path).toBe(304);
  }
  const since = (await get(`/services/${one}`)).headers.get("last-modified") ?? "";
  expect((await get(`/services/${one}`, { headers: { "if-modified-since": since } })).status).toBe(304);
  const tag = (await get("/assets.csv")).headers.get("etag") ?? "";
  await addAsset(world, who.carol, { name: "One more" });
  expect((await get("/assets.csv", { headers: { "if-none-match": tag } })).status).toBe(200);
});

test("R17: it is counted by address: who asks too often waits, and is told for how long", async () => {
  const few = await createWorld({ callsPerMinute: 60, callBurst: 1 });
  const ask = () => fetch(`${few.base}/openreferral/`);
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  const late = answers.find(({ status }) => status === 429);
  expect(late?.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(late?.headers.get("access-control-allow-origin")).toBe("*");
  await few.stop();
});
