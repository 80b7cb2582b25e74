import { boardFindWords as words } from "@linkwork/shared/boards/words-board.ts";
import { SelectField, TextField } from "../../ui/field.tsx";
import type { BoardRoom } from "../client.ts";
import type { Finding } from "../filters.ts";

export type FindBarProps = { held: BoardRoom; finding: Finding; onFind: (finding: Finding) => void };

/** What one looks for on the board. */
export function FindBar({ held, finding, onFind }: FindBarProps) {
  const { board, names } = held;
  const set = (change: Partial<Finding>) => onFind({ ...finding, ...change });
  return (
    <search className="board-finds" aria-label={words.find}>
      <TextField label={words.words} type="search" value={finding.words} onChange={(event) => set({ words: event.target.value })} />
      <SelectField
        label={words.whose}
        value={finding.whose}
        options={[
          { value: "", label: words.anybody },
          { value: "me", label: words.mine },
          ...names.owners.map(({ orgId, name }) => ({ value: orgId as string, label: name })),
          { value: "nobody", label: words.nobody },
        ]}
        onChange={(event) => set({ whose: event.target.value })}
      />
      <SelectField
        label={words.label}
        value={finding.label}
        options={[
          { value: "", label: words.anyLabel },
          ...Object.values(board.labels).map(({ labelId, name }) => ({ value: labelId, label: name })),
        ]}
        onChange={(event) => set({ label: event.target.value })}
      />
      <SelectField
        label={words.due}
        value={finding.due}
        options={[
          { value: "", label: words.anyDue },
          { value: "over", label: words.over },
          { value: "week", label: words.week },
          { value: "none", label: words.none },
        ]}
        onChange={(event) => set({ due: event.target.value as Finding["due"] })}
      />
    </search>
  );
}
