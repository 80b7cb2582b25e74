import { accessRoom, caseRoom, clientRoom, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keysNameFor } from "../../../apps/server/src/kernel/assemble.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { erased, erasureAgreed } from "../../kit/ending.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { withdrawn } from "../../kit/scenes.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Shown = {
  data: {
    rooms: { roomId: string; epochs: { n: number; wraps: number; digest: string }[] }[];
    talk: { seq: number; hash: string };
    whole: boolean;
  };
};

test("I16. what remains is a certificate: who decided it and when, which rooms and epochs, how many keys with digests of their ids, and where the chain ended", async () => {
  const built = await aCase(world);
  const { roomId, caseId, clientId } = built;
  await withdrawn(world, built);
  await actAs(world, world.people.rhona, { roomId, type: "postMessage", input: { text: "a word that is on no certificate" } });
  await erased(world, built);
  const { ian, maggie } = world.people;
  for (const who of [ian, maggie]) {
    const client = await world.as(who);
    const listed = (await client.call("cases.certificates")) as never as { data: { caseId: string }[] };
    expect(listed.data.map((row) => row.caseId)).toContain(caseId);
    const shown = (await client.call("cases.certificate", { caseId })) as never as Shown;
    expect(shown.data).toMatchObject({
      ...{ caseId, orgName: "Southside Practice", whole: true, basis: { kind: "personAsked", method: "phone" } },
      ...{ askedBy: { name: "Ian", mine: who === ian }, agreedBy: { name: "Maggie", mine: who === maggie } },
    });
    // under the first key the hub's wrap was destroyed when it was removed; what is counted is what was left
    expect(shown.data.rooms.map((r) => [r.roomId, r.epochs.map(({ n, wraps }) => [n, wraps])])).toEqual([
      [
        roomId,
        [
          [1, 2],
          [2, 2],
        ],
      ],
      ...(["health", "mental", "sexual", "social"] as const).map((c) => [caseRoom(caseId, c), []]),
      [requestsRoom(caseId), []],
      [clientRoom(clientId), [[1, 2]]],
    ]);
    for (const room of shown.data.rooms) for (const { digest } of room.epochs) expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(shown.data.talk).toEqual(await world.app.log.end(roomId));
    expect(JSON.stringify(shown)).not.toMatch(/M\.K\.|Mohammed|food for|a word that/);
  }
  const looks = (await world.app.log.read(accessRoom(caseId), 0)).events.filter((e) => e.body.what === "certificate");
  expect(looks.map((e) => e.body.personId)).toEqual([ian.personId, maggie.personId]);
});

test("an older copy of the keys that is brought back opens what was erased no longer than until the next start", async () => {
  const fresh = await createWorld();
  const built = await aCase(fresh);
  const { roomId, clientId } = built;
  await actAs(fresh, fresh.people.tariq, { roomId, type: "postMessage", input: { text: "canary" } });
  const store = fresh.database.useDb(keysNameFor(fresh.name), { useCache: true }).collection<{ _id: string; gone?: unknown }>("keys");
  const backup = await store.find({ _id: { $in: [roomId, clientRoom(clientId)] } }).toArray();
  await erased(fresh, built);
  for (const doc of backup) await store.replaceOne({ _id: doc._id }, doc);
  const second = await startNode({ database: fresh.database, masterKey: fresh.masterKey, clock: fresh.clock });
  await second.app.tidy();
  for (const room of [roomId, clientRoom(clientId)]) {
    expect(await store.findOne({ _id: room }), room).toMatchObject({ gone: {}, epochs: [] });
    await expect(second.app.log.read(room, 0)).rejects.toMatchObject({ code: "NotFound" });
  }
  await second.app.stop();
  await fresh.stop();
});

test("it is for the information leads and managers of the organisation that led the case, and for nobody else", async () => {
  const built = await aCase(world);
  await erased(world, built);
  for (const who of [world.people.rhona, world.people.tariq, world.people.hana, world.people.otto]) {
    const client = await world.as(who);
    const [there, absent] = await Promise.all([built.caseId, nobody()].map((caseId) => client.bytes("cases.certificate", { caseId })));
    expect(there).toEqual(absent);
    expect(there?.status).toBe(404);
    expect(await client.call("cases.certificates")).toMatchObject({ ok: true, data: [] });
  }
});

test("the records in which it stands stay whole and can be checked; one that was changed from outside is said", async () => {
  const built = await aCase(world);
  await erased(world, built);
  const room = accessRoom(built.caseId);
  expect(await world.app.log.verify(room)).toBeUndefined();
  const { events } = await world.app.log.read(room, 0);
  expect(JSON.stringify(events)).not.toMatch(/M\.K\.|Mohammed|food for/);
  await world.database.collection<{ _id: string }>("commits").updateOne({ _id: `${room}/0000000001` }, { $set: { hash: "0".repeat(64) } });
  const shown = (await (await world.as(world.people.ian)).call("cases.certificate", { caseId: built.caseId })) as never as Shown;
  expect(shown.data.whole).toBe(false);
});

describeHouseCommand({
  command: "certifyErasure",
  async insider(w) {
    const built = await aCase(w);
    const erasureId = await erasureAgreed(w, built);
    return { as: w.people.ian, roomId: accessRoom(built.caseId), input: { erasureId, rooms: [], talk: { seq: 1, hash: "" } } };
  },
  caused: {},
  refused: {
    "what was not begun": {
      async given(w) {
        const built = await aCase(w);
        const erasureId = await erasureAgreed(w, built);
        return { as: w.people.ian, roomId: accessRoom(built.caseId), input: { erasureId, rooms: [], talk: { seq: 1, hash: "" } } };
      },
      refusal: "CONFLICT Changed",
    },
  },
});
