import { guestHolds } from "@linkwork/shared/cases/sharing.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { caseRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, type BuiltCase, consentInput, house } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { nobody } from "../../kit/given.ts";
import { guestInput, guestTime, letIn } from "../../kit/guests.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { did, withScopes } from "../../kit/scenes.ts";
import type { Acknowledged } from "../../kit/wire.ts";
import { eventsIn } from "../../kit/wire.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";

const gone = { code: "NotFound", meaning: "NOT_FOUND", details: {} };
const said = (answer: Acknowledged): string => (answer.ok ? "allow" : answer.error.code);
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

/** A case with something said before Olga of the café is let in, and after. */
async function scene(change: Record<string, unknown> = {}): Promise<{ built: BuiltCase; olga: Client; rhona: Client; tariq: Client }> {
  const built = await aCase(world, withScopes("health", "attach"));
  await did("tariq", "postMessage", { text: "said before she came" })(world, built);
  await did("rhona", "openTopic", { topicId: nobody(), title: "before her time" })(world, built);
  await letIn("olga", change)(world, built);
  await world.app.effects.settled();
  const [olga, rhona, tariq] = await Promise.all([world.people.olga, world.people.rhona, world.people.tariq].map((who) => world.as(who)));
  return { built, olga: olga as Client, rhona: rhona as Client, tariq: tariq as Client };
}
/** As much time goes by as brings everybody past the end of a guest's. */
const untilOver = () => world.later(guestTime);

describe("what a guest sees", () => {
  test("nothing from before they came: no words, no topic, no place beside it, no file, and of a yes only that it is there", async () => {
    const { built, olga, rhona } = await scene();
    await rhona.act(built.roomId, "postMessage", { text: "said while she is here" });
    const page = await olga.since(built.roomId, null);
    const raw = JSON.stringify(page);
    expect(raw).toContain("said while she is here");
    for (const word of ["said before she came", "before her time", "leadOnly", 'interpreter":"', '"health"', '"attach"', "You told Rhona"])
      expect(raw).not.toContain(word);
    expect((page.state as CaseState).guests).toEqual({
      [Object.keys((page.state as CaseState).guests)[0] ?? ""]: expect.objectContaining({ name: "Olga", orgName: "Elder Café" }),
    });
    expect(await olga.call("cases.parts", { roomId: built.roomId })).toEqual({ ok: true, data: [] });
    expect(await olga.call("cases.client", { roomId: built.roomId })).toEqual({ ok: true, data: {} });
    expect(said(await olga.subscribe(caseRoom(built.caseId, "health")))).toBe("NotFound");
    const found = await olga.call("cases.search", { text: "said" });
    expect(JSON.stringify(found)).toContain("said while she is here");
    expect(JSON.stringify(found)).not.toContain("said before she came");
  });

  test("all of the conversation, where that was granted; still no file's name and none of the places", async () => {
    const { built, olga } = await scene({ history: true });
    const raw = JSON.stringify(await olga.since(built.roomId, 0));
    expect(raw).toContain("said before she came");
    for (const word of ['"health"', '"attach"', "leadOnly", "You told Rhona"]) expect(raw).not.toContain(word);
  });

  test("the case stands in the guest's list with its end, counts only what came since, and in nobody else's of their organisation", async () => {
    const { built, olga, tariq } = await scene();
    type Row = { roomId: string; guestUntil?: string; unread: number };
    const row = async () => ((await olga.call("cases.list")) as { ok: true; data: Row[] }).data.find((r) => r.roomId === built.roomId);
    expect(await row()).toMatchObject({ unread: 0, guestUntil: expect.stringMatching(/:00\.000Z$/) });
    await tariq.act(built.roomId, "postMessage", { text: "one" });
    expect(await row()).toMatchObject({ unread: 1 });
    await untilOver();
    expect(await row()).toBeUndefined();
  });

  test("everybody in the conversation sees who is here as a guest; how the person said so is the practice's", async () => {
    const { built, rhona, tariq } = await scene();
    const guests = async (who: Client) => Object.values(((await who.since(built.roomId, null)).state as CaseState).guests);
    expect(await guests(rhona)).toMatchObject([{ name: "Olga", as: "interpreter", said: { method: "face" } }]);
    expect(await guests(tariq)).toMatchObject([{ name: "Olga", as: "interpreter" }]);
    expect((await guests(tariq))[0]).not.toHaveProperty("said");
  });

  test("who comes in later learns nothing of guests who had gone by then", async () => {
    const { built } = await scene();
    await untilOver();
    await world.app.effects.settled();
    const consent = consentInput(world.clock, [world.orgs.cafe.orgId], { terms: { historyFrom: { kind: "now" } } });
    const participationId = nobody();
    await did("rhona", "recordConsent", consent)(world, built);
    await did("rhona", "inviteOrganisation", { participationId, orgId: world.orgs.cafe.orgId, consentId: consent.consentId })(world, built);
    await did("olga", "joinCase", { participationId })(world, built);
    const { state } = await (await world.as(world.people.olga)).since(built.roomId, null);
    expect((state as CaseState).guests).toEqual({});
  });
});

