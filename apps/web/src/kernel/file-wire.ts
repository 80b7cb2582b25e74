import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refused, unreachable } from "./refused.ts";
import { orgIdNow, personIdNow } from "./standing.ts";
import { sessionRefused } from "./trpc.ts";

/** Who sends and fetches, as the calls over HTTP say it. */
const headers = (): Record<string, string> => ({
  "x-linkwork": "1",
  "x-linkwork-person": personIdNow() ?? "",
  "x-linkwork-org": orgIdNow() ?? "",
});

const address = (path: string, query: Record<string, string>): string => `${path}?${new URLSearchParams(query)}`;

/** What the server refused with, or that nobody answered. */
function refusalOf(text: string): Refused {
  try {
    const { error } = JSON.parse(text) as { error: ConstructorParameters<typeof Refused>[0] };
    const refused = new Refused(error);
    if (refused.meaning === "UNAUTHORIZED" || refused.code === "NotAMember") sessionRefused.set(refused);
    return refused;
  } catch {
    return unreachable();
  }
}

type Upload = {
  roomId: RoomId;
  /** made once for a file: sent again, it is still one file */
  id: string;
  file: Blob;
  name: string;
  /** between 0 and 1 */
  onProgress(part: number): void;
  signal: AbortSignal;
};

/** Sends a file to a room; resolves with the event that added it. `fetch` can't say how far an upload is, so it goes the old way. */
export const uploadFile = ({ roomId, id, file, name, onProgress, signal }: Upload): Promise<AnyEvent> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address("/files", { roomId, id }));
    const said = { ...headers(), "content-type": "application/octet-stream", "x-linkwork-name": encodeURIComponent(name) };
    for (const [key, value] of Object.entries({ ...said, "x-linkwork-type": file.type })) request.setRequestHeader(key, value);
    const stop = () => request.abort();
    signal.addEventListener("abort", stop);
    request.onloadend = () => signal.removeEventListener("abort", stop);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(unreachable());
    request.onload = () => {
      if (request.status === 200) resolve((JSON.parse(request.responseText) as { event: AnyEvent }).event);
      else reject(refusalOf(request.responseText));
    };
    // the bytes alone: a type of their own would be another content type
    request.send(new Blob([file], { type: "application/octet-stream" }));
  });

/** Sends bytes to a door that reads them once; resolves with its answer. */
export async function sendBytes<Answer>(path: string, { id, file, name }: { id: string; file: Blob; name: string }): Promise<Answer> {
  const said = { ...headers(), "content-type": "application/octet-stream", "x-linkwork-name": encodeURIComponent(name) };
  const body = new Blob([file], { type: "application/octet-stream" });
  const response = await fetch(address(path, { id }), { method: "POST", headers: said, body }).catch(() => {
    throw unreachable();
  });
  const text = await response.text();
  if (!response.ok) throw refusalOf(text);
  return JSON.parse(text) as Answer;
}

/** A screen full of photos asks for a few at a time: the calls are limited, and the connections are needed for other things. */
const fetchedAtOnce = 3;
let fetching = 0;
const queue: (() => void)[] = [];

/** Fetches a file that may be read now. */
export async function fetchFile(wanted: Wanted): Promise<Blob> {
  if (fetching >= fetchedAtOnce) await new Promise<void>((turn) => queue.push(turn));
  fetching++;
  try {
    wanted.signal?.throwIfAborted();
    return await fetchNow(wanted);
  } finally {
    fetching--;
    queue.shift()?.();
  }
}

type Wanted = { roomId: RoomId; fileId: string; signal?: AbortSignal };
/** All of a room with its files, as one ZIP. */
export const fetchWhole = (roomId: RoomId): Promise<Blob> => fetchNow({ roomId, fileId: "whole" });

async function fetchNow({ roomId, fileId, signal }: Wanted): Promise<Blob> {
  const response = await fetch(address(`/files/${fileId}`, { roomId }), { headers: headers(), ...(signal ? { signal } : {}) }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw refusalOf(await response.text());
  return await response.blob().catch(() => {
    throw unreachable();
  });
}
