import type { Hit } from "@linkwork/shared/cases/search.ts";
import { searchWords } from "@linkwork/shared/cases/search-words.ts";
import { compartmentWords } from "@linkwork/shared/cases/words.ts";
import { compartmentOf } from "@linkwork/shared/kernel/room.ts";
import { Link } from "../../ui/link.tsx";
import { List, Row } from "../../ui/list.tsx";
import { Marked } from "../../ui/marked.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { placeOf } from "../client.ts";
import { type FoundPage, useLooked } from "../search.ts";

/** Cases whose own line holds what is looked for. */
export function FoundCases({ cases }: { cases: FoundPage["cases"] }) {
  if (cases.length === 0) return null;
  return (
    <List label="Cases">
      {cases.map(({ caseId, title }) => (
        <Row key={caseId} title={<Marked {...title} />} to={`/cases/${caseId}`} />
      ))}
    </List>
  );
}

const idOf = ({ roomId, kind, seq }: Hit): string => `hit-${roomId.replaceAll(":", "-")}-${kind}-${seq}`;
const partOf = ({ roomId }: Hit) => placeOf({ compartment: compartmentOf(roomId) });

/** What was said, the newest first: in which case, by whom, when, and the words around it. Each leads to where it stands. */
export function FoundHits({ pages, now }: { pages: readonly FoundPage[]; now: number }) {
  const { note } = useLooked();
  if (pages.every((page) => page.hits.length === 0)) return null;
  return (
    <List label="Places where it stands">
      {pages.map((page, p) =>
        page.hits.map((hit, i) => (
          <li key={idOf(hit)}>
            <div className="grow stack tight">
              <Link
                id={idOf(hit)}
                className="title"
                to={`/cases/${hit.caseId}`}
                search={{ ...partOf(hit), ...(hit.kind === "summary" ? { view: "summary" } : {}) }}
                hash={hit.kind === "summary" ? undefined : `m${hit.seq}`}
                data-page-start={i === 0 ? p : undefined}
                onClick={() => note(idOf(hit))}
              >
                {hit.title}
                {compartmentOf(hit.roomId) === "general"
                  ? ""
                  : ` · ${compartmentWords[compartmentOf(hit.roomId)].toLocaleLowerCase("en-GB")}`}
                <span className="visually-hidden">
                  , {hit.author.name}, {dayAndTime(hit.at, now)}
                </span>
              </Link>
              <p className="small soft">
                {hit.author.name}
                {hit.author.org === hit.author.name ? "" : `, ${hit.author.org}`} · <time dateTime={hit.at}>{dayAndTime(hit.at, now)}</time>
                {searchWords.kinds[hit.kind] === "" ? "" : ` · ${searchWords.kinds[hit.kind]}`}
              </p>
              <p className="words" dir="auto">
                <Marked {...hit.snippet} />
              </p>
            </div>
          </li>
        )),
      )}
    </List>
  );
}
