import type { BoardEvent } from "./schema.ts";
import type { BoardFile } from "./state.ts";

/** What is true of a board's files after an event. Without a result one waits to be looked at, and nobody can fetch it. */
export function foldBoardFiles(files: Readonly<Record<string, BoardFile>>, event: BoardEvent): Readonly<Record<string, BoardFile>> {
  switch (event.type) {
    case "fileAdded": {
      const { fileId, name, size } = event.body;
      return { ...files, [fileId]: { fileId, name, size, by: event.actor, seq: event.seq } };
    }
    case "fileChecked": {
      const { fileId, ...result } = event.body;
      const file = files[fileId];
      return file ? { ...files, [fileId]: { ...file, result } } : files;
    }
    default:
      return files;
  }
}
