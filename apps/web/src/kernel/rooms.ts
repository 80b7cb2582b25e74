import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { kindOf, personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { ClosedCode } from "@linkwork/shared/kernel/wire.ts";
import { onSent } from "./outbox.ts";
import { createRoomStore, type RoomStore } from "./room-store.ts";
import { standing } from "./standing.ts";

/** How long a room that nobody looks at is still heard: going back is then instant (ms). */
const lingers = 60_000;

type Held = { store: RoomStore; users: number; leaving?: ReturnType<typeof setTimeout> | undefined };
const rooms = new Map<RoomId, Held>();
let owner = "";

const ownerNow = (): string => {
  const { me, hat } = standing.get();
  return me && hat ? `${me.personId} ${hat.orgId}` : "";
};

/** Rooms are held for one person under one hat: another, and all are let go. */
function sameOwner(): boolean {
  const now = ownerNow();
  if (now !== owner) {
    for (const { store, leaving } of rooms.values()) {
      clearTimeout(leaving);
      store.stop();
    }
    rooms.clear();
    owner = now;
  }
  return now !== "";
}
standing.subscribe(sameOwner);
onSent((roomId, event) => rooms.get(roomId)?.store.take([event]));

/** What the person's own room says of why a case ended for this hat. */
function whyEnded(roomId: RoomId, personId: PersonId, orgId: string): { code: ClosedCode; at: string } | undefined {
  const state = rooms.get(personRoom(personId))?.store.view.get().log.state as PersonState | null | undefined;
  if (!state || kindOf(roomId) !== "case") return undefined;
  const notice = Object.values(state.notices)
    .filter((n) => n.kind === "sharingEnded" && n.caseId === subjectOf(roomId) && n.orgId === orgId)
    .at(-1);
  return notice && { code: notice.reason ?? "ended", at: notice.at };
}

/** A room's store for as long as somebody uses it; null while nobody is signed in. Each `hold` needs its `release`. */
export function hold(roomId: RoomId): RoomStore | null {
  const { me, hat } = standing.get();
  if (!sameOwner() || !me || !hat) return null;
  const held = rooms.get(roomId);
  if (held) {
    clearTimeout(held.leaving);
    held.users++;
    const { status } = held.store.view.get();
    if (held.users === 1 && (status === "closed" || status === "absent")) held.store.reopen();
    return held.store;
  }
  const { personId, name } = me;
  const { orgId, orgName, sector, roles } = hat;
  const actor = { personId, orgId, roles, name, orgName, sector };
  const store = createRoomStore({ roomId, actor, whyEnded: () => whyEnded(roomId, personId, orgId) });
  rooms.set(roomId, { store, users: 1 });
  return store;
}

/** Begins to open a room before the page that shows it is drawn, as soon as it is known who is here. A page that then doesn't come lets it go like one that was left. */
export function expectRoom(roomId: RoomId, still: () => boolean): void {
  const begin = (): boolean => {
    const store = still() ? hold(roomId) : null;
    if (store) release(store);
    return store !== null || !still();
  };
  if (begin()) return;
  const stop = standing.subscribe(() => {
    if (begin()) stop();
  });
}

/** The other half of `hold`. */
export function release(store: RoomStore): void {
  const held = rooms.get(store.roomId);
  if (!held || held.store !== store) return;
  held.users--;
  if (held.users > 0) return;
  held.leaving = setTimeout(() => {
    if (held.users > 0 || rooms.get(store.roomId) !== held) return;
    rooms.delete(store.roomId);
    store.stop();
  }, lingers);
}

/** A room that is held already, for a look. */
export const heldRoom = (roomId: RoomId): RoomStore | undefined => rooms.get(roomId)?.store;
