import { type EventId, newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, actAs, consentInput } from "../../kit/build.ts";
import { day, hour } from "../../kit/clock.ts";
import { createNodes } from "../../kit/nodes.ts";
import { type Acknowledged, eventsIn } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";

const uuid = <T extends string = string & never>(): T => newId<T>(Date.now());
const said = (answer: Acknowledged): string =>
  answer.ok ? "written" : [answer.error.meaning, answer.error.code, answer.error.details.field].filter(Boolean).join(" ");
const absentCase = (): RoomId => `case:${uuid()}:general` as RoomId;
const gone = "NOT_FOUND NotFound";

let world: World;
beforeAll(async () => {
  // what is closed is closed by what happened, and not since it is looked at again by the clock
  world = await createWorld({ recheckEvery: 24 * hour });
});
afterAll(() => world?.stop());

const withdraw = (w: World, built: { roomId: RoomId; consentId: string }) =>
  actAs(w, w.people.rhona, { roomId: built.roomId, type: "withdrawConsent", input: { consentId: built.consentId, method: "phone" } });

describe("two nodes", () => {
  let nodes: Awaited<ReturnType<typeof createNodes>>;
  beforeAll(async () => {
    nodes = await createNodes(2);
  });
  afterAll(() => nodes?.stop());

  test("1. the same id with the same body, ten times at two nodes, is one event and one reply", async () => {
    const { people, first } = nodes;
    const built = await aCase({ app: first.app, clock: nodes.clock, community: nodes.community });
    const devices = [await nodes.at(0, people.rhona), await nodes.at(1, people.rhona)];
    const head = await first.app.log.headSeq(built.roomId);
    const body = { roomId: built.roomId, id: uuid<EventId>(), input: { text: "once" } };
    const send = (i: number) => devices[i % 2]?.call("cases.postMessage", body, i % 3 === 0 ? "http" : "socket");
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => send(i)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.ok).toBe(true);
    expect(await first.app.log.headSeq(built.roomId)).toBe(head + 1);
  });

  test("2. the same id with another body is refused at either node, and the first stays", async () => {
    const { people, first } = nodes;
    const built = await aCase({ app: first.app, clock: nodes.clock, community: nodes.community });
    const id = uuid<EventId>();
    const stored = await (await nodes.at(0, people.rhona)).act(built.roomId, "postMessage", { text: "the first" }, { id });
    for (const index of [0, 1])
      for (const door of ["socket", "http"] as const) {
        const device = await nodes.at(index, people.rhona);
        expect(said(await device.attempt(built.roomId, "postMessage", { text: "the second" }, { id, door }))).toBe("CONFLICT IdReused id");
      }
    expect((await first.app.log.at(built.roomId, stored.seq))?.body).toEqual({ text: "the first" });
    expect(await first.app.log.headSeq(built.roomId)).toBe(stored.seq);
  });
});

