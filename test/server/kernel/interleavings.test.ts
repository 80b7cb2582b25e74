import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, actAs, type BuiltCase, consentInput, type Person } from "../../kit/build.ts";
import { full } from "../../kit/depth.ts";
import { nobody } from "../../kit/given.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { type Acknowledged, connect, type Wire } from "../../kit/wire.ts";

const cases = full ? 25 : 5;
const wordsEach = 400;
/** Cases that are talked about at the same time: while one waits for the database, others are decided. */
const atOnce = 5;

/** What one socket heard of one room: the numbers from `first` to `last` without a hole, unless `wrong` says what was. */
type Heard = { last: number; words: number; closed: string | undefined; wrong: string | undefined };
/** One open screen. Those that come and go subscribe and leave again for as long as they are let. */
type Ear = { wire: Wire; who: Person; node: number; comes: boolean; rooms: Map<string, Heard> };
/** One message, and how it came out: with the number that the log gave it, or refused. */
type Word = { theirs: boolean; seq: number | undefined; midAir: boolean };

let nodes: Nodes;
beforeAll(async () => {
  nodes = await createNodes(2);
});
afterAll(() => nodes?.stop());

const eventsHead = '42["events",{"roomId":"';
/** The frame that was read before, by room: everybody in a room gets the same bytes, and they need not be parsed two hundred times. */
const read = new Map<string, { packet: string; seqs: number[] }[]>();
function seqsIn(packet: string): { roomId: string; seqs: number[] } {
  const roomId = packet.slice(eventsHead.length, packet.indexOf('"', eventsHead.length));
  const known = read.get(roomId) ?? [];
  const same = known.find((one) => one.packet === packet);
  if (same) return { roomId, seqs: same.seqs };
  const [, { events }] = JSON.parse(packet.slice(2)) as [string, { events: { seq: number }[] }];
  const seqs = events.map((e) => e.seq);
  read.set(roomId, [{ packet, seqs }, ...known.slice(0, 7)]);
  return { roomId, seqs };
}

async function ear(node: number, who: Person, comes: boolean): Promise<Ear> {
  const { cookie } = await nodes.at(node, who);
  const base = nodes.nodes[node]?.base ?? "";
  const rooms: Ear["rooms"] = new Map();
  const took = (packet: string): boolean => {
    if (!packet.startsWith(eventsHead)) return false;
    const { roomId, seqs } = seqsIn(packet);
    const heard = rooms.get(roomId);
    if (!heard) throw new Error(`never asked for ${roomId}`);
    if (heard.closed) heard.wrong ??= `${seqs[0]} after it was closed`;
    for (const seq of seqs) {
      // what is in the page that a subscription began with may come once more
      if (comes || heard.last === 0) heard.last = Math.max(heard.last, seq);
      else if (seq === heard.last + 1) heard.last = seq;
      else heard.wrong ??= `${seq} after ${heard.last}`;
      heard.words++;
    }
    return true;
  };
  const wire = await connect({ base, cookie, auth: { orgId: who.orgId }, took });
  wire.onFrame(({ name, body }) => {
    const heard = rooms.get(body.roomId as string);
    if (name === "closed" && heard) heard.closed = body.code as string;
    if (name !== "heads") return;
    for (const [roomId, seq] of Object.entries(body)) {
      const known = rooms.get(roomId);
      if (known?.closed) known.wrong ??= `told of ${seq} after it was closed`;
    }
  });
  return { wire, who, node, comes, rooms };
}

/** 200 sockets over both nodes: half of them of the food hub, which is shut out, two of which on each node come and go; the others of the practice and of the café, which stay. */
async function crowd(): Promise<Ear[]> {
  const { rhona, isla, olga, tariq, tess } = nodes.people;
  const staying = Array.from({ length: 50 }, (_, i) => [rhona, isla, olga][i % 3] as Person);
  const leaving = Array.from({ length: 50 }, (_, i) => [tariq, tess][i % 2] as Person);
  const ears: Ear[] = [];
  for (const node of [0, 1]) {
    ears.push(...(await Promise.all(staying.map((who) => ear(node, who, false)))));
    ears.push(...(await Promise.all(leaving.map((who, i) => ear(node, who, i < 2)))));
  }
  return ears;
}

