import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aBoard, type BuiltBoard } from "../../kit/boards.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const describeIt = (board: BuiltBoard, who: "rhona" | "tariq", description: string, rev: number) =>
  board.act(world.people[who], "describeCard", { cardId: board.cards.room, description, rev });

test("B4: two who write at once without having read each other: both texts stand, with who wrote them, until somebody who read the newest says what holds", async () => {
  const board = await aBoard(world);
  await describeIt(board, "rhona", "At the library.", 0);
  const { rev: first } = (await board.card(board.cards.room)).description;
  await describeIt(board, "tariq", "At the church hall.", first);
  await describeIt(board, "rhona", "At the library, on Tuesdays.", first);
  const both = await board.card(board.cards.room);
  expect(both.description).toMatchObject({ value: "At the library, on Tuesdays.", by: { personId: world.people.rhona.personId } });
  expect(both.others).toMatchObject([
    { field: "description", value: "At the church hall.", by: { personId: world.people.tariq.personId } },
  ]);
  // whoever knows only the older one decides nothing either
  await describeIt(board, "tariq", "At the church hall, ground floor.", first);
  expect((await board.card(board.cards.room)).others.map(({ value }) => value)).toEqual([
    "At the church hall.",
    "At the library, on Tuesdays.",
  ]);
  const newest = await board.card(board.cards.room);
  await describeIt(board, "rhona", newest.description.value, newest.description.rev);
  const settled = await board.card(board.cards.room);
  expect(settled.others).toEqual([]);
  expect(settled.description.value).toBe("At the church hall, ground floor.");
});

test("a ninth text beside the others is refused, and takes the place of none", async () => {
  const board = await aBoard(world);
  const { cardId } = await board.card(board.cards.room);
  const title = (n: number) => board.act(world.people.rhona, "titleCard", { cardId, title: `Words ${n}`, rev: 1 });
  for (let n = 0; n < 9; n++) await title(n);
  await expect(title(9)).rejects.toMatchObject({ code: "ChangedMeanwhile" });
  const { others, title: now } = await board.card(cardId);
  expect([...others.map(({ value }) => value), now.value]).toEqual(Array.from({ length: 9 }, (_, n) => `Words ${n}`));
});

test("the characters of all descriptions are counted with those that stand beside, and the count comes back when one holds", async () => {
  const board = await aBoard(world);
  const written = async () => (await world.app.rooms.ask<BoardState>(board.roomId)).written;
  await describeIt(board, "rhona", "a".repeat(100), 0);
  expect(await written()).toBe(100);
  await describeIt(board, "tariq", "b".repeat(50), 0);
  expect(await written()).toBe(150);
  const { rev } = (await board.card(board.cards.room)).description;
  await describeIt(board, "tariq", "c".repeat(10), rev);
  expect(await written()).toBe(10);
});
