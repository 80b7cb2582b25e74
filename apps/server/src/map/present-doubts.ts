import type { Viewer } from "@linkwork/shared/map/rules.ts";
import { seesDoubt } from "@linkwork/shared/map/rules-asset.ts";
import type { AssetState, Doubt } from "@linkwork/shared/map/state-asset.ts";

/** What somebody says is wrong about it, and no steward has looked at yet. */
export type DoubtShown = {
  doubtId: string;
  what: Doubt["what"];
  words: string;
  /** for which organisation; null for a resident */
  org: string | null;
  at: string;
  mine: boolean;
};

/** What is said to be wrong, for who reads it. */
export const doubtsShown = (state: Pick<AssetState, "doubts" | "claims">, viewer: Viewer): DoubtShown[] =>
  state.doubts
    .filter((doubt) => seesDoubt(state, doubt, viewer))
    .map(({ doubtId, what, words, org, at, by }) => ({
      ...{ doubtId, what, words, at, org: org.sector === "citizen" ? null : org.name },
      mine: viewer !== "outsider" && by.personId === viewer.personId,
    }));
