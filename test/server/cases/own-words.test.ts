import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { type EventId, newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendDue } from "../../../apps/server/src/cases/router-own.ts";
import type { Draft, Later } from "../../../apps/server/src/cases/views-own.ts";
import { aCase, actorOf, type BuiltCase, house } from "../../kit/build.ts";
import { day, hour, minute } from "../../kit/clock.ts";
import { cafeIsIn, did, paused, withdrawn } from "../../kit/scenes.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";

const canary = "kanarienvogel";
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Name = keyof World["people"];
type Answer<T> = { ok: true; data: T } | { ok: false; error: { code: string; details: { field?: string } } };
const ask = async <T>(name: Name, path: string, input?: unknown) =>
  (await (await world.as(world.people[name])).call(`cases.${path}`, input)) as Answer<T>;
const got = async <T>(name: Name, path: string, input?: unknown): Promise<T> => {
  const answer = await ask<T>(name, path, input);
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(answer.error)}`);
  return answer.data;
};
const code = async (name: Name, path: string, input?: unknown): Promise<string> => {
  const answer = await ask(name, path, input);
  return answer.ok ? "ok" : [answer.error.code, answer.error.details.field].filter(Boolean).join(" ");
};
const at = (ms: number): string => new Date(world.clock.now() + ms).toISOString();
const later = async (name: Name, { roomId }: Pick<BuiltCase, "roomId">, change: Record<string, unknown> = {}) => {
  const id = newId<EventId>(Date.now());
  await got(name, "sendLater", { roomId, id, due: at(hour), input: { text: `${canary} on Tuesday`, ...change } });
  return id;
};
const mine = async (name: Name, { roomId }: Pick<BuiltCase, "roomId">) =>
  (await got<Later[]>(name, "later")).filter((each) => each.roomId === roomId);
const said = async (roomId: RoomId) =>
  ((await world.app.log.read(roomId, 0)).events as unknown as CaseEvent[]).filter((e) => e.type === "messagePosted");
const goesBy = async (ms: number) => {
  await world.later(ms);
  await world.app.tidy();
};

describe("a draft", () => {
  const draft = (name: Name, { roomId }: BuiltCase) => got<Draft>(name, "draft", { roomId });
  const save = (name: Name, { roomId }: BuiltCase, text: string, rev: number) =>
    got<Draft & { saved: boolean }>(name, "saveDraft", { roomId, text, rev });

  test("follows its author from device to device, and nobody else is given it: not a colleague, not another hat, not who is in the conversation", async () => {
    const built = await aCase(world);
    expect(await draft("tariq", built)).toEqual({ text: "", rev: 0 });
    expect(await save("tariq", built, `${canary} half`, 0)).toMatchObject({ saved: true, rev: 1 });
    expect(await draft("tariq", built)).toEqual({ text: `${canary} half`, rev: 1 });
    for (const name of ["rhona", "tess", "hana", "otto"] as const) expect(await draft(name, built)).toEqual({ text: "", rev: 0 });
  });

  test("is never overwritten unseen: who follows on an older one is given the newer, and of two at once one is kept and the other is told", async () => {
    const built = await aCase(world);
    await save("tariq", built, "one", 0);
    expect(await save("tariq", built, "two", 0)).toEqual({ saved: false, text: "one", rev: 1 });
    const both = await Promise.all([save("tariq", built, "left", 1), save("tariq", built, "right", 1)]);
    expect(both.map((answer) => answer.saved).sort()).toEqual([false, true]);
    const kept = both.find((answer) => answer.saved)?.text;
    expect(both.map((answer) => answer.text)).toEqual([kept, kept]);
    expect(await save("tariq", built, "", 2)).toMatchObject({ saved: true, rev: 3 });
    expect(await draft("tariq", built)).toEqual({ text: "", rev: 3 });
  });

  test("asks what a message asks: who may not read keeps none there; what was half written stays its author's, and can be emptied", async () => {
    const built = await aCase(world);
    await save("tariq", built, "she asked me to keep her apron", 0);
    for (const name of ["tess", "hana", "otto"] as const)
      expect(await code(name, "saveDraft", { roomId: built.roomId, text: "x", rev: 0 })).toBe("NotFound");
    await withdrawn(world, built);
    expect(await code("tariq", "saveDraft", { roomId: built.roomId, text: "and more", rev: 1 })).toBe("NotFound");
    expect((await draft("tariq", built)).text).toBe("she asked me to keep her apron");
    expect(await save("tariq", built, "", 1)).toMatchObject({ saved: true });
  });

  test("lies sealed, and a row that is moved to another person doesn't open", async () => {
    const built = await aCase(world);
    await save("tariq", built, canary, 0);
    const rows = world.database.collection<{ _id: string; body?: unknown }>("drafts");
    for (const doc of await rows.find({}, { promoteBuffers: true }).toArray())
      expect(Buffer.from((doc.body as Buffer | undefined) ?? "").includes(canary)).toBe(false);
    const { personId, orgId } = world.people.tariq;
    const row = await rows.findOne({ _id: `${personId}|${orgId}|${built.roomId}` });
    const thief = world.people.tess;
    const stolen = { ...row, _id: `${thief.personId}|${thief.orgId}|${built.roomId}`, personId: thief.personId };
    await rows.insertOne(stolen as never);
    expect((await ask("tess", "draft", { roomId: built.roomId })).ok).toBe(false);
  });
});

describe("a message that is to be sent later", () => {
  test("is sent when it is due and not before, as its author's, under its own id; then it waits no more", async () => {
    const built = await aCase(world);
    const id = await later("tariq", built);
    expect(await mine("tariq", built)).toMatchObject([{ id, status: "waiting", message: { text: `${canary} on Tuesday` } }]);
    expect(await mine("rhona", built)).toEqual([]);
    await goesBy(hour - 1);
    expect(await said(built.roomId)).toEqual([]);
    await goesBy(1);
    const { personId, orgId } = world.people.tariq;
    expect(await said(built.roomId)).toMatchObject([{ id, actor: { personId, orgId }, body: { text: `${canary} on Tuesday` } }]);
    expect(await mine("tariq", built)).toEqual([]);
  });

  test("once, on however many nodes it is due at the same time, and when a node dies between sending it and noting so", async () => {
    const built = await aCase(world);
    const id = await later("tariq", built);
    const rows = world.database.collection<{ _id: string }>("laterMessages");
    const kept = await rows.findOne({ _id: id });
    const { database, masterKey, clock } = world;
    const other = await startNode({ database, masterKey, clock });
    await world.later(hour);
    await Promise.all([world.app.tidy(), other.app.tidy(), world.app.tidy()]);
    // as if the node had died before it could put the row away
    await rows.insertOne({ ...kept, status: "sending" } as never);
    await other.app.tidy();
    await other.app.stop();
    expect((await said(built.roomId)).map((e) => e.id)).toEqual([id]);
    expect(await mine("tariq", built)).toEqual([]);
  });

  test("is authorised again when it is sent: withdrawn, paused, run out, left, kept away, or no hat any more, nothing is sent and the words stay with their author, with the reason", async () => {
    const ends: [string, (w: World, built: BuiltCase) => Promise<unknown>, string, number?][] = [
      ["withdrawn", withdrawn, "NotFound"],
      ["paused", paused, "NotFound"],
      ["run out", async () => undefined, "NotFound", 50 * day],
      ["left", (w, built) => did("tariq", "leaveCase", { participationId: built.participationId })(w, built), "NotFound"],
    ];
    for (const [what, end, reason, wait = hour] of ends) {
      const soon = { period: { start: at(-day), end: at(40 * day) } };
      const built = await aCase(world, { consent: { terms: soon } });
      const id = newId<EventId>(Date.now());
      await got("tariq", "sendLater", { roomId: built.roomId, id, due: at(wait), input: { text: canary } });
      await end(world, built);
      await world.app.effects.settled();
      const notices = async () =>
        (await world.app.log.read(personRoom(world.people.tariq.personId), 0)).events.filter((e) => e.body.kind === "notSent").length;
      const before = await notices();
      await goesBy(wait);
      await world.app.tidy();
      expect(await said(built.roomId), what).toEqual([]);
      expect(await mine("tariq", built), what).toMatchObject([{ id, status: "refused", code: reason, message: { text: canary } }]);
      expect((await notices()) - before, what).toBe(1);
      expect(await code("tariq", "cancelLater", { id })).toBe("ok");
      expect(await mine("tariq", built)).toEqual([]);
    }
  });

  test("somebody named in it who has gone meanwhile keeps it from being sent, as it would one that is written then", async () => {
    const built = await aCase(world);
    const consentId = await cafeIsIn(world, built);
    const id = await later("tariq", built, { mentions: [{ kind: "org", orgId: world.orgs.cafe.orgId }] });
    await did("rhona", "withdrawConsent", { consentId, method: "phone" })(world, built);
    await goesBy(hour);
    expect(await mine("tariq", built)).toMatchObject([{ id, status: "refused", code: "MentionUnknown" }]);
  });

  test("can be changed and taken back while it waits, by its author alone; once it is on its way it can't", async () => {
    const built = await aCase(world);
    const id = await later("tariq", built);
    for (const name of ["rhona", "tess", "hana", "otto"] as const) {
      expect(await code(name, "changeLater", { id, due: at(hour), text: "mine now" })).toBe("NotFound");
      expect(await code(name, "cancelLater", { id })).toBe("NotFound");
    }
    const number = "Her number is 9434765919.";
    expect(await code("tariq", "changeLater", { id, due: at(2 * hour), text: number })).toBe("NumberInText text");
    expect(await code("tariq", "changeLater", { id, due: at(2 * hour), text: number, wholeNumbers: true })).toBe("ok");
    expect(await code("tariq", "changeLater", { id, due: at(2 * hour), text: "on Wednesday" })).toBe("ok");
    await goesBy(hour);
    expect(await said(built.roomId)).toEqual([]);
    await world.database.collection<{ _id: string }>("laterMessages").updateOne({ _id: id }, { $set: { status: "sending" } });
    expect(await code("tariq", "changeLater", { id, due: at(hour), text: "too late" })).toBe("NotFound");
    expect(await code("tariq", "cancelLater", { id })).toBe("NotFound");
    await goesBy(hour);
    expect(await said(built.roomId)).toMatchObject([{ body: { text: "on Wednesday" } }]);
    const other = await later("tariq", built);
    expect(await code("tariq", "cancelLater", { id: other })).toBe("ok");
    await goesBy(hour);
    expect(await said(built.roomId)).toHaveLength(1);
  });

  test("refused at once: by who may not write there, for a time that is over or too far, with files, under an id of somebody else's, and more than fifty", async () => {
    const built = await aCase(world);
    const input = { roomId: built.roomId, id: newId<EventId>(Date.now()), due: at(hour), input: { text: "x" } };
    for (const name of ["tess", "hana", "otto"] as const) expect(await code(name, "sendLater", input)).toBe("NotFound");
    for (const due of [at(-minute), at(minute - 1), at(60 * day + 1)])
      expect(await code("tariq", "sendLater", { ...input, due })).toBe("NotThen due");
    expect(await code("tariq", "sendLater", { ...input, input: { text: "x", files: [newId(0)] } })).toBe("BadInput input");
    expect(await code("tariq", "sendLater", input)).toBe("ok");
    expect(await code("tariq", "sendLater", input)).toBe("ok");
    expect(await code("rhona", "sendLater", input)).toBe("IdReused id");
    expect(await code("tariq", "sendLater", { ...input, input: { text: "y" } })).toBe("IdReused id");
    for (let i = 1; i < 50; i++) await later("tariq", built);
    expect(await code("tariq", "sendLater", { ...input, id: newId(Date.now()) })).toBe("TooManyLater");
  });

  test("lies sealed; while the database can't be asked it waits, and is sent afterwards", async () => {
    const built = await aCase(world);
    const id = await later("rhona", built);
    for (const doc of await world.database.collection("laterMessages").find({}, { promoteBuffers: true }).toArray())
      expect((doc.body as Buffer).includes(canary)).toBe(false);
    await world.later(hour);
    const broken = { ...world.app.rooms, act: () => Promise.reject(new Error("the database is away")) };
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const words = world.app.words;
    await sendDue({ words, rooms: broken, logger: quiet, now: world.clock.now(), hat: async () => actorOf(world.people.rhona) });
    expect(await mine("rhona", built)).toMatchObject([{ id, status: "sending" }]);
    await world.app.tidy();
    expect((await said(built.roomId)).map((e) => e.id)).toEqual([id]);
  });

  test("meant for what is gone, it goes too once it is due: brought back with an older copy it keeps nobody else waiting", async () => {
    const built = await aCase(world);
    const id = await later("tariq", built);
    await world.app.log.keys.destroy(built.roomId, new Date(0));
    world.app.rooms.vanished(built.roomId);
    await world.later(hour);
    expect((await world.app.words.claimDue(world.clock.now())).map((each) => each.id)).not.toContain(id);
    expect(await world.database.collection("laterMessages").countDocuments({ _id: id as never })).toBe(0);
  });

  test("who doesn't work for the organisation any more sends nothing", async () => {
    const built = await aCase(world);
    await did("tariq", "addColleague", { participationId: built.participationId, personId: world.people.tess.personId })(world, built);
    const id = await later("tess", built);
    const { tess } = world.people;
    await house(world, orgRoom(tess.orgId), "addMember", { personId: tess.personId, name: tess.name, roles: tess.roles });
    await house(world, personRoom(tess.personId), "stopMembership", { orgId: tess.orgId });
    await goesBy(hour);
    expect(await said(built.roomId)).toEqual([]);
    const row = await world.database.collection<{ _id: string; status?: string; code?: string }>("laterMessages").findOne({ _id: id });
    expect(row).toMatchObject({ status: "refused", code: "NotAMember" });
  });
});
