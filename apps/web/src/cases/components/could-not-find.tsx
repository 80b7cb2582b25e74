import { guestOf } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { unfoundWords as words } from "@linkwork/shared/cases/words-unfound.ts";
import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { SearchX } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { createPart } from "../../ui/part.tsx";
import { useActor } from "../client.ts";
import type { UnfoundProps } from "./unfound.tsx";

const { Part } = createPart<UnfoundProps>(async () => (await import("./unfound.tsx")).Unfound);

/** "I couldn't find something": two presses in a case, and the map knows that somebody found nothing, not who. */
export function CouldNotFind({ state }: { state: CaseState }) {
  const actor = useActor();
  const [open, setOpen] = useState(0);
  if (state.compartment !== "general" || state.caseId === "" || guestOf(state, actor)?.may === "read") return null;
  return (
    <>
      <Button small tone="quiet" icon={<SearchX />} onClick={() => setOpen((times) => times + 1)}>
        {words.open}
      </Button>
      {open > 0 ? <Part key={open} roomId={caseRoom(state.caseId as CaseId)} label={state.label} /> : null}
    </>
  );
}
