import type { AccessState } from "@linkwork/shared/cases/keeping-state.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { accessRoom, caseRoom, clientRoom, compartments, personRoom, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keysNameFor } from "../../../apps/server/src/kernel/assemble.ts";
import { aCase, actAs, house } from "../../kit/build.ts";
import { day, eventually } from "../../kit/clock.ts";
import { dumpOf } from "../../kit/dump.ts";
import { erased, erasureAgreed, erasureAsked, held, holdInput, sevenDays } from "../../kit/ending.ts";
import { aPdf, fetchFile, posted } from "../../kit/files.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { asked, copyGiven, withScopes } from "../../kit/scenes.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const records = async ({ caseId }: { caseId: never }) => (await world.app.log.read(accessRoom(caseId), 0)).events.map((e) => e.type);
const statusOf = async (caseId: never) => (await world.app.rooms.ask<AccessState>(accessRoom(caseId))).erasure?.status;

describe("a case is erased only after all of it", () => {
  test("not before a second person has agreed, and not before the last of the seven days is over", async () => {
    const built = await aCase(world);
    const { caseId } = built as never as { caseId: never };
    await erasureAsked(world, built);
    await world.later(30 * day);
    await world.app.tidy();
    expect(await statusOf(caseId)).toBe("asked");
    const other = await aCase(world, { consent: false, invited: false, joined: false });
    await erasureAgreed(world, other);
    await world.later(sevenDays - 1);
    await world.app.tidy();
    expect(await statusOf(other.caseId as never)).toBe("agreed");
    await world.later(1);
    await Promise.all([world.app.tidy(), world.app.tidy()]);
    await world.app.effects.settled();
    expect((await records({ caseId: other.caseId as never })).filter((type) => type.startsWith("erasure"))).toEqual([
      "erasureAsked",
      "erasureAgreed",
      "erasureBegun",
      "erasureDone",
    ]);
  });

  const stops: [string, (built: Awaited<ReturnType<typeof aCase>>, erasureId: string) => Promise<unknown>][] = [
    [
      "stopped by one of the two",
      (built, erasureId) => actAs(world, world.people.ian, { roomId: accessRoom(built.caseId), type: "stopErasure", input: { erasureId } }),
    ],
    ["a hold was placed on the sixth day", (built) => held(world, built)],
    [
      "a hold was placed and lifted again: whoever still wants it asks anew",
      async (built) => {
        const { holdId } = holdInput();
        const roomId = accessRoom(built.caseId);
        await actAs(world, world.people.ian, { roomId, type: "placeHold", input: holdInput({ holdId }) });
        await actAs(world, world.people.ian, { roomId, type: "liftHold", input: { holdId, reason: "byMistake" } });
      },
    ],
  ];
  for (const [title, stop] of stops)
    test(`not when it was ${title}`, async () => {
      const built = await aCase(world, { consent: false, invited: false, joined: false });
      const erasureId = await erasureAgreed(world, built);
      await world.later(sevenDays - day);
      await stop(built, erasureId);
      await world.later(2 * day);
      await world.app.tidy();
      expect(await records({ caseId: built.caseId as never })).not.toContain("erasureBegun");
      expect((await (await world.as(world.people.rhona)).since(built.roomId, 0)).events.length).toBeGreaterThan(0);
    });

  test("not when its time was over and somebody wrote in it during the seven days; the two who decided it are told once, without a word of it, and the screen says why until it is asked for again", async () => {
    const built = await aCase(world, { consent: false, invited: false, joined: false });
    await world.later(6 * 366 * day);
    await erasureAgreed(world, built, { kind: "retentionOver" });
    await actAs(world, world.people.rhona, { roomId: built.roomId, type: "postMessage", input: { text: "she rang again" } });
    await world.later(sevenDays);
    await world.app.tidy();
    const [last] = (await world.app.log.read(accessRoom(built.caseId), 0)).events.filter((e) => e.type.startsWith("erasure")).slice(-1);
    expect(last).toMatchObject({ type: "erasureStopped", body: { why: "writtenSince" } });
    expect((await (await world.as(world.people.rhona)).since(built.roomId, 0)).events.at(-1)?.body).toEqual({ text: "she rang again" });
    await world.app.tidy();
    await world.app.effects.settled();
    const { ian, maggie, rhona, tariq } = world.people;
    const told = async (who: typeof ian) => {
      const { notices } = await world.app.rooms.ask<PersonState>(personRoom(who.personId));
      return Object.values(notices).flatMap(({ at: _at, ...notice }) => (notice.caseId === built.caseId ? [notice] : []));
    };
    const notice = { kind: "erasureStopped", caseId: built.caseId, orgId: ian.orgId };
    expect([await told(ian), await told(maggie), await told(rhona), await told(tariq)]).toEqual([[notice], [notice], [], []]);
    const ians = await world.as(ian);
    const keeping = async () => ((await ians.call("cases.keeping", { roomId: built.roomId })) as never as { data: object }).data;
    expect(await keeping()).toMatchObject({ erasure: null, lapsed: { askedAt: expect.any(String), at: expect.any(String) } });
    await erasureAsked(world, built);
    expect(await keeping()).not.toHaveProperty("lapsed");
  });
});

