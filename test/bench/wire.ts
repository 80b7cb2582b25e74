import { WebSocket } from "ws";
import { type BenchPerson, password } from "./fixture.ts";

/** A raw Socket.IO client: as little work a frame as can be, so that the generator is not what is measured. */
export type Raw = {
  /** sends an event and waits for its acknowledgement */
  ask(event: string, payload: unknown): Promise<{ ok: boolean; data?: unknown; error?: unknown } & Record<string, unknown>>;
  /** counts the events that arrived, and whether their numbers ever failed to rise by one */
  readonly got: { events: number; frames: number; lastSeq: number; holes: number };
  onEvents(handle: (frame: Buffer) => void): void;
  close(): void;
};

const seqMark = Buffer.from('"seq":');
const eventsMark = Buffer.from('42["events"');

/** Reads each `"seq":n` of a frame without parsing it. */
function eachSeq(frame: Buffer, handle: (seq: number) => void): void {
  for (let at = frame.indexOf(seqMark); at >= 0; at = frame.indexOf(seqMark, at)) {
    at += seqMark.length;
    let seq = 0;
    for (let c = frame[at] ?? 0; c >= 48 && c <= 57; c = frame[++at] ?? 0) seq = seq * 10 + c - 48;
    handle(seq);
  }
}

export function connect({ port, cookie, auth }: { port: number; cookie?: string; auth?: object }): Promise<Raw> {
  const origin = `http://localhost:${port}`;
  const ws = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
    headers: { origin, ...(cookie ? { cookie } : {}) },
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  const got = { events: 0, frames: 0, lastSeq: 0, holes: 0 };
  const waiting = new Map<number, (answer: never) => void>();
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
      if (data[1] === 48) return resolve({ ask, got, onEvents, close: () => ws.close() });
      if (data[1] === 52) return reject(new Error(data.toString()));
      if (data[1] === 51) {
        const bracket = data.indexOf(91);
        const ack = Number(data.subarray(2, bracket).toString());
        const answer = waiting.get(ack);
        waiting.delete(ack);
        return answer?.(JSON.parse(data.subarray(bracket).toString())[0] as never);
      }
      if (data.subarray(0, eventsMark.length).equals(eventsMark)) {
        got.frames++;
        eachSeq(data, (seq) => {
          if (got.lastSeq !== 0 && seq !== got.lastSeq + 1) got.holes++;
          got.lastSeq = seq;
          got.events++;
        });
        handler?.(data);
      }
    });
    const ask: Raw["ask"] = (event, payload) =>
      new Promise((done) => {
        const ack = nextAck++;
        waiting.set(ack, done as (answer: never) => void);
        ws.send(`42${ack}${JSON.stringify([event, payload])}`);
      });
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
