import type { ConcernEvent } from "@linkwork/shared/concerns/schema.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import type { CaseId, ConcernId } from "@linkwork/shared/kernel/ids.ts";
import { concernRoom } from "@linkwork/shared/kernel/room.ts";
import { useQuery } from "@tanstack/react-query";
import { useNotices } from "../kernel/notices.ts";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { useRoom } from "../kernel/use-room.ts";

export type ConcernRow = Awaited<ReturnType<typeof api.concerns.list.query>>[number];

/** The worries that name me under this hat. Asked for only by those who can be named. */
export function useConcerns() {
  const { hat } = useSession();
  const told = useNotices().filter((notice) => notice.kind === "concern");
  return useQuery({
    queryKey: ["concerns", hat?.orgId, told.map((notice) => notice.noticeId).join()],
    queryFn: () => api.concerns.list.query(),
    refetchInterval: 15_000,
    placeholderData: (before, query) => (query?.queryKey[1] === hat?.orgId ? before : undefined),
    enabled: hat?.roles.includes("safeguardingLead") ?? false,
  });
}

export type DoubtRow = Awaited<ReturnType<typeof api.concerns.doubts.query>>[number];

/** What was said quietly about a yes, for the safeguarding leads of the organisation that leads the case. */
export function useDoubts() {
  const { hat } = useSession();
  const told = useNotices().filter((notice) => notice.kind === "concern");
  return useQuery({
    queryKey: ["doubts", hat?.orgId, told.map((notice) => notice.noticeId).join()],
    queryFn: () => api.concerns.doubts.query(),
    refetchInterval: 15_000,
    placeholderData: (before, query) => (query?.queryKey[1] === hat?.orgId ? before : undefined),
    enabled: hat?.roles.includes("safeguardingLead") ?? false,
  });
}

/** Who could be named in a worry about the person of this case. */
export const useNameable = (caseId: string | undefined) =>
  useQuery({
    queryKey: ["nameable", caseId],
    queryFn: () => api.concerns.leads.query({ caseId: caseId as CaseId }),
    enabled: caseId !== undefined && caseId !== "",
    gcTime: 0,
  });

/** One worry's record, live. */
export const useConcern = (concernId: string) => {
  const roomId = concernRoom(concernId as ConcernId);
  return { ...useRoom<ConcernState, ConcernEvent>(roomId), roomId };
};
