import { createDecipheriv, createSecretKey, type KeyObject } from "node:crypto";
import { accessRoom, caseRoom, clientRoom, compartments } from "@linkwork/shared/kernel/room.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keysNameFor } from "../../../apps/server/src/kernel/assemble.ts";
import { iso } from "../../../apps/server/src/kernel/clock.ts";
import { disconnectDatabase } from "../../../apps/server/src/kernel/database.ts";
import { unlessGone } from "../../../apps/server/src/kernel/keys.ts";
import { openWith } from "../../../apps/server/src/kernel/seal.ts";
import { aCase, actAs, type BuiltCase } from "../../kit/build.ts";
import { aCanary } from "../../kit/canary.ts";
import { day } from "../../kit/clock.ts";
import { dumpOf } from "../../kit/dump.ts";
import { erased } from "../../kit/ending.ts";
import { aPdf, fetchFile, posted } from "../../kit/files.ts";
import { nobody } from "../../kit/given.ts";
import { withdrawn, withScopes } from "../../kit/scenes.ts";
import { createWorld, type Node, startNode, type World } from "../../kit/world.ts";
import { procedures } from "./expectations.ts";
import { bodyOf } from "./rows.ts";

const canary = aCanary();
type Doc = { _id: unknown; [field: string]: unknown };
type Backup = Map<string, Doc[]>;

let world: World;
const nodes: Node[] = [];
let running: boolean;
beforeEach(async () => {
  world = await createWorld();
  running = true;
});
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.app.stop();
  if (running) return world.stop();
  world.desk.leave();
  await disconnectDatabase(world.database);
});

/** People go on with the sessions that they have: who is signed in is not what this is about. */
const accounts = ["user", "account", "session", "sessionActivity", "verification"];
/** Every document of the data, as it lies there now. The keys are not in it. */
async function backUp(): Promise<Backup> {
  const backup: Backup = new Map();
  for (const { name } of await world.database.listCollections())
    backup.set(name, (await world.database.collection(name).find({}).toArray()) as Doc[]);
  return backup;
}
/** Stops the product, brings the copy back over whatever is there, and starts the product on it. */
async function bringBack(backup: Backup): Promise<Node> {
  await world.app.stop();
  running = false;
  const data = (await world.database.listCollections()).filter(({ name }) => !accounts.includes(name));
  for (const { name } of data) await world.database.collection(name).deleteMany({});
  for (const [name, docs] of backup)
    if (docs.length > 0 && !accounts.includes(name)) await world.database.collection(name).insertMany(docs as never);
  const node = await startNode({ database: world.database, masterKey: world.masterKey, clock: world.clock });
  nodes.push(node);
  return node;
}

type Wrapped = { buffer: Uint8Array } | Buffer;
const bytes = (b: Wrapped): Buffer => (Buffer.isBuffer(b) ? b : Buffer.from(b.buffer));
/** Every key that can be unwrapped by what is in the store of the keys, with the master key in one's hand; of one organisation, or of everybody. */
async function everyKey(of?: string): Promise<KeyObject[]> {
  const store = world.database.useDb(keysNameFor(world.name), { useCache: true });
  const orgKeys = new Map<string, KeyObject>();
  for await (const { _id, wrapped } of store.collection<{ _id: string; wrapped: Wrapped }>("orgKeys").find({}))
    orgKeys.set(_id, createSecretKey(openWith(world.masterKey, bytes(wrapped), Buffer.from(`org/${_id}`))));
  type KeyDoc = { _id: string; epochs: { n: number; house: Wrapped | null; orgs: { org: string; key: Wrapped }[] }[] };
  const found: KeyObject[] = [];
  for await (const { _id, epochs } of store.collection<KeyDoc>("keys").find({}))
    for (const { n, house, orgs } of epochs) {
      if (house && !of) found.push(createSecretKey(openWith(world.masterKey, bytes(house), Buffer.from(`${_id}/${n}`))));
      for (const { org, key } of orgs)
        if (!of || org === of)
          found.push(createSecretKey(openWith(orgKeys.get(org) as KeyObject, bytes(key), Buffer.from(`${_id}/${n}/${org}`))));
    }
  return found;
}
/** What of a room's commits these keys open, whatever place they were wrapped for. */
async function openedBy(keys: readonly KeyObject[], room: string): Promise<string> {
  const opened: string[] = [];
  const docs = world.database.collection<{ _id: string; room: string; seq: number; n: number; epoch: number; prev: string; body: Wrapped }>(
    "commits",
  );
  let tried = 0;
  for await (const doc of docs.find({ room }))
    for (const key of keys) {
      tried += 1;
      const sealed = bytes(doc.body);
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
      decipher.setAAD(Buffer.from(`${doc.room}|${doc.seq}|${doc.n}|${doc.epoch}|${doc.prev}`)).setAuthTag(sealed.subarray(12, 28));
      try {
        opened.push(Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString());
      } catch {
        // not this one
      }
    }
  expect(tried, "there was something to open, and something to open it with").toBeGreaterThan(0);
  return opened.join("\n");
}
const neverInTheClear = async () => {
  for (const name of [world.name, keysNameFor(world.name)])
    for (const [collection, docs] of await dumpOf(world.database.useDb(name, { useCache: true })))
      for (const doc of docs) expect(doc.includes(canary), `${canary} in ${collection}`).toBe(false);
  for (const node of [world, ...nodes]) expect(JSON.stringify(node.log)).not.toContain(canary);
};

