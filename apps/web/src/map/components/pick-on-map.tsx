import { whereWords as words } from "@linkwork/shared/map/words-forms.ts";
import { MapIcon, MapPin } from "lucide-react";
import { useState } from "react";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import type { Box, Spot } from "../drawing.ts";
import { MapView } from "./map-view.tsx";

type PickOnMapProps = {
  /** what the map begins with */
  box: Box;
  point: Spot | null;
  /** what it was found by; "" where it was pressed on the map */
  found: string;
  takeAway: string;
  onPick: (spot: Spot) => void;
  onTakeAway: () => void;
};
/** A point that is pressed on the map, for whom a name or a postcode is not enough; and the one that is set, with a way to take it away. */
export function PickOnMap({ box, point, found, takeAway, onPick, onTakeAway }: PickOnMapProps) {
  const [map, setMap] = useState(false);
  const pick = ({ lon, lat }: Spot) => {
    onPick({ lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)) });
    announce(words.picked);
  };
  return (
    <div className="stack tight">
      <Button small icon={<MapIcon />} aria-expanded={map} onClick={() => setMap(!map)}>
        {map ? words.hideMap : words.onMap}
      </Button>
      {map ? (
        <>
          <p className="hint">{words.onMapHint}</p>
          <MapView label={words.onMap} things={[]} box={box} onPick={pick} picked={point ?? undefined} />
        </>
      ) : null}
      {point ? (
        <p className="row wrap small">
          <MapPin />
          <span className="grow">{words.set(found || words.pointed)}</span>
          <Button small tone="quiet" onClick={onTakeAway}>
            {takeAway}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
