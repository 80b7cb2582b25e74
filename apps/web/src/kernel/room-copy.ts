import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { emptyLog, type RoomLog } from "./room-log.ts";
import { drop, dropOlder, keep, kept, keptOn, namesOn } from "./vault.ts";

/** How many of a room's newest events a device keeps. */
const copyLimit = 200;
const writeAfter = 1_000;

type Place = { personId: PersonId; orgId: OrgId; roomId: RoomId };
type Copy = Pick<RoomLog<unknown>, "state" | "folded" | "cursor" | "from" | "events"> & { build: string };
/** A copy as it is found: to be looked at, and gone on with only if this build made it (another may fold differently). */
export type FoundCopy = { readonly log: RoomLog<unknown>; readonly ours: boolean };

/** Differs with every build: the built file's name holds a hash of what is in it. */
const build = import.meta.url;

const placeOf = ({ personId, orgId, roomId }: Place) => ({ personId, shelf: "copy" as const, name: `${orgId}/${roomId}` });
const nameOf = (place: Place): string => `${place.personId}/${place.orgId}/${place.roomId}`;
const due = new Map<string, { log: RoomLog<unknown>; timer: ReturnType<typeof setTimeout> }>();

/** Keeps the newest of a room on the device in a moment; what comes meanwhile goes with it. */
export function keepCopy(place: Place, log: RoomLog<unknown>): void {
  const name = nameOf(place);
  const waiting = due.get(name);
  if (waiting) {
    waiting.log = log;
    return;
  }
  const timer = setTimeout(() => {
    const now = due.get(name)?.log;
    due.delete(name);
    if (now) void writeCopy(place, now);
  }, writeAfter);
  due.set(name, { log, timer });
}

async function writeCopy(place: Place, { state, folded, cursor, from, events }: RoomLog<unknown>): Promise<void> {
  // a state that is past the list can't be gone on with
  if (cursor === null || state === null || folded > cursor) return;
  const copy: Copy = { build, state, folded, cursor, from, events: events.slice(-copyLimit) };
  await keep(placeOf(place), copy, cursor);
}

/** What this device kept of a room. */
export async function takeCopy(place: Place): Promise<FoundCopy | undefined> {
  const copy = await kept<Copy>(placeOf(place));
  if (!copy || copy.cursor === null) return undefined;
  const { build: by, ...held } = copy;
  const log = { ...emptyLog, ...held, head: copy.cursor, oldest: copy.events[0]?.seq ?? copy.cursor + 1 };
  return { log, ours: by === build };
}

/** What this device kept of all conversations of a person under one hat. */
export const takeCopies = ({ personId, orgId }: Omit<Place, "roomId">): Promise<Pick<Copy, "state" | "events">[]> =>
  keptOn<Copy>(personId, "copy", `${orgId}/case:`);

/** Takes a room's copy off the device, and what was about to be written. */
export async function dropCopy(place: Place): Promise<void> {
  const waiting = due.get(nameOf(place));
  clearTimeout(waiting?.timer);
  due.delete(nameOf(place));
  await drop(placeOf(place));
}

/** Takes all copies of conversations off the device, of a person under one hat, but those that `stays` names; also those that were about to be written. */
export async function dropCopiesBut({ personId, orgId }: Omit<Place, "roomId">, stays: (roomId: RoomId) => boolean): Promise<void> {
  const coming = [...due.keys()]
    .filter((name) => name.startsWith(`${personId}/${orgId}/case:`))
    .map((name) => name.slice(personId.length + 1));
  const names = new Set([...(await namesOn(personId, "copy", `${orgId}/case:`)), ...coming]);
  const rooms = [...names].map((name) => name.slice(orgId.length + 1) as RoomId);
  await Promise.all(rooms.filter((roomId) => !stays(roomId)).map((roomId) => dropCopy({ personId, orgId, roomId })));
}

/** Takes a copy off the device that was kept before words were taken out of the room, by the event with this number. */
export const dropCopyBefore = (place: Place, seq: number): Promise<void> => dropOlder(placeOf(place), seq);

/** Nothing that was about to be written is written: the person signs out. */
export function cancelCopies(): void {
  for (const { timer } of due.values()) clearTimeout(timer);
  due.clear();
}