/** A case of which there is everything that can be kept: words, a private place, a file, a state that was put by, who the person is. */
async function aLivedCase(): Promise<BuiltCase & { fileId: string }> {
  const { rhona, tariq } = world.people;
  const built = await aCase(world, withScopes("attach", "health"));
  const { roomId, caseId, clientId } = built;
  const health = caseRoom(caseId, "health");
  const say = (who: typeof rhona, room: typeof roomId) => actAs(world, who, { roomId: room, type: "postMessage", input: { text: canary } });
  await actAs(world, rhona, { roomId: health, type: "openCompartment", input: { compartment: "health" } });
  await say(tariq, health);
  await actAs(world, rhona, { roomId: clientRoom(clientId), type: "correctIdentity", input: { identity: { name: canary } } });
  for (let i = 0; i < 205; i++) await say(i % 2 ? tariq : rhona, roomId);
  const { id } = await posted(world, await world.as(tariq), roomId, aPdf(canary), { name: `${canary}.pdf`, declared: "application/pdf" });
  const tariqs = await world.as(tariq);
  await tariqs.call("cases.markSeen", { roomId, seq: 20 }, "http");
  // what is still his alone: half-written, and to be sent later
  const kept = [
    await tariqs.call("cases.saveDraft", { roomId, text: canary, rev: 0 }),
    await tariqs.call("cases.sendLater", { roomId, id: nobody(), due: iso(world.clock.now() + 30 * day), input: { text: canary } }),
  ];
  expect(kept).toMatchObject([{ ok: true }, { ok: true }]);
  await world.app.effects.settled();
  return { ...built, fileId: id };
}