describe("what a guest does", () => {
  test("writes, changes and takes out their own words, is named and hears of it; and decides nothing", async () => {
    const { built, olga, rhona } = await scene();
    const { roomId } = built;
    const posted = await olga.act(roomId, "postMessage", { text: "She says thank you." });
    await olga.act(roomId, "editMessage", { messageSeq: posted.seq, text: "She says: thank you." });
    await olga.act(roomId, "react", { messageSeq: posted.seq, reaction: "🙏", on: true });
    await rhona.act(roomId, "postMessage", { text: "@Olga", mentions: [{ kind: "person", personId: world.people.olga.personId }] });
    await world.app.effects.settled();
    const mine = await olga.since(personRoom(world.people.olga.personId), 0);
    const kinds = mine.events.filter((e) => e.type === "noticeDelivered" && e.body.caseId === built.caseId).map((e) => e.body.kind);
    expect(kinds).toEqual(["guestAdmitted", "mentioned"]);
    await olga.act(roomId, "redactMessage", { messageSeq: posted.seq, reason: "mistake" });
    const refused: [string, Record<string, unknown>][] = [
      ["pinMessage", { messageSeq: posted.seq, versionSeq: posted.seq }],
      ["openTopic", { topicId: nobody(), title: "x" }],
      ["recordConsent", consentInput(world.clock, [world.orgs.cafe.orgId])],
      ["inviteOrganisation", { participationId: nobody(), orgId: world.orgs.cafe.orgId, consentId: built.consentId }],
      ["leaveCase", { participationId: built.participationId }],
      ["addColleague", { participationId: built.participationId, personId: world.people.tess.personId }],
      ["admitGuest", guestInput(world.clock, world.people.otto)],
    ];
    for (const [command, input] of refused) expect(said(await olga.attempt(roomId, command, input)), command).toBe("NotForGuests");
    for (const command of ["pauseConsent", "withdrawConsent"])
      expect(said(await olga.attempt(roomId, command, { consentId: built.consentId, method: "phone" })), command).toBe("NotYours");
    for (const path of ["cases.ledger", "cases.verifyLedger", "cases.sharing", "cases.keptAway"])
      expect(await olga.call(path, { roomId }), path).toEqual({ ok: false, error: gone });
  });

  test("who was let in to read writes nothing, at once or later", async () => {
    const { built, olga } = await scene({ may: "read" });
    expect(said(await olga.attempt(built.roomId, "postMessage", { text: "x" }))).toBe("GuestReads");
    const due = new Date(world.clock.now() + 5 * minute).toISOString();
    expect(said(await olga.call("cases.sendLater", { roomId: built.roomId, id: nobody(), due, input: { text: "x" } }))).toBe("GuestReads");
  });

  test("what they looked at is on record under their name, like anybody's", async () => {
    const { built, olga, rhona } = await scene();
    await olga.since(built.roomId, null);
    const answer = (await rhona.call("cases.ledger", { roomId: built.roomId })) as {
      ok: true;
      data: { entries: { who: object; what: string }[] };
    };
    const lines = answer.data.entries.map(({ who, what }) => [what, (who as { name?: string }).name]);
    expect(lines).toContainEqual(["read", "Olga"]);
    expect(answer.data.entries).toContainEqual(expect.objectContaining({ what: "guestAdmitted", about: ["Olga"] }));
  });

  test("the person turns from the guest's organisation: the guest goes with it, and a pause is no way round", async () => {
    const { built, olga } = await scene();
    const consent = consentInput(world.clock, [world.orgs.cafe.orgId]);
    await did("rhona", "recordConsent", consent)(world, built);
    expect(said(await olga.subscribe(built.roomId))).toBe("allow");
    await did("rhona", "pauseConsent", { consentId: consent.consentId, method: "phone" })(world, built);
    expect((await olga.wire.frame("closed", (f) => f.name === "closed" && f.body.roomId === built.roomId)).body.code).toBe("guestEnded");
    expect(said(await olga.subscribe(built.roomId))).toBe("NotFound");
  });

  test.each([
    ["names other organisations", ["stranger"], "guestEnded", "NotFound"],
    ["names theirs as before", ["cafe", "stranger"], undefined, "allow"],
  ] as const)("a newer yes that %s ends a guest if it leaves their organisation out, at once", async (_title, orgs, closes, then) => {
    const { built, olga } = await scene();
    const consent = consentInput(world.clock, [world.orgs.cafe.orgId]);
    await did("rhona", "recordConsent", consent)(world, built);
    const wire = await olga.again();
    expect(said(await wire.ask("subscribe", { roomId: built.roomId, afterSeq: null }))).toBe("allow");
    const newer = consentInput(
      world.clock,
      orgs.map((name) => world.orgs[name].orgId),
      { supersedes: consent.consentId },
    );
    await did("rhona", "recordConsent", newer)(world, built);
    if (closes) expect((await wire.frame("closed", (f) => f.name === "closed")).body).toEqual({ roomId: built.roomId, code: closes });
    expect(said(await olga.subscribe(built.roomId))).toBe(then);
  });

  test("whose place in their organisation ends is no guest any more", async () => {
    const built = await aCase(world);
    await letIn("otto")(world, built);
    await world.app.effects.settled();
    expect(await world.app.views.cases.casesWith(world.orgs.stranger.orgId, world.people.otto.personId)).toContain(built.caseId);
    const noted = { orgId: world.orgs.stranger.orgId, personId: world.people.otto.personId, name: "Otto" };
    await house(world, built.roomId, "noteColleagueGone", noted);
    expect(said(await (await world.as(world.people.otto)).subscribe(built.roomId))).toBe("NotFound");
  });
});

