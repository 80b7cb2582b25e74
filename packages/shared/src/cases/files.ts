import type { ActorRef, FileResult } from "../kernel/shapes.ts";
import type { CaseEvent } from "./schema.ts";

/** A file in the room. Without a result it waits to be looked at, and nobody can fetch it. */
export type CaseFile = {
  readonly fileId: string;
  /** empty for who may not have the file */
  readonly name: string;
  /** bytes that were sent */
  readonly size: number;
  readonly by: ActorRef;
  /** the event that added it */
  readonly added: { readonly seq: number; readonly at: string };
  /** the message that carries it */
  readonly messageSeq?: number;
  readonly result?: FileResult;
};
export type CaseFiles = Readonly<Record<string, CaseFile>>;

/** What is true of a room's files after an event. A file from before one's time isn't there, and nothing that follows makes it appear. */
export function foldFiles(files: CaseFiles, event: CaseEvent): CaseFiles {
  switch (event.type) {
    case "fileAdded": {
      const { fileId, name, size } = event.body;
      return { ...files, [fileId]: { fileId, name, size, by: event.actor, added: { seq: event.seq, at: event.at } } };
    }
    case "fileChecked": {
      const { fileId, ...result } = event.body;
      const file = files[fileId];
      return file ? { ...files, [fileId]: { ...file, result } } : files;
    }
    case "messagePosted": {
      const carried = (event.body.files ?? []).flatMap((id) => files[id] ?? []);
      if (carried.length === 0) return files;
      return { ...files, ...Object.fromEntries(carried.map((file) => [file.fileId, { ...file, messageSeq: event.seq }])) };
    }
    case "messageRedacted":
      return Object.fromEntries(Object.entries(files).filter(([id]) => !event.body.files.includes(id)));
    default:
      return files;
  }
}
