import { accessRoom, caseRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";
import { aCase, actAs, type BuiltCase } from "../../kit/build.ts";
import { day, hour } from "../../kit/clock.ts";
import { dumpOf } from "../../kit/dump.ts";
import { aPdf, posted } from "../../kit/files.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { inTheHub, opened, received, waitingFor } from "../../kit/handing.ts";
import { left, withdrawn, withScopes } from "../../kit/scenes.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";

const late = async (world: World) => {
  const exportId = await received(world);
  await world.later(30 * day);
  await world.database.collection("session").updateMany({}, { $set: { passwordAt: new Date(world.clock.now()) } });
  return exportId;
};

describeCommand({
  command: "openExport",
  allowed: { "an information lead of the organisation opens it": { given: inTheHub("hana", received), here: ["exportOpened"] } },
  refused: {
    "a worker of the organisation": { given: inTheHub("tariq", received), refusal: "FORBIDDEN NotYourRole" },
    "the information lead of the practice": { given: inTheHub("ian", received), refusal: "NOT_FOUND NotFound" },
    "a second time": { given: inTheHub("hana", opened), refusal: "CONFLICT NotThere exportId" },
    "what isn't there": { given: inTheHub("hana", async () => nobody<string & never>()), refusal: "CONFLICT NotThere exportId" },
    "after thirty days": { given: inTheHub("hana", late), refusal: "CONFLICT NotThere exportId" },
  },
  other: () => ({ exportId: nobody() }),
  raced: {
    async given(world) {
      const exportId = await received(world);
      const scene = () => inTheHub("hana", async () => exportId)(world);
      return [await scene(), await scene()];
    },
    outcomes: ["written", "NotThere"],
    here: ["exportOpened"],
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Handed = {
  data: { orgName: string; why: string; places: { name: string; written: { at: string; by: string; kind: string; text: string }[] }[] };
};
const theirs = "Tuesday at two, at the window table";
const others = "what the practice said";
/** A case in which both said something, in two places, and the food hub changed a word and sent a file. */
async function aTalk(): Promise<BuiltCase> {
  const { rhona, tariq } = world.people;
  const built = await aCase(world, withScopes("health", "attach"));
  const { roomId } = built;
  const health = caseRoom(built.caseId, "health");
  const say = (who: typeof rhona, room: typeof roomId, type: string, input: Record<string, unknown>) =>
    actAs(world, who, { roomId: room, type, input });
  await say(rhona, health, "openCompartment", { compartment: "health" });
  await say(rhona, roomId, "postMessage", { text: others });
  const message = await say(tariq, roomId, "postMessage", { text: theirs });
  await say(tariq, roomId, "editMessage", { messageSeq: message.seq, text: "Wednesday at two" });
  await say(tariq, roomId, "openTopic", { topicId: nobody(), title: "the weekly box" });
  await say(rhona, roomId, "pinMessage", { messageSeq: message.seq, versionSeq: message.seq });
  await say(tariq, health, "postMessage", { text: "she is diabetic" });
  await say(rhona, health, "postMessage", { text: others });
  return built;
}
async function openedBy(who: World["people"]["hana"]) {
  await world.app.effects.settled();
  const [waits] = await waitingFor(world, who.orgId);
  if (!waits) throw new Error("nothing waits");
  const client = await world.as(who);
  const event = await client.act(`org:${who.orgId}` as never, "openExport", { exportId: waits.exportId });
  const read = () => client.call("cases.readExport", { exportId: waits.exportId });
  return { exportId: waits.exportId, event, read, client };
}
const settle = async () => {
  await world.app.effects.settled();
  for (const { exportId } of await waitingFor(world, world.orgs.hub.orgId)) {
    await world.app.rooms.act(systemActor, `org:${world.orgs.hub.orgId}` as never, {
      id: nobody(),
      type: "endExport",
      input: { exportId, why: "over" },
    });
  }
  await world.app.effects.settled();
};

describe("I6. after a removal an organisation's own words go to its information lead, once", () => {
  for (const [why, ends] of [
    ["removed", withdrawn],
    ["left", left],
  ] as const)
    test(`its own words and their dates, place by place, and nothing that anybody else wrote (${why})`, async () => {
      await settle();
      const built = await aTalk();
      await ends(world, built);
      const { read } = await openedBy(world.people.hana);
      const handed = ((await read()) as never as Handed).data;
      expect(handed).toMatchObject({ orgName: "Govan Food Hub", why });
      expect(handed.places.map(({ name, written }) => [name, written.map(({ by, kind, text }) => [by, kind, text])])).toEqual([
        [
          "Everybody in it",
          [
            ["Tariq", "message", theirs],
            ["Tariq", "change", "Wednesday at two"],
            ["Tariq", "topic", "the weekly box"],
          ],
        ],
        ["Health", [["Tariq", "message", "she is diabetic"]]],
      ]);
      expect(JSON.stringify(handed)).not.toContain(others);
      expect(JSON.stringify(handed)).not.toMatch(/M\.K\.|Mohammed|Rhona/);
      for (const { written } of handed.places) for (const { at } of written) expect(at).toMatch(/^\d{4}-\d\d-\d\dT/);
    });

  test("what was taken out of it before is not in it; and of a doubt whether the yes was given freely there is no trace", async () => {
    await settle();
    const { rhona, tariq } = world.people;
    const built = await aTalk();
    const { roomId, consentId } = built;
    const slip = await actAs(world, tariq, { roomId, type: "postMessage", input: { text: "her neighbour's number" } });
    await actAs(world, tariq, { roomId, type: "redactMessage", input: { messageSeq: slip.seq, reason: "thirdParty" } });
    const client = await world.as(tariq);
    const sent = { name: "the neighbour.pdf", declared: "application/pdf" };
    const { message: letter } = await posted(world, client, roomId, aPdf("theirs"), sent);
    await actAs(world, tariq, { roomId, type: "redactMessage", input: { messageSeq: letter.seq, reason: "mistake" } });
    await actAs(world, rhona, {
      roomId,
      type: "pauseConsent",
      input: { consentId, method: "phone", doubt: { words: "pressed by her son" } },
    });
    await withdrawn(world, built);
    const { read } = await openedBy(world.people.hana);
    const handed = JSON.stringify((await read()) as never as Handed);
    expect(handed).toContain(theirs);
    expect(handed).not.toMatch(/neighbour|doubt|pressed|son\b/);
  });

  test("once: for whoever opened it, for an hour, whatever breaks off; then it is destroyed, and its key too", async () => {
    await settle();
    const built = await aTalk();
    await withdrawn(world, built);
    const { read, exportId } = await openedBy(world.people.hana);
    const first = await read();
    expect(first).toMatchObject({ ok: true });
    await world.later(hour - 1);
    expect(await read()).toEqual(first);
    await world.later(1);
    expect(await read()).toMatchObject({ ok: false, error: { code: "NotFound" } });
    await world.app.tidy();
    await world.app.effects.settled();
    expect(await waitingFor(world, world.orgs.hub.orgId)).toEqual([]);
    await expect(world.app.log.keys.keyFor(`export:${exportId}`, 1, world.orgs.hub.orgId)).rejects.toMatchObject({ code: "NotFound" });
    for (const name of ["exports", "exportPieces"]) expect(await world.database.collection(name).countDocuments({}), name).toBe(0);
    const looks = (await world.app.log.read(accessRoom(built.caseId), 0)).events.filter((e) => e.body.what === "export");
    expect(looks.map((e) => e.body.personId)).toEqual([world.people.hana.personId, world.people.hana.personId]);
  });

  test("nobody else opens it: not their worker, not the practice, not another lead who did not open it; and it lies sealed", async () => {
    await settle();
    const built = await aTalk();
    await withdrawn(world, built);
    await world.app.effects.settled();
    const [waits] = await waitingFor(world, world.orgs.hub.orgId);
    const ask = async (who: World["people"]["hana"]) => (await world.as(who)).call("cases.readExport", { exportId: waits?.exportId });
    const { hana, tariq, ian, rhona, olga, maggie } = world.people;
    for (const who of [hana, tariq, ian, rhona, olga, maggie])
      expect(await ask(who), who.name).toMatchObject({ error: { code: "NotFound" } });
    await openedBy(hana);
    for (const who of [tariq, ian, rhona, olga, maggie]) expect(await ask(who), who.name).toMatchObject({ error: { code: "NotFound" } });
    for (const [collection, docs] of await dumpOf(world.database))
      for (const doc of docs) expect(doc.includes(theirs), collection).toBe(false);
    await expect(world.app.log.keys.keyOf(`export:${waits?.exportId}`, 1)).rejects.toThrow();
  });

  test("opening it, and reading it, ask for a fresh factor", async () => {
    await settle();
    const built = await aTalk();
    await withdrawn(world, built);
    await world.app.effects.settled();
    await world.as(world.people.hana);
    world.clock.advance(11 * 60_000);
    const [waits] = await waitingFor(world, world.orgs.hub.orgId);
    const client = await world.as(world.people.hana);
    expect(await client.attempt(`org:${world.orgs.hub.orgId}` as never, "openExport", { exportId: waits?.exportId })).toMatchObject({
      error: { code: "StepUpNeeded" },
    });
    expect(await client.call("cases.readExport", { exportId: waits?.exportId })).toMatchObject({ error: { code: "StepUpNeeded" } });
    await client.call("factors.givePassword", { password: "a long enough password" });
  });

  test("nothing is handed over where nothing was written, or where an organisation had only been invited", async () => {
    await settle();
    await withdrawn(world, await aCase(world));
    await withdrawn(world, await aCase(world, { joined: false }));
    await world.app.effects.settled();
    expect(await waitingFor(world, world.orgs.hub.orgId)).toEqual([]);
  });

  test("while there is nobody who could open it, it waits; its thirty days begin with the first who can", async () => {
    const fresh = await createWorld();
    const { orgs, people } = fresh;
    const roomId = `org:${orgs.hub.orgId}` as never;
    await fresh.app.rooms.act(systemActor, roomId, {
      id: nobody(),
      type: "endMembership",
      input: { personId: people.hana.personId },
    });
    const built = await aCase(fresh);
    await actAs(fresh, people.tariq, { roomId: built.roomId, type: "postMessage", input: { text: theirs } });
    await withdrawn(fresh, built);
    await fresh.app.effects.settled();
    await fresh.later(200 * day);
    await fresh.app.tidy();
    expect(await waitingFor(fresh, orgs.hub.orgId)).toMatchObject([{ until: null }]);
    await fresh.app.rooms.act(systemActor, roomId, {
      id: nobody(),
      type: "addMember",
      input: { personId: people.tess.personId, name: "Tess", roles: ["infoLead"] },
    });
    expect(await waitingFor(fresh, orgs.hub.orgId)).toMatchObject([{ until: new Date(fresh.clock.now() + 30 * day).toISOString() }]);
    await fresh.later(30 * day);
    await fresh.app.tidy();
    await fresh.app.effects.settled();
    expect(await waitingFor(fresh, orgs.hub.orgId)).toEqual([]);
    expect(await fresh.database.collection("exportPieces").countDocuments({})).toBe(0);
    await fresh.stop();
  });

  test("a node that dies in between: another one hands it over, once; what was destroyed doesn't come back", async () => {
    await settle();
    const built = await aTalk();
    const withdrawal = await withdrawn(world, built);
    await world.app.effects.settled();
    const due = () =>
      world.database
        .collection("commits")
        .updateMany(
          { room: { $in: [built.roomId, `org:${world.orgs.hub.orgId}`] }, seq: { $gte: withdrawal.seq } },
          { $set: { due: true } },
        );
    await due();
    const { database, masterKey, clock } = world;
    const other = await startNode({ database, masterKey, clock });
    await Promise.all([world.app.effects.sweep(), other.app.effects.sweep()]);
    expect(await waitingFor(world, world.orgs.hub.orgId)).toHaveLength(1);
    const { exportId, client } = await openedBy(world.people.hana);
    await client.act(`org:${world.orgs.hub.orgId}` as never, "confirmExport", { exportId });
    await world.app.effects.settled();
    await due();
    await Promise.all([world.app.effects.sweep(), other.app.effects.sweep()]);
    await other.app.effects.settled();
    expect(await waitingFor(world, world.orgs.hub.orgId)).toEqual([]);
    expect(await database.collection("exports").countDocuments({})).toBe(0);
    await other.app.stop();
  });
});
