import { boardFileWords as words } from "@linkwork/shared/boards/words-board.ts";
import { useNavigate } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { api } from "../../kernel/trpc.ts";
import { wordsFor } from "../../kernel/words.ts";
import { announce } from "../../ui/announcer.tsx";
import { LazyMenu } from "../../ui/lazy-menu.tsx";
import type { BoardRoom } from "../client.ts";

/** Hands a text to the device as a file. */
function handOver(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** All of the board to take along: each owner can at any time, also when nothing on it can be changed any more. */
export function ExportMenu({ held }: { held: BoardRoom }) {
  const { roomId, board, state } = held;
  const go = useNavigate();
  const take = async (kind: "json" | "csv") => {
    try {
      const made = await api.boards.export.mutate({ roomId });
      const name = `${board.title.value.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}-${made.head}.${kind}`;
      handOver(name, made[kind], kind === "json" ? "application/json" : "text/csv");
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
        { id: "json", label: words.json, detail: words.exportHow, onAction: () => void take("json") },
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
