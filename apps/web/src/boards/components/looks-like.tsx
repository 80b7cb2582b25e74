import { type LooksLike as Kind, lookingLike, ownerNames } from "@linkwork/shared/boards/rules-person.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { IdCard } from "lucide-react";
import { useId, useMemo, useState } from "react";
import type { FormError } from "../../ui/error-summary.tsx";
import { Note } from "../../ui/note.tsx";

type Known = {
  /** whose names may stand there */
  readonly owners: readonly { readonly name: string }[];
  /** what stands there already */
  readonly standing?: unknown;
};
/** What is written, one text or all of a form, looks like somebody's number or telephone, by the same rule that the server asks. */
export function useLooksLike(said: string | object, { owners, standing }: Known) {
  const id = useId();
  const [kept, setKept] = useState<readonly Kind[]>([]);
  const all = useMemo(
    () => lookingLike(typeof said === "string" ? { text: said } : said, { names: ownerNames(owners), standing }),
    [said, owners, standing],
  );
  // of two kinds each is asked about
  const found = all.find(({ what }) => !kept.includes(what)) ?? all[0];
  const what = found?.what;
  const keeps = what !== undefined && kept.includes(what);
  const stops = what !== undefined && !keeps;
  return {
    id,
    what,
    /** the words, where there are several fields */
    text: typeof said === "string" ? undefined : found?.text,
    keeps,
    /** nothing is sent before its author has said that it is none */
    stops,
    /** the same, for a form that says what has to be mended */
    wrong: stops ? [{ field: id, message: words.looks[what] }] : ([] as FormError[]),
    anyway: keeps ? { anyway: true as const } : {},
    keep: (is: boolean) => setKept(is && what !== undefined ? [...kept, what] : []),
  };
}

/** Says so under what is written, and asks. */
export function LooksLike({ looks: { id, what, text, keeps, keep } }: { looks: ReturnType<typeof useLooksLike> }) {
  if (what === undefined) return null;
  return (
    <Note tone="wait" icon={<IdCard />} role="status">
      <p className="small">{words.looks[what]}</p>
      {text === undefined ? null : (
        <p className="small" dir="auto">
          “{text}”
        </p>
      )}
      <label className="small row tight">
        <input id={id} type="checkbox" checked={keeps} onChange={(event) => keep(event.target.checked)} />
        {words.looksNot}
      </label>
    </Note>
  );
}
