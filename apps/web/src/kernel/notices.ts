import type { Notice, Recovery } from "@linkwork/shared/identity/schema.ts";
import type { Invitation, OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, compartments, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { useMemo } from "react";
import { remember, remembered, rememberHat } from "./remembered.ts";
import { dropCopiesOfOthers, dropCopy } from "./room-copy.ts";
import type { RoomStore } from "./room-store.ts";
import { heldRoom, hold, release } from "./rooms.ts";
import { type Membership, standing } from "./standing.ts";
import { useValue } from "./use-value.ts";
import { createValue } from "./value.ts";
import { keep, kept } from "./vault.ts";

export type HeldNotice = Notice & { readonly noticeId: string; readonly at: string };

const mine = createValue<PersonState | null>(null);
const ours = createValue<OrgState | null>(null);

/** My own room as it stands: hats, notices, wishes. Null until it is here. */
export const usePerson = (): PersonState | null => useValue(mine);

/** What reached me in my own room and is not put away, newest last. */
export function useNotices(): readonly HeldNotice[] {
  const state = useValue(mine);
  return useMemo(() => Object.entries(state?.notices ?? {}).map(([noticeId, notice]) => ({ noticeId, ...notice })), [state]);
}

/** The way back in that somebody with my password asked for last, if nobody stopped or used it. */
export const useMyRecovery = (): Recovery | null => useValue(mine)?.recovery ?? null;

/** Open invitations to my organisation, oldest first. */
export function useInvitations(): readonly Invitation[] {
  const state = useValue(ours);
  return useMemo(() => Object.values(state?.invitations ?? {}), [state]);
}

/** Whether both my own rooms are here. */
export const useOwnRooms = (): boolean => [useValue(mine), useValue(ours)].every((state) => state !== null);

/** My organisation's own room: card, members, agreements, invitations. */
export const useOrganisation = (): OrgState | null => useValue(ours);

/** Which notices this device has acted upon: each once, so that a conversation joined anew keeps its copy. */
let handled: { personId: string; ids: Promise<Set<string>> } | null = null;
const placeOf = (personId: string) => ({ personId, shelf: "note" as const, name: "handled" });

function handledBy(personId: string): Promise<Set<string>> {
  if (handled?.personId !== personId) handled = { personId, ids: kept<string[]>(placeOf(personId)).then((ids) => new Set(ids)) };
  return handled.ids;
}

/** The end of a sharing, also when it came while this device was away: the copy goes, and an open conversation asks whether it still may. */
async function handle(state: PersonState, personId: PersonId): Promise<void> {
  const done = await handledBy(personId);
  const news = Object.entries(state.notices).filter(([id]) => !done.has(id));
  if (news.length === 0) return;
  for (const [id, notice] of news) {
    done.add(id);
    const { kind, caseId } = notice;
    if (kind !== "sharingEnded" || caseId === undefined) continue;
    for (const compartment of compartments) {
      const roomId: RoomId = caseRoom(caseId, compartment);
      await dropCopy({ personId, orgId: notice.orgId, roomId });
      const open = heldRoom(roomId);
      if (open && standing.get().hat?.orgId === notice.orgId) open.reopen();
    }
  }
  const still = [...done].filter((id) => id in state.notices);
  if (standing.get().me?.personId === personId) await keep(placeOf(personId), still);
}

/** A conversation that was found absent before the own room could say why is asked for again, and then says it. */
function explain(state: PersonState, orgId: OrgId): void {
  for (const { kind, caseId, orgId: of } of Object.values(state.notices)) {
    const store = kind === "sharingEnded" && caseId !== undefined && of === orgId ? heldRoom(caseRoom(caseId)) : undefined;
    if (store?.view.get().status === "absent") store.reopen();
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
  const now = { ...me, name: state.name, memberships, receiptsShown: state.receiptsShown };
  // where nobody can be asked, the device goes by the hats that there were last
  if (remembered()?.me.personId === me.personId) remember(now);
  standing.set({ status, me: now, hat: next });
  void dropCopiesOfOthers(me.personId, memberships);
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
    if (!now) handled = null;
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
      const first = mine.get() === null;
      mine.set(state);
      if (first) explain(state, hat.orgId);
      if (view.status !== "open") return;
      follow(state);
      void handle(state, me.personId);
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
