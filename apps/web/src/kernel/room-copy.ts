import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { emptyLog, type RoomLog } from "./room-log.ts";
import { drop, dropOlder, dropUnder, keep, kept, keptOn, namesOn } from "./vault.ts";

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
/** what is being written at this moment: what takes copies off the device waits for it, so that none comes after */
const writing = new Set<Promise<void>>();

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
    if (!now) return;
    const work = writeCopy(place, now).finally(() => writing.delete(work));
    writing.add(work);
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
  cancelCopies((name) => name === nameOf(place));
  await Promise.all(writing);
  await drop(placeOf(place));
}

/** Takes all copies of a person off the device, and what was about to be written; nothing that they wrote themselves. */
export async function dropCopies(personId: PersonId): Promise<void> {
  cancelCopies((name) => name.startsWith(`${personId}/`));
  await Promise.all(writing);
  await dropUnder(personId, "copy");
}

/** The same for the hats that a person wears no longer: what they read under one goes with it, whichever of theirs is worn now. */
export async function dropCopiesOfOthers(personId: PersonId, hats: readonly { orgId: OrgId }[]): Promise<void> {
  const worn = new Set<string>(hats.map(({ orgId }) => orgId));
  const orgOf = (name: string) => name.slice(0, name.indexOf("/"));
  cancelCopies((name) => name.startsWith(`${personId}/`) && !worn.has(orgOf(name.slice(personId.length + 1))));
  await Promise.all(writing);
  const orgs = new Set((await namesOn(personId, "copy")).map(orgOf).filter((orgId) => !worn.has(orgId)));
  await Promise.all([...orgs].map((orgId) => dropUnder(personId, "copy", `${orgId}/`)));
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

/** Nothing that was about to be written is written: the person signs out. `which`: by person, hat and room. */
export function cancelCopies(which: (name: string) => boolean = () => true): void {
  for (const [name, { timer }] of due) {
    if (!which(name)) continue;
    clearTimeout(timer);
    due.delete(name);
  }
}
