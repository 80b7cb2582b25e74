import { learningWords as words } from "@linkwork/shared/exchange/words-learning.ts";
import type { OpportunityId } from "@linkwork/shared/kernel/ids.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { useLearning } from "../learning.ts";
import { NoteCard } from "./note-card.tsx";

const most = 3;

/** What others took home from this visit; nothing where nobody has said. */
export function VisitNotes({ opportunityId }: { opportunityId: OpportunityId }) {
  const { data } = useLearning({ opportunityId });
  const notes = data?.pages.flatMap((page) => page.notes) ?? [];
  if (notes.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="taken-home">
      <h2 id="taken-home">{words.ofVisit}</h2>
      <List label={words.ofVisit}>
        {notes.slice(0, most).map((note) => (
          <NoteCard key={note.reflectionId} note={note} />
        ))}
      </List>
      {notes.length > most ? (
        <p>
          <Link to="/exchange/learning" search={{ opportunityId }}>
            {words.allOfVisit}
          </Link>
        </p>
      ) : null}
    </section>
  );
}
