import { newId, type RoomId } from "../../packages/shared/src/kernel/ids.ts";
import { postTo } from "./fan-out.ts";
import { type Community, makeCommunity } from "./fixture.ts";
import { quantile } from "./latency.ts";
import { startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";
import { connect, type Raw, signIn } from "./wire.ts";

const sockets = 200;
/** Words that are acknowledged before the person withdraws, and after every screen was closed: each of the latter could still leak. */
const wordsAround = 30;
const longest = 5_000;

/** A socket of one of the two organisations, and when something last came to it. */
type Ear = { raw: Raw; theirs: boolean; lastAt: number; closedAt: number };

/**
 * P6: withdrawal to silence. Two nodes, 200 sockets on one room, half of them of the organisation that is shut out, both organisations talking on both
 * nodes all the while; once a case. The clock runs from the acknowledgement to the last thing that came to a socket, which is `closed`: keys are destroyed
 * before who asked is answered, so mostly every screen is closed by then.
 */
export async function withdrawal(bench: Bench): Promise<void> {
  const databaseName = `p6-${Date.now()}`;
  const community = await makeCommunity({ uri: bench.uri, databaseName, each: 5, cases: bench.runs > 1 ? 50 : 6 });
  const nodes = await Promise.all([1, 2].map(() => startProduct({ uri: bench.uri, databaseName })));
  const [took, asked]: [number[], number[]] = [[], []];
  let [leaks, busy] = [0, 0];
  try {
    const ports = nodes.map((node) => node.port);
    const ears = await listen(ports, community);
    for (const roomId of community.rooms) {
      const seen = await withdraw(ears, roomId, community.consents[roomId] ?? "");
      took.push(...seen.silentAfter);
      asked.push(seen.askedFor);
      leaks += seen.leaks;
      busy += seen.busy;
    }
    for (const { raw } of ears) raw.close();
  } finally {
    for (const node of nodes) await node.stop();
  }
  const times = `${took.length.toLocaleString("en-GB")} times a socket was shut out`;
  const [p50, p99] = [quantile(took, 0.5), quantile(took, 0.99)];
  note({
    goal: "P6",
    what: `withdrawal to silence, ${sockets} sockets on two nodes, p99 of ${times} (p50 ${p50.toFixed(1)} ms; below 0: before who asked was answered)`,
    unit: "ms",
    ours: [p99],
    peer: [],
    aim: "< 1,000 ms",
    judge: (_ratio, ours) => ours < 1_000,
  });
  note({
    goal: "P6",
    what: `sockets that heard a word after it, of ${times}`,
    unit: "",
    ours: [leaks],
    peer: [],
    aim: "0",
    judge: (_r, n) => n === 0,
  });
  note({
    goal: "P6",
    what: `asking to withdraw to its acknowledgement, in the middle of the talk (${busy} times told to ask again)`,
    unit: "ms",
    ours: asked,
    peer: [],
    aim: "none",
  });
}

async function listen(ports: readonly number[], { people }: Community): Promise<Ear[]> {
  const cookies = new Map<string, string>();
  const ears: Ear[] = [];
  for (let i = 0; i < sockets; i++) {
    const who = people[i % people.length];
    const port = ports[Math.floor(i / people.length) % ports.length];
    if (!who || !port) throw new Error("nobody there");
    const cookie = cookies.get(who.email) ?? (await signIn(port, who));
    cookies.set(who.email, cookie);
    const raw = await connect({ port, cookie, auth: { orgId: who.orgId } });
    const ear: Ear = { raw, theirs: who.orgId !== people[0]?.orgId, lastAt: 0, closedAt: 0 };
    raw.onEvents(() => {
      ear.lastAt = performance.now();
    });
    raw.onClosed(() => {
      ear.closedAt = performance.now();
    });
    ears.push(ear);
  }
  return ears;
}

async function until(what: string, there: () => boolean): Promise<void> {
  const deadline = performance.now() + longest;
  while (!there()) {
    if (performance.now() > deadline) throw new Error(`not within ${longest} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 1));
  }
}

async function withdraw(ears: readonly Ear[], roomId: RoomId, consentId: string) {
  for (const ear of ears) {
    Object.assign(ear, { lastAt: 0, closedAt: 0 });
    ear.raw.got.lastSeq = 0;
  }
  for (const answer of await Promise.all(ears.map(({ raw }) => raw.ask("subscribe", { roomId, afterSeq: null }))))
    if (!answer.ok) throw new Error(JSON.stringify(answer));
  const theirs = ears.filter((ear) => ear.theirs);
  const ours = ears.filter((ear) => !ear.theirs);
  const [first] = ours;
  if (!first) throw new Error("nobody there");
  let [talking, said] = [true, 0];
  // who is shut out goes on until they are refused; who loses too many races says the next thing
  const talk = async ({ raw, theirs: out }: Ear) => {
    while (talking) {
      try {
        await postTo(raw, roomId);
        said++;
      } catch (error) {
        if (out && !String(error).includes('"Busy"')) return;
      }
    }
  };
  // the first and the last of each are on different nodes
  const talks = [ours[0], theirs[0], ours.at(-1), theirs.at(-1)].flatMap((ear) => (ear ? [talk(ear)] : []));
  await until("talk", () => said >= wordsAround);
  const began = performance.now();
  const id = newId(Date.now());
  const ask = () => first.raw.ask("call", { path: "cases.withdrawConsent", input: { roomId, id, input: { consentId, method: "phone" } } });
  let busy = 0;
  let answer = await ask();
  // the same id again, as every client does
  for (; (answer.error as { code?: string } | undefined)?.code === "Busy"; busy++) answer = await ask();
  const acknowledged = performance.now();
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  const { seq } = answer.data as { seq: number };
  await until("every screen closed", () => theirs.every((ear) => ear.closedAt > 0));
  const before = said;
  await until("more talk", () => said >= before + wordsAround);
  talking = false;
  await Promise.all(talks);
  await until("the last word at everybody's", () => ours.every(({ raw }) => raw.got.lastSeq === first.raw.got.lastSeq));
  // what a node sent before to anybody has come before its answer
  await Promise.all(ears.map(({ raw }) => raw.ask("unsubscribe", { roomId })));
  return {
    askedFor: acknowledged - began,
    busy,
    silentAfter: theirs.map((ear) => Math.max(ear.lastAt, ear.closedAt) - acknowledged),
    leaks: theirs.filter(({ raw }) => raw.got.lastSeq >= seq).length,
  };
}