/** A case in which all five take part, each organisation by a yes of its own. */
async function sharedCase(): Promise<BuiltCase> {
  const { people, orgs, clock, first, community } = nodes;
  const at = { ...first, clock, community };
  const built = await aCase(at);
  const { roomId, participationId } = built;
  const forCafe = consentInput(clock, [orgs.cafe.orgId]);
  const place = nobody();
  await actAs(at, people.tariq, { roomId, type: "addColleague", input: { participationId, personId: people.tess.personId } });
  await actAs(at, people.rhona, { roomId, type: "addColleague", input: { participationId: built.leadId, personId: people.isla.personId } });
  await actAs(at, people.rhona, { roomId, type: "recordConsent", input: forCafe });
  const invitation = { participationId: place, orgId: orgs.cafe.orgId, consentId: forCafe.consentId };
  await actAs(at, people.rhona, { roomId, type: "inviteOrganisation", input: invitation });
  await actAs(at, people.olga, { roomId, type: "joinCase", input: { participationId: place } });
  return built;
}

async function subscribe(one: Ear, roomId: RoomId, afterSeq: number | null): Promise<Acknowledged> {
  const heard = one.rooms.get(roomId) ?? { last: 0, words: 0, closed: undefined, wrong: undefined };
  one.rooms.set(roomId, heard);
  const answer = await one.wire.ask("subscribe", { roomId, afterSeq });
  if (!answer.ok) return answer;
  const events = answer.events as { seq: number }[];
  heard.last = Math.max(heard.last, events.at(-1)?.seq ?? 0);
  return answer;
}

const post = async (by: Ear, roomId: RoomId, text: string): Promise<Acknowledged> => {
  const id = newId(nodes.clock.now());
  for (;;) {
    const answer = await by.wire.ask("call", { path: "cases.postMessage", input: { roomId, id, input: { text } } });
    // who lost eight races in a row tries again with the same id, as every client does
    if (answer.ok || answer.error.code !== "Busy") return answer;
  }
};

/** One case: everybody listens, six screens talk at once on both nodes, and the person withdraws after so many words. Resolves when nothing more is under way. */
async function talkAndWithdraw(ears: readonly Ear[], { built, after, by }: { built: BuiltCase; after: number; by: Ear }) {
  const { roomId, consentId } = built;
  const still = ears.filter((one) => !one.comes);
  for (const answer of await Promise.all(still.map((one) => subscribe(one, roomId, null)))) expect(answer.ok).toBe(true);
  const { rhona, isla, tariq, tess } = nodes.people;
  const voices = [0, 1].flatMap((node) =>
    [rhona, isla, tariq, tess].map((who) => still.find((e) => e.node === node && e.who === who) as Ear),
  );
  const words: Word[] = [];
  let [sent, acknowledged] = [0, 0];
  let withdrawing = false;
  let withdrawnYet = false;
  let withdraw = () => {};
  const itIsTime = new Promise<void>((resolve) => {
    withdraw = resolve;
  });
  async function talk(voice: Ear): Promise<void> {
    const theirs = voice.who.orgId === tariq.orgId;
    while (sent < wordsEach) {
      const n = sent++;
      const begunBefore = !withdrawnYet;
      const answer = await post(voice, roomId, `word ${n}`);
      if (!answer.ok) expect(answer.error).toEqual({ code: "NotFound", meaning: "NOT_FOUND", details: {} });
      words.push({ theirs, seq: answer.ok ? (answer.data as { seq: number }).seq : undefined, midAir: withdrawing && begunBefore });
      if (++acknowledged === after) withdraw();
    }
  }
  /** Asks again and again to be let in, until it is refused: also while the withdrawal is under way. */
  async function comeAndGo(one: Ear): Promise<void> {
    for (let last = 0; ; ) {
      const answer = await subscribe(one, roomId, last);
      if (!answer.ok) return expect(answer.error.code).toBe("NotFound");
      last = answer.through as number;
      await one.wire.ask("unsubscribe", { roomId });
    }
  }
  const talks = voices.flatMap((voice) => Array.from({ length: 6 }, () => talk(voice)));
  const comings = ears.filter((one) => one.comes).map(comeAndGo);
  await itIsTime;
  withdrawing = true;
  const input = { roomId, id: newId(nodes.clock.now()), input: { consentId, method: "phone" } };
  const withdrawn = await by.wire.ask("call", { path: "cases.withdrawConsent", input });
  withdrawnYet = true;
  expect(withdrawn).toMatchObject({ ok: true });
  await Promise.all([...talks, ...comings]);
  return { roomId, words, withdrawnAt: (withdrawn.data as { seq: number }).seq };
}

