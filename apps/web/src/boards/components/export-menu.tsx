import { boardFileWords as words } from "@linkwork/shared/boards/words-board.ts";
import { useNavigate } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { fetchWhole } from "../../kernel/file-wire.ts";
import { api } from "../../kernel/trpc.ts";
import { wordsFor } from "../../kernel/words.ts";
import { announce } from "../../ui/announcer.tsx";
import { LazyMenu } from "../../ui/lazy-menu.tsx";
import { saveFile } from "../../ui/save-file.ts";
import type { BoardRoom } from "../client.ts";

const types = { zip: "application/zip", json: "application/json", csv: "text/csv" } as const;

/** All of the board to take along: each owner can at any time, also when nothing on it can be changed any more. */
export function ExportMenu({ held }: { held: BoardRoom }) {
  const { roomId, board, state, room } = held;
  const go = useNavigate();
  const take = async (kind: "zip" | "json" | "csv") => {
    const nameAt = (head: number) => `${board.title.value.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}-${head}.${kind}`;
    try {
      announce(words.making);
      const made = kind === "zip" ? await fetchWhole(roomId) : await api.boards.export.mutate({ roomId });
      const name = nameAt("head" in made ? made.head : room.head);
      saveFile("head" in made ? made[kind === "csv" ? "csv" : "json"] : made, { name, type: types[kind] });
      announce(words.made(name));
    } catch (error) {
      announce(wordsFor(error), { urgent: true });
    }
  };
  return (
    <LazyMenu
      label={words.exportLabel}
      className="button small"
      entries={[
        { id: "zip", label: words.zip, detail: words.exportHow, onAction: () => void take("zip") },
        { id: "json", label: words.json, onAction: () => void take("json") },
        { id: "csv", label: words.csv, onAction: () => void take("csv") },
        {
          id: "print",
          label: words.print,
          onAction: () => void go({ to: "/boards/$boardId/print", params: { boardId: state.boardId } }),
        },
      ]}
    >
      <Download />
      {words.export}
    </LazyMenu>
  );
}
