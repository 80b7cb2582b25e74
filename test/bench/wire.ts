import { connect as connectTcp } from "node:net";
import { type BenchPerson, password } from "./fixture.ts";

type Answer = { ok: boolean; data?: unknown; error?: unknown } & Record<string, unknown>;

/** A raw Socket.IO client on a bare TCP connection: as little work a frame as can be, so that the generator is not what is measured. */
export type Raw = {
  /** sends an event and waits for its acknowledgement */
  ask(event: string, payload: unknown): Promise<Answer>;
  /** the same where nothing of the answer is needed but that it is a yes; throws at a no */
  send(event: string, payload: unknown): Promise<void>;
  /** counts the events that arrived, and whether their numbers ever failed to rise by one */
  readonly got: { events: number; frames: number; lastSeq: number; holes: number };
  /** the frame is only there until the handler returns */
  onEvents(handle: (frame: Buffer) => void): void;
  /** a room ends for this socket */
  onClosed(handle: () => void): void;
  close(): void;
};

const seqMark = Buffer.from('"seq":');
const yes = Buffer.from('[{"ok":true');
const eventsMark = Buffer.from('42["events"');
const closedMark = Buffer.from('42["closed"');
const headEnd = Buffer.from("\r\n\r\n");

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
  read = { frame: Buffer.from(frame), first, last, events, holes };
  return read;
}

/** What the network brings lies here until it is handled, for all connections: a buffer for each read would cost more than the reading. */
const inbox = Buffer.allocUnsafeSlow(1024 * 1024);
const nothing = Buffer.alloc(0);

/** Cuts what arrives into the payloads of WebSocket frames (RFC 6455; a server masks nothing), and hands each to `take` for as long as that runs. */
function payloads(take: (payload: Buffer, opcode: number) => void): (chunk: Buffer) => void {
  let rest = nothing;
  return (chunk) => {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    while (data.length - at >= 2) {
      const short = (data[at + 1] ?? 0) & 127;
      const header = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (data.length - at < header) break;
      const length = short === 126 ? data.readUInt16BE(at + 2) : short === 127 ? data.readUInt32BE(at + 6) : short;
      if (data.length - at < header + length) break;
      take(data.subarray(at + header, at + header + length), (data[at] ?? 0) & 15);
      at += header + length;
    }
    rest = at < data.length ? Buffer.from(data.subarray(at)) : nothing;
  };
}

const mask = Buffer.from([0x5a, 0xc3, 0x17, 0x88]);
/** A text frame as a browser sends it: masked. */
function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 6 : 8;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x81;
  frame[1] = 0x80 | (length < 126 ? length : 126);
  if (length >= 126) frame.writeUInt16BE(length, 2);
  mask.copy(frame, header - 4);
  frame.write(text, header);
  for (let i = 0; i < length; i++) frame[header + i] = (frame[header + i] ?? 0) ^ (mask[i & 3] ?? 0);
  return frame;
}

export function connect({ port, cookie, auth }: { port: number; cookie?: string; auth?: object }): Promise<Raw> {
  const got = { events: 0, frames: 0, lastSeq: 0, holes: 0 };
  const waiting = new Map<number, (answer: Buffer) => void>();
  let nextAck = 0;
  let handler: ((frame: Buffer) => void) | undefined;
  let closed: (() => void) | undefined;
  return new Promise((resolve, reject) => {
    const take = payloads((data, opcode) => {
      if (opcode === 8) return socket.end();
      const kind = data[0];
      if (kind === 50) return void socket.write(frameOf("3")); // ping
      if (kind === 48) return void socket.write(frameOf(`40${JSON.stringify(auth ?? {})}`)); // open
      if (kind !== 52) return;
      if (data[1] === 48) return resolve(raw);
      if (data[1] === 52) return reject(new Error(data.toString()));
      if (data[1] === 51) {
        const bracket = data.indexOf(91);
        const ack = Number(data.toString("latin1", 2, bracket));
        const answer = waiting.get(ack);
        waiting.delete(ack);
        return answer?.(data.subarray(bracket));
      }
      if (data.compare(closedMark, 0, closedMark.length, 0, closedMark.length) === 0) return closed?.();
      if (data.compare(eventsMark, 0, eventsMark.length, 0, eventsMark.length) !== 0) return;
      const { first, last, events, holes } = numbersIn(data);
      got.frames++;
      got.holes += holes + (got.lastSeq !== 0 && first !== got.lastSeq + 1 ? 1 : 0);
      got.lastSeq = last;
      got.events += events;
      handler?.(data);
    });
    let head: Buffer | undefined = nothing;
    const arrived = (chunk: Buffer) => {
      if (!head) return take(chunk);
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf(headEnd);
      if (end < 0) return;
      const [answer, after] = [head.toString("latin1", 0, end), head.subarray(end + headEnd.length)];
      head = undefined;
      if (!answer.startsWith("HTTP/1.1 101")) return void reject(new Error(answer));
      if (after.length > 0) take(after);
    };
    const socket = connectTcp({
      host: "127.0.0.1",
      port,
      noDelay: true,
      onread: {
        buffer: inbox,
        callback(bytes) {
          arrived(inbox.subarray(0, bytes));
          return true;
        },
      },
    });
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("closed")));
    socket.write(
      [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        `Host: 127.0.0.1:${port}`,
        `Origin: http://localhost:${port}`,
        ...(cookie ? [`Cookie: ${cookie}`] : []),
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        `Sec-WebSocket-Key: ${Buffer.alloc(16, 7).toString("base64")}`,
        "\r\n",
      ].join("\r\n"),
    );
    /** The answer is only there until the handler returns. */
    const asked = <T>(event: string, payload: unknown, read: (answer: Buffer) => T): Promise<T> =>
      new Promise((done, fail) => {
        const ack = nextAck++;
        waiting.set(ack, (answer) => {
          try {
            done(read(answer));
          } catch (error) {
            fail(error);
          }
        });
        socket.write(frameOf(`42${ack}${JSON.stringify([event, payload])}`));
      });
    const raw: Raw = {
      got,
      ask: (event, payload) => asked(event, payload, (answer) => JSON.parse(answer.toString())[0]),
      send: (event, payload) =>
        asked(event, payload, (answer) => {
          if (answer.compare(yes, 0, yes.length, 0, yes.length) !== 0) throw new Error(answer.toString());
        }),
      onEvents(handle) {
        handler = handle;
      },
      onClosed(handle) {
        closed = handle;
      },
      close: () => socket.end(),
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
