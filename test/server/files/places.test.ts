import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCaseWithFiles, aPdf, fetchFile, posted, send } from "../../kit/files.ts";
import { nobody } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const pdf = { name: "tablets.pdf", declared: "application/pdf" };
const scene = async (more: string[]) => {
  const built = await aCaseWithFiles(world, more);
  const [rhona, tariq] = await Promise.all([world.as(world.people.rhona), world.as(world.people.tariq)]);
  const health = caseRoom(built.caseId, "health");
  await rhona.act(health, "openCompartment", { compartment: "health" });
  const { id } = await posted(world, rhona, health, aPdf(), pdf);
  return { ...built, rhona, tariq, health, id };
};

test("a file in the place for health is there for whom the person agreed to it, and only in that place", async () => {
  const { roomId, tariq, health, id } = await scene(["health"]);
  expect((await fetchFile(world, tariq, health, id)).status).toBe(200);
  expect((await fetchFile(world, tariq, roomId, id)).status).toBe(404);
  expect((await send(world, tariq, health, aPdf(), pdf)).status).toBe(200);
});

test("who may not know of health can't tell such a file and its place from what isn't there, when fetching or sending", async () => {
  const { tariq, health, id } = await scene([]);
  const absent = caseRoom(nobody(), "health");
  const said = async (room: typeof health) => {
    const fetched = await fetchFile(world, tariq, room, id);
    const { id: _id, ...sent } = await send(world, tariq, room, aPdf(), pdf);
    return [fetched.status, await fetched.text(), sent];
  };
  expect((await said(health))[0]).toBe(404);
  expect(await said(health)).toEqual(await said(absent));
});

test("sharing less takes the files away at once: of health, and of letters and photos altogether", async () => {
  for (const left of [
    ["needs", "message", "attach"],
    ["needs", "message", "health"],
  ]) {
    const { roomId, consentId, rhona, tariq, health, id } = await scene(["health"]);
    const { id: open } = await posted(world, rhona, roomId, aPdf(), pdf);
    await rhona.act(roomId, "narrowConsent", { consentId, method: "phone", scopes: left });
    expect((await fetchFile(world, tariq, health, id)).status).toBe(404);
    expect((await fetchFile(world, tariq, roomId, open)).status).toBe(left.includes("attach") ? 200 : 404);
    expect((await fetchFile(world, rhona, health, id)).status).toBe(200);
  }
});
