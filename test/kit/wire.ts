import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { Answer } from "@linkwork/shared/kernel/wire.ts";
import WebSocket from "ws";

/** What the server said unasked: `events`, `closed`, `heads`, `signal`. */
export type Frame = { readonly name: string; readonly body: Record<string, unknown> };
export type Acknowledged = Answer & Record<string, unknown>;
/** How a connection ended: the close code, or what the handshake was refused with. */
export type Refused = { readonly status?: number; readonly error?: { message: string; data?: unknown } };

/** A connection that a stranger could have written: Engine.IO 4 and Socket.IO 5 packets by hand over a plain WebSocket, none of our client code. */
export type Wire = {
  /** everything that came, as it came */
  readonly raw: string[];
  readonly frames: Frame[];
  /** sends an event and resolves with its acknowledgement */
  ask(name: string, body: unknown): Promise<Acknowledged>;
  /** sends a packet as it is */
  send(packet: string): void;
  /** the first frame that fits, come or to come; rejects after `ms` */
  frame(what: string, fits: (frame: Frame) => boolean, ms?: number): Promise<Frame>;
  /** resolves once the connection is gone */
  readonly gone: Promise<void>;
  /** whether it is gone */
  isGone(): boolean;
  /** stops reading from the network, as a device does that fell asleep */
  pause(): void;
  resume(): void;
  close(): void;
  onFrame(handle: (frame: Frame) => void): void;
};

/** The one Origin that the tests' servers let in; their ports are anybody's. */
export const ourOrigin = "http://linkwork.test";

/** What a question gets whose connection ends before the answer. */
const goneAway: Acknowledged = { ok: false, error: { code: "Gone", meaning: "GONE", details: {} } };

type Waiter = { fits: (frame: Frame) => boolean; resolve: (frame: Frame) => void };

/** What the handshake said no with. */
export class HandshakeRefused extends Error {
  override name = "HandshakeRefused";
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(`handshake refused: ${JSON.stringify(refused)}`);
    this.refused = refused;
  }
}

/** Opens a connection and waits until the server has let it in. */
export function connect({
  base,
  cookie,
  origin = ourOrigin,
  auth,
  took: taken,
}: {
  base: string;
  cookie: string;
  origin?: string;
  auth: unknown;
  /** looks at each packet first; what it takes is not kept, or two million events would be */
  took?: (packet: string) => boolean;
}): Promise<Wire> {
  const socket = new WebSocket(`${base.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
    headers: { cookie },
    ...(origin === "" ? {} : { origin }),
  });
  const raw: string[] = [];
  const frames: Frame[] = [];
  const waiters = new Set<Waiter>();
  const handlers: ((frame: Frame) => void)[] = [];
  const asked = new Map<number, (answer: Acknowledged) => void>();
  let next = 0;
  let isGone = false;

  function took(name: string, body: Record<string, unknown>): void {
    const frame = { name, body };
    frames.push(frame);
    for (const handle of handlers) handle(frame);
    for (const waiter of waiters) {
      if (!waiter.fits(frame)) continue;
      waiters.delete(waiter);
      waiter.resolve(frame);
    }
  }

  const gone = new Promise<void>((resolve) =>
    socket.once("close", () => {
      isGone = true;
      for (const answer of asked.values()) answer(goneAway);
      resolve();
    }),
  );

  const wire: Wire = {
    raw,
    frames,
    gone,
    isGone: () => isGone,
    ask: (name, body) =>
      new Promise((resolve) => {
        if (socket.readyState !== WebSocket.OPEN) return resolve(goneAway);
        const id = next++;
        asked.set(id, resolve);
        socket.send(`42${id}${JSON.stringify([name, body])}`);
      }),
    send: (packet) => socket.send(packet),
    frame: (what, fits, ms = 30_000) =>
      new Promise((resolve, reject) => {
        const there = frames.find(fits);
        if (there) return resolve(there);
        const timer = setTimeout(() => {
          waiters.delete(waiter);
          reject(new Error(`no such frame within ${ms} ms: ${what}`));
        }, ms);
        const waiter: Waiter = {
          fits,
          resolve: (frame) => {
            clearTimeout(timer);
            resolve(frame);
          },
        };
        waiters.add(waiter);
      }),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: () => socket.terminate(),
    onFrame: (handle) => void handlers.push(handle),
  };

  return new Promise((resolve, reject) => {
    socket.once("error", (error) => reject(error));
    socket.once("unexpected-response", (_request, response) => reject(new HandshakeRefused({ status: response.statusCode ?? 0 })));
    socket.on("message", (data) => {
      const packet = String(data);
      if (taken?.(packet)) return;
      raw.push(packet);
      if (packet.startsWith("0")) socket.send(`40${JSON.stringify(auth)}`);
      else if (packet === "2") socket.send("3");
      else if (packet.startsWith("40{")) resolve(wire);
      else if (packet.startsWith("44{")) {
        reject(new HandshakeRefused({ error: JSON.parse(packet.slice(2)) }));
        socket.terminate();
      } else if (packet.startsWith("43")) {
        const [, id = "", body = "[]"] = /^43(\d+)(.*)$/s.exec(packet) ?? [];
        asked.get(Number(id))?.(JSON.parse(body)[0]);
        asked.delete(Number(id));
      } else if (packet.startsWith("42")) {
        const [name, body] = JSON.parse(packet.slice(2)) as [string, Record<string, unknown>];
        took(name, body);
      }
    });
  });
}

/** Signs in over HTTP; resolves with the cookie. */
/** What our calls say of themselves. Not packed: that took a twentieth of what the tests spend. */
export const json = { "content-type": "application/json", "accept-encoding": "identity" };

export async function signIn({ base, email, password }: { base: string; email: string; password: string }): Promise<string> {
  const answer = await fetch(`${base}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: ourOrigin },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(";")[0])
    .join("; ");
}

/** One call through the HTTP door, with its status and its bytes. */
export async function post({
  base,
  cookie,
  orgId,
  path,
  input,
  query,
}: {
  base: string;
  cookie: string;
  orgId: string;
  path: string;
  input: unknown;
  /** a question goes by GET, a change by POST */
  query: boolean;
}): Promise<{ status: number; text: string; answer: Acknowledged }> {
  const url = `${base}/trpc/${path}`;
  const headers = { cookie, origin: ourOrigin, "x-linkwork-org": orgId, ...json };
  const asked = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response = query
    ? await fetch(`${url}${asked}`, { headers })
    : await fetch(url, { method: "POST", headers, body: input === undefined ? null : JSON.stringify(input) });
  const text = await response.text();
  const body = JSON.parse(text) as { result?: { data: unknown }; error?: { linkwork?: never; data?: { linkwork: never } } };
  const answer: Acknowledged = body.result
    ? { ok: true, data: body.result.data }
    : { ok: false, error: body.error?.data?.linkwork ?? (body.error as never) };
  return { status: response.status, text, answer };
}

/** The events of a room among the frames, in the order in which they came. */
export const eventsIn = (frames: readonly Frame[], roomId: string): AnyEvent[] =>
  frames.filter((f) => f.name === "events" && f.body.roomId === roomId).flatMap((f) => f.body.events as AnyEvent[]);
