import { boardFileWords, boardFindWords, boardMendWords as words } from "@linkwork/shared/boards/words-board.ts";
import { Ellipsis } from "lucide-react";
import { LazyMenu } from "../../ui/lazy-menu.tsx";
import type { Asking } from "./board-dialogs.tsx";

/** What can be done with the board as a whole. */
export function BoardMenu({ onAsk }: { onAsk: (asking: Asking) => void }) {
  return (
    <LazyMenu
      label={boardFindWords.menuLabel}
      className="button small"
      entries={[
        { id: "addList", label: words.addListEntry, onAction: () => onAsk({ kind: "addList" }) },
        { id: "labels", label: words.labels, onAction: () => onAsk({ kind: "labels" }) },
        { id: "archived", label: words.archived, onAction: () => onAsk({ kind: "archived" }) },
        { id: "rename", label: words.rename, onAction: () => onAsk({ kind: "rename" }) },
        { id: "import", label: boardFileWords.import, onAction: () => onAsk({ kind: "import" }) },
      ]}
    >
      <Ellipsis />
      {boardFindWords.menu}
    </LazyMenu>
  );
}
