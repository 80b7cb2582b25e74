import { type LinkedTo, linkKey } from "@linkwork/shared/boards/rules-links.ts";
import type { BoardEvent } from "@linkwork/shared/boards/schema.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { BoardId, OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/** Who has something to do on a board, and what its cards lead to; no word of it. Grants nothing: each board is judged by its own room. */
type BoardIndex = {
  _id: string;
  /** `<organisation> <person>`, or `<organisation>` alone for whoever is there */
  assignees: string[];
  links: string[];
  seq: number;
};
const schema = new mongoose.Schema(
  { _id: String, assignees: [String], links: [String], seq: Number },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "boardIndex" },
)
  .index({ assignees: 1 })
  .index({ links: 1 });

const most = 200;
const keyOf = (orgId: OrgId, personId: PersonId | null): string => (personId === null ? orgId : `${orgId} ${personId}`);

const changing: readonly BoardEvent["type"][] = [
  ...(["boardOpened", "boardDeleted", "cardAssigned", "cardUnassigned", "cardsHandedOver", "linked", "unlinked"] as const),
  ...(["cardSent", "cardReceived", "cardReturned", "gapCardAdded"] as const),
];
export const changesIndex = ({ type }: BoardEvent): boolean => changing.includes(type);

/** Where cards are found by whose turn it is, and by what they lead to. */
export async function openBoardViews(database: Database) {
  const model = database.model("BoardIndex", schema);
  await model.createCollection();
  await model.createIndexes();
  const boards = database.collection<BoardIndex>("boardIndex");
  const found = async (filter: object, limit = most): Promise<BoardId[]> => {
    const docs = await boards
      .find(filter, { projection: { _id: 1 } })
      .sort({ _id: -1 })
      .limit(limit)
      .toArray();
    return docs.map(({ _id }) => _id as BoardId);
  };
  return {
    async write({ state, seq }: { state: BoardState; seq: number }): Promise<void> {
      if (state.boardId === "") return;
      const cards = Object.values(state.cards);
      const row: Omit<BoardIndex, "_id"> = {
        assignees: [...new Set(cards.flatMap(({ assignees }) => assignees.map(({ orgId, personId }) => keyOf(orgId, personId))))],
        links: [...new Set(cards.flatMap(({ links }) => links.flatMap(({ to }) => linkKey(to) ?? [])))],
        seq,
      };
      await boards.updateOne({ _id: state.boardId, seq: { $lt: seq } }, { $set: row }, { upsert: true }).catch(laterIsThere);
    },
    /** The boards on which a person, or whoever is there at their organisation, has cards. */
    withCardsOf: ({ orgId, personId }: { orgId: OrgId; personId: PersonId }): Promise<BoardId[]> =>
      found({ assignees: { $in: [keyOf(orgId, personId), keyOf(orgId, null)] } }),
    /** All boards on which a person has cards for an organisation. */
    boardsWith: (orgId: OrgId, personId: PersonId): Promise<BoardId[]> => found({ assignees: keyOf(orgId, personId) }, 100_000),
    /** The boards on which a card leads to something. */
    linkingTo: (linked: LinkedTo): Promise<BoardId[]> => found({ links: `${linked.kind} ${linked.id}` }),
    async drop(): Promise<void> {
      await boards.deleteMany({});
    },
  };
}

export type BoardViews = Awaited<ReturnType<typeof openBoardViews>>;
