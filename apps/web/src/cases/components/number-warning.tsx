import { endingOf, type FoundNumber } from "@linkwork/shared/clients/numbers.ts";
import { numberInTextWords } from "@linkwork/shared/clients/words.ts";
import { IdCard } from "lucide-react";
import { Note } from "../../ui/note.tsx";

export type NumberWarningProps = { numbers: readonly FoundNumber[]; whole: boolean; onWhole: (whole: boolean) => void };

/** A CHI or NHS number stands in what is about to be sent: it is hidden, unless its author wants it to be read. */
export function NumberWarning({ numbers, whole, onWhole }: NumberWarningProps) {
  const endings = [...new Set(numbers.map(({ digits }) => endingOf(digits)))];
  const [first] = endings;
  if (first === undefined) return null;
  return (
    <Note tone="wait" icon={<IdCard />} role="status">
      <p className="small">{whole ? numberInTextWords.kept : numberInTextWords.about(endings.join("”, “"))}</p>
      <label className="small row tight">
        <input type="checkbox" checked={whole} onChange={(event) => onWhole(event.target.checked)} />
        {numberInTextWords.keep}
      </label>
    </Note>
  );
}
