import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import {
  isMapNotice,
  isToldNotice,
  isToldProjectNotice,
  type MapNotice,
  type ToldNotice,
  type ToldProjectNotice,
} from "@linkwork/shared/identity/rules-notices.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { type Compartment, caseRoom } from "@linkwork/shared/kernel/room.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { clearText, textsUnder } from "../kernel/drafts.ts";
import { useLive } from "../kernel/live.ts";
import { type HeldNotice, useInvitations, useNotices, useOwnRooms } from "../kernel/notices.ts";
import { useDrafts } from "../kernel/outbox.ts";
import { dropCopiesBut, dropCopyBefore } from "../kernel/room-copy.ts";
import { heldRoom } from "../kernel/rooms.ts";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { type Room, useRoom } from "../kernel/use-room.ts";

export type CaseRow = Awaited<ReturnType<typeof api.cases.list.query>>[number];

/** "M.K. · looking for company" */
export const caseTitle = (row: { label: string; need: string }): string => `${row.label} · ${row.need}`;

/** Has a list asked for again when an invitation or a notice comes or goes, and when one is live again: not for what was there already when it was asked for first. */
export function useAskedAgain(list: "cases" | "stoppable" | "parts" | "flags" | "later"): void {
  const cache = useQueryClient();
  const { live } = useLive();
  const known = useOwnRooms();
  const ids = [...useInvitations().map((i) => i.participationId), ...useNotices().map((n) => n.noticeId)].join();
  const told = live && known ? ids : null;
  const before = useRef<string | null>(null);
  useEffect(() => {
    const first = before.current === null;
    // what came while nobody could be told is not known: back again, it is asked
    if (told === null) before.current = first ? null : "away";
    else {
      if (!first && before.current !== told) void cache.invalidateQueries({ queryKey: [list] });
      before.current = told;
    }
  }, [cache, list, told]);
}

/** The cases under this hat. Asked again every 15 s while somebody looks, on coming back, and when an invitation or a notice comes or goes. `asks`: or only what others asked for. */
export function useCases({ asks = true } = {}) {
  const { hat } = useSession();
  return useQuery({
    queryKey: ["cases", hat?.orgId],
    queryFn: () => api.cases.list.query(),
    refetchInterval: 15_000,
    enabled: asks && hat !== null,
  });
}

export type Sharing = Awaited<ReturnType<typeof api.cases.sharing.query>>[number];
/** "Govan Food Hub and Mind the Gap Choir" */
export const sharedWith = ({ orgs }: Sharing): string => new Intl.ListFormat("en-GB").format(orgs.map((org) => org.name));

/** The sharings that I may stop without reading the conversation. */
export function useStoppable() {
  const { hat } = useSession();
  useAskedAgain("stoppable");
  return useQuery({
    queryKey: ["stoppable", hat?.orgId],
    queryFn: () => api.cases.stoppable.query(),
    enabled: hat !== null,
  });
}

/** What I may stop in one case. Asking is on record, so it is asked once a visit. */
export function useSharing(roomId: RoomId) {
  const { hat } = useSession();
  return useQuery({
    queryKey: ["sharing", roomId, hat?.orgId],
    queryFn: () => api.cases.sharing.query({ roomId }),
    staleTime: 10 * 60_000,
    gcTime: 0,
    refetchOnWindowFocus: false,
    // who opened the page in the tunnel gets it when they are out again
    refetchOnReconnect: (query) => (query.state.status === "error" ? "always" : false),
  });
}

/** The rooms of a case that one reads, and up to where words were taken out of each. */
const placesOf = ({ caseId, takenOut, parts }: CaseRow) =>
  [{ compartment: "general" as const, takenOut }, ...parts].map((part) => ({
    roomId: caseRoom(caseId, part.compartment),
    takenOut: part.takenOut,
  }));

/**
 * What this device kept of a conversation that isn't among mine any more goes, whatever page is open, and so does what it kept before words were taken
 * out. Who is kept away from a case is told nothing: that it stands in no row is all that the device learns.
 */
