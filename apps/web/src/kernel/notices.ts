import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { Invitation, OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { useMemo } from "react";
import { rememberHat } from "./remembered.ts";
import { dropCopy } from "./room-copy.ts";
import type { RoomStore, RoomView } from "./room-store.ts";
import { heldRoom, hold, release } from "./rooms.ts";
import { type Membership, standing } from "./standing.ts";
import { useValue } from "./use-value.ts";
import { createValue } from "./value.ts";

export type HeldNotice = Notice & { readonly noticeId: string; readonly at: string };

const mine = createValue<PersonState | null>(null);
const ours = createValue<OrgState | null>(null);

/** What reached me in my own room and is not put away, newest last. */
export function useNotices(): readonly HeldNotice[] {
  const state = useValue(mine);
  return useMemo(() => Object.entries(state?.notices ?? {}).map(([noticeId, notice]) => ({ noticeId, ...notice })), [state]);
}

/** Open invitations to my organisation, oldest first. */
export function useInvitations(): readonly Invitation[] {
  const state = useValue(ours);
  return useMemo(() => Object.values(state?.invitations ?? {}), [state]);
}

/** My organisation's own room: card, members, agreements, invitations. */
export const useOrganisation = (): OrgState | null => useValue(ours);

let handled: Set<string> | null = null;

/** The end of a sharing, also when it came while this device was away: the copy goes, and an open conversation asks whether it still may. */
function handle(state: PersonState, view: RoomView, personId: Parameters<typeof personRoom>[0]): void {
  // what a kept copy of this room knew was handled when it came
  if (handled === null) handled = new Set(view.status === "copy" ? Object.keys(state.notices) : []);
  for (const [id, notice] of Object.entries(state.notices)) {
    if (handled.has(id)) continue;
    handled.add(id);
    if (notice.kind !== "sharingEnded") continue;
    const roomId: RoomId = caseRoom(notice.caseId);
    void dropCopy({ personId, orgId: notice.orgId, roomId });
    const open = heldRoom(roomId);
    if (open && standing.get().hat?.orgId === notice.orgId) open.reopen();
  }
}

/** Hats that came or went, as the person's own room says. */
function follow(state: PersonState): void {
  const { me, hat, status } = standing.get();
  if (!me || state.name === null) return;
  const memberships = state.memberships as Membership[];
  const same =
    JSON.stringify([me.memberships, me.name, me.receiptsShown]) === JSON.stringify([memberships, state.name, state.receiptsShown]);
  if (same) return;
  const next = memberships.find((m) => m.orgId === hat?.orgId) ?? memberships[0] ?? null;
  if (next && next.orgId !== hat?.orgId) rememberHat(me.personId, next.orgId);
  standing.set({ status, me: { ...me, name: state.name, memberships, receiptsShown: state.receiptsShown }, hat: next });
}

let started = false;
/** Hears the person's and the organisation's own rooms, always. Called once, by session.ts. */
export function startNotices(): void {
  if (started) return;
  started = true;
  let who = "";
  let leave = (): void => undefined;
  const attach = () => {
    const { me, hat } = standing.get();
    const now = me && hat ? `${me.personId} ${hat.orgId}` : "";
    if (now === who) return;
    leave();
    if (!now || me?.personId !== who.split(" ")[0]) handled = null;
    who = now;
    mine.set(null);
    ours.set(null);
    leave = (): void => undefined;
    if (!me || !hat) return;
    const person = hold(personRoom(me.personId));
    const org = hold(orgRoom(hat.orgId));
    if (!person || !org) return;
    const hearPerson = () => {
      const view = person.view.get();
      const state = view.log.state as PersonState | null;
      if (!state) return;
      mine.set(state);
      handle(state, view, me.personId);
      if (view.status === "open") follow(state);
    };
    const hearOrg = () => ours.set(org.view.get().log.state as OrgState | null);
    const stops = [person.view.subscribe(hearPerson), org.view.subscribe(hearOrg)];
    leave = () => {
      for (const stop of stops) stop();
      for (const store of [person, org] satisfies RoomStore[]) release(store);
    };
  };
  standing.subscribe(attach);
  attach();
}
