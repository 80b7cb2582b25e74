import { boardCommands } from "@linkwork/shared/boards/schema.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { BoardId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import { PartId } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { commandIn, type Deps, inRoom, router, signedIn } from "../kernel/trpc.ts";
import { type CardPage, type CardRow, cardsLinkedTo, type Happened, type MyCardRow, myCards } from "./present.ts";
import { commentsOf, happenedTo, leftBehind, type PersonRow, peopleOf } from "./router-card.ts";
import { type BoardExport, exportBoard } from "./router-export.ts";
import type { BoardViews } from "./views.ts";

const onBoard = <Name extends keyof typeof boardCommands>(name: Name) => commandIn("board", name, boardCommands[name]);

/** The boards of projects: what is on them, and whose turn it is. */
export function boardRouter(views: BoardViews) {
  /** Those that this actor may read at this moment. */
  const readable = async ({ rooms }: Deps, actor: Actor, ids: readonly BoardId[]): Promise<BoardState[]> =>
    (await rooms.openAll<BoardState>(actor, ids.map(boardRoom))).map(({ state }) => state);
  return router({
    /** What was said about a card, also on boards that it was on before, and the newest of what happened to it. */
    card: inRoom(["board"], { cardId: PartId }).query(async ({ ctx: { room, house }, input }): Promise<CardPage> => {
      const state = room.state as BoardState;
      const card = Object.hasOwn(state.cards, input.cardId) ? state.cards[input.cardId] : state.sent[input.cardId]?.card;
      if (!card) throw refuse("NotFound");
      const [comments, happened, before] = await Promise.all([
        commentsOf(house, room, card.comments),
        happenedTo(house, room, card),
        leftBehind(house, room, card),
      ]);
      return { comments, happened, from: card.from, before };
    }),
    /** What happened to a card before an event of this number: stretch by stretch back to where it began. */
    happened: inRoom(["board"], { cardId: PartId, before: z.int().positive() }).query(
      async ({ ctx: { room, house }, input }): Promise<Happened> => {
        const state = room.state as BoardState;
        if (!Object.hasOwn(state.cards, input.cardId) && !Object.hasOwn(state.sent, input.cardId)) throw refuse("NotFound");
        return await happenedTo(house, room, input);
      },
    ),
    /** Those whose turn it may be, and how people are called who did something on it. */
    people: inRoom(["board"], {}).query(
      ({ ctx: { room, house, actor } }): Promise<PersonRow[]> => peopleOf(house, room.state as BoardState, actor),
    ),
    /** My cards on all boards, and those that wait for anybody at my organisation; the nearest day first. */
    mine: signedIn.query(async ({ ctx: { actor, house } }): Promise<MyCardRow[]> => {
      return myCards(await readable(house, actor, await views.withCardsOf(actor)), actor);
    }),
    /** The cards on boards that I may read which lead to something. */
    linked: signedIn
      .input(z.strictObject({ kind: z.enum(["visit", "session", "note", "gap", "asset"]), id: PartId }))
      .query(async ({ ctx: { actor, house }, input }): Promise<CardRow[]> => {
        return cardsLinkedTo(await readable(house, actor, await views.linkingTo(input)), input);
      }),
    /** All that is said on it for an owner to take with them, at any time: cards, comments, what was put away, and the project that it is of. With its files: GET /files/whole. */
    export: inRoom(["board"]).mutation(({ ctx: { room, house } }): Promise<BoardExport> => exportBoard(house, room)),
    nameBoard: onBoard("nameBoard"),
    addList: onBoard("addList"),
    renameList: onBoard("renameList"),
    moveList: onBoard("moveList"),
    setWip: onBoard("setWip"),
    removeList: onBoard("removeList"),
    addLabel: onBoard("addLabel"),
    changeLabel: onBoard("changeLabel"),
    removeLabel: onBoard("removeLabel"),
    addCard: onBoard("addCard"),
    importCards: onBoard("importCards"),
    moveCard: onBoard("moveCard"),
    archiveCard: onBoard("archiveCard"),
    restoreCard: onBoard("restoreCard"),
    titleCard: onBoard("titleCard"),
    describeCard: onBoard("describeCard"),
    setDue: onBoard("setDue"),
    labelCard: onBoard("labelCard"),
    assign: onBoard("assign"),
    unassign: onBoard("unassign"),
    addItem: onBoard("addItem"),
    tickItem: onBoard("tickItem"),
    rewordItem: onBoard("rewordItem"),
    removeItem: onBoard("removeItem"),
    comment: onBoard("comment"),
    removeComment: onBoard("removeComment"),
    link: onBoard("link"),
    unlink: onBoard("unlink"),
    attachFile: onBoard("attachFile"),
    detachFile: onBoard("detachFile"),
    sendCard: onBoard("sendCard"),
  });
}
