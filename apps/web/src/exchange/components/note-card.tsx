import { themeWords } from "@linkwork/shared/exchange/words.ts";
import { learningWords as words } from "@linkwork/shared/exchange/words-learning.ts";
import { Chip } from "../../ui/chip.tsx";
import { Link } from "../../ui/link.tsx";
import { Marked } from "../../ui/marked.tsx";
import { fullDate } from "../../ui/time.ts";
import type { NoteRow } from "../learning.ts";

/** Who wrote it, as far as they wished it to be said. */
export const byWhom = ({ author, unsigned, side }: Pick<NoteRow, "author" | "unsigned" | "side">): string =>
  author ? words.by(author.name, author.orgName) : unsigned ? words.unsigned : side === "visitor" ? words.byVisitor : words.byHost;

/** A note in a list: what counts most of it, or where it says what was looked for. */
export function NoteCard({ note }: { note: NoteRow }) {
  const { title, host, theme, startsAt, says, hits, reflectionId } = note;
  const first = says.differently || says.saw || says.would || "";
  return (
    <li className="note-card">
      <div className="grow stack tight">
        <Link className="title" to={`/exchange/learning/${reflectionId}`}>
          {title}
          <span className="visually-hidden">, {byWhom(note)}</span>
        </Link>
        <p className="small soft">{[themeWords[theme], fullDate(startsAt)].join(" · ")}</p>
        {hits.length > 0 ? (
          hits.map(({ part, snippet }) => (
            <p key={part} className="visit-words" dir="auto">
              <Marked {...snippet} />
            </p>
          ))
        ) : (
          <p className="visit-words note-begins" dir="auto">
            {first === "" ? words.allGone : first}
          </p>
        )}
        <p className="small soft">{byWhom(note)}</p>
      </div>
      <Chip tone={host.sector}>{host.name}</Chip>
    </li>
  );
}
