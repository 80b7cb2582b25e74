import { WebSocket } from "ws";
import { type BenchPerson, password } from "./fixture.ts";

type Answer = { ok: boolean; data?: unknown; error?: unknown } & Record<string, unknown>;

/** A raw Socket.IO client: as little work a frame as can be, so that the generator is not what is measured. */
export type Raw = {
  /** sends an event and waits for its acknowledgement */
  ask(event: string, payload: unknown): Promise<Answer>;
  /** the same where nothing of the answer is needed but that it is a yes; throws at a no */
  send(event: string, payload: unknown): Promise<void>;
  /** counts the events that arrived, and whether their numbers ever failed to rise by one */
  readonly got: { events: number; frames: number; lastSeq: number; holes: number };
  onEvents(handle: (frame: Buffer) => void): void;
  close(): void;
};

const seqMark = Buffer.from('"seq":');
const yes = Buffer.from('[{"ok":true');
const eventsMark = Buffer.from('42["events"');

type Numbers = { readonly frame: Buffer; readonly first: number; readonly last: number; readonly events: number; readonly holes: number };
let read: Numbers = { frame: Buffer.alloc(0), first: 0, last: 0, events: 0, holes: 0 };

/**
 * The numbers in a frame, found without parsing it. What everybody in a room gets is byte for byte the same: a frame that equals the one that
 * was read before is not searched again, or the search would be what is measured.
 */
function numbersIn(frame: Buffer): Numbers {
  if (frame.length === read.frame.length && frame.equals(read.frame)) return read;
  let [first, last, events, holes] = [0, 0, 0, 0];
  for (let at = frame.indexOf(seqMark); at >= 0; at = frame.indexOf(seqMark, at)) {
    at += seqMark.length;
    let seq = 0;
    for (let c = frame[at] ?? 0; c >= 48 && c <= 57; c = frame[++at] ?? 0) seq = seq * 10 + c - 48;
    if (events++ === 0) first = seq;
    else if (seq !== last + 1) holes++;
    last = seq;
  }
  read = { frame, first, last, events, holes };
  return read;
}

export function connect({ port, cookie, auth }: { port: number; cookie?: string; auth?: object }): Promise<Raw> {
  const origin = `http://localhost:${port}`;
  const ws = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
    headers: { origin, ...(cookie ? { cookie } : {}) },
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  const got = { events: 0, frames: 0, lastSeq: 0, holes: 0 };
  const waiting = new Map<number, (answer: Buffer) => void>();
  let nextAck = 0;
  let handler: ((frame: Buffer) => void) | undefined;
  const onEvents: Raw["onEvents"] = (handle) => {
    handler = handle;
  };
  return new Promise((resolve, reject) => {
    ws.once("error", reject);
    ws.once("close", (code) => reject(new Error(`closed ${code}`)));
    ws.on("message", (data: Buffer) => {
      const kind = data[0];
      if (kind === 50) return ws.send("3"); // ping
      if (kind === 48) return ws.send(`40${JSON.stringify(auth ?? {})}`); // open
      if (kind !== 52) return;
      if (data[1] === 48) return resolve({ ask, send, got, onEvents, close: () => ws.close() });
      if (data[1] === 52) return reject(new Error(data.toString()));
      if (data[1] === 51) {
        const bracket = data.indexOf(91);
        const ack = Number(data.toString("latin1", 2, bracket));
        const answer = waiting.get(ack);
        waiting.delete(ack);
        return answer?.(data.subarray(bracket));
      }
      if (data.subarray(0, eventsMark.length).equals(eventsMark)) {
        got.frames++;
        const { first, last, events, holes } = numbersIn(data);
        got.holes += holes + (got.lastSeq !== 0 && first !== got.lastSeq + 1 ? 1 : 0);
        got.lastSeq = last;
        got.events += events;
        handler?.(data);
      }
    });
    const sent = (event: string, payload: unknown): Promise<Buffer> =>
      new Promise((done) => {
        const ack = nextAck++;
        waiting.set(ack, done);
        ws.send(`42${ack}${JSON.stringify([event, payload])}`);
      });
    const ask: Raw["ask"] = async (event, payload) => JSON.parse((await sent(event, payload)).toString())[0];
    const send: Raw["send"] = async (event, payload) => {
      const answer = await sent(event, payload);
      if (answer.compare(yes, 0, yes.length, 0, yes.length) !== 0) throw new Error(answer.toString());
    };
  });
}

/** Signs a person in over HTTP and gives the cookie. */
export async function signIn(port: number, person: BenchPerson): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: `http://localhost:${port}` },
    body: JSON.stringify({ email: person.email, password }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((c) => c.split(";")[0])
    .join("; ");
}
