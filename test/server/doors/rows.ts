import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Person } from "../../kit/build.ts";
import type { World } from "../../kit/world.ts";
import { type Hatted, hatted, type Standing, type Target } from "./standings.ts";

/** `allow`; `hide`: the same bytes as for what isn't there; else the meaning and the code. */
export type Cell = string;
export type Cells = Readonly<Record<Standing, Cell>>;
export type Input = Record<string, unknown>;
/** `fresh`: the case is there for this one try, so what the command needs may be prepared. */
export type Scene = { world: World; target: Target; who: Person; fresh: boolean };
/** One thing that can be asked for, and what each standing is answered. */
export type Row = {
  readonly name: string;
  readonly path: string;
  /** the room it is about, and one like it that isn't there; none for what names no room */
  readonly room?: (scene: Scene) => string;
  /** what goes beside the room */
  readonly input: (scene: Scene) => Promise<Input | undefined> | Input | undefined;
  /** a command has an id of its own and its input one level down */
  readonly command?: true;
  /** it may be done again and again in one case, and leaves it as every other such row needs it */
  readonly again?: true;
  /** it needs something prepared, in a case of its own */
  readonly prepared?: true;
  /** it names the case, not a room of it */
  readonly byCase?: true;
  readonly cells: Cells;
};

/** An id that nothing has. */
export const uuid = (): string => newId(Date.now());
/** Words that nothing has. Without digits: a name or a text with ten of them in a row can be refused as a person's number. */
export const unheard = (): string => uuid().replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] as string);
/** A room of the same kind that isn't there. */
export const absentLike = (roomId: string): string => roomId.replace(/[0-9a-f-]{36}/, uuid());
/** What those get who have no session or no hat. */
export const atTheDoor = {
  anonymous: "UNAUTHORIZED NotSignedIn",
  expired: "UNAUTHORIZED NotSignedIn",
  stale: "UNAUTHORIZED PasswordAgain",
  pendingFactor: "UNAUTHORIZED SecondFactorNeeded",
  noHat: "FORBIDDEN NotAMember",
} as const;
/** Everybody with a hat gets `rest`, but for those who are named. */
export const cells = (rest: Cell, but: Partial<Record<Hatted, Cell>> = {}): Cells =>
  ({ ...atTheDoor, ...Object.fromEntries(hatted.map((standing) => [standing, but[standing] ?? rest])) }) as Cells;

/** A command: its id and its input go beside the room. */
export const command = (name: string, room: (scene: Scene) => string, cells: Cells, input: Row["input"]): Row => ({
  name,
  path: name.split(" ")[0] ?? "",
  room,
  command: true,
  input,
  cells,
});

/** A command that may be done again in the same case, while others are done there. */
export const again = (row: Row): Row => ({ ...row, again: true });

/** What crosses the wire for a row in a room. */
export function bodyOf(row: Row, roomId: string | undefined, input: Record<string, unknown> | undefined): unknown {
  if (row.byCase) return { caseId: subjectOf(roomId as RoomId), ...input };
  if (!row.command) return roomId ? { roomId, ...input } : input;
  const { roomId: own, ...rest } = input ?? {};
  return { roomId: roomId ?? own, id: uuid(), input: rest };
}
