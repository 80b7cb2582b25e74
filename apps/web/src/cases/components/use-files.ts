import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { FileReason } from "@linkwork/shared/kernel/shapes.ts";
import { fileReasonWords, fileWords, kernelWords } from "@linkwork/shared/kernel/words.ts";
import { useEffect, useRef, useState } from "react";
import { uploadFile } from "../../kernel/file-wire.ts";
import { Refused } from "../../kernel/refused.ts";
import { wordsFor } from "../../kernel/words.ts";
import { announce } from "../../ui/announcer.tsx";

/** The most bytes of a file, and the most files of a message, as the server has it. */
const largest = 20 * 1024 * 1024;
const most = 10;

/** A file that was chosen and is not with the others yet. It lies in this page's memory and nowhere else. */
export type Chosen = {
  /** the file's id in the room, so that it can be sent again and stay one file */
  readonly id: string;
  readonly file: File;
  readonly name: string;
  /** where the picture can be looked at before it is sent */
  readonly preview: string | undefined;
  readonly state: "chosen" | "sending" | "sent" | "failed";
  /** between 0 and 1 */
  readonly part: number;
  readonly problem: string | undefined;
};

const kept = new Set(["jpg", "jpeg", "jfif", "png", "webp", "pdf", "txt", "text"]);
const others: Readonly<Record<string, FileReason>> = {
  ...{ heic: "photoFormat", heif: "photoFormat", avif: "photoFormat", gif: "photoFormat", tif: "photoFormat", tiff: "photoFormat" },
  ...{ doc: "office", docx: "office", odt: "office", rtf: "office", xls: "office", xlsx: "office", ppt: "office", pptx: "office" },
  ...{ zip: "archive", rar: "archive", "7z": "archive", gz: "archive", tar: "archive" },
};

/** Why a file isn't even sent; the server looks at what is in it. */
function whyNot(file: File): string | undefined {
  if (file.size === 0) return kernelWords.FileEmpty;
  if (file.size > largest) return kernelWords.FileTooLarge;
  const ending = file.name.toLowerCase().split(".").at(-1) ?? "";
  return kept.has(ending) ? undefined : fileReasonWords[others[ending] ?? "notAllowed"];
}

/** A name without what no file name has; the ending stays. */
function tidyName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]/gu, "").trim();
  const [ending] = /\.[^.]*$/.exec(clean) ?? [""];
  return clean.length <= 200 ? clean || "file" : clean.slice(0, 200 - ending.length) + ending;
}

/** The files of a message that is being written: chosen, looked at, sent with progress, and sent again where that broke off. */
export function useFiles(roomId: RoomId) {
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const now = useRef(chosen);
  const stop = useRef<AbortController | undefined>(undefined);
  const set = (next: readonly Chosen[]) => {
    now.current = next;
    setChosen(next);
  };
  const patch = (id: string, change: Partial<Chosen>) => set(now.current.map((each) => (each.id === id ? { ...each, ...change } : each)));
  const letGo = (files: readonly Chosen[]) => {
    for (const { preview } of files) if (preview) URL.revokeObjectURL(preview);
  };
  const clear = () => {
    letGo(now.current);
    set([]);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen for one room must not go to another
  useEffect(
    () => () => {
      stop.current?.abort();
      letGo(now.current);
      set([]);
    },
    [roomId],
  );

  function add(files: Iterable<File>): void {
    const refused: string[] = [];
    const fresh: Chosen[] = [];
    for (const file of files) {
      const problem = now.current.length + fresh.length >= most ? fileWords.tooMany : whyNot(file);
      const name = tidyName(file.name);
      if (problem) refused.push(`${name}: ${problem}`);
      else {
        const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : undefined;
        fresh.push({ id: newId(Date.now()), file, name, preview, state: "chosen", part: 0, problem: undefined });
      }
    }
    set([...now.current, ...fresh]);
    setRefused(refused);
    if (fresh.length > 0) announce(`Added: ${fresh.map((each) => each.name).join(", ")}. ${fileWords.before}`);
  }
  const [refused, setRefused] = useState<readonly string[]>([]);

  async function sendOne({ id, file, name }: Chosen, signal: AbortSignal): Promise<boolean> {
    patch(id, { state: "sending", part: 0, problem: undefined });
    try {
      await uploadFile({ roomId, id, file, name, signal, onProgress: (part) => patch(id, { part }) });
      patch(id, { state: "sent", part: 1 });
      return true;
    } catch (error) {
      if (signal.aborted) patch(id, { state: "chosen", part: 0 });
      else {
        const problem = error instanceof Refused && error.offline ? fileWords.offline : wordsFor(error);
        patch(id, { state: "failed", problem });
        announce(`${name}: ${problem}`, { urgent: true, onPage: true });
      }
      return false;
    }
  }

  return {
    chosen,
    /** what was not taken, and why */
    refused,
    sending: chosen.some((each) => each.state === "sending"),
    add,
    remove(id: string): void {
      letGo(now.current.filter((each) => each.id === id));
      set(now.current.filter((each) => each.id !== id));
    },
    /** Sends what is not sent yet; the ids once all of them are there, null when that broke off. */
    async send(): Promise<string[] | null> {
      stop.current = new AbortController();
      for (const each of now.current) if (each.state !== "sent" && !(await sendOne(each, stop.current.signal))) return null;
      return now.current.map((each) => each.id);
    },
    cancel: () => stop.current?.abort(),
    clear,
  };
}
export type FilesToSend = ReturnType<typeof useFiles>;