test("the last minute: a guest reads until it begins and not an instant longer, the open screen is closed, and every door then says that there is nothing", async () => {
  const { built, olga } = await scene();
  const { roomId } = built;
  const state = await world.app.rooms.ask<CaseState>(roomId);
  const [guest] = Object.values(state.guests);
  const until = Date.parse(guest?.until ?? "");
  expect(guest && guestHolds(state, guest, new Date(until - 1).toISOString())).toBe(true);
  expect(guest && guestHolds(state, guest, new Date(until).toISOString())).toBe(false);
  expect(said(await olga.subscribe(roomId))).toBe("allow");
  await world.later(until - world.clock.now() - 1);
  await world.app.live.recheck();
  expect((await olga.since(roomId, null)).head).toBeGreaterThan(0);
  expect(said(await olga.attempt(roomId, "postMessage", { text: "just in time" }))).toBe("allow");
  const { seq } = await did("rhona", "postMessage", { text: "she hears this" })(world, built);
  await olga.wire.frame("the last words", () => eventsIn(olga.wire.frames, roomId).some((e) => e.seq === seq));

  await world.later(1);
  await did("rhona", "postMessage", { text: "and never this" })(world, built);
  const closed = await olga.wire.frame("closed", (f) => f.name === "closed" && f.body.roomId === roomId);
  expect(closed.body).toEqual({ roomId, code: "guestEnded" });
  const absent = caseRoom(nobody());
  const calls: [string, Record<string, unknown>][] = [
    ["room.since", { afterSeq: null }],
    ["room.since", { afterSeq: seq - 1 }],
    ...(["cases.client", "cases.seen", "cases.parts", "cases.sharing", "cases.ledger"] as const).map(
      (path): [string, object & Record<string, unknown>] => [path, {}],
    ),
    ["cases.markSeen", { seq: 1 }],
    ["cases.saveDraft", { text: "half", rev: 0 }],
    ["cases.postMessage", { id: nobody(), input: { text: "too late" } }],
    ["cases.react", { id: nobody(), input: { messageSeq: seq, reaction: "👍", on: true } }],
    ["cases.endGuest", { id: nobody(), input: { guestId: guest?.guestId } }],
  ];
  for (const [path, input] of calls) {
    const [there, nowhere] = await Promise.all([roomId, absent].map((room) => olga.bytes(path, { roomId: room, ...input })));
    expect(there, path).toEqual(nowhere);
    expect(await olga.call(path, { roomId, ...input }), path).toEqual({ ok: false, error: gone });
  }
  expect(await olga.subscribe(roomId)).toEqual(await olga.subscribe(absent));
  expect(olga.wire.raw.join("")).not.toContain("and never this");
});

