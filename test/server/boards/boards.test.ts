import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { type BoardId, newId, type ProjectId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom, personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CardPage, CardRow, Happened, MyCardRow } from "../../../apps/server/src/boards/present.ts";
import { rebuildViews } from "../../../apps/server/src/kernel/rebuild.ts";
import { aBoard, owner, uuid } from "../../kit/boards.ts";
import { actAs, actorOf, type Person } from "../../kit/build.ts";
import { createNodes } from "../../kit/nodes.ts";
import { anOpportunity } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aVisitAt, twoOfOneProject } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

async function asked<T>(who: Person, path: string, input?: unknown): Promise<T> {
  const answer = await (await world.as(who)).call(path, input);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data as T;
}
const mine = async (who: Person, boardId: BoardId) =>
  (await asked<MyCardRow[]>(who, "boards.mine")).filter((row) => row.boardId === boardId);

describe("a card that is opened", () => {
  test("gives what was said about it, oldest first, and what happened to it and to nothing else; also for the other organisation", async () => {
    const board = await aBoard(world);
    const { rhona, tariq } = world.people;
    const cardId = board.cards.room;
    await board.act(rhona, "comment", { cardId, text: "The library is warm." });
    await board.act(tariq, "comment", { cardId: board.cards.leaflet, text: "Of another card." });
    await board.act(tariq, "comment", { cardId, text: "It shuts at five." });
    await board.act(rhona, "moveCard", { cardId, toList: board.lists.done });
    const page = await asked<CardPage>(tariq, "boards.card", { roomId: board.roomId, cardId });
    expect(page.comments.map(({ text, by }) => [text, by.personId])).toEqual([
      ["The library is warm.", rhona.personId],
      ["It shuts at five.", tariq.personId],
    ]);
    expect(page.happened.events.map(({ type }) => type)).toEqual(["boardOpened", "commented", "commented", "cardMoved"]);
  });

  test("a comment that was taken back is in no answer, no page of the room, and not in the store; the chain stays whole", async () => {
    const board = await aBoard(world);
    const { rhona, tariq } = world.people;
    const cardId = board.cards.room;
    const words = "Taken back, word by word.";
    const { seq } = await board.act(rhona, "comment", { cardId, text: words });
    await board.act(rhona, "removeComment", { cardId, commentSeq: seq });
    await world.app.effects.settled();
    const page = await asked<CardPage>(tariq, "boards.card", { roomId: board.roomId, cardId });
    expect(page.comments).toEqual([]);
    expect(JSON.stringify([page, await (await world.as(tariq)).since(board.roomId, 0)])).not.toContain(words);
    expect(JSON.stringify((await world.app.log.read(board.roomId, 0)).events)).not.toContain(words);
    expect(await world.app.log.verify(board.roomId)).toBeUndefined();
  });

  test("what was said before it went to another board is read there, and where it came from is said", async () => {
    const projectId = uuid<ProjectId>();
    const [here, there] = [await aBoard(world, { projectId }), await aBoard(world, { projectId, title: "Walks" })];
    const { rhona } = world.people;
    const cardId = here.cards.room;
    await here.act(rhona, "comment", { cardId, text: "Said before." });
    await here.act(rhona, "labelCard", { cardId, labelId: here.labels.money, on: true });
    await here.act(rhona, "sendCard", { cardId, toBoard: there.boardId, toList: there.lists.doing });
    await world.app.effects.settled();
    const now = await asked<CardPage>(rhona, "boards.card", { roomId: there.roomId, cardId });
    expect(now.from).toBe(here.boardId);
    const before = await asked<CardPage>(rhona, "boards.card", { roomId: here.roomId, cardId });
    expect(before.comments.map(({ text }) => text)).toEqual(["Said before."]);
    // the label of the same name is the one that this board has
    expect((await there.card(cardId)).labels).toEqual([there.labels.money]);
    // and it comes back with what was said here
    await there.act(rhona, "sendCard", { cardId, toBoard: here.boardId, toList: here.lists.todo });
    await world.app.effects.settled();
    expect((await here.card(cardId)).comments).toHaveLength(1);
  });
});

