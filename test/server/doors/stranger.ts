import { randomBytes } from "node:crypto";
import WebSocket from "ws";

// Written from docs/wire.md alone, on purpose: no shape, id or helper of ours is imported here.

export type StrangerEvent = {
  seq: number;
  id: string;
  type: string;
  at: string;
  actor: { personId: string; orgId: string };
  body: Record<string, unknown>;
};
export type StrangerError = {
  code: string;
  meaning: string;
  details: Record<string, unknown>;
  issues?: { path: string; message: string }[];
};
type Answer = { ok: true; [field: string]: unknown } | { ok: false; error: StrangerError };
type Page = { head: number; from: number; through: number; events: StrangerEvent[]; state?: Record<string, unknown> };

/** What the stranger throws when an answer is an error. */
export class StrangerRefused extends Error {
  override name = "StrangerRefused";
  readonly error: StrangerError;
  readonly status: number;
  constructor(error: StrangerError, status = 0) {
    super(error.code);
    this.error = error;
    this.status = status;
  }
}

/** A uuid v7, made on the device (section 6). */
export function strangerId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x70;
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Section 1: signs in; the cookie. */
export async function strangerSignsIn(base: string, origin: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${base}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email, password }),
  });
  if (answer.status !== 200) throw new StrangerRefused({ code: "SignIn", meaning: "", details: {} }, answer.status);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

type Way = { base: string; cookie: string; orgId?: string };

/** Section 2: a call over HTTP, as a script without an Origin makes it. */
export async function strangerCalls<T>({ base, cookie, orgId }: Way, path: string, input: unknown, kind: "query" | "command"): Promise<T> {
  const headers = { cookie, "x-linkwork": "1", "content-type": "application/json", ...(orgId ? { "x-linkwork-org": orgId } : {}) };
  const asked = input === null ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response =
    kind === "query"
      ? await fetch(`${base}/trpc/${path}${asked}`, { headers })
      : await fetch(`${base}/trpc/${path}`, { method: "POST", headers, body: JSON.stringify(input) });
  const body = (await response.json()) as { result?: { data: T }; error?: { data: { linkwork: StrangerError } } };
  if (body.result) return body.result.data;
  throw new StrangerRefused(body.error?.data.linkwork ?? { code: "?", meaning: "", details: {} }, response.status);
}

/** Section 5: a room as the stranger keeps it. */
export type StrangerCopy = {
  roomId: string;
  seq: number;
  events: StrangerEvent[];
  state: Record<string, unknown> | undefined;
  closed: string | undefined;
};
export const strangerCopy = (roomId: string): StrangerCopy => ({ roomId, seq: 0, events: [], state: undefined, closed: undefined });

function take(copy: StrangerCopy, event: StrangerEvent): void {
  if (event.seq <= copy.seq) return;
  if (event.seq !== copy.seq + 1) throw new Error(`a hole before ${event.seq}`);
  copy.events.push(event);
  copy.seq = event.seq;
}

/** Sections 3 and 5: one connection, until it is lost. */
export async function strangerConnects({ base, cookie, orgId, origin }: Required<Way> & { origin: string }) {
  const asked = new Map<number, (answer: Answer) => void>();
  const kept = new Map<string, { copy: StrangerCopy; early: StrangerEvent[] | undefined }>();
  const signals: Record<string, unknown>[] = [];
  let next = 1;
  const socket = new WebSocket(`${base.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`, { headers: { cookie }, origin });
  const gone = new Promise<void>((resolve) => socket.once("close", () => resolve()));

  function told(name: string, body: Record<string, unknown>): void {
    const held = kept.get(String(body.roomId));
    if (name === "signal") signals.push(body);
    if (name === "closed" && held) held.copy.closed = String(body.code);
    if (name !== "events" || !held) return;
    for (const event of body.events as StrangerEvent[]) held.early ? held.early.push(event) : take(held.copy, event);
  }

  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.on("message", (data) => {
      const frame = String(data);
      if (frame.startsWith("0{")) socket.send(`40${JSON.stringify({ orgId })}`);
      else if (frame === "2") socket.send("3");
      else if (frame.startsWith("40{")) resolve();
      else if (frame.startsWith("44{")) reject(new StrangerRefused((JSON.parse(frame.slice(2)) as { data: StrangerError }).data));
      else if (frame.startsWith("43")) {
        const start = frame.indexOf("[");
        const [answer] = JSON.parse(frame.slice(start)) as [Answer];
        asked.get(Number(frame.slice(2, start)))?.(answer);
      } else if (frame.startsWith("42")) {
        const [name, body] = JSON.parse(frame.slice(2)) as [string, Record<string, unknown>];
        told(name, body);
      }
    });
  });

  async function ask(name: string, argument: unknown): Promise<Record<string, unknown>> {
    const number = next++;
    const answer = await new Promise<Answer>((resolve) => {
      asked.set(number, resolve);
      socket.send(`42${number}${JSON.stringify([name, argument])}`);
    });
    asked.delete(number);
    if (!answer.ok) throw new StrangerRefused(answer.error);
    return answer;
  }
  const call = async <T>(path: string, input: unknown): Promise<T> => (await ask("call", { path, input })).data as T;

  /** Subscribes with the last number that is held, and catches up: nothing falls between the two. */
  async function follow(copy: StrangerCopy): Promise<void> {
    const held: { copy: StrangerCopy; early: StrangerEvent[] | undefined } = { copy, early: [] };
    kept.set(copy.roomId, held);
    const fresh = copy.state === undefined;
    let page = (await ask("subscribe", { roomId: copy.roomId, afterSeq: fresh ? null : copy.seq })) as unknown as Page;
    if (fresh) {
      copy.events = page.events;
      copy.state = page.state ?? {};
      copy.seq = page.through;
    } else for (const event of page.events) take(copy, event);
    while (page.through < page.head) {
      page = await call<Page>("room.since", { roomId: copy.roomId, afterSeq: page.through });
      for (const event of page.events) take(copy, event);
    }
    const early = held.early ?? [];
    held.early = undefined;
    for (const event of early) take(copy, event);
  }

  return { ask, call, follow, signals, gone, close: () => socket.terminate() };
}
