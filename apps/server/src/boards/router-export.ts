import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { ProjectId } from "@linkwork/shared/kernel/shapes.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { derivedId } from "../kernel/decide.ts";
import type { WholeRoom } from "../kernel/file-door.ts";
import type { Files } from "../kernel/files.ts";
import type { OpenRoom } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { Deps } from "../kernel/trpc.ts";
import { csvOf, type Entry, filesOf, jsonOf, notYet, type Whole, zipOf } from "./pack.ts";
import { commentsOf } from "./router-card.ts";

/** All that is said on a board, as a text of each kind; the same bytes for all its owners. `head`: the number of its newest event. */
export type BoardExport = { json: string; csv: string; head: number };

/** A board as it stands at this moment, with its project. */
async function wholeOf(house: Deps, room: OpenRoom): Promise<Whole> {
  const state = room.state as BoardState;
  const project = await house.rooms.ask<ProjectState>(projectRoom(state.projectId as ProjectId));
  return { state, head: room.head.seq, project, said: (seqs) => commentsOf(house, room, seqs) };
}

/** The project knows who took all of a board with them. */
async function noteTaken({ rooms, clock }: Deps, room: OpenRoom, { project: { heard } }: Whole): Promise<void> {
  const { projectId, boardId } = room.state as BoardState;
  const { personId, orgId } = room.actor;
  await rooms.act(systemActor, projectRoom(projectId as ProjectId), {
    // of what one person takes twice in a moment each is noted that holds something else
    id: derivedId(room.roomId, "export", orgId, personId, String(clock.now()), String(room.head.seq), String(heard)),
    ...{ type: "noteExport", input: { personId, orgId, boardId, boardHead: room.head.seq, heard } },
  });
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  const all: string[] = [];
  for await (const piece of pieces) all.push(piece);
  return all.join("");
}

/** The words of a board. Where no files lie on it that is all of it, and its project knows who took it. */
export async function exportBoard(house: Deps, room: OpenRoom): Promise<BoardExport> {
  const whole = await wholeOf(house, room);
  const made = { json: await joined(jsonOf(whole)), csv: await joined(csvOf(whole)), head: whole.head };
  if (filesOf(whole.state).length === 0) await noteTaken(house, room, whole);
  return made;
}

type Store = { house: Deps; files: Pick<Files, "open"> };
/** All of a board as one ZIP, with its files; undefined for a room of another kind. It counts as taken once the last piece has gone out. */
export async function wholeBoard({ house, files }: Store, room: OpenRoom): Promise<WholeRoom | undefined> {
  if (room.slice.kind !== "board") return undefined;
  const whole = await wholeOf(house, room);
  async function* entries(): AsyncGenerator<Entry> {
    yield { path: "board.json", text: jsonOf(whole) };
    yield { path: "cards.csv", text: csvOf(whole) };
    for (const { fileId, path } of filesOf(whole.state)) {
      const bytes = path === null ? undefined : await files.open(room.roomId, fileId, undefined);
      // it was taken off its card meanwhile: what has gone out by then isn't all of it, and is begun anew
      if (path !== null && !bytes) throw new Error("a file is gone");
      if (path !== null && bytes) yield { path, bytes };
    }
  }
  // what is still being looked at can't go out yet, and without it this isn't all
  const waits = filesOf(whole.state).some(({ outcome }) => outcome === notYet);
  const taken = async () => void (waits || (await noteTaken(house, room, whole)));
  return { name: `${whole.state.boardId}-${whole.head}.zip`, pieces: zipOf(entries()), taken };
}