describe("the door of consent", () => {
  test("3. what is on its way while consent is withdrawn falls on one side of it: before it is read, after it is like writing to an absent case", async () => {
    const { tariq } = world.people;
    for (let round = 0; round < 8; round++) {
      const built = await aCase(world);
      const client = await world.as(tariq);
      const sends = Array.from({ length: 12 }, (_, i) =>
        client.call(
          "cases.postMessage",
          { roomId: built.roomId, id: uuid(), input: { text: `word ${i}` } },
          i % 4 === 0 ? "http" : "socket",
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, round));
      const cut = await withdraw(world, built);
      const answers = await Promise.all(sends);
      const { events } = await world.app.log.read(built.roomId, 0);
      const words = events.filter((e) => e.type === "messagePosted");
      expect(words.filter((e) => e.seq > cut.seq)).toEqual([]);
      expect(words).toHaveLength(answers.filter((a) => a.ok).length);
      for (const answer of answers)
        if (!answer.ok) expect(answer).toEqual({ ok: false, error: { code: "NotFound", meaning: "NOT_FOUND", details: {} } });
    }
  });

  test("4. an outbox flushed a week after removal is refused whole, and the same outbox with consent is written once", async () => {
    const [kept, lost] = [await aCase(world), await aCase(world)];
    await withdraw(world, lost);
    await world.later(7 * day);
    const client = await world.as(world.people.tariq);
    const heads = [await world.app.log.headSeq(kept.roomId), await world.app.log.headSeq(lost.roomId)];
    const outbox = [1, 2, 3, 4, 5].map((n) => ({ id: uuid<EventId>(), input: { text: `written in the tunnel ${n}` } }));
    for (const turn of [1, 2])
      for (const letter of outbox) {
        expect(said(await client.call("cases.postMessage", { roomId: lost.roomId, ...letter })), `turn ${turn}`).toBe(gone);
        expect(said(await client.call("cases.postMessage", { roomId: kept.roomId, ...letter })), `turn ${turn}`).toBe("written");
      }
    expect(await world.app.log.headSeq(lost.roomId)).toBe(heads[1]);
    expect(await world.app.log.headSeq(kept.roomId)).toBe((heads[0] ?? 0) + outbox.length);
  });

  test("5. a guessed case answers like an absent one, is on record, and guessing is slowed down", async () => {
    const built = await aCase(world);
    const otto = await world.as(world.people.otto);
    const guess = (roomId: RoomId) => otto.bytes("room.since", { roomId, afterSeq: 3 });
    expect(await guess(built.roomId)).toEqual(await guess(absentCase()));
    await world.app.rooms.settled();
    const { events } = await world.app.log.read(accessRoom(built.caseId), 0);
    expect(events.map((e) => e.body).filter((b) => b.decision === "deny")).toEqual([
      { decision: "deny", what: "read", personId: otto.who.personId, orgId: otto.who.orgId, fromSeq: 0, toSeq: 0 },
    ]);
    const strict = await createWorld({ callsPerMinute: 60, callBurst: 20 });
    try {
      const guesser = await strict.as(strict.people.otto);
      // one more a second goes through, by the real clock
      const answers = await Promise.all(
        Array.from({ length: 60 }, () => guesser.call("room.since", { roomId: absentCase(), afterSeq: null })),
      );
      expect(answers.filter((a) => said(a) === gone).length).toBeLessThanOrEqual(40);
      expect(answers.filter((a) => said(a).startsWith("TOO_MANY_REQUESTS TooManyCalls")).length).toBeGreaterThanOrEqual(20);
    } finally {
      await strict.stop();
    }
  });

  test("6. an old tab is refused after removal, an open one is closed, and pulling brings nothing", async () => {
    const built = await aCase(world);
    const tariq = await world.as(world.people.tariq);
    const tab = await tariq.again();
    expect((await tab.ask("subscribe", { roomId: built.roomId, afterSeq: null })).ok).toBe(true);
    await withdraw(world, built);
    const closed = await tab.frame("closed", (f) => f.name === "closed");
    expect(closed.body).toEqual({ roomId: built.roomId, code: "withdrawn" });
    await (await world.as(world.people.rhona)).act(built.roomId, "postMessage", { text: "only for the practice" });
    for (const afterSeq of [null, 0, 3]) {
      expect(said(await tab.ask("subscribe", { roomId: built.roomId, afterSeq }))).toBe(gone);
      for (const door of ["socket", "http"] as const)
        expect(said(await tariq.call("room.since", { roomId: built.roomId, afterSeq }, door))).toBe(gone);
    }
    expect(eventsIn(tab.frames, built.roomId)).toEqual([]);
    expect(tab.raw.join("")).not.toContain("only for the practice");
  });

  test("7. a connection that claims to be an old one is a new one: nothing is restored, nothing is sent unasked", async () => {
    const built = await aCase(world);
    const tariq = await world.as(world.people.tariq);
    const old = await tariq.again();
    await old.ask("subscribe", { roomId: built.roomId, afterSeq: null });
    const opened = JSON.parse(old.raw.find((p) => p.startsWith("40"))?.slice(2) ?? "{}") as Record<string, string>;
    expect(Object.keys(opened)).toEqual(["sid"]);
    old.close();
    await withdraw(world, built);
    // what is claimed beside the hat is no field of the handshake
    await expect(tariq.again({ auth: { orgId: tariq.who.orgId, pid: opened.sid, offset: "0" } })).rejects.toThrow("BadInput");
    const back = await tariq.again();
    await (await world.as(world.people.rhona)).act(built.roomId, "postMessage", { text: "after the tunnel" });
    expect(said(await back.ask("subscribe", { roomId: built.roomId, afterSeq: 1 }))).toBe(gone);
    expect(back.raw.join("")).not.toContain("after the tunnel");
    expect(back.raw.join("")).not.toContain('"pid"');
  });

  test("8. a field that would override consent, author, scopes, number or time is refused by name, and on record", async () => {
    const built = await aCase(world);
    const rhona = await world.as(world.people.rhona);
    const before = await world.book();
    for (const field of ["consentOverridden", "orgId", "scopes", "seq", "at", "actor", "personId", "epoch"])
      for (const door of ["socket", "http"] as const)
        for (const [body, path] of [
          [{ roomId: built.roomId, id: uuid(), input: { text: "x", [field]: true } }, "input"],
          [{ roomId: built.roomId, id: uuid(), input: { text: "x" }, [field]: true }, ""],
        ] as const) {
          const answer = await rhona.call("cases.postMessage", body, door);
          expect(answer).toMatchObject({ ok: false, error: { code: "BadInput", meaning: "BAD_REQUEST", details: { field: path } } });
          expect(JSON.stringify(answer)).toContain(field);
        }
    expect(await world.added(before)).toEqual({});
    await world.app.rooms.settled();
    // those that were only counted are on record once their hour is over
    await world.later(2 * hour);
    await world.app.tidy();
    const { events } = await world.app.log.read(accessRoom(built.caseId), 0);
    const denied = events.filter((e) => e.body.decision === "deny" && e.body.what === "command");
    expect(new Set(denied.map((e) => `${e.body.personId} ${e.body.asked}`))).toEqual(new Set([`${rhona.who.personId} postMessage`]));
    expect(denied.reduce((n, e) => n + Number(e.body.times ?? 1), 0)).toBe(32);
  });

  test("9. a consent dated ahead, ending before it starts, longer than a year, for nobody or for everybody is refused with its field", async () => {
    const built = await aCase(world, { consent: false, joined: false, invited: false });
    const rhona = await world.as(world.people.rhona);
    const at = (ms: number) => new Date(world.clock.now() + ms).toISOString();
    const good = consentInput(world.clock, [world.orgs.hub.orgId]);
    const spoilt: [string, Record<string, unknown>][] = [
      ["said.on", { ...good, said: { ...good.said, on: at(day) } }],
      ["terms.period.start", { ...good, terms: { ...good.terms, period: { start: at(day), end: at(30 * day) } } }],
      ["input.terms.period.end", { ...good, terms: { ...good.terms, period: { start: at(-day), end: at(-2 * day) } } }],
      ["input.terms.period.end", { ...good, terms: { ...good.terms, period: { start: at(-day), end: at(400 * day) } } }],
      ["input.terms.controllers", { ...good, terms: { ...good.terms, controllers: [] } }],
      ["input.terms.controllers", { ...good, terms: { ...good.terms, controllers: "all partners" } }],
      ["input.terms.controllers.0", { ...good, terms: { ...good.terms, controllers: ["all partners"] } }],
      ["terms.controllers", { ...good, terms: { ...good.terms, controllers: [uuid()] } }],
    ];
    const before = await world.book();
    for (const [field, input] of spoilt)
      for (const door of ["socket", "http"] as const) {
        const answer = await rhona.attempt(built.roomId, "recordConsent", { ...input, consentId: uuid() }, { door });
        expect(answer, field).toMatchObject({ ok: false, error: { meaning: "BAD_REQUEST", details: { field } } });
      }
    expect(await world.added(before)).toEqual({});
  });

  test("12. an organisation can't come in on another's consent: uninvited it finds nothing, invited it is told what is missing", async () => {
    const built = await aCase(world, { joined: false });
    const olga = await world.as(world.people.olga);
    const join = { participationId: built.participationId };
    expect(said(await olga.attempt(built.roomId, "joinCase", join))).toBe(gone);
    const consent = consentInput(world.clock, [world.orgs.cafe.orgId]);
    const invitation = { participationId: uuid(), orgId: world.orgs.cafe.orgId, consentId: consent.consentId };
    await actAs(world, world.people.rhona, { roomId: built.roomId, type: "recordConsent", input: consent });
    await actAs(world, world.people.rhona, { roomId: built.roomId, type: "inviteOrganisation", input: invitation });
    expect(said(await olga.attempt(built.roomId, "joinCase", join))).toBe("PRECONDITION_FAILED ConsentMissing participationId");
    expect(said(await olga.attempt(built.roomId, "joinCase", { participationId: invitation.participationId }))).toBe("written");
  });
});

