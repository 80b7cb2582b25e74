import type { BoardState, Card } from "@linkwork/shared/boards/state.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { type BoardId, newId, type ProjectId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import type { Owner, OwnerStatus, ProjectStatus } from "@linkwork/shared/projects/schema-owners.ts";
import { actAs, type Community, house, type Person } from "./build.ts";
import type { World } from "./world.ts";

type Input = Record<string, unknown>;
export type Place = Pick<World, "app" | "clock" | "people" | "orgs">;
export const uuid = <T extends string = string & never>(): T => newId<T>(Date.now());

/** An organisation as a board knows it. */
export const owner = (
  { orgId, name, sector }: Pick<Community["orgs"]["practice"], "orgId" | "name" | "sector">,
  status: OwnerStatus = "joined",
  stewards: Person[] = [],
): Owner => ({ orgId, name, sector, status, stewards: stewards.map(({ personId }) => personId) });

/** A board with three lists, two labels and three cards in the first list, owned by the practice and the food hub; the café was asked and has not answered. */
export type BuiltBoard = {
  world: Place;
  roomId: RoomId;
  boardId: BoardId;
  projectId: ProjectId;
  lists: { todo: string; doing: string; done: string };
  labels: { place: string; money: string };
  /** in this order */
  cards: { leaflet: string; room: string; drivers: string };
  owners: Owner[];
  state(): Promise<BoardState>;
  card(cardId: string): Promise<Card>;
  /** the cards of a list, in their order */
  order(listId: string): Promise<string[]>;
  /** straight to the room, past the doors */
  act(who: Person, type: string, input: Input): Promise<AnyEvent>;
  house(type: string, input: Input): Promise<AnyEvent>;
  /** what the project tells it, after all that it told before */
  follow(change: { status?: ProjectStatus; owners?: Owner[] }): Promise<AnyEvent>;
};
type How = { boardId?: BoardId; projectId?: ProjectId; title?: string; lists?: number; owners?: Owner[] };

export async function aBoard(
  world: Place,
  { boardId = uuid<BoardId>(), projectId = uuid<ProjectId>(), title = "Befriending pilot", owners, ...how }: How = {},
): Promise<BuiltBoard> {
  const roomId = boardRoom(boardId);
  const { practice, hub, cafe } = world.orgs;
  const owned = owners ?? [owner(practice), owner(hub), owner(cafe, "invited")];
  const lists = { todo: uuid(), doing: uuid(), done: uuid() };
  const labels = { place: uuid(), money: uuid() };
  const cards = { leaflet: uuid(), room: uuid(), drivers: uuid() };
  const all = [
    { listId: lists.todo, name: "To do", wip: null },
    { listId: lists.doing, name: "Doing", wip: 5 },
    { listId: lists.done, name: "Done", wip: null },
  ].slice(0, how.lists ?? 3);
  const card = (cardId: string, words: string) => ({
    ...{ cardId, listId: lists.todo, title: words, description: "", items: [], due: null, labels: [] },
  });
  let heard = 3;
  await house(world, roomId, "openBoard", {
    ...{ boardId, projectId, title, standing: { heard, status: "active", owners: owned }, lists: all },
    cards:
      all.length === 0
        ? []
        : [card(cards.leaflet, "Write the leaflet"), card(cards.room, "Find a room"), card(cards.drivers, "Find two drivers for Tuesdays")],
    labels: [
      { labelId: labels.place, name: "Place", tone: "plain" },
      { labelId: labels.money, name: "Money", tone: "clear" },
    ],
  });
  const state = () => world.app.rooms.ask<BoardState>(roomId);
  return {
    ...{ world, roomId, boardId, projectId, lists, labels, cards, owners: owned, state },
    async card(cardId) {
      const found = (await state()).cards[cardId];
      if (!found) throw new Error(`no card ${cardId}`);
      return found;
    },
    async order(listId) {
      const lying = Object.values((await state()).cards).filter((each) => each.listId === listId && each.archived === null);
      return lying.sort((a, b) => (`${a.rank} ${a.cardId}` < `${b.rank} ${b.cardId}` ? -1 : 1)).map(({ cardId }) => cardId);
    },
    act: (who, type, input) => actAs(world, who, { roomId, type, input }),
    house: (type, input) => house(world, roomId, type, input),
    follow: ({ status = "active", owners: next = owned }) =>
      house(world, roomId, "followProject", { heard: ++heard, status, owners: next }),
  };
}
