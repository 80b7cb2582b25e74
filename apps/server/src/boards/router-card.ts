import { canBeGiven, hasMet } from "@linkwork/shared/boards/rules-people.ts";
import type { BoardState, Card } from "@linkwork/shared/boards/state.ts";
import type { Member, OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { boardRoom, orgRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { BoardId, OrgId, PersonId, ProjectId } from "@linkwork/shared/kernel/shapes.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import type { OpenRoom } from "../kernel/room.ts";
import type { Deps } from "../kernel/trpc.ts";
import type { CommentRow, Happened, LeftBehind } from "./present.ts";

/** Somebody who works for an owner of the board, or whom one has met there. `here`: a card can be given to them. */
export type PersonRow = { orgId: OrgId; personId: PersonId; name: string; here: boolean };
/** How many of one organisation are named, those first whom one has met on the board. */
const mostOfOne = 300;
/** Those to whom a card can be given, and of all who owned it at any time those whom one has met there. */
export async function peopleOf({ rooms }: Deps, state: BoardState, actor: Actor): Promise<PersonRow[]> {
  const known = state.owners.filter(({ status }) => status !== "invited" && status !== "declined");
  const orgs = await Promise.all(known.map(async ({ orgId }) => ({ orgId, org: await rooms.ask<OrgState>(orgRoom(orgId)) })));
  return orgs.flatMap(({ orgId, org }) =>
    (Object.entries(org.members) as [PersonId, Member][])
      .map(([personId, member]) => {
        const who = { orgId, personId, member };
        return { orgId, personId, name: member.name, here: canBeGiven(state, who, actor), met: hasMet(state, who) };
      })
      .filter(({ here, met }) => here || met)
      .sort((a, b) => Number(b.met) - Number(a.met) || a.name.localeCompare(b.name))
      .slice(0, mostOfOne)
      .map(({ met: _met, ...row }) => row),
  );
}

/** The comments of these numbers, oldest first. */
export async function commentsOf({ rooms }: Deps, room: OpenRoom, seqs: readonly number[]): Promise<CommentRow[]> {
  const events = await rooms.these({ room, seqs });
  return events.flatMap(({ type, seq, at, actor, body }) =>
    type === "commented" && body.text !== "" ? [{ seq, at, by: actor, text: String(body.text) }] : [],
  );
}

/** What stayed of a card on other boards of the project, the one where something last happened to it first: of those that whoever asks may read. */
export async function leftBehind(house: Deps, room: OpenRoom, { cardId, from }: Pick<Card, "cardId" | "from">): Promise<LeftBehind[]> {
  if (from === null) return [];
  const { projectId, boardId } = room.state as BoardState;
  const { boards } = await house.rooms.ask<ProjectState>(projectRoom(projectId as ProjectId));
  const others = boards.filter((each) => each.boardId !== boardId).map((each) => boardRoom(each.boardId));
  const there = await house.rooms.openAll<BoardState>(room.actor, others);
  const left = there.flatMap((board) => {
    const card = Object.hasOwn(board.state.sent, cardId) ? board.state.sent[cardId]?.card : undefined;
    return card ? [{ board, card }] : [];
  });
  const newest = left.sort((a, b) => b.card.changedAt.localeCompare(a.card.changedAt));
  const found = await Promise.all(
    newest.map(async ({ board, card }): Promise<LeftBehind> => {
      const { state } = board;
      const files = card.files.flatMap((fileId) => state.files[fileId] ?? []);
      const comments = await commentsOf(house, board, card.comments);
      return { boardId: state.boardId as BoardId, boardTitle: state.title.value, comments, files };
    }),
  );
  return found.filter(({ comments, files }) => comments.length + files.length > 0);
}

const mostAtOnce = 50;
/** How many stretches of the board's events are looked through for what happened to one card, before whoever asks is asked whether to go on. */
const mostLooks = 12;
const atATime = 250;
const isAbout = ({ body }: AnyEvent, cardId: string): boolean =>
  body.cardId === cardId || (Array.isArray(body.cards) && body.cards.some((each) => each === cardId || each?.cardId === cardId));

type Stretch = { cardId: string; before?: number | undefined };
/** What happened to a card before a number, the newest of it: as much as is shown at once. */
export async function happenedTo({ rooms }: Deps, room: OpenRoom, { cardId, before: from }: Stretch): Promise<Happened> {
  let before: number | undefined = from ?? Number.MAX_SAFE_INTEGER;
  const found: AnyEvent[] = [];
  for (let looks = 0; looks < mostLooks && before !== undefined && found.length < mostAtOnce; looks++) {
    const page: { events: AnyEvent[]; before: number | undefined } = await rooms.back({ room, before, commits: atATime });
    found.unshift(...page.events.filter((event) => isAbout(event, cardId)));
    before = page.before;
  }
  const events = found.slice(-mostAtOnce);
  return { events, earlier: found.length > events.length ? (events[0]?.seq ?? null) : (before ?? null) };
}
