import { isMapNotice } from "@linkwork/shared/identity/rules-notices.ts";
import { useNotices } from "../kernel/notices.ts";
import { useSession } from "../kernel/session.ts";

/** How much on the map waits for me under this hat: what I was told of and haven't read. */
export function useMapWaits(): number {
  const { hat } = useSession();
  return useNotices().filter(({ kind, orgId }) => isMapNotice(kind) && orgId === hat?.orgId).length;
}