/** Until who stays has heard all of a room, on both nodes, and whatever a node said before to anybody has arrived. */
async function quiet(ears: readonly Ear[], roomId: RoomId): Promise<number> {
  const [marker] = ears;
  if (!marker) throw new Error("nobody there");
  const answer = await post(marker, roomId, "that is all");
  const head = (answer.data as { seq: number }).seq;
  const staying = ears.filter((one) => one.who.orgId !== nodes.orgs.hub.orgId);
  while (staying.some((one) => (one.rooms.get(roomId)?.last ?? 0) < head))
    await Promise.all(staying.map(({ wire }) => wire.ask("unsubscribe", { roomId: nobody() })));
  return head;
}

test(`R2, R3, M2, ASVS 8.3.2, 15.4.2: two nodes, 200 live sockets, ${cases * wordsEach} words said around ${cases} withdrawals: none with a number after it reaches who is shut out, and none before it is missing anywhere`, {
  timeout: 180_000,
}, async () => {
  const ears = await crowd();
  const { hub } = nodes.orgs;
  const built: BuiltCase[] = [];
  for (let i = 0; i < cases; i += 5) built.push(...(await Promise.all(Array.from({ length: 5 }, sharedCase))));
  await nodes.first.app.effects.settled();
  const rhonas = [0, 1].map((node) => ears.find((one) => one.node === node && one.who === nodes.people.rhona) as Ear);
  const tally = { before: 0, after: 0, refused: 0, midAir: 0, heard: 0, leaked: 0 };
  const faults: string[] = [];
  let next = 0;
  async function oneAfterAnother(): Promise<void> {
    while (next < cases) {
      const i = next++;
      // from the first words to the last: each case's withdrawal falls at another place
      const after = 1 + Math.floor((i * (wordsEach * 0.8)) / cases);
      const { roomId, words, withdrawnAt } = await talkAndWithdraw(ears, { built: built[i] as BuiltCase, after, by: rhonas[i % 2] as Ear });
      const head = await quiet(ears, roomId);
      for (const { theirs, seq, midAir } of words) {
        if (seq === undefined) tally.refused++;
        else if (seq > withdrawnAt) tally.after++;
        else tally.before++;
        if (midAir) tally.midAir++;
        if (theirs && seq !== undefined && seq > withdrawnAt) faults.push(`${roomId}: ${seq} is theirs, after ${withdrawnAt}`);
        if (!theirs && seq === undefined) faults.push(`${roomId}: refused to somebody who stays`);
      }
      for (const { who, node, comes, rooms } of ears) {
        const heard = rooms.get(roomId);
        if (!heard) throw new Error("never there");
        const out = who.orgId === hub.orgId;
        const place = `${who.name} at ${node} of ${roomId}, withdrawn at ${withdrawnAt}`;
        tally.heard += heard.words;
        if (out && heard.last >= withdrawnAt) {
          tally.leaked += heard.last - withdrawnAt;
          faults.push(`${place}: heard ${heard.last}`);
        }
        if (heard.wrong) faults.push(`${place}: ${heard.wrong}`);
        if (!comes && heard.last !== (out ? withdrawnAt - 1 : head)) faults.push(`${place}: heard only up to ${heard.last}`);
        if (!comes && heard.closed !== (out ? "withdrawn" : undefined)) faults.push(`${place}: closed ${heard.closed}`);
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, oneAfterAnother));
  console.log(`  ${JSON.stringify(tally)}`);
  expect(faults.slice(0, 20)).toEqual([]);
  expect(tally.leaked).toBe(0);
  expect(tally.before + tally.after + tally.refused).toBe(cases * wordsEach);
  // or they would not have lain across each other
  expect(Math.min(tally.before, tally.after, tally.refused, tally.midAir)).toBeGreaterThan(cases);
});
