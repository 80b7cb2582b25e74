import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rebuildViews } from "../../../apps/server/src/kernel/rebuild.ts";
import { aCaseWithFiles, aPdf, bytesKept, fetchFile, posted } from "../../kit/files.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { startNode } from "../../kit/world.ts";

const canary = "kanarienvogel";
let nodes: Nodes;
beforeAll(async () => {
  nodes = await createNodes(2);
});
afterAll(() => nodes?.stop());

const world = () => ({ ...nodes.first, clock: nodes.clock, community: nodes.community, people: nodes.people, orgs: nodes.orgs });
const as = (name: "rhona" | "tariq" | "hana" | "ian", node = 0) => nodes.at(node, nodes.people[name]);
const whole = async (roomId: RoomId) => (await nodes.first.app.log.read(roomId, 0)).events as unknown as CaseEvent[];

/** Tariq named somebody who never agreed to be here: in a message with a letter, in its change, and Rhona put it into the summary. */
async function tooMuch() {
  const built = await aCaseWithFiles(world() as never);
  const { roomId } = built;
  const [rhona, tariq] = [await as("rhona"), await as("tariq", 1)];
  const sent = await posted(world() as never, await as("tariq"), roomId, aPdf(canary), {
    name: `${canary}.pdf`,
    declared: "application/pdf",
  });
  const { seq } = await tariq.act(roomId, "postMessage", { text: `his neighbour ${canary} drinks` });
  const letter = sent.message.seq;
  for (const messageSeq of [letter, seq]) {
    const edit = await tariq.act(roomId, "editMessage", { messageSeq, text: `her name is ${canary} and ${messageSeq}` });
    await rhona.act(roomId, "pinMessage", { messageSeq, versionSeq: edit.seq });
  }
  return { ...built, rhona, tariq, seq, letter, fileId: sent.id };
}

