import { randomBytes } from "node:crypto";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keysNameFor } from "../../../apps/server/src/kernel/assemble.ts";
import { openKeys } from "../../../apps/server/src/kernel/keys.ts";
import { write } from "../../../apps/server/src/kernel/log.ts";
import { sealWith } from "../../../apps/server/src/kernel/seal.ts";
import { aCase, actAs, actorOf, type BuiltCase, consentInput, type Person } from "../../kit/build.ts";
import { eventually } from "../../kit/clock.ts";
import { aPdf, fetchFile, posted } from "../../kit/files.ts";
import { nobody } from "../../kit/given.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { withScopes } from "../../kit/scenes.ts";

let nodes: Nodes;
beforeAll(async () => {
  nodes = await createNodes(2);
});
afterAll(() => nodes?.stop());

type KeyDoc = { _id: string; seq: number; epochs: { n: number; orgs: { org: string }[] }[] };
const store = () => nodes.first.database.useDb(keysNameFor(nodes.name), { useCache: true }).collection<KeyDoc>("keys");
/** Which epochs of a room each organisation holds, as it lies in the store. */
async function held(room: string): Promise<Record<string, number[]>> {
  const { practice, hub, cafe } = nodes.orgs;
  const doc = await store().findOne({ _id: room });
  const of = (orgId: string) => (doc?.epochs ?? []).filter((e) => e.orgs.some((w) => w.org === orgId)).map((e) => e.n);
  return { practice: of(practice.orgId), hub: of(hub.orgId), cafe: of(cafe.orgId) };
}
const scene = async (options = withScopes("attach", "health")): Promise<BuiltCase> =>
  aCase({ ...nodes.first, clock: nodes.clock, community: nodes.community }, options);
const as = (who: Person, node = 0) => nodes.at(node, who);
const act = (who: Person, roomId: BuiltCase["roomId"], type: string, input: Record<string, unknown>) =>
  actAs({ app: nodes.first.app, clock: nodes.clock }, who, { roomId, type, input });

