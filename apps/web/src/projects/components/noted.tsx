import { joined } from "@linkwork/shared/projects/rules-votes.ts";
import { measureWords as words } from "@linkwork/shared/projects/words-measures.ts";
import { useMemo, useState } from "react";
import { useLooksLike } from "../../boards/components/looks-like.tsx";
import { today } from "../../shell/london.ts";
import type { Work } from "../../shell/work.tsx";
import type { FormError } from "../../ui/error-summary.tsx";
import { TextField } from "../../ui/field.tsx";
import type { PartProps } from "../project-page.tsx";

/** What is noted in a project: words, which tell nobody's number, and the day that they are about. The names that may stand there are those that the server lets stand. */
export function useNoted({ state }: PartProps["room"], said: string, value = "") {
  const [on, setOn] = useState(today);
  const owners = useMemo(() => (state ? joined(state) : []), [state]);
  const looks = useLooksLike(
    useMemo(() => (value === "" ? said : { words: said, value }), [said, value]),
    { owners },
  );
  const ofWords: FormError[] = [...(said.trim() === "" ? [{ field: "words", message: words.missing.words }] : []), ...looks.wrong];
  const ofDay: FormError[] = on === "" ? [{ field: "on", message: words.missing.on }] : [];
  return { looks, ofWords, ofDay, setOn, noted: { words: said.trim(), on, ...looks.anyway } };
}

/** The day that something is noted of. */
export const OnDay = ({ work, on, onChange }: { work: Work; on: string; onChange: (on: string) => void }) => (
  <TextField
    id="on"
    type="date"
    label={words.on}
    max={today()}
    value={on}
    error={work.at("on")}
    onChange={(event) => onChange(event.target.value)}
  />
);
