import type { AssetKind } from "@linkwork/shared/map/schema-asset.ts";
import { kindLetters } from "@linkwork/shared/map/words.ts";

/** The same mark as on the map: a square with a letter for what is here, a ring of dashes for what is missing. Its words stand beside it. */
export const ThingMark = ({ kind }: { kind: AssetKind | "gap" }) => (
  <span className={kind === "gap" ? "thing-mark gap" : "thing-mark"} aria-hidden="true">
    {kind === "gap" ? "" : kindLetters[kind]}
  </span>
);