describe("N8. the keys of a case follow who is in", () => {
  test("each organisation holds the keys of what it reads, place by place", async () => {
    const { rhona } = nodes.people;
    const { roomId, caseId } = await scene();
    const [health, mental] = [caseRoom(caseId, "health"), caseRoom(caseId, "mental")];
    for (const [room, compartment] of [
      [health, "health"],
      [mental, "mental"],
    ] as const)
      await act(rhona, room, "openCompartment", { compartment });
    expect(await held(roomId)).toEqual({ practice: [1], hub: [1], cafe: [] });
    expect(await held(health)).toEqual({ practice: [1], hub: [1], cafe: [] });
    expect(await held(mental)).toEqual({ practice: [1], hub: [], cafe: [] });
    await act(rhona, roomId, "narrowConsent", {
      consentId: (await consentOf(roomId)) ?? "",
      method: "phone",
      scopes: ["identity", "message"],
    });
    expect((await held(health)).hub).toEqual([]);
    expect((await held(roomId)).hub).toEqual([1]);
  });
  const consentOf = async (roomId: BuiltCase["roomId"]) =>
    Object.keys((await nodes.first.app.rooms.ask<{ consents: Record<string, unknown> }>(roomId)).consents)[0];

  test("withdrawn: before it is acknowledged every key of that organisation is destroyed, in all places, and what is written next lies under a key for those who are left", async () => {
    const { rhona, tariq } = nodes.people;
    const { roomId, caseId, consentId } = await scene();
    await act(rhona, caseRoom(caseId, "health"), "openCompartment", { compartment: "health" });
    await (await as(tariq)).since(roomId, 0);
    await (await as(tariq, 1)).since(roomId, 0);
    await (await as(rhona)).act(roomId, "withdrawConsent", { consentId, method: "phone" });
    for (const room of [roomId, caseRoom(caseId, "health")]) expect((await held(room)).hub).toEqual([]);
    await act(rhona, roomId, "postMessage", { text: "among those who are left" });
    expect(await held(roomId)).toEqual({ practice: [1, 2], hub: [], cafe: [] });
    // nothing that either node kept in memory opens for them any more
    for (const { app } of nodes.nodes)
      for (const epoch of [1, 2]) await expect(app.log.keys.keyFor(roomId, epoch, tariq.orgId)).rejects.toMatchObject({ code: "NotFound" });
    expect((await (await as(rhona, 1)).since(roomId, 0)).events.at(-1)?.body).toEqual({ text: "among those who are left" });
  });

  test("while sharing rests an organisation keeps what it had and gets nothing new; when it goes on it holds what was written meanwhile too", async () => {
    const { rhona } = nodes.people;
    const { roomId } = await scene();
    await act(rhona, roomId, "restSharing", {
      because: "capacity",
      on: new Date(nodes.clock.now()).toISOString().slice(0, 10),
      from: "the day centre",
    });
    await act(rhona, roomId, "postMessage", { text: "while it rests" });
    expect(await held(roomId)).toEqual({ practice: [1, 2], hub: [1], cafe: [] });
    await act(rhona, roomId, "endRest", { how: { kind: "mistake", reason: "it was somebody else" } });
    expect((await held(roomId)).hub).toEqual([1, 2]);
  });

  for (const [title, historyFrom, epochs] of [
    ["from now on", { kind: "now" }, [2]],
    ["all of it", { kind: "all" }, [1, 2]],
  ] as const)
    test(`come back under a new yes, an organisation holds what that lets it read: ${title}`, async () => {
      const { rhona, tariq } = nodes.people;
      const { roomId, consentId } = await scene();
      await act(rhona, roomId, "withdrawConsent", { consentId, method: "phone" });
      await act(rhona, roomId, "postMessage", { text: "while they were away" });
      const consent = consentInput(nodes.clock, [nodes.orgs.hub.orgId], { terms: { historyFrom } });
      const participationId = nobody();
      await act(rhona, roomId, "recordConsent", consent);
      await act(rhona, roomId, "inviteOrganisation", { participationId, orgId: nodes.orgs.hub.orgId, consentId: consent.consentId });
      expect((await held(roomId)).hub).toEqual([]);
      await act(tariq, roomId, "joinCase", { participationId });
      expect((await held(roomId)).hub).toEqual(epochs);
      const page = await (await as(tariq, 1)).since(roomId, 0);
      expect(page.events.map((e) => e.type)).toContain("participationJoined");
      expect(page.events.some((e) => e.type === "consentWithdrawn")).toBe(historyFrom.kind === "all");
    });

  test("a history from a day on: what lies before it is left out, page by page and in a search, and nothing is missing after it", async () => {
    const { rhona, tariq } = nodes.people;
    const { roomId, caseId } = await scene({ consent: false, invited: false, joined: false });
    await act(rhona, roomId, "postMessage", { text: "long before them" });
    // another one comes and goes: the key changes
    const gone = consentInput(nodes.clock, [nodes.orgs.cafe.orgId]);
    await act(rhona, roomId, "recordConsent", gone);
    await act(rhona, roomId, "withdrawConsent", { consentId: gone.consentId, method: "phone" });
    nodes.clock.advance(60_000);
    const at = new Date(nodes.clock.now()).toISOString();
    nodes.clock.advance(60_000);
    await act(rhona, roomId, "postMessage", { text: "before them, and theirs to read" });
    const consent = consentInput(nodes.clock, [nodes.orgs.hub.orgId], {
      said: { on: new Date(nodes.clock.now()).toISOString(), method: "face", language: "en" },
      terms: { historyFrom: { kind: "date", at } },
    });
    const participationId = nobody();
    await act(rhona, roomId, "recordConsent", consent);
    await act(rhona, roomId, "inviteOrganisation", { participationId, orgId: nodes.orgs.hub.orgId, consentId: consent.consentId });
    await act(tariq, roomId, "joinCase", { participationId });
    expect((await held(roomId)).hub).toEqual([2]);
    for (const node of [0, 1]) {
      const client = await as(tariq, node);
      const page = await client.since(roomId, 0);
      expect(page.events.flatMap((e) => (e.type === "messagePosted" ? [e.body.text] : []))).toEqual(["before them, and theirs to read"]);
      expect(page.through).toBe(page.head);
      const found = await client.call("cases.search", { text: "before", caseId });
      expect((found as never as { data: { hits: unknown[] } }).data.hits).toHaveLength(1);
    }
  });
});

