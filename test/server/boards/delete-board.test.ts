import { afterAll, beforeAll, expect, test } from "vitest";
import { aBoard, uuid } from "../../kit/boards.ts";
import { day } from "../../kit/clock.ts";
import { aPdf, fetchFile, send } from "../../kit/files.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { dayOf, part } from "../../kit/projects.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aProjectIn, asks, closed, did, exported, inTurn, says } from "../projects/scenes.ts";

describeHouseCommand({
  command: "deleteBoard",
  insider: async (world) => {
    const { roomId, projectId } = await aBoard(world);
    return { as: world.people.rhona, roomId, input: { projectId } };
  },
  // what is left of it can be counted, and not read: below
  caused: {},
  refused: {
    "by another project's decision": {
      given: async (world) => ({ as: world.people.rhona, roomId: (await aBoard(world)).roomId, input: { projectId: uuid() } }),
      refusal: "BAD_REQUEST UnknownBoard",
    },
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

test("B6: it is invisible at once; its words, its keys and its files are gone; done again after a crash, nothing else happens", async () => {
  const board = await aBoard(world);
  const rhona = await world.as(world.people.rhona);
  const { id } = await send(world, rhona, board.roomId, aPdf(), { name: "plan.pdf", declared: "application/pdf" });
  await world.app.effects.settled();
  await rhona.act(board.roomId, "attachFile", { cardId: board.cards.room, fileId: id });
  expect((await fetchFile(world, rhona, board.roomId, id)).status).toBe(200);
  const wire = await rhona.again();
  await wire.ask("subscribe", { roomId: board.roomId, afterSeq: null });
  await board.house("deleteBoard", { projectId: board.projectId });
  expect(await rhona.subscribe(board.roomId)).toMatchObject({ ok: false, error: { code: "NotFound" } });
  await wire.frame("closed", (frame) => frame.name === "closed" && frame.body.roomId === board.roomId);
  await world.app.effects.settled();
  for (let again = 0; again < 2; again++) {
    expect((await fetchFile(world, rhona, board.roomId, id)).status).toBe(404);
    expect(await world.database.collection("files").countDocuments({ room: board.roomId })).toBe(0);
    await expect(world.app.log.read(board.roomId, 0)).rejects.toThrow();
    await world.database.collection("commits").updateMany({ room: board.roomId }, { $set: { due: true } });
    await world.app.effects.sweep();
  }
  expect(await world.database.collection("commits").countDocuments({ room: board.roomId, due: true })).toBe(0);
});

test("B6: with a project that all agreed to delete its own record goes too, after its boards: charter, votes and stories; found again after a crash, nothing else happens", async () => {
  const at = await aProjectIn(world);
  const story = { outcomeId: part(), words: "They walk together now.", on: dayOf(world.clock.now()) };
  await did("tariq", "recordOutcome", story)(at);
  const proposalId = part();
  await inTurn(closed("tariq"), () => world.later(90 * day), exported("rhona", "tariq"))(at);
  await asks("rhona", proposalId, { kind: "delete", words: "It is over." })(at);
  const rhona = await world.as(at.who.rhona);
  await says("tariq", proposalId, true)(at);
  await world.app.effects.settled();
  for (let again = 0; again < 2; again++) {
    for (const room of [at.roomId, at.board]) {
      expect(await rhona.subscribe(room)).toMatchObject({ ok: false, error: { code: "NotFound" } });
      await expect(world.app.log.read(room, 0)).rejects.toThrow();
      expect(await world.database.collection("snapshots").countDocuments({ room })).toBe(0);
      await world.database.collection("commits").updateMany({ room }, { $set: { due: true } });
    }
    await world.app.effects.sweep();
  }
  expect((await rhona.call("projects.list")).ok).toBe(true);
  expect(JSON.stringify(await rhona.call("projects.list"))).not.toContain(at.roomId);
});
