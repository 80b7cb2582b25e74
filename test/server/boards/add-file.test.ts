import { afterAll, beforeAll, expect, test } from "vitest";
import { aBoard } from "../../kit/boards.ts";
import { actorOf } from "../../kit/build.ts";
import { aPdf, fetchFile, send } from "../../kit/files.ts";
import { nobody } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
const pdf = { name: "plan.pdf", declared: "application/pdf" };

test("allowed: whoever works on the board adds a file; it is looked at, and nobody fetches it before it is on a card", async () => {
  const board = await aBoard(world);
  const tariq = await world.as(world.people.tariq);
  const before = await world.book();
  const { id, status } = await send(world, tariq, board.roomId, aPdf(), pdf);
  expect(status).toBe(200);
  expect(await world.added(before)).toEqual({ [board.roomId]: ["fileAdded", "fileChecked"] });
  expect((await fetchFile(world, tariq, board.roomId, id)).status).toBe(404);
  await tariq.act(board.roomId, "attachFile", { cardId: board.cards.room, fileId: id });
  for (const who of [world.people.rhona, world.people.tariq])
    expect((await fetchFile(world, await world.as(who), board.roomId, id)).status).toBe(200);
});

test("refused, and no byte is kept: when the project has ended; and a stranger is answered as for a board that isn't there", async () => {
  const board = await aBoard(world);
  await board.follow({ status: "closed" });
  const kept = () => world.database.collection("sealedFiles.files").countDocuments({});
  const before = await kept();
  expect(await send(world, await world.as(world.people.rhona), board.roomId, aPdf(), pdf)).toMatchObject({
    status: 409,
    body: { error: { code: "BoardRests" } },
  });
  const otto = await world.as(world.people.otto);
  const { id: _a, ...there } = await send(world, otto, board.roomId, aPdf(), pdf);
  const { id: _b, ...absent } = await send(world, otto, `board:${nobody()}` as never, aPdf(), pdf);
  expect(there).toEqual(absent);
  expect(there.status).toBe(404);
  expect(await kept()).toBe(before);
});

test("a harmful file stays out of sight: what was not looked at, or is not clean, is fetched by nobody", async () => {
  const board = await aBoard(world);
  const rhona = await world.as(world.people.rhona);
  const { id } = await send(world, rhona, board.roomId, Buffer.from("PK\u0003\u0004 packed"), {
    name: "plan.pdf",
    declared: "application/pdf",
  });
  await world.app.effects.settled();
  await rhona.act(board.roomId, "attachFile", { cardId: board.cards.room, fileId: id });
  expect((await fetchFile(world, rhona, board.roomId, id)).status).toBe(404);
});

test("no door offers the command, and a person who asks the room with an id of their own is refused", async () => {
  const board = await aBoard(world);
  const input = { fileId: nobody(), name: "a.pdf", declared: "application/pdf", size: 3, sha256: "0".repeat(64) };
  const rhona = await world.as(world.people.rhona);
  expect(await rhona.call("boards.addFile", { roomId: board.roomId, id: nobody(), input })).toMatchObject({
    ok: false,
    error: { code: "NotFound" },
  });
  const asked = world.app.rooms.act(actorOf(world.people.rhona), board.roomId, { id: nobody(), type: "addFile", input });
  await expect(asked).rejects.toMatchObject({ code: "IdTaken" });
});