describe("N8. the key turns with what shuts somebody out", () => {
  /** Everything that was said after an event, by the epoch of its key. */
  const epochsAfter = async (roomId: BuiltCase["roomId"], type: string) => {
    const { events } = await nodes.first.app.log.read(roomId, 0);
    const at = events.findLastIndex((e) => e.type === type);
    return { shut: events[at]?.epoch ?? 0, after: events.slice(at + 1).map((e) => e.epoch ?? 0) };
  };

  test("words that were decided in the same moment as a withdrawal lie under the next key, not in its commit", async () => {
    const { rhona } = nodes.people;
    const { roomId, consentId } = await scene();
    const post = (n: number) => act(rhona, roomId, "postMessage", { text: `word ${n}` });
    await Promise.all([post(1), act(rhona, roomId, "withdrawConsent", { consentId, method: "phone" }), ...[2, 3, 4].map(post)]);
    const { shut, after } = await epochsAfter(roomId, "consentWithdrawn");
    expect(after.length).toBeGreaterThan(0);
    for (const epoch of after) expect(epoch).toBeGreaterThan(shut);
  });

  test("also where a yes keeps somebody away from now on; to partners nothing tells that it turned", async () => {
    const { rhona, olga } = nodes.people;
    const { roomId } = await scene();
    const { hub, cafe } = nodes.orgs;
    const yes = consentInput(nodes.clock, [cafe.orgId], { excluded: [{ kind: "org", orgId: hub.orgId }] });
    const participationId = nobody();
    await act(rhona, roomId, "recordConsent", yes);
    expect((await held(roomId)).hub).toEqual([]);
    await act(rhona, roomId, "inviteOrganisation", { participationId, orgId: cafe.orgId, consentId: yes.consentId });
    await act(olga, roomId, "joinCase", { participationId });
    await act(rhona, roomId, "postMessage", { text: "without them" });
    const { shut, after } = await epochsAfter(roomId, "consentGiven");
    for (const epoch of after) expect(epoch).toBeGreaterThan(shut);
    const page = await (await as(olga)).call("room.since", { roomId, afterSeq: null });
    expect(page).toMatchObject({ ok: true, data: { state: { epoch: 1, turned: 0 } } });
  });
});

describe("N8. the second lock: whatever the rules say, nothing opens without a wrap", () => {
  test("with its wraps gone from the store an organisation that the rules let in opens nothing, at no door; the others go on", async () => {
    const { rhona, tariq } = nodes.people;
    const { roomId, caseId } = await scene();
    const file = await posted(nodes.first as never, await as(tariq), roomId, aPdf("theirs"), {
      name: "a.pdf",
      declared: "application/pdf",
    });
    await nodes.first.app.effects.settled();
    expect((await fetchFile(nodes.first as never, await as(tariq), roomId, file.id)).status).toBe(200);
    const epochs = (await store().findOne({ _id: roomId }))?.epochs.map((e) => ({
      ...e,
      orgs: e.orgs.filter((w) => w.org !== tariq.orgId),
    }));
    await store().updateOne({ _id: roomId }, { $set: { epochs } } as never);
    // a node that starts now: nothing in memory
    const fresh = await nodes.more();
    const index = nodes.nodes.length - 1;
    expect(await fresh.app.rooms.ask(roomId)).toMatchObject({ status: "active" });
    const client = await nodes.at(index, tariq);
    const notFound = { ok: false, error: { code: "NotFound" } };
    for (const door of ["socket", "http"] as const) {
      expect(await client.call("room.since", { roomId, afterSeq: 0 }, door)).toMatchObject(notFound);
      expect(await client.call("cases.search", { text: "hello", caseId }, door)).toMatchObject(notFound);
      expect(await client.call("cases.seen", { roomId }, door)).toMatchObject(notFound);
    }
    expect(await client.subscribe(roomId)).toMatchObject(notFound);
    expect((await fetchFile(fresh as never, client, roomId, file.id)).status).toBe(404);
    // also past the opening: the room was opened, and the page can't be read
    const room = await nodes.first.app.rooms.open(actorOf(rhona), roomId);
    await expect(nodes.first.app.log.read(roomId, 0, 10, nodes.orgs.cafe.orgId)).rejects.toMatchObject({ code: "NotFound" });
    expect((await nodes.first.app.rooms.since({ room, afterSeq: 0, limit: 10, what: "read" })).events.length).toBeGreaterThan(3);
    expect((await (await nodes.at(index, rhona)).since(roomId, 0)).events.length).toBeGreaterThan(3);
  });
});

