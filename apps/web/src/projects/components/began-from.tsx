import type { GapId } from "@linkwork/shared/kernel/ids.ts";
import { charterWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useActor } from "../../cases/client.ts";
import { api } from "../../kernel/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";
import { Note } from "../../ui/note.tsx";
import type { ProposalDraft } from "../propose-form.ts";

function useMissing(gapId: string | undefined) {
  const actor = useActor();
  return useQuery({
    queryKey: ["map", actor.orgId, "", "gap", gapId],
    queryFn: () => api.map.gap.query({ gapId: gapId as GapId }),
    enabled: gapId !== undefined && gapId !== "",
  }).data;
}

/** What is missing begins the words; what somebody has written already stays. */
export function useFromGap(gapId: string | undefined, draft: ProposalDraft, set: (change: Partial<ProposalDraft>) => void): void {
  const gap = useMissing(gapId);
  const done = useRef(false);
  useEffect(() => {
    // partners would read what was hidden for all but a few: nothing begins from it
    if (!gap || gap.hidden || done.current) return;
    done.current = true;
    const { title, statement } = gap.details;
    set({
      gapId: gap.gapId,
      ...(draft.title.trim() === "" ? { title: title.slice(0, 80) } : {}),
      ...(draft.purpose.trim() === "" ? { purpose: words.fromGap(title) } : {}),
      ...(draft.need.trim() === "" ? { need: statement.slice(0, 1_000) } : {}),
    });
  });
}

/** From which gap it begins: once two sides have said yes, it stands there who does something about it. */
export function BeganFrom({ gapId, leave }: { gapId: GapId; leave: () => void }) {
  const gap = useMissing(gapId);
  return (
    <Note>
      <p>
        {words.beganFrom} <Link to={`/map/gaps/${gapId}`}>{gap?.details.title ?? words.gapThere}</Link>
      </p>
      <p className="small soft">{words.beganHow}</p>
      <Button small onClick={leave}>
        {words.beganLeave}
      </Button>
    </Note>
  );
}
