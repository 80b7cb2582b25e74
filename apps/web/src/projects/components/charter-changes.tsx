import type { Charter } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { voteWords as words } from "@linkwork/shared/projects/words-votes.ts";
import { charterChanges } from "../charter-changes.ts";
import { nameIn } from "../questions.ts";

type CharterChangesProps = { state: Pick<ProjectState, "owners">; before: Charter; after: Charter };
/** What other words of the charter would change: each as it stands, and beside it as it would be. */
export function CharterChanges({ state, before, after }: CharterChangesProps) {
  const changes = charterChanges(before, after, (orgId) => nameIn(state, orgId));
  if (changes.length === 0) return <p className="soft">{words.changesNothing}</p>;
  return (
    <section className="stack tight" aria-label={words.changes(changes.length)}>
      <h4>{words.changes(changes.length)}</h4>
      <ul className="stack">
        {changes.map(({ key, what, before: one, after: other }) => (
          <li key={key} className="stack tight">
            <p>
              <b dir="auto">{what}</b>
            </p>
            <div className="project-two">
              <Side label={words.asItIs} text={one} none={words.notThere} />
              <Side label={words.asItWouldBe} text={other} none={words.takenOut} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Side({ label, text, none }: { label: string; text: string | null; none: string }) {
  return (
    <div>
      <p className="small soft">{label}</p>
      {text === null ? (
        <p className="soft">{none}</p>
      ) : (
        <p className="project-words" dir="auto">
          {text}
        </p>
      )}
    </div>
  );
}
