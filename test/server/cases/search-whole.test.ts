import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { SearchCursor } from "@linkwork/shared/cases/schema-search.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Found, search } from "../../../apps/server/src/cases/search.ts";
import { aCase, actorOf, type BuiltCase, consentInput, type Person } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { did, withdrawn } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Asked = { text: string; cursor?: SearchCursor };
const found = async (who: Person, input: Asked): Promise<Found> => {
  const answer = await (await world.as(who)).call("cases.search", input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.data as Found;
};
const said = async (built: BuiltCase, by: keyof World["people"], text: string) =>
  (await did(by, "postMessage", { text })(world, built)).seq;

/** The person says yes anew for the food hub: it may read from an instant on that has passed by now. */
const readFrom = (built: BuiltCase, at: string) =>
  did("rhona", "recordConsent", (_, { clock, orgs }) =>
    consentInput(clock, [orgs.hub.orgId], {
      supersedes: built.consentId,
      said: { on: new Date(clock.now()).toISOString(), method: "face", language: "en" },
      terms: { historyFrom: { kind: "date", at } },
    }),
  )(world, built);

/** A long talk, of which Tariq may read what was said from half an hour on; in it a word comes and goes as messages are changed. Another case has it once, before. */
async function longTalk() {
  const it = "lighthouse";
  const quiet = await aCase(world);
  await said(quiet, "rhona", `${it} once`);
  await world.later(20 * minute);
  const at = new Date(world.clock.now() + 15 * minute).toISOString();
  const busy = await aCase(world);
  const seqs: number[] = [];
  for (let i = 0; i < 1200; i++) {
    seqs.push(await said(busy, "rhona", i % 25 === 0 ? `${it} ${i}` : "nothing"));
    if (i % 10 === 9) await world.later(minute);
    if (i % 25 !== 24) continue;
    // some minutes later one loses the word, or keeps it, and another gets it
    await did("rhona", "editMessage", { messageSeq: seqs[i - 24], text: i % 50 === 24 ? "taken back" : `${it} still` })(world, busy);
    await did("rhona", "editMessage", { messageSeq: seqs[i - 20], text: `late ${it}` })(world, busy);
  }
  await readFrom(busy, at);
  return { busy, quiet, it };
}

/** What a plain look at everything that `since` gives would find. */
async function plainly(who: Person, built: readonly BuiltCase[], terms: readonly string[]) {
  const flat = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const fits = (text: string) =>
    terms.every((term) =>
      flat(text)
        .split(/[^a-z]+/)
        .some((w) => w.startsWith(flat(term))),
    );
  const hits: { at: string; roomId: string; seq: number; key: string }[] = [];
  for (const { roomId } of built) {
    const client = await world.as(who);
    const { state } = await client.since(roomId, null);
    const events: CaseEvent[] = [];
    for (let page = await client.since(roomId, 0); ; page = await client.since(roomId, page.through)) {
      events.push(...(page.events as unknown as CaseEvent[]));
      if (page.through >= page.head) break;
    }
    const texts = new Map<number, { at: string; text: string; key: string }>();
    for (const e of events) {
      if (e.type === "messagePosted") texts.set(e.seq, { at: e.at, text: e.body.text, key: `message ${e.seq}` });
      const edited = e.type === "messageEdited" ? texts.get(e.body.messageSeq) : undefined;
      if (edited && e.type === "messageEdited") edited.text = e.body.text;
      if (e.type === "topicOpened") texts.set(e.seq, { at: e.at, text: e.body.title, key: `topic ${e.seq}` });
    }
    for (const pin of (state as CaseState).pins)
      texts.set(pin.pinned.seq, { at: pin.pinned.at, text: pin.text, key: `summary ${pin.messageSeq}` });
    for (const [seq, { at, text, key }] of texts) if (fits(text)) hits.push({ at, roomId, seq, key: `${roomId} ${key}` });
  }
  const order = hits.sort((a, b) => b.at.localeCompare(a.at) || a.roomId.localeCompare(b.roomId) || b.seq - a.seq);
  return order.map((h) => h.key);
}

describe("a property: search finds exactly what a plain look at everything that one may read would find, in the same order", () => {
  const texts = fc.array(fc.constantFrom("Café", "cafeteria", "table", "tables", "Zoë", "the", "suntable"), { minLength: 1, maxLength: 4 });
  const step = fc.record({
    room: fc.nat({ max: 2 }),
    what: fc.constantFrom("post", "post", "post", "edit", "topic", "pin", "unpin", "later", "long"),
    text: texts.map((words) => words.join(" ")),
    pick: fc.nat({ max: 5 }),
  });

  test("for the lead, for who may read all, from a day on, or from now on; page by page, and stopped at every step", {
    timeout: 120_000,
  }, async () => {
    const keys = (hits: Found["hits"]) => hits.map((h) => `${h.roomId} ${h.kind} ${h.seq}`);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 90 }), texts, async (steps, looked) => {
        const began = world.clock.now();
        const histories = [{ kind: "all" }, { kind: "all" }, { kind: "now" }];
        const built = await Promise.all(histories.map((historyFrom) => aCase(world, { consent: { terms: { historyFrom } } })));
        const posted: number[][] = [[], [], []];
        for (const { room, what, text, pick } of steps) {
          const place = built[room] as BuiltCase;
          const messageSeq = posted[room]?.at(-1 - pick) ?? 0;
          if (what === "later") await world.later(minute);
          if (what === "long") await world.later(20 * minute);
          if (what === "post") posted[room]?.push(await said(place, "rhona", text));
          if (what === "topic") await did("rhona", "openTopic", { topicId: newId(world.clock.now()), title: text })(world, place);
          if (messageSeq === 0) continue;
          const change = {
            edit: ["editMessage", { messageSeq, text }],
            pin: ["pinMessage", { messageSeq, versionSeq: messageSeq }],
            unpin: ["unpinMessage", { messageSeq }],
          }[what as "edit"];
          if (change) await did("rhona", change[0] as string, change[1] as Record<string, unknown>)(world, place).catch(() => undefined);
        }
        const [, fromADayOn] = built;
        if (fromADayOn) await readFrom(fromADayOn, new Date(Math.min(began + 5 * minute, world.clock.now())).toISOString());
        for (const who of [world.people.rhona, world.people.tariq]) {
          const wanted = await plainly(who, built, looked);
          const ours = async (ask: (input: Asked) => Promise<Found>) => {
            const hits: Found["hits"] = [];
            let cursor: SearchCursor | undefined;
            do {
              const page: Found = await ask({ text: looked.join(" "), ...(cursor ? { cursor } : {}) });
              hits.push(...page.hits.filter((h) => built.some((b) => b.roomId === h.roomId)));
              cursor = page.cursor;
            } while (cursor && hits.length < 1000);
            return keys(hits);
          };
          expect(await ours((input) => found(who, input))).toEqual(wanted);
          // a clock by which the time is always up
          let at = world.clock.now();
          const hasty = { now: () => (at += 1_000) };
          const stopping = {
            rooms: world.app.rooms,
            views: { ...world.app.views.cases, casesFor: async () => built.map((b) => b.caseId) },
            clock: hasty,
          };
          expect(await ours((input) => search(stopping as never, actorOf(who), input as never))).toEqual(wanted);
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  test("when the time is up it says how far it came, shows nothing out of turn, and goes on from there until it has seen everything", async () => {
    const { busy, quiet, it } = await longTalk();
    const wanted = await plainly(world.people.tariq, [busy, quiet], [it]);
    const views = { ...world.app.views.cases, casesFor: async () => [busy.caseId, quiet.caseId] };
    let at = world.clock.now();
    const deps = { rooms: world.app.rooms, views, clock: { now: () => (at += 1_000) } };
    const seen: string[] = [];
    let [cursor, stops]: [SearchCursor | undefined, number] = [undefined, 0];
    do {
      const page: Found = await search(deps, actorOf(world.people.tariq), { text: it, ...(cursor ? { cursor } : {}) });
      const { backTo } = page;
      if (page.cursor) stops += 1;
      if (page.cursor && !backTo) expect(page.hits).toHaveLength(20);
      for (const hit of page.hits) expect(hit.at >= (backTo ?? "")).toBe(true);
      seen.push(...page.hits.map((h) => `${h.roomId} ${h.kind} ${h.seq}`));
      cursor = page.cursor;
    } while (cursor);
    expect(stops).toBeGreaterThan(3);
    expect(wanted.length).toBeGreaterThan(40);
    expect(seen).toEqual(wanted);
  });
});

describe("a room read from its newest word back", () => {
  const backwards = async (who: Person, roomId: RoomId) => {
    const { rooms } = world.app;
    const room = await rooms.open(actorOf(who), roomId);
    const events: AnyEvent[] = [];
    for (let before: number | undefined = room.head.seq + 1; before !== undefined; ) {
      const stretch: Awaited<ReturnType<typeof rooms.back>> = await rooms.back({ room, before, commits: 50 });
      events.unshift(...stretch.events);
      before = stretch.before;
    }
    return events;
  };

  test("gives each what `since` gives them, no more and no less", async () => {
    const { busy } = await longTalk();
    for (const who of [world.people.rhona, world.people.tariq]) {
      const client = await world.as(who);
      const events: AnyEvent[] = [];
      for (let page = await client.since(busy.roomId, 0); ; page = await client.since(busy.roomId, page.through)) {
        events.push(...page.events);
        if (page.through >= page.head) break;
      }
      expect(events.length).toBeGreaterThan(400);
      expect(await backwards(who, busy.roomId)).toEqual(events);
    }
  });

  test("is refused to whoever was let in and is shut out by now", async () => {
    const built = await aCase(world);
    const room = await world.app.rooms.open(actorOf(world.people.tariq), built.roomId);
    await withdrawn(world, built);
    await expect(world.app.rooms.back({ room, before: 100, commits: 10 })).rejects.toMatchObject({ code: "NotFound" });
  });
});
