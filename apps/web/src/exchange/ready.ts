import { looksAfterPeople } from "@linkwork/shared/exchange/rules-readiness.ts";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { hostingRoom, readinessRoom } from "@linkwork/shared/kernel/room.ts";
import { useQuery } from "@tanstack/react-query";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { type SessionRow, useAsked } from "./client.ts";

export type MyReadiness = Awaited<ReturnType<typeof api.exchange.ready.query>>;
export type InPlace = Awaited<ReturnType<typeof api.exchange.inPlace.query>>;
export type OurHosting = Awaited<ReturnType<typeof api.exchange.ourHosting.query>>;
export type ConfirmRow = Awaited<ReturnType<typeof api.exchange.confirming.query>>[number];

/** What is in place for me. */
export function useReady() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "ready"], queryFn: () => api.exchange.ready.query(), ...how });
}

/** What the host of a visit asks of me, and how that stands. */
export function useInPlace({ sessionId, asks }: Pick<SessionRow, "sessionId" | "asks">) {
  const { key, enabled, refetchInterval } = useAsked();
  return useQuery({
    queryKey: [...key, "inPlace", sessionId],
    queryFn: () => api.exchange.inPlace.query({ sessionId }),
    enabled: enabled && asks.length > 0,
    refetchInterval,
  });
}

/** An organisation's agreement: the one in force, or an older one. */
export const useAgreement = (orgId: OrgId, version?: number) =>
  useQuery({
    queryKey: ["exchange", "agreement", orgId, version],
    queryFn: () => api.exchange.agreement.query({ orgId, ...(version === undefined ? {} : { version }) }),
  });

/** What my organisation says of itself as a host. */
export function useOurHosting() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "ourHosting"], queryFn: () => api.exchange.ourHosting.query(), ...how });
}

/** Organisations that could host. */
export function useCouldHost() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "couldHost"], queryFn: () => api.exchange.couldHost.query(), ...how });
}

/** Who says for an organisation that a check was seen. */
export function useConfirms(): boolean {
  const { hat } = useSession();
  return hat !== null && looksAfterPeople(hat);
}
/** My colleagues, and how their checks stand. */
export function useConfirming() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "confirming"], queryFn: () => api.exchange.confirming.query(), ...how });
}

/** My own room, and that of my organisation as a host. */
export function useMyRooms(): { mine: RoomId | undefined; ours: RoomId | undefined } {
  const { me, hat } = useSession();
  return { mine: me ? readinessRoom(me.personId) : undefined, ours: hat ? hostingRoom(hat.orgId) : undefined };
}
export const roomOfColleague = (personId: PersonId): RoomId => readinessRoom(personId);