describe("N8. also after a crash, and after a backup was brought back", () => {
  test("a log that was brought back from a backup: who was removed since reads nothing by the keys, and the next decisions count again", async () => {
    const { rhona, tariq, olga } = nodes.people;
    const { roomId, consentId } = await scene();
    const commits = nodes.first.database.collection<{ _id: string; room: string }>("commits");
    const backup = await commits.find({ room: roomId }).toArray();
    for (let i = 0; i < 5; i++) await act(rhona, roomId, "postMessage", { text: `lost ${i}` });
    await act(rhona, roomId, "withdrawConsent", { consentId, method: "phone" });
    await commits.deleteMany({ room: roomId });
    await commits.insertMany(backup);
    const fresh = await nodes.more();
    const index = nodes.nodes.length - 1;
    const asked = (who: Person, type: string, input: Record<string, unknown>) =>
      actAs({ app: fresh.app, clock: nodes.clock }, who, { roomId, type, input });
    expect(await fresh.app.rooms.ask(roomId)).toMatchObject({ status: "active", epoch: 1 });
    expect(await (await nodes.at(index, tariq)).subscribe(roomId)).toMatchObject({ ok: false, error: { code: "NotFound" } });
    const consent = consentInput(nodes.clock, [nodes.orgs.cafe.orgId]);
    const participationId = nobody();
    await asked(rhona, "recordConsent", consent);
    await asked(rhona, "inviteOrganisation", { participationId, orgId: nodes.orgs.cafe.orgId, consentId: consent.consentId });
    await asked(olga, "joinCase", { participationId });
    expect(await held(roomId)).toEqual({ practice: [1], hub: [], cafe: [1] });
    expect((await (await nodes.at(index, olga)).since(roomId, 0)).events.at(-1)?.type).toBe("participationJoined");
  });

  test("a node that dies between a withdrawal and its keys: another one destroys them, once, and every other reader goes on", async () => {
    const { rhona } = nodes.people;
    const built = await scene();
    const { roomId, consentId } = built;
    const { log, effects } = nodes.first.app;
    const { head } = await log.read(roomId, 0);
    if (!head) throw new Error("a case");
    const event = {
      ...{ seq: head.seq + 1, id: nobody() as never, type: "consentWithdrawn", at: new Date(nodes.clock.now()).toISOString() },
      ...{ actor: { personId: rhona.personId, orgId: rhona.orgId }, body: { consentId, method: "phone" }, print: "" },
    };
    const grant = () => ({ since: head.seq + 1, holders: [] });
    await log.append({ room: roomId, epoch: 1, grant, make: () => ({ written: [write(event)], prev: head, due: true }) });
    expect((await held(roomId)).hub).toEqual([1]);
    await Promise.all([...nodes.nodes, ...nodes.nodes].map(({ app }) => app.effects.sweep()));
    await effects.sweep();
    expect(await held(roomId)).toMatchObject({ practice: [1], hub: [] });
    expect(await log.due()).toEqual([]);
    expect((await (await as(rhona)).since(roomId, 0)).events.length).toBe(head.seq + 1);
  });

  test("a store from before, with keys for the house alone: at the next start each organisation gets what it may read, and nobody else", async () => {
    const { tariq } = nodes.people;
    const built = await scene();
    const stays = await scene();
    await act(nodes.people.rhona, built.roomId, "withdrawConsent", { consentId: built.consentId, method: "phone" });
    await act(nodes.people.rhona, built.roomId, "postMessage", { text: "after" });
    await nodes.first.app.effects.settled();
    // as it lay before: one document a room and epoch, beside the data
    type Old = { _id: string; wrapped: unknown };
    for (const { roomId } of [built, stays]) {
      const doc = (await store().findOne({ _id: roomId })) as never as { epochs: { n: number; house: unknown }[] };
      await nodes.first.database
        .collection<Old>("roomKeys")
        .insertMany(doc.epochs.map(({ n, house }) => ({ _id: `${roomId}/${n}`, wrapped: house })));
      await store().deleteOne({ _id: roomId });
    }
    // a snapshot was sealed under the next key, and nothing has been said under it yet
    const next = sealWith(nodes.masterKey, randomBytes(32), Buffer.from(`${stays.roomId}/2`));
    await nodes.first.database.collection<Old>("roomKeys").insertOne({ _id: `${stays.roomId}/2`, wrapped: next });
    await nodes.more();
    const index = nodes.nodes.length - 1;
    expect(await held(built.roomId)).toEqual({ practice: [1, 2], hub: [], cafe: [] });
    expect(await held(stays.roomId), "nobody loses what was said before a key that nothing lies under yet").toEqual({
      ...{ practice: [1, 2], hub: [1, 2], cafe: [] },
    });
    expect(await nodes.first.database.collection("roomKeys").countDocuments({})).toBe(0);
    const page = await eventually("read", async () => (await nodes.at(index, tariq)).since(stays.roomId, 0));
    expect(page.events.length).toBeGreaterThan(3);
  });
});

test("another master key opens no wrap and no key of an organisation", async () => {
  const { createSecretKey, randomBytes } = await import("node:crypto");
  const { roomId } = await scene();
  const database = nodes.first.database.useDb(keysNameFor(nodes.name), { useCache: true });
  const thief = await openKeys({ database, masterKey: createSecretKey(randomBytes(32)) });
  await expect(thief.keyOf(roomId, 1)).rejects.toThrow();
  await expect(thief.keyFor(roomId, 1, nodes.orgs.hub.orgId)).rejects.toThrow();
});