test("a copy that the person asked for comes first: the erasure waits until it is given, and goes on by itself", async () => {
  const built = await aCase(world, { consent: false, invited: false, joined: false });
  const { caseId } = built;
  await erasureAgreed(world, built);
  const requestId = await asked(world, built);
  await world.later(sevenDays + 2 * day);
  await world.app.tidy();
  expect(await statusOf(caseId as never)).toBe("agreed");
  const ian = await world.as(world.people.ian);
  expect(await ian.call("cases.keeping", { roomId: built.roomId })).toMatchObject({ ok: true, data: { copyDue: expect.any(String) } });
  const rows = (await ian.call("cases.erasures")) as never as { data: { caseId: string; copyOwed: boolean }[] };
  expect(rows.data.find((row) => row.caseId === caseId)).toMatchObject({ copyOwed: true });
  await copyGiven(world, caseId, requestId);
  await world.app.tidy();
  await world.app.effects.settled();
  expect(await records({ caseId: caseId as never })).toContain("erasureDone");
});

describe("I16. erased is gone", () => {
  test("for everybody, at every door and in every list, like a case that never was; its bytes are thrown away and no key is left", async () => {
    const fresh = await createWorld();
    const { rhona, tariq, ian } = fresh.people;
    const built = await aCase(fresh, withScopes("attach", "health"));
    const { roomId, caseId, clientId } = built;
    const health = caseRoom(caseId, "health");
    await actAs(fresh, rhona, { roomId: health, type: "openCompartment", input: { compartment: "health" } });
    await actAs(fresh, tariq, { roomId: health, type: "postMessage", input: { text: "tablets" } });
    const tariqs = await fresh.as(tariq);
    for (const [path, input] of [
      ["saveDraft", { roomId, text: "half-written", rev: 0 }],
      ["sendLater", { roomId, id: nobody(), due: new Date(fresh.clock.now() + 30 * day).toISOString(), input: { text: "later" } }],
    ] as const)
      expect(await tariqs.call(`cases.${path}`, input), path).toMatchObject({ ok: true });
    const file = await posted(fresh, await fresh.as(tariq), roomId, aPdf("theirs"), { name: "a.pdf", declared: "application/pdf" });
    for (let i = 0; i < 210; i++) await actAs(fresh, rhona, { roomId, type: "postMessage", input: { text: `word ${i}` } });
    const db = (name: string) => fresh.database.collection(name);
    expect(await eventually("a snapshot", () => db("snapshots").countDocuments({ _id: roomId as never }))).toBe(1);
    expect(await db("sealedFiles.files").countDocuments({})).toBe(1);
    const open = await (await fresh.as(tariq)).again();
    for (const room of [roomId, health]) expect((await open.ask("subscribe", { roomId: room, afterSeq: null })).ok).toBe(true);
    const second = await startNode({ database: fresh.database, masterKey: fresh.masterKey, clock: fresh.clock });
    const far = await (await fresh.desk.client(second, rhona)).again();
    for (const room of [roomId, clientRoom(clientId)]) expect((await far.ask("subscribe", { roomId: room, afterSeq: null })).ok).toBe(true);

    await erased(fresh, built);
    for (const [wire, rooms] of [
      [open, [roomId, health]],
      [far, [roomId, clientRoom(clientId)]],
    ] as const)
      for (const room of rooms) {
        const closed = await wire.frame("closed", (f) => f.name === "closed" && f.body.roomId === room);
        expect(closed.body).toEqual({ roomId: room, code: "erased" });
      }
    const absent = caseRoom(nobody());
    for (const who of [rhona, tariq, ian, fresh.people.maggie]) {
      const client = await fresh.as(who);
      for (const room of [...compartments.map((c) => caseRoom(caseId, c)), clientRoom(clientId)])
        expect(await client.bytes("room.since", { roomId: room, afterSeq: 0 })).toEqual(
          await client.bytes("room.since", { roomId: absent, afterSeq: 0 }),
        );
      for (const path of ["cases.ledger", "cases.verifyLedger", "cases.keeping", "cases.client", "cases.sharing"])
        expect((await client.bytes(path, { roomId })).status, path).toBe(404);
      expect((await fetchFile(fresh, client, roomId, file.id)).status).toBe(404);
      for (const list of ["cases.list", "cases.stoppable", "cases.erasures"])
        expect(await client.call(list), list).toMatchObject({ ok: true, data: [] });
      for (const list of ["cases.ledgers", "clients.list"])
        expect(await client.call(list), list).toMatchObject({ ok: true, data: { rows: [] } });
      expect(await client.attempt(roomId, "postMessage", { text: "still there?" })).toMatchObject({ error: { code: "NotFound" } });
    }
    for (const collection of [
      "snapshots",
      "sealedFiles.files",
      "sealedFiles.chunks",
      "files",
      "caseIndex",
      "clientIndex",
      "markers",
      "drafts",
      "laterMessages",
    ])
      expect(await db(collection).countDocuments(collection === "snapshots" ? { _id: roomId as never } : {}), collection).toBe(0);
    const store = fresh.database.useDb(keysNameFor(fresh.name), { useCache: true });
    const left = (await dumpOf(store)).get("keys")?.filter((doc) => doc.includes(caseId) || doc.includes(clientId)) ?? [];
    expect(left.filter((doc) => /"house"|"orgs":\[\{/.test(doc) && !doc.includes(":access"))).toEqual([]);
    // the people who were in it hear why, in their own rooms
    const notices = Object.values(
      (await fresh.app.rooms.ask<{ notices: Record<string, object> }>(`person:${tariq.personId}` as never)).notices,
    );
    expect(notices).toMatchObject([{ kind: "sharingEnded", caseId, reason: "erased" }]);
    await second.app.stop();
    await fresh.stop();
  });

  test("the person's request for a copy goes with it, and out of the records the words in which somebody said why they look", async () => {
    const fresh = await createWorld();
    const { rhona, ian } = fresh.people;
    const built = await aCase(fresh);
    const { caseId, roomId } = built;
    const requestId = await asked(fresh, built);
    await copyGiven(fresh, caseId, requestId);
    const why = { relation: "other", words: "canary of a reason", knows: true };
    const ians = await fresh.as(ian);
    expect(await ians.call("cases.sayWhy", { roomId, id: nobody(), why })).toMatchObject({ ok: true });
    expect(await ians.call("cases.ledger", { roomId })).toMatchObject({ ok: true });
    await fresh.app.keepLooks();
    const db = (name: string) => fresh.database.collection(name);
    const listed = () =>
      Promise.all([
        db("requestIndex").countDocuments({}),
        db("looks").countDocuments({ "looks.caseId": caseId }),
        db("looksRead").countDocuments({}),
      ]);
    expect(await listed()).toEqual([1, expect.any(Number), 1]);
    expect((await listed())[1]).toBeGreaterThan(0);

    await erased(fresh, built);
    expect(await listed()).toEqual([0, 0, 0]);
    expect((await fresh.app.log.read(requestsRoom(caseId), 0).catch(() => ({ events: [] }))).events).toEqual([]);
    const lasting = await fresh.app.rooms.whole(accessRoom(caseId));
    expect(lasting.broken).toBeUndefined();
    expect(JSON.stringify(lasting.events)).not.toContain("canary");
    expect(lasting.events.some((e) => JSON.stringify(e.body).includes('"relation":"other","knows":true'))).toBe(true);
    for (const who of [rhona, ian]) {
      const client = await fresh.as(who);
      expect((await client.bytes("cases.requests", { roomId })).status).toBe(404);
      expect(await client.call("cases.requestsDue")).toMatchObject({ ok: true, data: [] });
      for (const [path, input] of [
        ["accessPack", { roomId, requestId }],
        ["ownPack", { roomId, why: { relation: "check" } }],
      ] as const)
        expect(await client.call(`cases.${path}`, input), path).toMatchObject({ error: { code: "NotFound" } });
    }
    await fresh.stop();
  });

  test("a node that dies at any step: another one ends it, and it is there once", async () => {
    const built = await aCase(world, { consent: false, invited: false, joined: false });
    const { caseId } = built;
    await erased(world, built);
    const room = accessRoom(caseId);
    const before = await records({ caseId: caseId as never });
    const commits = world.database.collection<{ _id: string; room: string }>("commits");
    // as if it had died before it could note that the effects are done: of the records, and of the rooms that are gone
    await commits.updateMany({ room: { $in: [room, built.roomId, clientRoom(built.clientId)] } }, { $set: { due: true } } as never);
    await Promise.all([world.app.effects.sweep(), world.app.effects.sweep()]);
    await world.app.effects.sweep();
    expect(await world.app.log.due()).toEqual([]);
    expect((await records({ caseId: caseId as never })).filter((t) => t !== "accessNoted")).toEqual(
      before.filter((t) => t !== "accessNoted"),
    );
    expect(await world.app.log.verify(room)).toBeUndefined();
  });
});

describeHouseCommand({
  command: "beginErasure",
  async insider(w) {
    const built = await aCase(w);
    const erasureId = await erasureAgreed(w, built);
    await w.later(sevenDays);
    return { as: w.people.ian, roomId: accessRoom(built.caseId), input: { erasureId } };
  },
  caused: {},
  refused: {
    "before the seven days are over": {
      async given(w) {
        const built = await aCase(w, { consent: false, invited: false, joined: false });
        const erasureId = await erasureAgreed(w, built);
        await w.later(sevenDays - 1);
        return { as: w.people.ian, roomId: accessRoom(built.caseId), input: { erasureId } };
      },
      refusal: "CONFLICT Changed",
    },
    "what was not agreed to": {
      async given(w) {
        const built = await aCase(w, { consent: false, invited: false, joined: false });
        const erasureId = await erasureAsked(w, built);
        return { as: w.people.ian, roomId: accessRoom(built.caseId), input: { erasureId } };
      },
      refusal: "CONFLICT Changed",
    },
  },
});

test("the house asks the records of a worry for nothing of the kind", async () => {
  const roomId = `concern:${nobody()}:access` as never;
  await expect(house(world, roomId, "beginErasure", { erasureId: nobody() })).rejects.toMatchObject({ code: "Changed" });
});
