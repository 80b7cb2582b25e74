import "../../map/map.css";
import type { Spot } from "@linkwork/shared/exchange/schema.ts";
import { offerWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { whereWords } from "@linkwork/shared/map/words-forms.ts";
import { useMemo, useState } from "react";
import { PickOnMap } from "../../map/components/pick-on-map.tsx";
import { PlaceSearch } from "../../map/components/place-search.tsx";
import { around, everywhere } from "../../map/drawing.ts";
import { postcodeOf } from "../../map/where.ts";
import { announce } from "../../ui/announcer.tsx";

type OfferSpotProps = { spot: Spot | null; onSpot: (spot: Spot | null) => void; error: string | undefined };
/** Where a visit lies on the map: by postcode, by the name of a place, or pressed on it. None of it is needed. */
export function OfferSpot({ spot, onSpot, error }: OfferSpotProps) {
  const [found, setFound] = useState(spot?.postcode ?? "");
  // the map stays where it was begun: who moves a point doesn't lose it
  const [start, setStart] = useState(spot?.at ?? null);
  const box = useMemo(() => (start ? around(start, 1) : everywhere), [start]);
  const none = () => {
    setFound("");
    onSpot(null);
  };
  return (
    <div className="stack">
      <PlaceSearch
        within
        id="spot"
        label={words.spot}
        hint={words.spotHint}
        shown={found}
        error={error}
        onFound={({ name, at }, typed) => {
          const postcode = postcodeOf(typed);
          onSpot({ at, ...(postcode ? { postcode } : {}) });
          setFound(postcode ?? name);
          setStart(at);
          announce(whereWords.set(postcode ?? name));
        }}
        onEmpty={none}
      />
      <PickOnMap
        box={box}
        point={spot?.at ?? null}
        found={found}
        takeAway={words.spotTakeAway}
        onPick={(at) => {
          onSpot({ at });
          setFound("");
        }}
        onTakeAway={none}
      />
    </div>
  );
}