function useForgetPlaces(rows: readonly CaseRow[] | undefined): void {
  const { me, hat } = useSession();
  // the list as the server gave it; before it is here, nothing is known
  const mine = rows?.filter((row) => row.standing === "in");
  const known = mine && JSON.stringify(mine.flatMap(placesOf));
  useEffect(() => {
    if (!me || !hat || known === undefined) return;
    const whose = { personId: me.personId, orgId: hat.orgId };
    const places = JSON.parse(known) as ReturnType<typeof placesOf>;
    const stay = new Set(places.map(({ roomId }) => roomId));
    // one that is open may be newer than the list; the server itself closes it
    void dropCopiesBut(whose, (roomId) => stay.has(roomId) || heldRoom(roomId)?.view.get().status === "open");
    for (const { roomId, takenOut } of places) if (takenOut > 0) void dropCopyBefore({ ...whose, roomId }, takenOut);
  }, [known, me, hat]);
}
const noRows: readonly CaseRow[] = [];

/** Half-written words: `box` is the room's name for those in its reply box, else longer. */
export type Half = { box: string; text: string };
/** The box of a change to one's message. */
export const changeBox = (roomId: RoomId, seq: number): string => `${roomId}/change/${seq}`;

/** The changes to my messages in one conversation that I had begun to write and didn't save; not that which is open now. */
export function useHalfChanges(roomId: RoomId, open?: number): readonly Half[] {
  const { me, hat } = useSession();
  const { data } = useQuery({
    queryKey: ["halfWritten", me?.personId, hat?.orgId, roomId],
    queryFn: async (): Promise<Half[]> =>
      (await textsUnder(`${roomId}/`)).filter(({ orgId }) => orgId === hat?.orgId).map(({ name, text }) => ({ box: name, text })),
    staleTime: 0,
    gcTime: 0,
    networkMode: "always",
  });
  return useMemo(() => (data ?? []).filter(({ box }) => open === undefined || box !== changeBox(roomId, open)), [data, roomId, open]);
}

/** Throws half-written words away, and says so to the lists of them. */
export function useThrowHalf(): (box: string, under?: OrgId) => void {
  const cache = useQueryClient();
  return useCallback(
    (box, under) => {
      clearText(box, under);
      void cache.invalidateQueries({ queryKey: ["halfWritten"] });
    },
    [cache],
  );
}

/** What I had half written in a conversation that is closed to me now, or in a part of one. */
type HalfWritten = Half & { orgId: OrgId; roomId: RoomId };
/** All of it under this hat, by the list that the server gave last, and under those that ended; not asked for here, since the rail asks. */
export function useHalfWritten(): readonly HalfWritten[] {
  const { me, hat } = useSession();
  const { data: rows } = useCases({ asks: false });
  const mine = rows?.filter((row) => row.standing === "in").flatMap((row) => placesOf(row).map(({ roomId }) => roomId));
  const { data } = useQuery({
    queryKey: ["halfWritten", me?.personId, hat?.orgId, me?.memberships.length, mine],
    queryFn: async (): Promise<HalfWritten[]> => {
      const found = (await textsUnder("case:")).map(({ orgId, name, text }) => ({
        ...{ orgId, roomId: name.split("/")[0] as RoomId },
        ...{ box: name, text },
      }));
      // one that was opened a moment ago may not be in the list yet
      return found.filter(
        ({ orgId, roomId }) => orgId !== hat?.orgId || (!mine?.includes(roomId) && heldRoom(roomId)?.view.get().status !== "open"),
      );
    },
    enabled: mine !== undefined && me !== null,
    staleTime: 0,
    gcTime: 0,
  });
  return data ?? noHalves;
}
const noHalves: readonly HalfWritten[] = [];
/** How many things of mine lie on this device that were not sent: refused, or half written where it is closed to me now. */
export const useUnsentCount = (): number => useDrafts().length + useHalfWritten().length;

