import { boardMendWords as words } from "@linkwork/shared/boards/words-board.ts";
import { createPart } from "../../ui/part.tsx";
import type { BoardRoom } from "../client.ts";
import { newPart } from "../client.ts";
import { useRev } from "../use-rev.ts";
import { ArchivedDialog } from "./archived-dialog.tsx";
import { LabelsDialog } from "./labels-dialog.tsx";
import { OneLine } from "./one-line.tsx";

// few bring cards from elsewhere, and each but once
const { Part: ImportPart } = createPart<{ held: BoardRoom; onClose: () => void }>(
  async () => (await import("./import-dialog.tsx")).ImportDialog,
);

/** What is being asked about the board or one of its lists. */
export type Asking =
  | { readonly kind: "addList" | "labels" | "archived" | "rename" | "import" }
  | { readonly kind: "renameList" | "wip"; readonly listId: string };

const numberOf = (text: string): number | null => (/^\d{1,2}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : null);

/** The dialogs of the board's and the lists' menus. */
export function BoardDialogs({ asking, held, onClose }: { asking: Asking | null; held: BoardRoom; onClose: () => void }) {
  const { board, act } = held;
  if (!asking) return null;
  switch (asking.kind) {
    case "labels":
      return <LabelsDialog held={held} onClose={onClose} />;
    case "archived":
      return <ArchivedDialog held={held} onClose={onClose} />;
    case "import":
      return <ImportPart held={held} onClose={onClose} />;
    case "addList":
      return (
        <OneLine
          title={words.addList}
          label={words.listName}
          board={board}
          max={60}
          onClose={onClose}
          onSave={(name, looks) => void act("addList", { listId: newPart(), name, wip: null, ...looks })}
        />
      );
    case "rename":
      return <RenameBoard held={held} onClose={onClose} />;
    case "renameList":
    case "wip": {
      const { listId } = asking;
      const list = board.lists[listId];
      if (!list) return null;
      return asking.kind === "renameList" ? (
        <OneLine
          title={words.renameListTitle(list.name)}
          label={words.listName}
          board={board}
          max={60}
          value={list.name}
          onClose={onClose}
          onSave={(name, looks, was) => void act("renameList", { listId, name, was, ...looks })}
        />
      ) : (
        <OneLine
          title={words.wipTitle(list.name)}
          label={words.wipField}
          hint={words.wipHint}
          board={board}
          max={2}
          value={list.wip === null ? "" : String(list.wip)}
          mayBeEmpty
          wrong={(text) => (text === "" || numberOf(text) !== null ? undefined : words.wipWrong)}
          onClose={onClose}
          onSave={(text, _looks, was) => void act("setWip", { listId, wip: numberOf(text), was: numberOf(was) })}
        />
      );
    }
  }
}

/** Another name for the board, over the one that stood there when this was opened. */
function RenameBoard({ held, onClose }: { held: BoardRoom; onClose: () => void }) {
  const { board, state, act } = held;
  const rev = useRev(state.title.rev);
  return (
    <OneLine
      title={words.rename}
      label={words.boardName}
      board={board}
      max={120}
      value={board.title.value}
      onClose={onClose}
      onSave={(title, looks) => void act("nameBoard", { title, rev: rev.was(), ...looks })}
    />
  );
}
