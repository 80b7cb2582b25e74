import { ourOrigin, json as plain, type Wire } from "../../kit/wire.ts";
import type { Client, World } from "../../kit/world.ts";
import type { Mutant } from "./mutants.ts";
import { isQuery } from "./tries.ts";

/** What came back, whichever door it was. */
export type Said = { status: number; meaning: string; code: string; field: string; paths: string[]; text: string };
type WireError = { meaning?: string; code?: string; details?: { field?: string }; issues?: { path: string; message: string }[] };
const read = (status: number, text: string, error: WireError | undefined): Said => ({
  status,
  text,
  meaning: error?.meaning ?? "",
  code: error?.code ?? "",
  field: error?.details?.field ?? "",
  paths: error?.issues?.map((issue) => issue.path) ?? [],
});

const under = (a: string, b: string): boolean => a === b || a === "" || b === "" || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
/** What a stack or a path of ours looks like. */
export const stack = /\.(?:ts|js|mjs):\d+|node_modules|Error:/;
/** What is wrong with the answer to a spoilt input, if anything is. */
export function complaint(mutant: Mutant, said: Said, path: string): string | undefined {
  const where = `${path}: ${mutant.kind} at "${mutant.path}": ${said.status} ${said.text.slice(0, 300)}`;
  if (said.status >= 500 || said.code === "Bug") return `a bug: ${where}`;
  if (stack.test(said.text)) return `a stack: ${where}`;
  if (!mutant.strict) return undefined;
  if (said.status < 400) return `let in: ${where}`;
  const spoken = said.paths.length > 0 ? said.paths : [said.field];
  if (said.code === "BadInput" && said.paths.length > 0 && !spoken.some((p) => under(p, mutant.path)))
    return `the place is not named: ${where}`;
  return undefined;
}

/** How many inputs are on their way at a time. */
const atOnce = 4;
const ofRooms = new Set(["commits", "snapshots"]);
const noRecord = { $regex: /^(?!.*:access)/ };

/** Sends JSON as it is through either door, and watches what the store holds and whether the process took harm. */
export function createSender(world: World, rhona: Client) {
  const died: unknown[] = [];
  const note = (error: unknown) => void died.push(error);
  process.on("uncaughtException", note).on("unhandledRejection", note);

  /** JSON as it is, over HTTP. */
  async function post(path: string, json: string | Buffer, query = false): Promise<Said> {
    const headers = { cookie: rhona.cookie, origin: ourOrigin, "x-linkwork-org": rhona.who.orgId, ...plain };
    const url = `${world.base}/trpc/${path}`;
    const response = query
      ? await fetch(`${url}?input=${encodeURIComponent(String(json))}`, { headers })
      : await fetch(url, { method: "POST", headers, body: json as string });
    const text = await response.text();
    // an address longer than Node's HTTP server takes is refused before any code of ours
    if (response.status === 431 || response.status === 414) return read(response.status, text, undefined);
    return read(response.status, text, (JSON.parse(text) as { error?: { data?: { linkwork?: WireError } } }).error?.data?.linkwork);
  }

  /** JSON as it is, over the socket: the packet is written by hand. */
  let next = 500_000;
  async function ask(wire: Wire, event: string, json: string): Promise<Said> {
    const id = next++;
    const start = wire.raw.length;
    wire.send(`42${id}["${event}",${json}]`);
    const prefix = `43${id}[`;
    let text: string | undefined;
    const end = performance.now() + 30_000;
    while (text === undefined && !wire.isGone() && performance.now() < end) {
      text = wire.raw.slice(start).find((packet) => packet.startsWith(prefix));
      if (text === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    if (text === undefined) return read(wire.isGone() ? 499 : 598, "", undefined);
    const [answer] = JSON.parse(text.slice(prefix.length - 1)) as [{ ok: boolean; error?: WireError }];
    return read(answer.ok ? 200 : answer.error?.meaning === "INTERNAL_SERVER_ERROR" ? 500 : 400, text, answer.error);
  }

  /** How many documents each collection holds; access records are left out, for a smuggled field is on record. */
  async function counts(): Promise<Record<string, number>> {
    await world.app.effects.settled();
    await world.app.rooms.settled();
    const db = world.database.getClient().db(world.name);
    // counted refusals are access records that wait for the end of their hour, and the seals and the book of looks come by the clock; a challenge goes by it
    const names = (await db.listCollections().toArray())
      .map((c) => c.name)
      .filter((name) => !["refusals", "passkeyChallenges", "seals", "daySeals", "looks", "looksRead"].includes(name))
      .sort();
    const count = (name: string) => db.collection<{ _id: string }>(name).countDocuments(ofRooms.has(name) ? { _id: noRecord } : {});
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await count(name)] as const)));
  }

  const wires: Wire[] = [];
  /** Each of the lines has a connection of its own: whoever loses theirs costs nobody else's. */
  async function wireOf(line: number): Promise<Wire> {
    const open = wires[line];
    const wire = open === undefined || open.isGone() ? await rhona.again() : open;
    wires[line] = wire;
    return wire;
  }

  /** Even ones over the socket, odd ones over HTTP; what JSON can't say only over HTTP. */
  async function send(path: string, json: string, turn: number, line: number): Promise<Said> {
    if (json.length < 12_000 && turn % 2 === 0 && !json.includes("NaN"))
      return ask(await wireOf(line), "call", `{"path":"${path}","input":${json}}`);
    return post(path, json, isQuery(world, path));
  }

  /** All of them, a few at a time: most of a refusal is waiting. The answers stand in the order of what was sent. */
  async function sendAll(path: string, jsons: readonly string[]): Promise<Said[]> {
    const answers: Said[] = [];
    const turns = jsons.entries();
    const lines = Array.from({ length: atOnce }, async (_, line) => {
      for (const [turn, json] of turns) answers[turn] = await send(path, json, turn, line);
    });
    await Promise.all(lines);
    return answers;
  }

  return {
    post,
    ask,
    sendAll,
    counts,
    /** errors that nobody caught */
    died,
    stop(): void {
      process.off("uncaughtException", note).off("unhandledRejection", note);
    },
  };
}
export type Sender = ReturnType<typeof createSender>;
