import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import type { Look } from "../address.ts";
import { queryOf } from "../use-found.ts";

const files = [
  { path: "assets.csv", label: words.asTable },
  { path: "assets.geojson", label: words.asGeoJson },
  { path: "services", label: words.asReferral },
] as const;

/** What is here of what is shown, as files that anybody may take. */
export function TakeAway({ look }: { look: Look }) {
  const query = queryOf(look);
  if (query === undefined) return null;
  return (
    <p className="small soft row wrap">
      <span>{words.takeAway}</span>
      {files.map(({ path, label }) => (
        <a key={path} href={`/openreferral/${path}${query}`}>
          {label}
        </a>
      ))}
    </p>
  );
}
