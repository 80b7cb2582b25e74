import type { Actor } from "../kernel/event.ts";
import { type Meaning, refusing, type Verdict } from "../kernel/refusal.ts";
import type { ClosedCode } from "../kernel/wire.ts";
import type { ProjectStatus } from "../projects/schema-owners.ts";
import type { BoardEvent } from "./schema.ts";
import type { BoardState } from "./state.ts";

export const boardCodes = {
  /** it can be read, and nothing on it changed: the project stands so */
  BoardRests: "CONFLICT",
  UnknownList: "NOT_FOUND",
  UnknownCard: "NOT_FOUND",
  /** the id doesn't fit the room, or is taken */
  IdTaken: "BAD_REQUEST",
  /** it was put away meanwhile */
  CardArchived: "CONFLICT",
  NotArchived: "CONFLICT",
  /** there are cards in it */
  ListNotEmpty: "CONFLICT",
  /** as many as a board holds: `most` */
  BoardFull: "CONFLICT",
  TooManyLists: "CONFLICT",
  TooManyLabels: "CONFLICT",
  /** as many as one card holds: `field`, `most` */
  TooMuchOnCard: "CONFLICT",
  /** what all cards say together is as long as a board holds; put long texts into a file */
  TooManyWords: "CONFLICT",
  UnknownLabel: "BAD_REQUEST",
  UnknownItem: "BAD_REQUEST",
  UnknownComment: "BAD_REQUEST",
  NotYourComment: "FORBIDDEN",
  UnknownFile: "BAD_REQUEST",
  /** what another owner put there is theirs to take away */
  NotYourFile: "FORBIDDEN",
  /** what a link leads to isn't there, or isn't yours to see */
  UnknownTarget: "BAD_REQUEST",
  UnknownLink: "BAD_REQUEST",
  /** nobody of that name works for an owner */
  NotAnOwner: "BAD_REQUEST",
  /** somebody else changed it meanwhile; nothing of theirs was overwritten */
  ChangedMeanwhile: "CONFLICT",
  /** it looks like somebody's number in the health service, or a name with a telephone number: `what`. With `anyway` it is kept */
  LooksLikeAPerson: "BAD_REQUEST",
  /** not a board of the same project */
  UnknownBoard: "BAD_REQUEST",
  /** two texts stand beside each other, and somebody has to say which holds */
  TwoTexts: "CONFLICT",
  /** it is so already */
  NothingToChange: "CONFLICT",
} as const satisfies Record<string, Meaning>;
export const refuse = refusing(boardCodes);

/** How much a board and a card hold. */
export const most = {
  ...{ cards: 2_000, archived: 2_000, sent: 4_000, lists: 30, labels: 50, written: 1_000_000 },
  ...{ items: 50, assignees: 10, links: 20, files: 20, comments: 500, labelsOnCard: 10 },
} as const;

export const isJoined = ({ owners }: Pick<BoardState, "owners">, orgId: string): boolean =>
  owners.some((owner) => owner.orgId === orgId && owner.status === "joined");
/** Whoever acts for an owner reads its boards: people who work there, and in a panel its residents. */
export const mayReadBoard = ({ status, owners }: Pick<BoardState, "status" | "owners">, actor: Actor): boolean =>
  actor.system === true || (status === "open" && !actor.newcomer && isJoined({ owners }, actor.orgId));

const working: readonly ProjectStatus[] = ["active", "needsPartner", "sustainReview", "closing"];
/** Whether the board can be worked on, as its project stands; all owners alike. */
export const mayWork = (state: Pick<BoardState, "status" | "owners" | "standing">, actor: Actor): Verdict =>
  mayReadBoard(state, actor) && working.includes(state.standing) ? true : refuse("BoardRests", { status: state.standing });

/** Why somebody doesn't read it any more. */
export function whyShut({ status, owners }: Pick<BoardState, "status" | "owners">, { orgId }: Pick<Actor, "orgId">): ClosedCode {
  const stands = status === "open" ? owners.find((owner) => owner.orgId === orgId)?.status : undefined;
  return stands === "left" || stands === "removed" ? stands : "ended";
}
/** Whether who reads it may be somebody else after this. */
export const changesBoardReaders = ({ type }: Pick<BoardEvent, "type">): boolean =>
  type === "boardOpened" || type === "projectFollowed" || type === "boardDeleted";

/** Whether a list can be taken away: no card lies in it, and none is on its way from it, which may have to come back. What was put away comes back to another one. */
export const mayRemoveList = ({ cards, sent }: Pick<BoardState, "cards" | "sent">, listId: string): Verdict =>
  (!Object.values(cards).some((card) => card.listId === listId && card.archived === null) &&
    !Object.values(sent).some(({ arrived, card }) => !arrived && card.listId === listId)) ||
  refuse("ListNotEmpty", { field: "listId" });

/** Whether cards can say so many characters more. */
export const mayBeLonger = ({ written }: Pick<BoardState, "written">, more: number, field?: string): Verdict =>
  more <= 0 || written + more <= most.written || refuse("TooManyWords", { most: most.written, ...(field === undefined ? {} : { field }) });
