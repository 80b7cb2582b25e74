import { isMapNotice } from "@linkwork/shared/identity/rules-notices.ts";
import { useNotices } from "../kernel/notices.ts";

/** How much on the map waits for me: what I was told of and haven't read. */
export const useMapWaits = (): number => useNotices().filter(({ kind }) => isMapNotice(kind)).length;
