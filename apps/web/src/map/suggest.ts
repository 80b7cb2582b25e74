import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import type { GapDetails } from "@linkwork/shared/map/schema-gap.ts";
import { api } from "../kernel/trpc.ts";

/** What somebody without an account suggests: it waits for a steward. Sent twice with the same id it is one. */
export const suggestGap = (id: EventId, details: GapDetails): Promise<unknown> => api.public.suggestGap.mutate({ id, details });
export const suggestAsset = (id: EventId, details: AssetDetails): Promise<unknown> => api.public.suggestAsset.mutate({ id, details });
