import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { templateOf } from "@linkwork/shared/boards/templates.ts";
import { type BoardId, newId, type ProjectId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../../../apps/server/src/kernel/decide.ts";
import { actAs, actorOf } from "../../kit/build.ts";
import { charterOf } from "../../kit/projects.ts";
import { cells, command, type Input, type Row, type Scene, unheard, uuid } from "./rows.ts";

const practice = ["lead", "leadColleague", "leadInfoLead", "leadInbox", "leadManager", "excludedInbox"] as const;
const hub = ["joined", "joinedColleague", "joinedInfoLead", "joinedInbox", "excludedPerson"] as const;
/** A board is its owners' alike, and nobody else's. */
const owners = cells("hide", Object.fromEntries([...practice, ...hub].map((standing) => [standing, "allow"])));

type Step = { type: string; input(made: Ids): Input };
type Ids = {
  roomId: RoomId;
  boardId: BoardId;
  projectId: ProjectId;
  cards: string[];
  lists: string[];
  labels: string[];
  part: string;
  other: BoardId;
};
type Made = Ids & { ready: Promise<unknown>; steps: Promise<number[]> };
const made = new WeakMap<object, Made>();

/** A board of a project of the practice and the food hub that is for this scene alone, or the one that all others look at; its ids are known at once. */
function place(scene: Scene, steps: readonly Step[] = []): Made {
  const key = scene.fresh ? scene : scene.world;
  const known = made.get(key);
  if (known) return known;
  const projectId = newId<ProjectId>(scene.world.clock.now());
  const boardId = derivedId(projectId, "board") as string as BoardId;
  const { cards, lists, labels } = templateOf("befriending", projectId);
  const ids: Ids = {
    ...{ roomId: boardRoom(boardId), boardId, projectId, part: uuid(), other: uuid() as BoardId },
    cards: cards.map(({ cardId }) => cardId),
    lists: lists.map(({ listId }) => listId),
    labels: labels.map(({ labelId }) => labelId),
  };
  const ready = begin(scene, projectId, ids.other);
  const one: Made = { ...ids, ready, steps: ready.then(() => prepare(scene, ids, scene.fresh ? steps : [])) };
  made.set(key, one);
  return one;
}
async function begin({ world }: Scene, projectId: ProjectId, other: BoardId): Promise<void> {
  const { rhona, tariq } = world.people;
  const act = (as: typeof rhona, type: string, input: Input) => actAs(world, as, { roomId: projectRoom(projectId), type, input });
  const charter = charterOf([rhona.orgId, tariq.orgId], { now: world.clock.now() });
  await act(rhona, "proposeProject", { projectId, charter, template: "befriending", partners: [tariq.orgId] });
  await act(tariq, "acceptPlace", { charterAt: 1 });
  await act(rhona, "addBoard", { boardId: other, title: "Walks", template: "empty" });
}
async function prepare({ world, who }: Scene, ids: Ids, steps: readonly Step[]): Promise<number[]> {
  const seqs: number[] = [];
  for (const { type, input } of steps) seqs.push((await actAs(world, who, { roomId: ids.roomId, type, input: input(ids) })).seq);
  return seqs;
}

const itself = (scene: Scene): string => place(scene).roomId;
/** What is asked about has come before it is asked. */
const inBoard = (name: string, input: (ids: Ids, scene: Scene, seqs: number[]) => Input | Promise<Input>, ...steps: Step[]): Row =>
  command(`boards.${name}`, itself, owners, async (scene) => {
    const ids = place(scene, steps);
    return input(ids, scene, await ids.steps);
  });
const card = ({ cards: [cardId = ""] }: Ids) => ({ cardId });
const step = (type: string, input: Step["input"]): Step => ({ type, input });
const web = { kind: "web", url: "https://www.gov.uk/", title: "The rules" };
const aFile = async ({ world, who, fresh }: Scene, { roomId }: Ids): Promise<string> => {
  const fileId = uuid();
  const input = { fileId, name: "plan.pdf", declared: "application/pdf", size: 3, sha256: "0".repeat(64) };
  if (fresh) await world.app.rooms.act(actorOf(who), roomId, { id: fileId as never, type: "addFile", input });
  return fileId;
};
const question = (name: string, input: Row["input"] = () => undefined): Row => ({ name, path: name, input, cells: cells("allow") });
const reading = (name: string, input: (ids: Ids) => Input): Row => ({
  ...{ name, path: name, room: itself, cells: owners },
  input: async (scene) => {
    const ids = place(scene);
    await ids.ready;
    return input(ids);
  },
});

/** Boards: what anybody may ask of their own, and what is for those who own one. */
export const boardRows: readonly Row[] = [
  question("boards.mine"),
  question("boards.linked", () => ({ kind: "note", id: uuid() })),
  reading("boards.card", card),
  reading("boards.happened", (ids) => ({ ...card(ids), before: 9_999 })),
  reading("boards.people", () => ({})),
  reading("boards.export", () => ({})),
  inBoard("nameBoard", async ({ roomId }, { world }) => {
    const { title } = await world.app.rooms.ask<BoardState>(roomId);
    return { title: `Walks ${unheard()}`, rev: title.rev };
  }),
  inBoard("addList", () => ({ listId: uuid(), name: "More", wip: null })),
  inBoard("renameList", ({ lists: [listId] }) => ({ listId, name: `Next ${unheard()}` })),
  inBoard("moveList", ({ lists: [listId] }) => ({ listId })),
  inBoard("setWip", ({ lists: [listId] }) => ({ listId, wip: 9 })),
  inBoard(
    "removeList",
    ({ part }) => ({ listId: part }),
    step("addList", ({ part }) => ({ listId: part, name: "Empty", wip: null })),
  ),
  inBoard("addLabel", () => ({ labelId: uuid(), name: "New", tone: "warm" })),
  inBoard("changeLabel", ({ labels: [labelId] }) => ({ labelId, name: `Other ${unheard().slice(0, 8)}`, tone: "warm" })),
  inBoard("removeLabel", ({ labels: [labelId] }) => ({ labelId })),
  inBoard("addCard", ({ lists: [listId] }) => ({ cardId: uuid(), listId, title: "One more" })),
  inBoard("importCards", ({ lists: [listId] }) => ({
    ...{ lists: [], labels: [] },
    cards: [{ cardId: uuid(), listId, title: "From elsewhere", description: "", items: [], due: null, labels: [] }],
  })),
  inBoard("moveCard", ({ cards: [cardId], lists }) => ({ cardId, toList: lists[1] })),
  inBoard("archiveCard", card),
  inBoard("restoreCard", card, step("archiveCard", card)),
  inBoard("titleCard", (ids) => ({ ...card(ids), title: `Other words ${unheard()}`, rev: 1 })),
  inBoard("describeCard", (ids) => ({ ...card(ids), description: `Other words ${unheard()}`, rev: 1 })),
  inBoard("setDue", (ids) => ({ ...card(ids), due: "2027-03-01", rev: 0 })),
  inBoard("labelCard", (ids) => ({ ...card(ids), labelId: ids.labels[0], on: true })),
  inBoard("assign", (ids, { world }) => ({ ...card(ids), orgId: world.orgs.hub.orgId, personId: null })),
  inBoard("unassign", async (ids, scene) => {
    const input = { ...card(ids), orgId: scene.world.orgs.hub.orgId, personId: null };
    if (scene.fresh) await actAs(scene.world, scene.who, { roomId: ids.roomId, type: "assign", input });
    return input;
  }),
  inBoard("addItem", (ids) => ({ ...card(ids), itemId: uuid(), text: "One more" })),
  ...(["tickItem", "rewordItem", "removeItem"] as const).map((name) =>
    inBoard(
      name,
      (ids) => ({
        ...{ ...card(ids), itemId: ids.part },
        ...(name === "tickItem" ? { done: true } : name === "rewordItem" ? { text: "Other words" } : {}),
      }),
      step("addItem", (ids) => ({ ...card(ids), itemId: ids.part, text: "A thing" })),
    ),
  ),
  inBoard("comment", (ids) => ({ ...card(ids), text: "It went well." })),
  inBoard(
    "removeComment",
    (ids, _scene, [commentSeq = 1]) => ({ ...card(ids), commentSeq }),
    step("comment", (ids) => ({ ...card(ids), text: "I'll take this back." })),
  ),
  inBoard("link", (ids) => ({ ...card(ids), linkId: uuid(), to: web })),
  inBoard(
    "unlink",
    (ids) => ({ ...card(ids), linkId: ids.part }),
    step("link", (ids) => ({ ...card(ids), linkId: ids.part, to: web })),
  ),
  inBoard("attachFile", async (ids, scene) => ({ ...card(ids), fileId: await aFile(scene, ids) })),
  inBoard("detachFile", async (ids, scene) => {
    const input = { ...card(ids), fileId: await aFile(scene, ids) };
    if (scene.fresh) await actAs(scene.world, scene.who, { roomId: ids.roomId, type: "attachFile", input });
    return input;
  }),
  inBoard("sendCard", async (ids, { world }) => {
    const { lists } = await world.app.rooms.ask<BoardState>(boardRoom(ids.other));
    return { ...card(ids), toBoard: ids.other, toList: Object.keys(lists)[0] };
  }),
];

/** A board is read by the people of those who own it. */
export const boardReading = (door: string, extra: Input): Row[] => [{ ...reading(door, () => extra), name: `${door} of a board` }];
