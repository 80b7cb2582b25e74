import type { Charter } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { voteWords as words } from "@linkwork/shared/projects/words-votes.ts";
import { charterChanges } from "../charter-changes.ts";
import { nameIn } from "../questions.ts";

type CharterChangesProps = { state: Pick<ProjectState, "owners">; before: Charter; after: Charter; since?: boolean };
/** What other words of the charter would change: each as it stands, and beside it as it would be. `since`: it has changed, since its reader said yes. */
export function CharterChanges({ state, before, after, since = false }: CharterChangesProps) {
  const changes = charterChanges(before, after, (orgId) => nameIn(state, orgId));
  if (changes.length === 0) return <p className="soft">{since ? words.changedNothing : words.changesNothing}</p>;
  const title = since ? words.changedSince(changes.length) : words.changes(changes.length);
  return (
    <section className="stack tight" aria-label={title}>
      {since ? <h2 className="heading">{title}</h2> : <h4>{title}</h4>}
      <ul className="stack">
        {changes.map(({ key, what, before: one, after: other }) => (
          <li key={key} className="stack tight">
            <p>
              <b dir="auto">{what}</b>
            </p>
            <div className="project-two">
              <Side label={since ? words.asItWas : words.asItIs} text={one} none={words.notThere} />
              <Side label={since ? words.asItIs : words.asItWouldBe} text={other} none={words.takenOut} />
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
