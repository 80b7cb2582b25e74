import { type BoardId, type EventId, newId, type OpportunityId, type ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { opportunityRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../../../apps/server/src/kernel/decide.ts";
import { aBoard, type BuiltBoard, uuid } from "../../kit/boards.ts";
import { actAs, actorOf, type Person } from "../../kit/build.ts";
import type { Scene } from "../../kit/given.ts";
import { charterOf } from "../../kit/projects.ts";
import { anOpportunity, termsOf } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";

type Input = Record<string, unknown>;
/** What is asked, of this board. */
export type Asked = Of<Input>;
type Of<T> = T | ((board: BuiltBoard) => T | Promise<T>);
type How = {
  /** what happened before */
  first?: (board: BuiltBoard, world: World) => Promise<unknown>;
  elsewhere?: (board: BuiltBoard) => Scene["elsewhere"];
  /** both are this one's */
  as?: Who;
};
type Who = "rhona" | "tariq" | "tess" | "maggie" | "olga" | "otto";

/** Somebody asks a board for something; all who own it read along. */
export const on =
  (as: Who, input: Of<Input>, { first, elsewhere }: How = {}) =>
  async (world: World): Promise<Scene> => {
    const board = await aBoard(world);
    await first?.(board, world);
    const { people } = world;
    return {
      as: people[as],
      roomId: board.roomId,
      input: typeof input === "function" ? await input(board) : input,
      readers: [people.rhona, people.tariq],
      ...(elsewhere ? { elsewhere: elsewhere(board) ?? {} } : {}),
    };
  };

/** Two ask the same board at once. */
export const both =
  (one: Of<Input>, two: Of<Input>, how: How = {}) =>
  async (world: World): Promise<[Scene, Scene]> => {
    const board = await aBoard(world);
    await how.first?.(board, world);
    const scene = async (as: Person, input: Of<Input>): Promise<Scene> => ({
      as,
      roomId: board.roomId,
      input: typeof input === "function" ? await input(board) : input,
      readers: [world.people.rhona, world.people.tariq],
    });
    return [await scene(world.people[how.as ?? "rhona"], one), await scene(world.people[how.as ?? "tariq"], two)];
  };

/** A step that somebody took before, straight in the room. */
export const did =
  (type: string, input: Of<Input>, as: Who = "rhona") =>
  async (board: BuiltBoard, world: World): Promise<void> => {
    await board.act(world.people[as], type, typeof input === "function" ? await input(board) : input);
  };
/** The project stands so now. */
export const stands =
  (status: Parameters<BuiltBoard["follow"]>[0]["status"]) =>
  (board: BuiltBoard): Promise<unknown> =>
    board.follow(status ? { status } : {});
/** One after the other. */
export const inTurn =
  (...steps: ((board: BuiltBoard, world: World) => Promise<unknown>)[]) =>
  async (board: BuiltBoard, world: World): Promise<void> => {
    for (const step of steps) await step(board, world);
  };

/** A visit of the food hub that everybody who works somewhere sees; and one that only its host knows of. */
export const aVisitAt = async ({ world }: BuiltBoard): Promise<string> => (await anOpportunity(world as World)).opportunityId;
export async function aDraft({ world }: BuiltBoard): Promise<string> {
  const opportunityId = uuid<OpportunityId>();
  const terms = termsOf(world.clock.now(), { contact: world.people.tariq, deputy: world.people.tess });
  await actAs(world, world.people.tariq, {
    roomId: opportunityRoom(opportunityId),
    type: "draftOpportunity",
    input: { opportunityId, terms },
  });
  return opportunityId;
}
/** Two boards of one project. */
export async function twoBoards(world: World): Promise<{ here: BuiltBoard; there: BuiltBoard }> {
  const projectId = uuid<ProjectId>();
  return { here: await aBoard(world, { projectId }), there: await aBoard(world, { projectId, title: "Walks" }) };
}
/** A project of the practice and the food hub, as it really begins, with its first board and another one. */
export async function twoOfOneProject(world: World): Promise<{ projectId: ProjectId; one: BoardId; two: BoardId }> {
  const { rhona, tariq } = world.people;
  const projectId = newId<ProjectId>(world.clock.now());
  const charter = charterOf([rhona.orgId, tariq.orgId], { now: world.clock.now() });
  const act = (who: Person, type: string, input: Input) => actAs(world, who, { roomId: projectRoom(projectId), type, input });
  await act(rhona, "proposeProject", { projectId, charter, template: "befriending", partners: [tariq.orgId] });
  await act(tariq, "acceptPlace", { charterAt: 1 });
  const boardId = newId<BoardId>(world.clock.now());
  await act(rhona, "addBoard", { boardId, title: "Walks", template: "empty" });
  await world.app.effects.settled();
  return { projectId, one: derivedId(projectId, "board") as string as BoardId, two: boardId };
}
/** A card that nobody sent. */
export const onItsWay = () => ({
  ...{ cardId: uuid<string & never>() as string, transferId: uuid<string & never>() as string },
  card: { title: "Find a room", description: "", items: [], due: null, labels: [], assignees: [], links: [] },
});

/** A file that somebody sent, on no card yet; and one on a card. */
export async function aFile({ world, roomId }: BuiltBoard, who: Who): Promise<string> {
  const fileId = uuid<EventId>();
  const input = { fileId, name: "plan.pdf", declared: "application/pdf", size: 3, sha256: "0".repeat(64) };
  await world.app.rooms.act(actorOf(world.people[who]), roomId, { id: fileId, type: "addFile", input });
  await world.app.effects.settled();
  return fileId;
}
export async function onCard(board: BuiltBoard): Promise<string> {
  const fileId = await aFile(board, "tariq");
  await board.act(board.world.people.tariq, "attachFile", { cardId: board.cards.room, fileId });
  return fileId;
}