export type FlagRow = Awaited<ReturnType<typeof api.cases.flags.query>>[number];

/** Messages in which somebody found too much: mine, and as information lead my organisation's. */
export function useFlags() {
  const { hat } = useSession();
  return useQuery({
    queryKey: ["flags", hat?.orgId],
    queryFn: () => api.cases.flags.query(),
    enabled: hat !== null,
  });
}

const changes = [
  ...(["sharingEnded", "redacted", "bestInterests", "agreementLapsed", "placeOpened", "ranOut", "invitationLapsed"] as const),
  ...(["guestAdmitted", "rolesChanged", "erasureStopped", "sharingAgain", "invitationDeclined", "newcomerWaits", "letIn"] as const),
] as const;
export type Change = (typeof changes)[number] | ToldNotice | ToldProjectNotice | MapNotice;
/** Whether a notice tells of something that changed, until it is read and put away. */
export const tellsOfChange = (notice: HeldNotice): notice is HeldNotice & { kind: Change } =>
  (changes as readonly string[]).includes(notice.kind) ||
  isToldNotice(notice.kind) ||
  isToldProjectNotice(notice.kind) ||
  isMapNotice(notice.kind);
/** Notices that stand under Today until they were looked at. */
const waits = (notice: HeldNotice): boolean => notice.kind === "notSent" || tellsOfChange(notice);

/** What the rail says: how much waits for me, and in how many cases there is something new. */
export function useCounts(): { today: number; cases: number } {
  // here, since the rail is always there and there is one of it
  useAskedAgain("cases");
  useAskedAgain("flags");
  const { data } = useCases();
  useForgetPlaces(data);
  const rows = data ?? noRows;
  const notices = useNotices().filter(waits).length;
  const owed = rows.filter((row) => row.standing === "invited" || row.mentions > 0 || row.asked > 0).length;
  // those that stand, not what was told of them: a colleague may have settled one
  const flags = useFlags().data?.length ?? 0;
  const unsent = useUnsentCount() > 0 ? 1 : 0;
  return { today: owed + notices + flags + unsent, cases: rows.filter((row) => row.unread > 0).length };
}

/** Me under my hat, as the rules want to know me. Pages are only drawn under a hat. */
export function useActor(): Actor {
  const { me, hat } = useSession();
  if (!me || !hat) throw new Error("a page without a hat");
  return useMemo(
    () => ({ personId: me.personId, orgId: hat.orgId, roles: hat.roles, name: me.name, orgName: hat.orgName, sector: hat.sector }),
    [me, hat],
  );
}

/** One case's conversation as a page holds it. */
export type CaseRoom = Room<CaseState, CaseEvent> & {
  readonly roomId: RoomId;
  /** when it was last live */
  readonly since: string | null;
};

/** One case's conversation, live. */
export function useCase(caseId: string, part: Compartment = "general"): CaseRoom {
  const roomId = caseRoom(caseId as CaseId, part);
  const room = useRoom<CaseState, CaseEvent>(roomId);
  const { since } = useLive();
  return { ...room, roomId, since };
}

export type Part = Awaited<ReturnType<typeof api.cases.parts.query>>[number];

/** The places of a case that I may read or begin, beside the main conversation. */
export function useParts(caseId: string): readonly Part[] {
  const { hat } = useSession();
  useAskedAgain("parts");
  const found = useQuery({
    queryKey: ["parts", caseId, hat?.orgId],
    queryFn: () => api.cases.parts.query({ roomId: caseRoom(caseId as CaseId) }),
    refetchInterval: 15_000,
    enabled: hat !== null,
  }).data;
  return found ?? [];
}

/** The address of a place of a case, for links within it. */
export const placeOf = ({ compartment }: Pick<CaseState, "compartment">): { part?: Compartment } =>
  compartment === "general" ? {} : { part: compartment };

/** The directory of organisations. */
export function useOrganisations() {
  return useQuery({ queryKey: ["organisations"], queryFn: () => api.identity.organisations.query(), staleTime: 60_000 });
}
