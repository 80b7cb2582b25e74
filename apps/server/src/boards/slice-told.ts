import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { AssetId, OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import type { Ask } from "../kernel/slice.ts";
import type { BoardViews } from "./views.ts";

/** Somebody whose work leads to something. */
type Known = { personId: PersonId; orgId: OrgId; why: "card" };

/** Those who have to know that something closes to which cards lead: whose card it is, and where it is nobody's, who speaks for the organisations that own the board. */
export const cardsLeadingTo =
  ({ linkingTo }: Pick<BoardViews, "linkingTo">) =>
  async (assetId: AssetId, ask: Ask): Promise<Known[]> => {
    const boards = await linkingTo({ kind: "asset", id: assetId });
    const states = await Promise.all(boards.map((boardId) => ask<BoardState>(boardRoom(boardId))));
    return states.flatMap((state) => onBoard(state, assetId));
  };

function onBoard(state: BoardState, assetId: AssetId): Known[] {
  if (state.status !== "open") return [];
  const cards = Object.values(state.cards).filter(
    ({ archived, links }) => archived === null && links.some(({ to }) => to.kind === "asset" && to.assetId === assetId),
  );
  return cards.flatMap(({ assignees }) => {
    const people = assignees.flatMap(({ personId, orgId }): Known[] => (personId === null ? [] : [{ personId, orgId, why: "card" }]));
    return people.length > 0
      ? people
      : speaking(
          state,
          assignees.map(({ orgId }) => orgId),
        );
  });
}

/** Of those whose turn it is without a name, else of all who own it. */
function speaking({ owners }: BoardState, whose: readonly OrgId[]): Known[] {
  return owners
    .filter(({ orgId, status }) => status === "joined" && (whose.length === 0 || whose.includes(orgId)))
    .flatMap(({ orgId, stewards }) => stewards.map((personId): Known => ({ personId, orgId, why: "card" })));
}
