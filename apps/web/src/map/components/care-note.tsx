import { careWords as words } from "@linkwork/shared/map/words-forms.ts";
import { UserRound } from "lucide-react";
import { CheckCards } from "../../ui/choice-cards.tsx";
import { Marked } from "../../ui/marked.tsx";
import { Note } from "../../ui/note.tsx";
import type { Care } from "../use-care.ts";

/** What was written, with the place marked that looks like somebody's, and the way to say that it is nobody's. */
export function CareNote({ care }: { care: Care }) {
  const { found, anyway, setAnyway } = care;
  if (!found) return null;
  return (
    <Note tone="wait" icon={<UserRound />} role="alert">
      <div className="stack tight">
        <p>{words.looks[found.what]}</p>
        {found.text === "" ? null : (
          <p className="care-found" dir="auto">
            <Marked text={found.text} ranges={[[found.from, found.to, words.marked]]} />
          </p>
        )}
        {found.what === "number" ? (
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
