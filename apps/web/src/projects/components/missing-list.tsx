import { charterWords as words } from "@linkwork/shared/projects/words-charter.ts";
import type { Missing } from "../charter-form.ts";

/** All that is missing, at once; a press leads to where it is written. `urgent`: somebody tried to send it. */
export function MissingList({ missing, urgent, go }: { missing: readonly Missing[]; urgent: boolean; go: (missing: Missing) => void }) {
  return (
    <section className="errors" id="missing" tabIndex={-1} aria-labelledby="missing-title" role={urgent ? "alert" : undefined}>
      <h2 id="missing-title">{words.missingTitle}</h2>
      <ul className="stack tight">
        {missing.map((each) => (
          <li key={`${each.field} ${each.message}`}>
            <a
              href={`#${each.field}`}
              onClick={(event) => {
                event.preventDefault();
                go(each);
              }}
            >
              {each.message}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
