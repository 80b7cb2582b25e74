import { careWords as words } from "@linkwork/shared/map/words-forms.ts";
import { UserRound } from "lucide-react";
import { CheckCards } from "../../ui/choice-cards.tsx";
import { Marked } from "../../ui/marked.tsx";
import { Note } from "../../ui/note.tsx";
import type { Care } from "../use-care.ts";

/** What was written, with every place marked that looks like somebody's, and the way to say that all of it is nobody's. `of`: which of several that are sent. */
export function CareNote({ care, of }: { care: Care; of?: string }) {
  const asked = care.of(of);
  if (!asked) return null;
  const { found, anyway, setAnyway } = asked;
  const kinds = [...new Set(found.flatMap(({ marks }) => marks.map(({ what }) => what)))];
  return (
    <Note tone="wait" icon={<UserRound />} role="alert">
      <div className="stack tight">
        {kinds.map((kind) => (
          <p key={kind}>{words.looks[kind]}</p>
        ))}
        {found.map(({ text, marks }) =>
          text === "" ? null : (
            <p key={text} className="care-found" dir="auto">
              <Marked text={text} ranges={marks.map(({ from, to }) => [from, to, words.marked])} />
            </p>
          ),
        )}
        {kinds.includes("number") ? (
          <p>{words.never}</p>
        ) : (
          <CheckCards
            legend={words.ask}
            choices={[{ value: "anyway", label: words.nobodys, hint: words.nobodysHint }]}
            value={anyway ? ["anyway"] : []}
            onChange={(chosen) => setAnyway(chosen.length > 0)}
          />
        )}
      </div>
    </Note>
  );
}
