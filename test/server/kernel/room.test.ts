import { mayRead } from "@linkwork/shared/cases/rules.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, actorOf, type BuiltCase, house } from "../../kit/build.ts";
import { nobody } from "../../kit/given.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { eventsIn } from "../../kit/wire.ts";

let nodes: Nodes;
beforeAll(async () => {
  nodes = await createNodes(2);
});
afterAll(() => nodes?.stop());

type Step = { what: "post" | "withdraw" | "pause" | "resume"; by: "rhona" | "tariq"; node: 0 | 1 };
const step = fc.record<Step>({
  what: fc.constantFrom("post", "post", "post", "post", "withdraw", "pause", "resume"),
  by: fc.constantFrom("rhona", "tariq"),
  node: fc.constantFrom(0, 1),
});
/** What happens at once, and then the next lot. */
const weeks = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });

const type = { post: "postMessage", withdraw: "withdrawConsent", pause: "pauseConsent", resume: "resumeConsent" };
const inputOf = ({ what }: Step, { consentId }: BuiltCase) => (what === "post" ? { text: "word" } : { consentId, method: "phone" });

async function live(lots: Step[][]) {
  const { people } = nodes;
  const at = { ...nodes.first, clock: nodes.clock, community: nodes.community };
  const built = await aCase(at);
  const { roomId } = built;
  const listeners = await Promise.all(
    [0, 1].map(async (node) => {
      const wire = await (await nodes.at(node, people.tariq)).again();
      await wire.ask("subscribe", { roomId, afterSeq: null });
      return wire;
    }),
  );
  let written = 0;
  for (const lot of lots) {
    const answers = await Promise.all(
      lot.map(async (one) => (await nodes.at(one.node, people[one.by])).attempt(roomId, type[one.what], inputOf(one, built))),
    );
    written += answers.filter((a) => a.ok).length;
    for (const answer of answers)
      if (!answer.ok) expect(["NotFound", "WrongState", "LeadOnly", "ConsentMissing"]).toContain(answer.error.code);
    nodes.clock.advance(1);
  }
  const { log } = nodes.first.app;
  const { events } = await log.read(roomId, 0);
  const marker = await (await nodes.at(0, people.rhona)).attempt(roomId, "postMessage", { text: "marker" });
  expect(marker.ok).toBe(true);
  // the other node has it too: whatever it had to tell before is told
  await (await nodes.at(1, people.rhona)).since(roomId, 0);
  for (const wire of listeners) await wire.ask("unsubscribe", { roomId });
  return { built, events: events as unknown as CaseEvent[], written, listeners, verified: await log.verify(roomId) };
}

test("whatever is said, withdrawn, paused and resumed at once on two nodes: numbers without a hole, no word that the state before it forbids, no delivery that the state after it forbids (I4, N9)", async () => {
  await fc.assert(
    fc.asyncProperty(weeks, async (lots) => {
      const { built, events, written, listeners, verified } = await live(lots);
      expect(verified).toBeUndefined();
      expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1));
      expect(new Set(events.map((e) => e.id)).size).toBe(events.length);
      // opened, agreed, invited, joined, and one for each "yes" that somebody got
      expect(events.length).toBe(4 + written);
      const tariq = actorOf(nodes.people.tariq);
      const readable = new Set<number>();
      let state = noCase;
      for (const event of events) {
        if (event.type === "messagePosted" && event.actor.personId === tariq.personId)
          expect(mayRead(state, tariq, event.at), `${event.seq}: said while it was shut`).toBe(true);
        state = foldCase(state, event);
        if (mayRead(state, tariq, event.at)) readable.add(event.seq);
      }
      for (const wire of listeners) {
        const got = eventsIn(wire.frames, built.roomId).map((e) => e.seq);
        expect(got.filter((seq) => seq <= events.length && !readable.has(seq))).toEqual([]);
        expect(got).toEqual([...new Set(got)].sort((a, b) => a - b));
        if (events.some((e) => e.type === "consentWithdrawn"))
          expect(
            wire.frames.filter((f) => f.name === "closed"),
            "closed, once",
          ).toHaveLength(1);
      }
    }),
    { numRuns: 12, interruptAfterTimeLimit: 25_000 },
  );
});

test("a hundred at once in one room on two nodes: a hundred events, in one order", async () => {
  const at = { ...nodes.first, clock: nodes.clock, community: nodes.community };
  const { roomId } = await aCase(at);
  const { log } = nodes.first.app;
  const head = await log.headSeq(roomId);
  const writers = await Promise.all([0, 1].map((i) => nodes.at(i, nodes.people.rhona)));
  const posts = Array.from({ length: 100 }, (_, i) => writers[i % 2]?.attempt(roomId, "postMessage", { text: `word ${i}` }));
  const answers = await Promise.all(posts);
  // losing eight races in a row is an answer too: try again, nothing was lost
  const ok = answers.filter((a) => a?.ok).length;
  for (const answer of answers) if (answer && !answer.ok) expect(answer.error.code).toBe("Busy");
  const { events } = await log.read(roomId, head);
  expect(events).toHaveLength(ok);
  expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => head + i + 1));
  expect(await log.verify(roomId)).toBeUndefined();
});

test("an id never expires: sent again after six hundred other events, and after the person withdrew, it is the one event and the answer of then (I5)", async () => {
  const at = { ...nodes.first, clock: nodes.clock, community: nodes.community };
  const { roomId, consentId } = await aCase(at);
  const { rhona, tariq } = nodes.people;
  const [here, there] = [await nodes.at(0, tariq), await nodes.at(1, tariq)];
  const id = nobody<EventId>();
  const say = (client: typeof here, text = "from the tunnel") => client.attempt(roomId, "postMessage", { text }, { id });
  const first = await say(here);
  expect(first.ok).toBe(true);
  await Promise.all(Array.from({ length: 600 }, () => house(at, roomId, "postMessage", { text: "later" })));
  const { log } = nodes.first.app;
  const head = await log.headSeq(roomId);
  for (const client of [here, there]) expect(await say(client)).toEqual(first);
  expect(await say(here, "other words")).toMatchObject({ ok: false, error: { code: "IdReused" } });
  await (await nodes.at(0, rhona)).act(roomId, "withdrawConsent", { consentId, method: "phone" });
  for (const client of [here, there]) expect(await say(client)).toEqual(first);
  expect(await say(here, "other words")).toMatchObject({ ok: false, error: { code: "NotFound" } });
  expect(await log.headSeq(roomId)).toBe(head + 1);
});
