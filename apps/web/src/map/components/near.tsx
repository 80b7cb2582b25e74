import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import { farWords, themeWords } from "@linkwork/shared/map/words.ts";
import { overlayWords as words } from "@linkwork/shared/map/words-area.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { Failed } from "../../shell/states.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Link } from "../../ui/link.tsx";
import { distances, usualKm } from "../address.ts";
import { useAsked, useBase } from "../client.ts";

/** How many gaps of a theme have nothing of it near. */
export function Near({ areaId }: { areaId: AreaId }) {
  const [theme, setTheme] = useState<Theme>("company");
  const [km, setKm] = useState<number>(usualKm);
  const { key, inside, ...how } = useAsked();
  const base = useBase();
  const asked = { theme, km, areaIds: [areaId] };
  const found = useQuery({ queryKey: [...key, "near", asked], queryFn: () => (inside ? api.map : api.public).near.query(asked), ...how });
  return (
    <section className="card" aria-labelledby="near">
      <h2 id="near">{words.near}</h2>
      <div className="place-search">
        <SelectField
          label={words.theme}
          value={theme}
          options={Object.entries(themeWords).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setTheme(event.target.value as Theme)}
        />
        <SelectField
          label={words.within}
          value={String(km)}
          options={distances.map((one) => ({ value: String(one), label: `${one} km` }))}
          onChange={(event) => setKm(Number(event.target.value))}
        />
      </div>
      {found.isError && !found.data ? <Failed error={found.error} what={words.failed} onAgain={() => void found.refetch()} /> : null}
      {found.data ? (
        <>
          <p role="status">{words.nearSentence(themeWords[found.data.theme], found.data.km, found.data.without, found.data.gaps)}</p>
          <ul className="dots">
            {found.data.rows.map((row) => (
              <li key={row.gapId}>
                <Link to={`${base}/gaps/${row.gapId}`}>{row.title}</Link>
                {row.nearest === null ? "" : ` · ${words.nearest(farWords(row.nearest))}`}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