describe("words", () => {
  test("16. markup, odd characters and long text are kept as plain text to the letter, or refused with the limit", async () => {
    const built = await aCase(world);
    const rhona = await world.as(world.people.rhona);
    const kept = [
      "<script>alert(1)</script><img src=x onerror=alert(1)>",
      "[press](javascript:alert(1)) javascript:alert(1)",
      "\u202egnp.exe \u2066isolate",
      "zero\u200bwidth\ufeff",
      "\u0001".repeat(10_000),
      "😀".repeat(5000),
      `  kept as it came \r\n\t`,
      "'; DROP TABLE cases; -- {{7*7}} %s %n",
    ];
    for (const text of kept)
      for (const door of ["socket", "http"] as const) {
        const event = await rhona.act(built.roomId, "postMessage", { text }, { door });
        expect(event.body).toEqual({ text });
        expect((await rhona.since(built.roomId, event.seq - 1)).events[0]?.body).toEqual({ text });
      }
    const refused: [string, RegExp][] = [
      ["x".repeat(10_001), /at most 10,000 characters/],
      ["a\u0000b", /NUL/],
      ["half \ud83d of it", /half of a character/],
      ["\udc00", /half of a character/],
      [" \n ", /write something first/],
    ];
    const before = await world.book();
    for (const [text, rule] of refused)
      for (const door of ["socket", "http"] as const) {
        const answer = await rhona.attempt(built.roomId, "postMessage", { text }, { door });
        expect(answer).toMatchObject({ ok: false, error: { code: "BadInput", details: { field: "input.text" } } });
        expect(JSON.stringify(answer)).toMatch(rule);
      }
    const long = await rhona.bytes("cases.postMessage", { roomId: built.roomId, id: uuid(), input: { text: "x".repeat(1_000_000) } });
    expect(long.status).toBe(413);
    expect(long.text).toContain("TooLarge");
    const wire = await rhona.again();
    const flood = wire.ask("call", {
      path: "cases.postMessage",
      input: { roomId: built.roomId, id: uuid(), input: { text: "x".repeat(1_000_000) } },
    });
    expect(said(await flood)).toBe("GONE Gone");
    expect(await world.added(before)).toEqual({});
  });

  test("18. naming somebody tells nothing of who is in another conversation, and counts leave hidden cases out", async () => {
    const [mine, hidden] = [await aCase(world), await aCase(world, { invited: false, joined: false })];
    await actAs(world, world.people.rhona, { roomId: hidden.roomId, type: "postMessage", input: { text: "about somebody else" } });
    const tariq = await world.as(world.people.tariq);
    const name = async (mention: Record<string, unknown>) => {
      const answer = await tariq.bytes("cases.postMessage", {
        roomId: mine.roomId,
        id: uuid(),
        input: { text: "who?", mentions: [mention] },
      });
      return `${answer.status} ${answer.text}`;
    };
    const nobody = await name({ kind: "person", personId: uuid() });
    expect(nobody).toContain("MentionUnknown");
    for (const there of [world.people.otto, world.people.olga, world.people.isla, world.people.tess])
      expect(await name({ kind: "person", personId: there.personId }), there.name).toBe(nobody);
    for (const kind of ["org", "roleInbox"])
      expect(await name({ kind, orgId: world.orgs.cafe.orgId })).toBe(await name({ kind, orgId: uuid() }));
    for (const door of ["socket", "http"] as const) {
      const rows = (await tariq.call("cases.list", undefined, door)) as unknown as { data: { roomId: string }[] };
      expect(rows.data.map((r) => r.roomId)).toContain(mine.roomId);
      expect(JSON.stringify(rows)).not.toContain(hidden.caseId);
    }
    const foreign = (await (await world.as(world.people.otto)).call("cases.list")) as unknown as { data: unknown[] };
    expect(foreign.data).toEqual([]);
  });
});
