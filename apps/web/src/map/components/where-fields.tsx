import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import { whereWords as words } from "@linkwork/shared/map/words-forms.ts";
import { useMemo, useRef, useState } from "react";
import type { Work } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { SelectField } from "../../ui/field.tsx";
import { useAreas } from "../client.ts";
import { around, everywhere, type Spot } from "../drawing.ts";
import { areaAround } from "../nearest.ts";
import { noWhere, postcodeOf, type Where } from "../where.ts";
import { PickOnMap } from "./pick-on-map.tsx";
import { PlaceSearch } from "./place-search.tsx";

type WhereFieldsProps = { where: Where; onWhere: (where: Where) => void; work: Work };

/** Where something is: by postcode, by the name of a place, by pressing on the map, or only in which area. No one way is needed. */
export function WhereFields({ where, onWhere, work }: WhereFieldsProps) {
  const areas = useAreas().data ?? [];
  const area = areas.find(({ areaId }) => areaId === where.areaId);
  // the map stays where it was begun: who moves a point doesn't lose it
  const [start, setStart] = useState<Spot | null>(where.point);
  const box = useMemo(() => (start ? around(start, 1) : area ? around(area.middle, 2.5) : everywhere), [start, area]);
  // an answer that comes late changes nothing of what was chosen meanwhile
  const standing = useRef(where);
  standing.current = where;
  const pick = (spot: Spot) => {
    onWhere({ ...noWhere, areaId: areaAround(spot, areas)?.areaId ?? where.areaId, point: spot });
  };
  return (
    <div className="stack">
      <PlaceSearch
        within
        id="where"
        label={words.search}
        hint={words.searchHint}
        shown={where.typed ?? where.found}
        error={work.at("where") ?? work.at("point") ?? work.at("areaId")}
        onFound={(place, typed) => {
          const postcode = postcodeOf(typed) ?? "";
          const areaId = place.areaId ?? areaAround(place.at, areas)?.areaId ?? "";
          // an area's middle is no place in it
          const point = place.kind === "area" ? null : place.at;
          onWhere({ areaId, point, postcode, town: place.kind === "town" ? place.name : "", found: postcode || place.name });
          setStart(place.at);
          announce(words.set(place.name));
        }}
        kept={words.kept}
        onKept={(postcode, areaId) => onWhere({ ...noWhere, areaId: areaId ?? where.areaId, postcode, found: postcode })}
        onEmpty={() => onWhere({ ...noWhere, areaId: where.areaId })}
        onTyped={(typed, looked) => {
          const { typed: _typed, looked: _looked, ...known } = standing.current;
          if (typed.trim() === "") onWhere({ ...noWhere, areaId: known.areaId });
          else onWhere(typed === known.found ? known : { ...known, typed, looked });
        }}
      />
      <SelectField
        id="areaId"
        label={words.area}
        prompt={words.chooseArea}
        value={where.areaId}
        options={areas.map(({ areaId, name, code }) => ({ value: areaId, label: `${name} (${code})` }))}
        onChange={(event) => onWhere({ ...where, areaId: event.target.value as AreaId | "" })}
      />
      <PickOnMap
        box={box}
        point={where.point}
        found={where.found}
        takeAway={words.takeAway}
        onPick={pick}
        onTakeAway={() => onWhere({ ...noWhere, areaId: where.areaId, town: where.town })}
      />
    </div>
  );
}
