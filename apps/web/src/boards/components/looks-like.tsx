import { looksLikeAPerson, namesOn } from "@linkwork/shared/boards/rules-person.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { IdCard } from "lucide-react";
import { useMemo, useState } from "react";
import { Note } from "../../ui/note.tsx";

/** What is written looks like somebody's number or telephone, by the same rule that the server asks. */
export function useLooksLike(text: string, board: Pick<BoardState, "owners">) {
  const [kept, setKept] = useState<string>();
  const { owners } = board;
  const what = useMemo(() => looksLikeAPerson(text, namesOn({ owners })), [text, owners]);
  const keeps = what !== undefined && kept === what;
  return {
    what,
    keeps,
    /** nothing is sent before its author has said that it is none */
    stops: what !== undefined && !keeps,
    anyway: keeps ? { anyway: true as const } : {},
    keep: (is: boolean) => setKept(is ? what : undefined),
  };
}

/** Says so under what is written, and asks. */
export function LooksLike({ looks }: { looks: ReturnType<typeof useLooksLike> }) {
  if (looks.what === undefined) return null;
  return (
    <Note tone="wait" icon={<IdCard />} role="status">
      <p className="small">{words.looks[looks.what]}</p>
      <label className="small row tight">
        <input type="checkbox" checked={looks.keeps} onChange={(event) => looks.keep(event.target.checked)} />
        {words.looksNot}
      </label>
    </Note>
  );
}
