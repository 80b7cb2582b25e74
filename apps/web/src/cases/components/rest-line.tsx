import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { restWords } from "@linkwork/shared/cases/words-consent.ts";
import { CirclePause } from "lucide-react";
import { Note } from "../../ui/note.tsx";

/** The line that everybody reads who is in while sharing rests. */
export function RestLine({ state }: { state: CaseState }) {
  if (!state.rest) return null;
  return (
    <Note tone="wait" icon={<CirclePause />}>
      {restWords.now[state.rest.because](state.label)}
    </Note>
  );
}
