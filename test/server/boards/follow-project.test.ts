import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aBoard, owner } from "../../kit/boards.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { eventsIn } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";

describeHouseCommand({
  command: "followProject",
  insider: async (world) => {
    const { roomId, owners } = await aBoard(world);
    return { as: world.people.rhona, roomId, input: { heard: 99, status: "closed", owners } };
  },
  caused: {
    "the board hears how its project stands": async (world) => {
      const board = await aBoard(world);
      return { act: () => board.follow({ status: "closing" }), added: { [board.roomId]: ["projectFollowed"] } };
    },
  },
  refused: {
    "what it heard before, and what is older": {
      given: async (world) => {
        const { roomId, owners } = await aBoard(world);
        return { as: world.people.rhona, roomId, input: { heard: 3, status: "closed", owners } };
      },
      refusal: "CONFLICT NothingToChange",
    },
  },
});

describe("who is out is out", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());

  test.each([
    ["left", "left"],
    ["removed", "removed"],
    ["ceased", "ended"],
  ] as const)("an organisation that has %s is told why, hears nothing more, and reads nothing; the others go on", async (status, code) => {
    const board = await aBoard(world);
    const { rhona, tariq } = world.people;
    const wire = await (await world.as(tariq)).again();
    expect((await wire.ask("subscribe", { roomId: board.roomId, afterSeq: null })).ok).toBe(true);
    await board.follow({ owners: [owner(world.orgs.practice), owner(world.orgs.hub, status)] });
    const closed = await wire.frame("closed", (frame) => frame.name === "closed");
    expect(closed.body).toEqual({ roomId: board.roomId, code });
    await (await world.as(rhona)).act(board.roomId, "comment", { cardId: board.cards.room, text: "After they went." });
    await wire.ask("unsubscribe", { roomId: board.roomId });
    expect(eventsIn(wire.frames, board.roomId)).toEqual([]);
    const again = await (await world.as(tariq)).call("boards.card", { roomId: board.roomId, cardId: board.cards.room });
    expect(again).toMatchObject({ ok: false, error: { code: "NotFound" } });
  });

  test("an older word that comes late changes nothing: who left stays out", async () => {
    const board = await aBoard(world);
    const { roomId, owners } = board;
    await board.follow({ owners: [owner(world.orgs.practice), owner(world.orgs.hub, "left")] });
    const late = board.house("followProject", { heard: 2, status: "active", owners });
    await expect(late).rejects.toMatchObject({ code: "NothingToChange" });
    expect(await (await world.as(world.people.tariq)).subscribe(roomId)).toMatchObject({ ok: false, error: { code: "NotFound" } });
  });

  test.each(["closed", "archived"] as const)("a board of a project that is %s is read by its owners as before", async (status) => {
    const board = await aBoard(world);
    await board.follow({ status });
    const page = await (await world.as(world.people.tariq)).since(board.roomId, null);
    expect(page.events.map(({ type }) => type)).toEqual(["boardOpened", "projectFollowed"]);
  });
});
