import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import type { GapDetails } from "@linkwork/shared/map/schema-gap.ts";
import { api } from "../kernel/trpc.ts";

type Suggestion<Details> = { id: EventId; details: Details; anyway?: true };
/** What somebody without an account suggests: it waits for a steward. Sent twice with the same id it is one. */
export const suggestGap = (said: Suggestion<GapDetails>): Promise<unknown> => api.public.suggestGap.mutate(said);
export const suggestAsset = (said: Suggestion<AssetDetails>): Promise<unknown> => api.public.suggestAsset.mutate(said);
