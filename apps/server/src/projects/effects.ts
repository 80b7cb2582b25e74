import type { Standing } from "@linkwork/shared/boards/schema.ts";
import { templateOf } from "@linkwork/shared/boards/templates.ts";
import type { ProjectId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import type { ProjectEvent } from "@linkwork/shared/projects/schema.ts";
import type { Owner, OwnerStatus } from "@linkwork/shared/projects/schema-owners.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { undecided } from "@linkwork/shared/projects/state.ts";
import { sustainCardWords } from "@linkwork/shared/projects/words.ts";
import type { Ask, Effect } from "../kernel/slice.ts";
import { noticesOf, tells } from "./effects-notices.ts";

/** What changes who owns it, who speaks for them, or how it stands: its boards follow before that is answered. */
const followed: readonly ProjectEvent["type"][] = [
  ...(["partnerInvited", "placeAccepted", "placeDeclined", "placeLapsed", "partnerLeft", "stewardAdded", "stewardRemoved"] as const),
  ...(["projectActivated", "partnerNeeded", "proposalExecuted", "milestoneReached", "closingBegun"] as const),
  ...(["projectClosed", "projectArchived"] as const),
];
export const hasEffects = (event: ProjectEvent): boolean => followed.includes(event.type) || event.type === "boardAdded" || tells(event);

const order: readonly OwnerStatus[] = ["joined", "invited", "left", "removed", "ceased", "declined"];
/** As many as a board knows: those who own it first. */
const mostKnown = 12;
/** How the project stands at this moment, as its boards have it: what is told late tells no old thing. */
function standingOf({ heard, status, owners }: ProjectState): Standing | undefined {
  if (status === "absent") return undefined;
  const known = Object.values(owners).flatMap((each): Owner[] => {
    if (!each) return [];
    const { orgId, name, sector, stewards } = each;
    return [{ orgId, name, sector, status: each.status, stewards: [...stewards] }];
  });
  const sorted = known.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  return { heard, status, owners: sorted.slice(0, mostKnown) };
}

/** What follows elsewhere: the boards begin, follow, get the card that asks how it goes on, and end; and people are told. */
export async function projectEffects(event: ProjectEvent, state: ProjectState, _roomId: RoomId, ask: Ask): Promise<Effect[]> {
  return [...boardEffects(event, state), ...(await noticesOf(event, state, ask))];
}

function boardEffects(event: ProjectEvent, state: ProjectState): Effect[] {
  const { boards, begunAt, projectId } = state;
  const standing = standingOf(state);
  if (projectId === "" || !standing) return [];
  if (state.status === "deleted")
    return event.type === "proposalExecuted"
      ? boards.map(({ boardId }): Effect => ({ target: boardRoom(boardId), type: "deleteBoard", input: { projectId }, first: true }))
      : [];
  // before it has begun there is no board to follow
  if (begunAt === 0) return [];
  const open = (which: readonly ProjectState["boards"][number][]) =>
    which.map(({ boardId, title, template }): Effect => {
      // of two boards with one template each has cards of its own
      const of = boards[0]?.boardId === boardId ? projectId : (boardId as string as ProjectId);
      const input = { boardId, projectId, title, standing, ...templateOf(template, of) };
      return { target: boardRoom(boardId), type: "openBoard", input, first: true };
    });
  if (event.type === "boardAdded") return open(boards.filter(({ boardId }) => boardId === event.body.boardId));
  if (event.type === "projectActivated" && event.seq === begunAt) return open(boards.slice(0, 1));
  if (!followed.includes(event.type) || event.seq < begunAt) return [];
  const follow = boards.map(({ boardId }): Effect => ({ target: boardRoom(boardId), type: "followProject", input: standing, first: true }));
  return [...follow, ...sustainCard(event, state)];
}

/** Near the end of money, the first board asks how it goes on; not where that is decided already. */
function sustainCard(event: ProjectEvent, state: ProjectState): Effect[] {
  const [first] = state.boards;
  if (event.type !== "milestoneReached" || event.body.milestone !== 90 || !first) return [];
  const { fundingId, until } = event.body;
  const money = undecided(state).find((each) => each.fundingId === fundingId && each.until === until);
  if (!money || dayInLondon(event.at) > until) return [];
  const input = {
    fundingId,
    title: sustainCardWords.title(money.name),
    description: sustainCardWords.description(dayWords(until)),
    due: until,
  };
  return [{ target: boardRoom(first.boardId), type: "addSustainCard", input }];
}

/** A day as people write it: "31 March 2027". */
const dayWords = (day: string): string =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T12:00:00Z`),
  );
