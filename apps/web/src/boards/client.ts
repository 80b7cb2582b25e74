import { mayWork } from "@linkwork/shared/boards/rules.ts";
import type { BoardCommand, BoardEvent } from "@linkwork/shared/boards/schema.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { type BoardId, newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import type { ProjectStatus } from "@linkwork/shared/projects/schema-owners.ts";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useActor } from "../cases/client.ts";
import { api } from "../kernel/trpc.ts";
import { type Room, useRoom } from "../kernel/use-room.ts";
import { type Author, shownOf } from "./board-model.ts";
import { type BoardNames, namesOf } from "./names.ts";

export type CardPage = Awaited<ReturnType<typeof api.boards.card.query>>;
type InputOf<Type extends BoardCommand["type"]> = Extract<BoardCommand, { type: Type }>["input"];
/** Does something on the board; true once the server has it. Whoever doesn't wait for it sees it at once, and reads of a refusal above the lists. */
type Act = <Type extends BoardCommand["type"]>(type: Type, input: InputOf<Type>) => Promise<boolean>;

/** A board as a page holds it. */
export type BoardRoom = {
  readonly roomId: RoomId;
  readonly room: Room<BoardState, BoardEvent>;
  /** as it is in the log */
  readonly state: BoardState;
  /** with what I did since */
  readonly board: BoardState;
  /** cards, lists and labels with something on them that is not shared yet, by their ids; "board" for the rest */
  readonly waiting: ReadonlySet<string>;
  readonly actor: Actor;
  readonly names: BoardNames;
  /** whether anything can be changed on it, as its project stands */
  readonly works: boolean;
  readonly act: Act;
};

/** Who works for the owners, and how they are called. */
const usePeople = (roomId: RoomId, owners: string) =>
  useQuery({
    queryKey: ["boards", roomId, "people", owners],
    queryFn: () => api.boards.people.query({ roomId }),
    enabled: owners !== "",
    staleTime: 60_000,
  });

/** The board's room, live, with what was done here and is not shared yet; null until it is there. */
export function useBoard(boardId: string): { room: Room<BoardState, BoardEvent>; held: BoardRoom | null } {
  const roomId = boardRoom(boardId as BoardId);
  const room = useRoom<BoardState, BoardEvent>(roomId);
  const actor = useActor();
  const { state, pending, act: ask } = room;
  const owners = state?.owners;
  const people = usePeople(roomId, (owners ?? []).map(({ orgId, status }) => `${orgId} ${status}`).join()).data;
  const names = useMemo(() => namesOf(owners ?? [], people ?? [], actor), [owners, people, actor]);
  const shown = useMemo(() => {
    const author: Author = {
      actor,
      nameOf: ({ orgId, personId }) => (personId === null ? names.org(orgId) : names.person(personId, orgId)),
    };
    return state && shownOf(state, pending, author);
  }, [state, pending, actor, names]);
  const act = useCallback<Act>(
    (type, input) =>
      ask(type, input as Record<string, unknown>).then(
        () => true,
        // it stands above the lists, with the reason, until its author has seen it
        () => false,
      ),
    [ask],
  );
  const held =
    state && shown && state.status === "open"
      ? { roomId, room, state, ...shown, actor, names, works: mayWork(state, actor) === true, act }
      : null;
  return { room, held };
}

/** What was said about a card and what happened to it: asked for again whenever something happens to it. A card that nobody else has seen yet has none. */
export function useCardPage(roomId: RoomId, cardId: string, changedAt: string | undefined) {
  return useQuery({
    queryKey: ["boards", roomId, "card", cardId, changedAt],
    queryFn: () => api.boards.card.query({ roomId, cardId }),
    enabled: changedAt !== undefined,
    placeholderData: (before: CardPage | undefined) => before,
  });
}

/** My cards on all boards, and those for whoever is there at my organisation. */
export function useMyCards() {
  const { orgId } = useActor();
  return useQuery({ queryKey: ["boards", orgId, "mine"], queryFn: () => api.boards.mine.query(), refetchInterval: 30_000 });
}

/** The cards that lead to something. */
export function useLinkedCards(kind: "visit" | "session" | "note", id: string) {
  const { orgId } = useActor();
  return useQuery({ queryKey: ["boards", orgId, "linked", kind, id], queryFn: () => api.boards.linked.query({ kind, id }) });
}

/** In which states of a project its board has been opened, and can be worked on. */
const works: readonly ProjectStatus[] = ["active", "needsPartner", "sustainReview", "closing"];

/** The boards of the projects that my organisation owns with others, while they can be worked on. */
export function useMyBoards() {
  const { orgId } = useActor();
  return useQuery({
    queryKey: ["boards", orgId, "all"],
    async queryFn() {
      const rows = await api.projects.list.query();
      const open = rows.filter(({ mine, status }) => mine === "joined" && works.includes(status));
      return open.flatMap(({ projectId, title, boards }) => boards.map((board) => ({ ...board, projectId, project: title })));
    },
  });
}

/** An id for what is begun here. */
export const newPart = (): string => newId<string & { readonly __brand: string }>(Date.now());
