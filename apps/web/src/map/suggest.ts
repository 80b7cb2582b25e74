import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import type { GapDetails } from "@linkwork/shared/map/schema-gap.ts";
import { api } from "../kernel/trpc.ts";

/** What somebody without an account suggests: it waits for a steward. */
export const suggestGap = (input: { details: GapDetails; anyway?: true }): Promise<unknown> => api.map.suggestGap.mutate(input);
export const suggestAsset = (input: { details: AssetDetails; anyway?: true }): Promise<unknown> => api.map.suggestAsset.mutate(input);