test("a quiet room is closed by the clock too, at the next look", async () => {
  const { built, olga } = await scene();
  const wire = await olga.again();
  expect(said(await wire.ask("subscribe", { roomId: built.roomId, afterSeq: null }))).toBe("allow");
  await untilOver();
  await world.app.live.recheck();
  expect((await wire.frame("closed", (f) => f.name === "closed")).body).toEqual({ roomId: built.roomId, code: "guestEnded" });
});

describe("two nodes, one of them slow by twenty seconds and one fast", () => {
  const skew = 20_000;
  let nodes: Nodes;
  beforeAll(async () => {
    nodes = await createNodes(3, { skew: [0, -skew, skew] });
  });
  afterAll(() => nodes?.stop());

  test("each door goes by its own clock: none is open for longer than its clock is wrong, and nobody hears what is written after the end", async () => {
    const { clock, people } = nodes;
    const at = { ...nodes.first, clock, community: nodes.community };
    const built = await aCase(at);
    const rhona = await nodes.at(0, people.rhona);
    const input = guestInput(clock, people.olga);
    await rhona.act(built.roomId, "admitGuest", input);
    const until = Date.parse(input.until as string);
    const olgas = await Promise.all([0, 1, 2].map((node) => nodes.at(node, people.olga)));
    const open = () => Promise.all(olgas.map(async (olga) => said(await olga.subscribe(built.roomId))));
    expect(await open()).toEqual(["allow", "allow", "allow"]);
    clock.advance(until - skew - clock.now());
    expect(await open(), "the fast one is early").toEqual(["allow", "allow", "NotFound"]);
    clock.advance(skew);
    expect(await open(), "the slow one is late").toEqual(["NotFound", "allow", "NotFound"]);
    clock.advance(skew - 1);
    expect(await open()).toEqual(["NotFound", "allow", "NotFound"]);
    clock.advance(1);
    expect(await open()).toEqual(["NotFound", "NotFound", "NotFound"]);
    await rhona.act(built.roomId, "postMessage", { text: "among those who are left" });
    for (const olga of olgas) {
      await olga.wire.frame("closed", (f) => f.name === "closed" && f.body.roomId === built.roomId);
      expect(olga.wire.raw.join("")).not.toContain("among those who are left");
    }
  });
});