describe("15. names of a third party: words that were taken out", () => {
  test("are gone from everything that the server sends, on both nodes, at once; who, when and why stay", async () => {
    const { roomId, rhona, tariq, seq, letter, fileId } = await tooMuch();
    const wire = await rhona.again();
    await wire.ask("subscribe", { roomId, afterSeq: null });
    for (const messageSeq of [letter, seq]) await tariq.act(roomId, "redactMessage", { messageSeq, reason: "thirdParty" });
    for (const node of [0, 1] as const)
      for (const name of ["rhona", "tariq"] as const) {
        const client = await as(name, node);
        const fresh = await client.since(roomId, null);
        const old = await client.since(roomId, 0, "http");
        const { frames } = await client.again();
        const later = await (await client.again()).ask("subscribe", { roomId, afterSeq: 0 });
        const found = await client.call("cases.search", { text: canary });
        for (const bytes of [fresh, old, frames, later, found]) expect(JSON.stringify(bytes)).not.toContain(canary);
        expect((found as never as { data: { hits: unknown[] } }).data.hits).toEqual([]);
        const state = fresh.state as CaseState;
        expect(state.pins).toEqual([]);
        expect(Object.keys(state.files)).toEqual([]);
        expect(Object.values(state.redactions).map((r) => [r.messageSeq, r.reason, r.name])).toEqual([
          [letter, "thirdParty", "Tariq"],
          [seq, "thirdParty", "Tariq"],
        ]);
        expect((await fetchFile(nodes.nodes[node] as never, client, roomId, fileId)).status).toBe(404);
      }
  });

  test("are gone from the store: the commit is sealed anew without them, the file's bytes are thrown away, and the chain is still whole", async () => {
    const { roomId, tariq, seq, letter } = await tooMuch();
    const before = await bytesKept(nodes.first as never);
    const heads = (await nodes.first.app.rooms.whole(roomId)).heads;
    for (const messageSeq of [letter, seq]) await tariq.act(roomId, "redactMessage", { messageSeq, reason: "otherClient" });
    for (const { app } of nodes.nodes) await app.effects.settled();
    expect(JSON.stringify(await whole(roomId))).not.toContain(canary);
    expect(await bytesKept(nodes.first as never)).toBe(before - 1);
    expect(await nodes.first.app.log.verify(roomId)).toBeUndefined();
    const after = (await nodes.first.app.rooms.whole(roomId)).heads;
    for (const [at, hash] of heads) expect(after.get(at)).toBe(hash);
    // a node that starts now, and one that folds the room afresh, know no more
    const late = await startNode({ database: nodes.first.database, masterKey: nodes.masterKey, clock: nodes.clock });
    const state = await late.app.rooms.ask<CaseState>(roomId);
    expect(JSON.stringify(state)).not.toContain(canary);
    expect(state.speech).toBe(2);
    await late.app.stop();
  });

  test("what somebody puts in their place, or takes out without its event, is named by the check", async () => {
    const { roomId, tariq, seq } = await tooMuch();
    const { log } = nodes.first.app;
    const { rooms } = nodes.first.app;
    // somebody with the keys strikes a message that nobody took out
    const blank = (event: CaseEvent) => (event.seq === seq ? { ...event, body: { text: "" } } : event);
    const head = await log.headSeq(roomId);
    await log.strike(roomId, { from: seq, by: head + 1, conceal: (e) => blank(e as never) as never });
    expect((await rooms.whole(roomId)).broken).toBe(seq);
    await tariq.act(roomId, "redactMessage", { messageSeq: seq, reason: "mistake" });
    for (const { app } of nodes.nodes) await app.effects.settled();
    expect(await log.verify(roomId)).toBeUndefined();
    // or gives it other words afterwards
    const again = await log.headSeq(roomId);
    const other = (event: CaseEvent) => (event.seq === seq ? { ...event, body: { text: "he agreed to everything" } } : event);
    await log.strike(roomId, { from: seq, by: again, conceal: (e) => other(e as never) as never });
    expect(await log.verify(roomId)).toBe(seq);
  });

  test("a node that dies before the store was cleaned leaves it to the sweep; done again, nothing changes", async () => {
    const { roomId, tariq, seq } = await tooMuch();
    await tariq.act(roomId, "redactMessage", { messageSeq: seq, reason: "mistake" });
    for (const { app } of nodes.nodes) await app.effects.settled();
    const commits = nodes.first.database.collection("commits");
    const bodies = async () => JSON.stringify(await commits.find({ room: roomId }).project({ body: 1 }).toArray());
    const once = await bodies();
    await commits.updateMany({ room: roomId }, { $set: { due: true } });
    await nodes.first.app.effects.sweep();
    expect(await bodies()).toBe(once);
    expect(await commits.countDocuments({ room: roomId, due: true })).toBe(0);
  });

  test("can't be answered, changed, marked or put into the summary any more; sent again by their author they are a tombstone, not new words", async () => {
    const { roomId, tariq, rhona } = await tooMuch();
    const id = newId<EventId>(Date.now());
    const { seq } = await tariq.act(roomId, "postMessage", { text: canary }, { id });
    await tariq.act(roomId, "redactMessage", { messageSeq: seq, reason: "mistake" });
    const refused = async (type: string, input: Record<string, unknown>) => {
      const answer = await rhona.attempt(roomId, type, input);
      return answer.ok ? "written" : answer.error.code;
    };
    expect(await refused("postMessage", { text: "well", replyTo: seq })).toBe("UnknownReference");
    expect(await refused("react", { messageSeq: seq, reaction: "👍", on: true })).toBe("UnknownReference");
    expect(await refused("pinMessage", { messageSeq: seq, versionSeq: seq })).toBe("UnknownReference");
    const answer = await tariq.attempt(roomId, "postMessage", { text: canary }, { id });
    expect(JSON.stringify(answer)).not.toContain(canary);
    expect((await whole(roomId)).filter((e) => e.id === id)).toHaveLength(1);
  });

  test("a copy that a device kept is known to be too old: the list says by which event words were last taken out, and only to who reads there", async () => {
    const { roomId, caseId, tariq, seq } = await tooMuch();
    const row = async (name: "rhona" | "tariq" | "hana") =>
      ((await (await as(name)).call("cases.list")) as never as { data: { caseId: string; takenOut: number }[] }).data.find(
        (r) => r.caseId === caseId,
      )?.takenOut;
    expect([await row("rhona"), await row("tariq")]).toEqual([0, 0]);
    const event = await tariq.act(roomId, "redactMessage", { messageSeq: seq, reason: "mistake" });
    expect([await row("rhona"), await row("tariq"), await row("hana")]).toEqual([event.seq, event.seq, undefined]);
  });
});

test("views that are dropped and written anew know again where somebody found too much", async () => {
  const { roomId, rhona, seq } = await tooMuch();
  await rhona.call("cases.flagMessage", { roomId, id: newId(Date.now()), input: { messageSeq: seq, why: "thirdParty" } });
  await nodes.first.app.effects.settled();
  const hana = await as("hana");
  const mine = async () => ((await hana.call("cases.flags")) as never as { data: unknown[] }).data;
  const before = await mine();
  expect(before).toHaveLength(1);
  const { app } = nodes.first;
  await rebuildViews({ log: app.log, rooms: app.rooms, tables: [app.views.cases] });
  expect(await mine()).toEqual(before);
});
