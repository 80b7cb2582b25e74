import type { Standing } from "@linkwork/shared/boards/schema.ts";
import { templateOf } from "@linkwork/shared/boards/templates.ts";
import type { GapId, ProjectId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { boardRoom, gapRoom } from "@linkwork/shared/kernel/room.ts";
import { isThereForAll } from "@linkwork/shared/map/rules-gap.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import type { ProjectEvent } from "@linkwork/shared/projects/schema.ts";
import type { Owner, OwnerStatus } from "@linkwork/shared/projects/schema-owners.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { endedBy, undecided } from "@linkwork/shared/projects/state.ts";
import { gapCardWords, sustainCardWords } from "@linkwork/shared/projects/words.ts";
import type { Ask, Effect, Follows } from "../kernel/slice.ts";
import { noticesOf, tells } from "./effects-notices.ts";

/** What changes who owns it, who speaks for them, or how it stands: its boards follow before that is answered. */
const followed: readonly ProjectEvent["type"][] = [
  ...(["partnerInvited", "placeAccepted", "placeDeclined", "placeLapsed", "partnerLeft", "stewardAdded", "stewardRemoved"] as const),
  ...(["projectActivated", "partnerNeeded", "proposalExecuted", "milestoneReached", "closingBegun"] as const),
  ...(["projectClosed", "projectArchived", "projectRestored"] as const),
];
export const hasEffects = (event: ProjectEvent): boolean =>
  followed.includes(event.type) ||
  ending.includes(event.type) ||
  event.type === "boardAdded" ||
  event.type === "wordsRemoved" ||
  tells(event);

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

/** The gaps that a project is to address. */
export type GapsOf = (projectId: ProjectId) => Promise<readonly GapId[]>;
type Outside = { ask: Ask; gapsOf: GapsOf; roomId: RoomId };
/** What follows elsewhere: the boards begin, follow, get the card that asks how it goes on, and end; the map hears what it addresses, and that it is over; and people are told. */
export async function projectEffects(event: ProjectEvent, state: ProjectState, { ask, gapsOf, roomId }: Outside): Promise<Follows[]> {
  const map = [...(await fromGap(event, state, ask)), ...(await endForGaps(event, state, gapsOf))];
  // at the end: of a room whose keys are gone nothing follows any more
  const gone: Follows[] = state.status === "deleted" && event.type === "proposalExecuted" ? [{ purge: roomId }] : [];
  return [...boardEffects(event, state), ...map, ...(await noticesOf(event, state, ask)), ...gone];
}

/** So many are followed from one to the next. */
const mostLed = 10;
/** Where something that is missing is told of now: what was merged leads on. */
async function ledTo(gapId: GapId, ask: Ask): Promise<GapState> {
  let at = await ask<GapState>(gapRoom(gapId));
  for (let n = 0; n < mostLed && at.status === "merged" && at.into !== null; n++) at = await ask<GapState>(gapRoom(at.into));
  return at;
}

/** It began from something that is missing: its first board leads there, where all may see that, and there it stands who does something about it. */
async function fromGap({ type, seq }: ProjectEvent, state: ProjectState, ask: Ask): Promise<Effect[]> {
  const { projectId, gapId, proposer, begunAt, owners, charter, boards } = state;
  if (type !== "projectActivated" || seq !== begunAt || projectId === "" || gapId === null || !proposer || !charter) return [];
  const gap = await ledTo(gapId, ask);
  const { gapId: stands, details } = gap;
  const [by, [board]] = [owners[proposer.orgId], boards];
  if (stands === "" || !details || !by || !board) return [];
  const org = { orgId: by.orgId, name: by.name, sector: by.sector };
  const card = { gapId: stands, gap: details.title, title: gapCardWords.title(details.title), description: gapCardWords.description };
  // what was hidden since is put on no board: all who own that one would read it
  const told: Effect[] = isThereForAll(gap) ? [{ target: boardRoom(board.boardId), type: "addGapCard", input: card }] : [];
  return [...told, { target: gapRoom(stands), type: "noteProject", input: { projectId, title: charter.title, org } }];
}

const ending: readonly ProjectEvent["type"][] = ["closingBegun", "projectClosed", "projectLapsed", "projectWithdrawn", "proposalExecuted"];
/** It is over, however that came, or its money is and how it goes on isn't decided: what it was to address hears of it, and where it is decided after all. As it stands at this moment. */
async function endForGaps({ type }: ProjectEvent, state: ProjectState, gapsOf: GapsOf): Promise<Effect[]> {
  const { projectId, status, milestones } = state;
  if (!ending.includes(type) || projectId === "") return [];
  const tell = async (command: "noteProjectEnd" | "noteProjectOn", why?: "money"): Promise<Effect[]> => {
    const input = { projectId, ...(why ? { why } : {}) };
    return (await gapsOf(projectId)).map((gapId) => ({ target: gapRoom(gapId), type: command, input }));
  };
  const ended = endedBy(state);
  if (ended === "over") return tell("noteProjectEnd");
  if (status === "closing") return type === "closingBegun" && ended === "money" ? tell("noteProjectEnd", "money") : [];
  const hadEnded = milestones.some((key) => key.endsWith(" 0"));
  return type === "proposalExecuted" && hadEnded ? tell("noteProjectOn") : [];
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

/** Near the end of money, the first board asks how it goes on, and the card that asks it, wherever it lies by then, says so once more; not where that is decided already. */
function sustainCard(event: ProjectEvent, state: ProjectState): Effect[] {
  const [first] = state.boards;
  if (event.type !== "milestoneReached" || !first) return [];
  const { fundingId, until, milestone } = event.body;
  const money = undecided(state).find((each) => each.fundingId === fundingId && each.until === until);
  if (!money || dayInLondon(event.at) > until) return [];
  if (milestone === 30) {
    const input = { fundingId, due: until };
    return state.boards.map(({ boardId }): Effect => ({ target: boardRoom(boardId), type: "remindSustainCard", input }));
  }
  if (milestone !== 90) return [];
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
