import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { orgRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { OrgId, PersonId, ProjectId } from "@linkwork/shared/kernel/shapes.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { derivedId } from "../kernel/decide.ts";
import type { OpenRoom } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { Deps } from "../kernel/trpc.ts";
import { csvOf, jsonOf } from "./pack.ts";
import type { CommentRow } from "./present.ts";
import type { BoardExport } from "./router.ts";

/** Somebody who works for an owner of the board, or did. */
export type PersonRow = { orgId: OrgId; personId: PersonId; name: string; here: boolean };
/** Those whose names stand on the board by what they wrote, or who spoke for an owner. */
const namedOn = ({ owners, cards, files }: BoardState): ReadonlySet<string> =>
  new Set([
    ...owners.flatMap(({ stewards }) => stewards),
    ...Object.values(cards).flatMap(({ title, description, due }) => [title, description, due].flatMap(({ by }) => by?.personId ?? [])),
    ...Object.values(files).map(({ by }) => by.personId),
  ]);
/** Everybody who works for an owner, or did; of an organisation that isn't one any more, those whom one met here. */
export async function peopleOf({ rooms }: Deps, state: BoardState): Promise<PersonRow[]> {
  const known = state.owners.filter(({ status }) => status !== "invited" && status !== "declined");
  const met = namedOn(state);
  const orgs = await Promise.all(known.map(async (owner) => ({ owner, org: await rooms.ask<OrgState>(orgRoom(owner.orgId)) })));
  return orgs.flatMap(({ owner: { orgId, status }, org }) =>
    Object.entries(org.members)
      .filter(([personId]) => status === "joined" || met.has(personId))
      .map(([personId, { name, ended }]) => ({
        ...{ orgId, personId: personId as PersonId, name, here: status === "joined" && !ended },
      })),
  );
}

/** The comments of these numbers, oldest first. */
export async function commentsOf({ rooms }: Deps, room: OpenRoom, seqs: readonly number[]): Promise<CommentRow[]> {
  const events = await rooms.these({ room, seqs });
  return events.flatMap(({ type, seq, at, actor, body }) =>
    type === "commented" && body.text !== "" ? [{ seq, at, by: actor, text: String(body.text) }] : [],
  );
}

const mostActivity = 50;
/** How many stretches of the board's events are looked through for what happened to one card. */
const mostLooks = 12;
const atATime = 250;
const isAbout = ({ body }: AnyEvent, cardId: string): boolean =>
  body.cardId === cardId || (Array.isArray(body.cards) && body.cards.some((each) => each === cardId || each?.cardId === cardId));

/** The newest of what happened to a card, oldest first. */
export async function activityOf({ rooms }: Deps, room: OpenRoom, cardId: string): Promise<AnyEvent[]> {
  let before: number | undefined = Number.MAX_SAFE_INTEGER;
  const found: AnyEvent[] = [];
  for (let looks = 0; looks < mostLooks && before !== undefined && found.length < mostActivity; looks++) {
    const page: { events: AnyEvent[]; before: number | undefined } = await rooms.back({ room, before, commits: atATime });
    found.unshift(...page.events.filter((event) => isAbout(event, cardId)));
    before = page.before;
  }
  return found.slice(-mostActivity);
}

/** All of a board at one moment, and that its project knows who took it. */
export async function exportBoard(house: Deps, room: OpenRoom, { personId, orgId }: Actor): Promise<BoardExport> {
  const { rooms } = house;
  const state = room.state as BoardState;
  const projectId = state.projectId as ProjectId;
  const cards = [...Object.values(state.cards), ...Object.values(state.sent).map(({ card }) => card)];
  const comments = await commentsOf(
    house,
    room,
    cards.flatMap((card) => card.comments).sort((a, b) => a - b),
  );
  const project = await rooms.ask<ProjectState>(projectRoom(projectId));
  const head = room.head.seq;
  const whole = { state, comments, head, project };
  const made: BoardExport = { json: jsonOf(whole), csv: csvOf(whole), head };
  await rooms.act(systemActor, projectRoom(projectId), {
    id: derivedId(room.roomId, "export", orgId, personId, String(house.clock.now())),
    ...{ type: "noteExport", input: { personId, orgId, boardId: state.boardId, boardHead: head } },
  });
  return made;
}
