import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { useQuery } from "@tanstack/react-query";
import { useSession } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { useActor } from "../client.ts";

export type Keeping = Awaited<ReturnType<typeof api.cases.keeping.query>>;
export type Certificate = Awaited<ReturnType<typeof api.cases.certificate.query>>;

/** How long a case is kept. Looking is on record, so it is not asked again unasked. */
export function useKeeping(caseId: string) {
  const { orgId, personId } = useActor();
  return useQuery({
    queryKey: ["keeping", caseId, orgId, personId],
    queryFn: () => api.cases.keeping.query({ roomId: caseRoom(caseId as CaseId) }),
    staleTime: 60_000,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

const decides = (roles: readonly string[] = []): boolean => roles.includes("infoLead") || roles.includes("manager");

/** Erasures on their way in my organisation, for who may agree to them or stop them. */
export function useErasures() {
  const { hat, me } = useSession();
  return useQuery({
    queryKey: ["erasures", hat?.orgId, me?.personId],
    queryFn: () => api.cases.erasures.query(),
    refetchInterval: 60_000,
    enabled: hat !== null && decides(hat.roles),
  });
}

/** What my organisation has erased. */
export function useCertificates() {
  const { orgId, personId, roles } = useActor();
  return useQuery({
    queryKey: ["certificates", orgId, personId],
    queryFn: () => api.cases.certificates.query(),
    enabled: decides(roles),
  });
}

/** What remains of one erased case. Looking is on record. */
export function useCertificate(caseId: string) {
  const { orgId, personId } = useActor();
  return useQuery({
    queryKey: ["certificate", caseId, orgId, personId],
    queryFn: () => api.cases.certificate.query({ caseId: caseId as CaseId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}
