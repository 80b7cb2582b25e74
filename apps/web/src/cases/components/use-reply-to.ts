import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useCallback, useState } from "react";
import { useDraftText } from "../../kernel/drafts.ts";
import type { Item, Speech } from "../thread-model.ts";

/** Which message the words in the reply box answer, by its number: kept on this device beside them, so that a reload doesn't part the two. */
export function useReplyTo(roomId: RoomId, all: readonly Item[], text: string): [Speech | null, (seq: number | null) => void] {
  const [kept, keep] = useDraftText(`reply-to/${roomId}`);
  const [chosen, choose] = useState<number | null>(null);
  const set = useCallback(
    (seq: number | null) => {
      choose(seq);
      keep(seq === null ? "" : String(seq));
    },
    [keep],
  );
  // what was chosen before stands only with the words that answer it
  const to = chosen ?? (text.trim() === "" || kept === "" ? null : Number(kept));
  const found = to === null ? undefined : all.find((item) => item.kind === "said" && item.seq === to);
  return [found?.kind === "said" ? found : null, set];
}