test("all that ever happened to a card can be read, stretch by stretch back to where it began, each once", async () => {
  const board = await aBoard(world);
  const { rhona, tariq } = world.people;
  const cardId = board.cards.room;
  const labelId = board.labels.place;
  for (let n = 0; n < 110; n++) await board.act(rhona, "labelCard", { cardId, labelId, on: n % 2 === 0 });
  const { happened } = await asked<CardPage>(tariq, "boards.card", { roomId: board.roomId, cardId });
  const seqs = happened.events.map(({ seq }) => seq);
  let { earlier } = happened;
  while (earlier !== null) {
    const older: Happened = await asked<Happened>(tariq, "boards.happened", { roomId: board.roomId, cardId, before: earlier });
    seqs.unshift(...older.events.map(({ seq }) => seq));
    earlier = older.earlier;
  }
  expect(happened.events).toHaveLength(50);
  expect(seqs).toEqual(Array.from({ length: 111 }, (_, i) => i + 1));
  const stranger = await (await world.as(world.people.otto)).call("boards.happened", { roomId: board.roomId, cardId, before: 50 });
  expect(stranger).toMatchObject({ ok: false, error: { code: "NotFound" } });
});

test("a date of a visit is linked with what it is a date of, as the house knows it and not as it is said", async () => {
  const board = await aBoard(world);
  const { rhona } = world.people;
  const { opportunityId, sessions } = await anOpportunity(world);
  const sessionId = subjectOf(sessions[0] as RoomId);
  const to = { kind: "session", sessionId, opportunityId: uuid(), title: "A morning" };
  await board.act(rhona, "link", { cardId: board.cards.room, linkId: uuid(), to });
  expect((await board.card(board.cards.room)).links.map((each) => each.to)).toEqual([{ ...to, opportunityId }]);
});

describe("what stays of a card where it was before", () => {
  test("comments and files are read from the card on its new board, however often it went to and fro; whoever put them there takes them back from there", async () => {
    const { one, two } = await twoOfOneProject(world);
    const { rhona, tariq } = world.people;
    const act = (who: Person, boardId: BoardId, type: string, input: Record<string, unknown>) =>
      actAs(world, who, { roomId: boardRoom(boardId), type, input });
    const [first, second] = await Promise.all([one, two].map((boardId) => world.app.rooms.ask<BoardState>(boardRoom(boardId))));
    const cardId = Object.keys(first?.cards ?? {})[0] ?? "";
    const listOf = (state: BoardState | undefined) => Object.keys(state?.lists ?? {})[0];
    const said = await act(tariq, one, "comment", { cardId, text: "Said on the first." });
    const fileId = newId<never>(world.clock.now());
    const input = { fileId, name: "plan.pdf", declared: "application/pdf", size: 3, sha256: "0".repeat(64) };
    await world.app.rooms.act(actorOf(tariq), boardRoom(one), { id: fileId, type: "addFile", input });
    await act(tariq, one, "attachFile", { cardId, fileId });
    const send = async (from: BoardId, to: BoardId, state: BoardState | undefined) => {
      await act(rhona, from, "sendCard", { cardId, toBoard: to, toList: listOf(state) });
      await world.app.effects.settled();
    };
    const keptFor = async (boardId: BoardId) =>
      (await asked<CardPage>(rhona, "boards.card", { roomId: boardRoom(boardId), cardId })).before.map((left) => ({
        ...{ boardId: left.boardId, files: left.files.map(({ name }) => name), comments: left.comments.map(({ text }) => text) },
      }));
    await send(one, two, second);
    const kept = [{ boardId: one, files: ["plan.pdf"], comments: ["Said on the first."] }];
    expect(await keptFor(two)).toEqual(kept);
    await act(rhona, two, "comment", { cardId, text: "Said on the second." });
    await send(two, one, first);
    expect(await keptFor(one)).toEqual([{ boardId: two, files: [], comments: ["Said on the second."] }]);
    await send(one, two, second);
    expect(await keptFor(two)).toEqual(kept);
    // only what is one's own
    await expect(act(rhona, one, "removeComment", { cardId, commentSeq: said.seq })).rejects.toMatchObject({ code: "NotYourComment" });
    await expect(act(rhona, one, "detachFile", { cardId, fileId })).rejects.toMatchObject({ code: "NotYourFile" });
    await act(tariq, one, "removeComment", { cardId, commentSeq: said.seq });
    await act(tariq, one, "detachFile", { cardId, fileId });
    expect(await keptFor(two)).toEqual([]);
  });
});

