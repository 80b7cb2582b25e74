import { bookWords as words } from "@linkwork/shared/exchange/words.ts";
import { Note } from "../../ui/note.tsx";
import { useMissed } from "../client.ts";

/** Why hosts say yes first to me for a while; to whom it isn't so, nothing. */
export function MissedNote() {
  const missed = useMissed().data;
  if (!missed?.waitsForYes) return null;
  return (
    <Note tone="wait">
      <p>
        <b>{words.missed}</b> {words.missedHow}
      </p>
    </Note>
  );
}