describe("25. who brings back an older copy of the data", () => {
  test("I16. of a case that was erased since: nothing opens, by no door and by no key that there is; it reads like a case that never was, and nothing falls over", async () => {
    const built = await aLivedCase();
    const { roomId, caseId, clientId, fileId } = built;
    const backup = await backUp();
    const rooms = [...compartments.map((compartment) => caseRoom(caseId, compartment)), clientRoom(clientId)];
    expect(await openedBy(await everyKey(), roomId)).toContain(canary);
    await erased(world, built);
    const node = await bringBack(backup);
    for (const room of [roomId, caseRoom(caseId, "health"), clientRoom(clientId)]) expect(await openedBy(await everyKey(), room)).toBe("");
    await neverInTheClear();

    const absent = (room: string) => room.replace(/[0-9a-f-]{36}/, nobody<string & never>());
    const target = {
      ...built,
      messageSeq: 8,
      topicId: nobody(),
      invited: { orgId: world.orgs.cafe.orgId, consentId: nobody(), participationId: nobody() },
      concernId: nobody(),
    };
    const { rhona, tariq, ian, hana, maggie, isla } = world.people;
    const tryEverything = async (who: typeof rhona) => {
      const client = await world.desk.client(node, who);
      for (const room of rooms) {
        expect(await client.bytes("room.since", { roomId: room, afterSeq: 0 })).toEqual(
          await client.bytes("room.since", { roomId: absent(room), afterSeq: 0 }),
        );
        expect(await client.subscribe(room)).toEqual(await client.subscribe(absent(room) as typeof room));
      }
      expect((await fetchFile(node as never, client, roomId, fileId)).status).toBe(404);
      // every call that names the case, and every list
      for (const row of procedures.filter(
        (each) =>
          /^(cases|clients|concerns)\./.test(each.path) && !each.path.endsWith("openCase") && each.path !== "clients.registerClient",
      )) {
        const scene = { world, target: target as never, who, fresh: false };
        const named = row.room?.(scene);
        // what a row would prepare in the case can't be prepared in one that is gone
        const input = await Promise.resolve(row.input(scene)).catch((error: unknown) => unlessGone(error) ?? { messageSeq: 1 });
        const { status, text } = await client.bytes(row.path, bodyOf(row, named, input));
        expect(status, `${row.name}: ${text}`).toBeLessThan(500);
        expect(text, row.name).not.toContain(canary);
        if (named?.includes(caseId) || named?.includes(clientId)) expect(status, `${row.name}: ${text}`).toBeGreaterThanOrEqual(400);
      }
    };
    await Promise.all([rhona, tariq, ian, hana, maggie, isla].map(tryEverything));
    // half-written words and those to be sent later lie there again, and open for nobody, not even their author
    const tariqs = await world.desk.client(node, tariq);
    expect(await world.database.collection("drafts").countDocuments({ room: roomId })).toBe(1);
    expect(await tariqs.call("cases.draft", { roomId })).toMatchObject({ ok: true, data: { text: "" } });
    expect(await tariqs.call("cases.later")).toMatchObject({ ok: true, data: [] });
    // what comes by the clock goes on, and finishes what the copy says is not done
    await node.app.tidy();
    await node.app.files.tidy();
    await node.app.effects.settled();
    expect(await node.app.log.due()).toEqual([]);
    expect(node.log.filter((line) => line.level === "error")).toEqual([]);
    await neverInTheClear();
  }, 180_000);

  test("of a case that was being erased: the house ends it once more, and the certificate says the same", async () => {
    const built = await aCase(world);
    const { ian, maggie } = world.people;
    const erasureId = nobody<string & never>();
    const roomId = accessRoom(built.caseId);
    const on = new Date(world.clock.now() - 1000).toISOString();
    await actAs(world, ian, { roomId, type: "askErasure", input: { erasureId, basis: { kind: "personAsked", on, method: "phone" } } });
    await actAs(world, maggie, { roomId, type: "agreeErasure", input: { erasureId } });
    const backup = await backUp();
    await world.later(8 * 24 * 3600_000);
    await world.app.tidy();
    await world.app.effects.settled();
    const certificate = async (node: Node) => (await world.desk.client(node, ian)).call("cases.certificate", { caseId: built.caseId });
    type Shown = { ok: true; data: { rooms: object; talk: { seq: number } } };
    const before = (await certificate(world)) as never as Shown;
    const node = await bringBack(backup);
    expect(await certificate(node)).toMatchObject({ ok: false, error: { code: "NotFound" } });
    await node.app.tidy();
    await node.app.effects.settled();
    const after = (await certificate(node)) as never as Shown;
    expect(after.data.rooms).toEqual(before.data.rooms);
  });

  test("N8. of a case that an organisation was removed from since: no wrap of theirs is left that opens any of it, and no door lets them in; the practice goes on", async () => {
    const { rhona, tariq } = world.people;
    const built = await aCase(world);
    const { roomId } = built;
    await actAs(world, tariq, { roomId, type: "postMessage", input: { text: canary } });
    const backup = await backUp();
    expect(await openedBy(await everyKey(tariq.orgId), roomId)).toContain(canary);
    await withdrawn(world, built);
    const node = await bringBack(backup);
    expect(await node.app.rooms.ask(roomId)).toMatchObject({
      status: "active",
      participations: { [built.participationId]: { status: "joined" } },
    });
    expect(await openedBy([...(await everyKey(tariq.orgId)), createSecretKey(Buffer.alloc(32))], roomId)).toBe("");
    const client = await world.desk.client(node, tariq);
    for (const [path, input] of [
      ["room.since", { roomId, afterSeq: 0 }],
      ["cases.search", { text: canary, caseId: built.caseId }],
      ["cases.client", { roomId }],
    ] as const)
      expect(await client.call(path, input), path).toMatchObject({ ok: false, error: { code: "NotFound" } });
    expect(await client.subscribe(roomId)).toMatchObject({ ok: false, error: { code: "NotFound" } });
    expect((await (await world.desk.client(node, rhona)).since(roomId, 0)).events.some((e) => e.body.text === canary)).toBe(true);
    await neverInTheClear();
  });
});