describe("whose turn it is", () => {
  test("my cards on all boards, and my organisation's, the nearest day first; of a board that I may not read any more none", async () => {
    const board = await aBoard(world);
    const { rhona, tariq } = world.people;
    const { room, drivers, leaflet } = board.cards;
    await board.act(rhona, "assign", { cardId: room, orgId: tariq.orgId, personId: tariq.personId });
    await board.act(rhona, "assign", { cardId: drivers, orgId: tariq.orgId, personId: null });
    await board.act(rhona, "assign", { cardId: leaflet, orgId: rhona.orgId, personId: rhona.personId });
    await board.act(rhona, "setDue", { cardId: drivers, due: "2027-03-01", rev: 0 });
    expect((await mine(tariq, board.boardId)).map(({ cardId, whose, listName, due }) => [cardId, whose, listName, due])).toEqual([
      [drivers, "inbox", "To do", "2027-03-01"],
      [room, "mine", "To do", null],
    ]);
    expect((await mine(world.people.tess, board.boardId)).map(({ cardId }) => cardId)).toEqual([drivers]);
    // what is done is nobody's turn
    await board.act(rhona, "moveCard", { cardId: room, toList: board.lists.done });
    expect((await mine(tariq, board.boardId)).map(({ cardId }) => cardId)).toEqual([drivers]);
    await rebuildViews({ log: world.app.log, rooms: world.app.rooms, tables: [world.app.views.boards] });
    expect((await mine(tariq, board.boardId)).map(({ cardId }) => cardId)).toEqual([drivers]);
    await board.follow({ owners: [owner(world.orgs.practice), owner(world.orgs.hub, "left")] });
    expect(await mine(tariq, board.boardId)).toEqual([]);
  });

  test("whoever is given a card by somebody else is told, once and without a word of it; oneself and an inbox are not", async () => {
    const board = await aBoard(world);
    const { rhona, tariq } = world.people;
    const cardId = board.cards.room;
    const told = async () => {
      await world.app.effects.settled();
      const { events } = await world.app.log.read(personRoom(tariq.personId), 0);
      return events.filter(({ body }) => body.kind === "cardYours" && body.boardId === board.boardId);
    };
    await board.act(tariq, "assign", { cardId, orgId: tariq.orgId, personId: tariq.personId });
    await board.act(rhona, "assign", { cardId, orgId: tariq.orgId, personId: null });
    expect(await told()).toEqual([]);
    await board.act(rhona, "assign", { cardId: board.cards.drivers, orgId: tariq.orgId, personId: tariq.personId });
    const [notice, ...more] = await told();
    expect(more).toEqual([]);
    expect(notice?.body).toEqual({
      kind: "cardYours",
      orgId: tariq.orgId,
      projectId: board.projectId,
      boardId: board.boardId,
      cardId: board.cards.drivers,
    });
    const { notices } = await world.app.rooms.ask<PersonState>(personRoom(tariq.personId));
    expect(JSON.stringify(notices)).not.toContain("drivers for Tuesdays");
  });
});

test("what a card leads to knows the card, for whoever reads the board, and for nobody else", async () => {
  const board = await aBoard(world);
  const { rhona, otto } = world.people;
  const opportunityId = await aVisitAt(board);
  const to = { kind: "visit", opportunityId, title: "A morning" };
  await board.act(rhona, "link", { cardId: board.cards.room, linkId: uuid(), to });
  const linked = (who: Person) => asked<CardRow[]>(who, "boards.linked", { kind: "visit", id: opportunityId });
  expect((await linked(rhona)).map(({ cardId, boardTitle }) => [cardId, boardTitle])).toEqual([[board.cards.room, "Befriending pilot"]]);
  expect(await linked(otto)).toEqual([]);
});

