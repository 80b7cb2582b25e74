import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { type BoardId, newId, type ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom, personRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CardPage, CardRow, MyCardRow } from "../../../apps/server/src/boards/present.ts";
import type { BoardExport } from "../../../apps/server/src/boards/router.ts";
import { derivedId } from "../../../apps/server/src/kernel/decide.ts";
import { rebuildViews } from "../../../apps/server/src/kernel/rebuild.ts";
import { aBoard, owner, uuid } from "../../kit/boards.ts";
import { actAs, type Person } from "../../kit/build.ts";
import { createNodes } from "../../kit/nodes.ts";
import { charterOf } from "../../kit/projects.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aVisitAt } from "./scenes.ts";

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
    expect(page.activity.map(({ type }) => type)).toEqual(["boardOpened", "commented", "commented", "cardMoved"]);
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

describe("an owner takes all of it along", () => {
  /** A project of the practice and the food hub with its first board. */
  async function aProject() {
    const { rhona, tariq } = world.people;
    const projectId = newId<ProjectId>(world.clock.now());
    const roomId = projectRoom(projectId);
    const charter = charterOf([rhona.orgId, tariq.orgId], { now: world.clock.now() });
    await actAs(world, rhona, {
      roomId,
      type: "proposeProject",
      input: { projectId, charter, template: "befriending", partners: [tariq.orgId] },
    });
    await actAs(world, tariq, { roomId, type: "acceptPlace", input: { charterAt: 1 } });
    await world.app.effects.settled();
    return { projectId, board: boardRoom(derivedId(projectId, "board") as string as BoardId) };
  }

  test("the same bytes for all owners, with comments, what was put away, and the project; the project knows who took it", async () => {
    const { projectId, board } = await aProject();
    const { rhona, tariq, otto } = world.people;
    const { lists, cards } = await world.app.rooms.ask<BoardState>(board);
    const [first = "", second = ""] = Object.keys(cards);
    const act = (who: Person, type: string, input: Record<string, unknown>) => actAs(world, who, { roomId: board, type, input });
    await act(tariq, "comment", { cardId: first, text: '=HYPERLINK("x")\nsecond; line' });
    await act(rhona, "archiveCard", { cardId: second });
    await act(rhona, "addCard", { cardId: uuid(), listId: Object.keys(lists)[0], title: '=1+1; "quoted" \u202e' });
    await act(rhona, "describeCard", { cardId: first, description: "\n =1+2, and Gàidhlig", rev: cards[first]?.description.rev ?? 0 });
    const one = await asked<BoardExport>(rhona, "boards.export", { roomId: board });
    const two = await asked<BoardExport>(tariq, "boards.export", { roomId: board });
    expect(two).toEqual(one);
    const whole = JSON.parse(one.json);
    expect(whole.board.cards).toHaveLength(Object.keys(cards).length + 1);
    expect(whole.board.cards.find((card: { cardId: string }) => card.cardId === first).comments[0].text).toContain("HYPERLINK");
    expect(whole.board.cards.find((card: { cardId: string }) => card.cardId === second).archived).not.toBeNull();
    expect(whole.project.charter.title).toBe("Befriending pilot");
    // no cell begins as a formula does
    expect(one.csv).toContain(`"'=1+1; ""quoted"" \u202e"`);
    expect(one.csv).toContain(`"'=HYPERLINK(""x"")`);
    expect(one.csv).not.toMatch(/(?:^|,|\n)"?[=+@-]/);
    expect(one.csv).toContain(`"'\n =1+2, and Gàidhlig"`);
    // without it, what opens the file takes its letters for others
    expect(one.csv.startsWith("\ufeffList,")).toBe(true);
    const { exports } = await world.app.rooms.ask<ProjectState>(projectRoom(projectId));
    expect(Object.keys(exports).sort()).toEqual([rhona.orgId, tariq.orgId].sort());
    const stranger = await (await world.as(otto)).call("boards.export", { roomId: board });
    expect(stranger).toMatchObject({ ok: false, error: { code: "NotFound" } });
  });

  test("also when the project has ended", async () => {
    const { projectId, board } = await aProject();
    const { rhona, tariq } = world.people;
    const proposalId = uuid();
    const act = (who: Person, type: string, input: Record<string, unknown>) =>
      actAs(world, who, { roomId: projectRoom(projectId), type, input });
    await act(rhona, "openProposal", { proposalId, question: { kind: "close", words: "Done." } });
    for (const who of [rhona, tariq]) await act(who, "vote", { proposalId, yes: true, words: "" }).catch(() => undefined);
    await world.app.effects.settled();
    expect((await world.app.rooms.ask<BoardState>(board)).standing).toBe("closed");
    expect((await asked<BoardExport>(tariq, "boards.export", { roomId: board })).json).toContain("linkwork board 1");
  });
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
  const tight = await createWorld({ callsPerMinute: 240, callBurst: 40 });
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
    expect(refused.length).toBeGreaterThan(850);
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