test("a 2,001st card is refused with plain words, however it comes; one that is put away makes room", async () => {
  const board = await aBoard(world);
  const { rhona } = world.people;
  const { todo } = board.lists;
  const some = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      cardId: uuid(),
      listId: todo,
      title: `Card ${i}`,
      description: "",
      items: [],
      due: null,
      labels: [],
    }));
  for (let left = 1_997; left > 0; left -= 25)
    await board.act(rhona, "importCards", { lists: [], labels: [], cards: some(Math.min(25, left)) });
  const add = () => board.act(rhona, "addCard", { cardId: uuid(), listId: todo, title: "One more" });
  await expect(add()).rejects.toMatchObject({ code: "BoardFull", meaning: "CONFLICT", details: { most: 2_000 } });
  await expect(board.act(rhona, "importCards", { lists: [], labels: [], cards: some(1) })).rejects.toMatchObject({ code: "BoardFull" });
  await board.act(rhona, "archiveCard", { cardId: board.cards.room });
  await add();
  await expect(board.act(rhona, "restoreCard", { cardId: board.cards.room })).rejects.toMatchObject({ code: "BoardFull" });
  // money that ends asks how it goes on all the same
  await board.house("addSustainCard", { fundingId: uuid(), title: "How does it go on?", description: "", due: "2027-06-30" });
});

test("a thousand moves at once by one person: they are told to wait and for how long, and the others go on", async () => {
  const tight = await createWorld({ callsPerMinute: 60, callBurst: 5 });
  try {
    const board = await aBoard(tight);
    const [rhona, tariq] = await Promise.all([tight.people.rhona, tight.people.tariq].map((who) => tight.as(who)));
    if (!rhona || !tariq) throw new Error("two people");
    const move = (client: typeof rhona, n: number) =>
      client.wire.ask("call", {
        path: "boards.moveCard",
        input: {
          roomId: board.roomId,
          id: newId(Date.now()),
          input: { cardId: board.cards.room, toList: n % 2 ? board.lists.done : board.lists.doing },
        },
      });
    const flood = await Promise.all(Array.from({ length: 1_000 }, (_, n) => move(rhona, n)));
    const refused = flood.filter((answer) => !answer.ok && answer.error.code === "TooManyCalls");
    // more are let through where the thousand take longer
    expect(refused.length).toBeGreaterThan(500);
    for (const answer of refused)
      expect(answer).toMatchObject({ error: { meaning: "TOO_MANY_REQUESTS", details: { seconds: expect.any(Number) } } });
    expect((await move(tariq, 1)).ok || (await move(tariq, 2)).ok).toBe(true);
  } finally {
    await tight.stop();
  }
});

test("two move cards at the same moment on two nodes: both nodes have one order, and each card once", async () => {
  const nodes = await createNodes(2);
  try {
    const [one, two] = nodes.nodes;
    if (!one || !two) throw new Error("two nodes");
    const board = await aBoard({ app: one.app, clock: nodes.clock, people: nodes.people, orgs: nodes.orgs });
    const cards = Object.values(board.cards);
    const apps = [one.app, two.app];
    const { rhona, tariq } = nodes.people;
    const moves = Array.from({ length: 40 }, (_, n) => {
      const app = apps[n % 2] as (typeof apps)[number];
      const input = { cardId: cards[n % 3], toList: Object.values(board.lists)[(n * 7) % 3], after: cards[(n + 1) % 3] };
      return actAs({ app, clock: nodes.clock }, n % 2 ? rhona : tariq, { roomId: board.roomId, type: "moveCard", input }).catch(
        (error) => error.code,
      );
    });
    const said = await Promise.all(moves);
    expect(said.filter((each) => typeof each === "string" && each !== "NothingToChange" && each !== "Busy")).toEqual([]);
    const [a, b] = await Promise.all(apps.map((app) => app.rooms.ask<BoardState>(board.roomId)));
    expect(a).toEqual(b);
    expect(Object.keys(a?.cards ?? {}).sort()).toEqual([...cards].sort());
    expect(await one.app.log.verify(board.roomId)).toBeUndefined();
  } finally {
    await nodes.stop();
  }
});
