import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type CaseId, newId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, clientRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { keysNameFor } from "../../../apps/server/src/kernel/assemble.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { aCanary } from "../../kit/canary.ts";
import { day } from "../../kit/clock.ts";
import { dumpOf } from "../../kit/dump.ts";
import { createWorld, type World } from "../../kit/world.ts";

const uuid = <T extends string = string & never>(): T => newId<T>(Date.now());

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

describe("25. who takes the store away", () => {
  // who interpreted stands on the paper that was given out too
  const secrets = ["message", "edited", "pinned", "topic", "name", "contact", "label", "need", "evidence", "interpreter"].map(aCanary);
  const [message, edited, pinned, topic, name, contact, label, need, evidence, interpreter] = secrets as [string, ...string[]];

  async function aLivedCase(): Promise<void> {
    const { rhona, tariq } = world.people;
    const built = await aCase(world, {
      consent: {
        evidenceRef: evidence,
        said: { on: new Date(world.clock.now() - day).toISOString(), method: "face", language: "en", interpreter },
      },
    });
    const { roomId } = built;
    const say = (type: string, input: Record<string, unknown>) => actAs(world, rhona, { roomId, type, input });
    const first = await say("postMessage", { text: `${message} ${pinned}` });
    await say("editMessage", { messageSeq: first.seq, text: edited });
    await say("pinMessage", { messageSeq: first.seq, versionSeq: first.seq });
    await say("openTopic", { topicId: uuid(), title: topic });
    await actAs(world, rhona, { roomId: clientRoom(built.clientId), type: "correctIdentity", input: { identity: { name, contact } } });
    const caseId = uuid<CaseId>();
    await actAs(world, rhona, {
      roomId: caseRoom(caseId),
      type: "openCase",
      input: { caseId, clientId: built.clientId, label: String(label).slice(0, 12), need, purpose: "food", jurisdiction: "SCT" },
    });
    // enough for a snapshot of the state, which holds the label, the pins and the consent
    for (let i = 0; i < 210; i++) await actAs(world, tariq, { roomId, type: "postMessage", input: { text: `${message} ${i}` } });
    await world.app.effects.settled();
    const client = await world.as(tariq);
    await client.call("cases.markSeen", { roomId, seq: 20 }, "http");
    await client.call("room.since", { roomId, afterSeq: null }, "http");
  }

  test("finds no word of a message, a name or a consent in any collection, nor in what the server logged", async () => {
    await aLivedCase();
    const whole: Record<string, number> = {};
    for (const name of [world.name, keysNameFor(world.name)])
      for (const [collection, docs] of await dumpOf(world.database.useDb(name, { useCache: true }))) {
        whole[collection] = docs.length;
        for (const doc of docs) {
          for (const secret of secrets) expect(doc.includes(secret), `${secret} in ${collection}`).toBe(false);
          expect(doc.includes("Mohammed Khan"), `a name in ${collection}`).toBe(false);
        }
      }
    for (const collection of ["commits", "snapshots", "keys", "orgKeys", "caseIndex", "clientIndex", "markers", "session"])
      expect(whole[collection], `there is something in ${collection}`).toBeGreaterThan(0);
    const log = JSON.stringify(world.log);
    expect(world.log.length).toBeGreaterThan(100);
    for (const secret of [...secrets, "Mohammed Khan"]) expect(log.includes(secret), `${secret} in the server's log`).toBe(false);
  });

  test("finds the keys apart from the data: nothing in the data's own database opens anything", async () => {
    const collections = await dumpOf(world.database);
    for (const name of ["keys", "orgKeys", "roomKeys"]) expect(collections.get(name) ?? [], name).toEqual([]);
    for (const [collection, docs] of collections) for (const doc of docs) expect(doc, collection).not.toMatch(/"(wrapped|house)"/);
  });

  test("finds no word in the engine's own files, while it runs", async ({ skip }) => {
    if (process.env.MONGODB_URI) skip("the engine of MONGODB_URI keeps its files elsewhere");
    const marker = `marker-${uuid()}`;
    await world.database
      .getClient()
      .db(world.name)
      .collection("marker")
      .insertOne({ marker }, { writeConcern: { w: "majority", j: true } });
    const entries = await readdir(inject("engineFolder"), { recursive: true, withFileTypes: true });
    const files = entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
    let sawMarker = false;
    for (const file of files) {
      const bytes = await readFile(file).catch(() => Buffer.alloc(0));
      if (bytes.includes(marker)) sawMarker = true;
      for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${file}`).toBe(false);
    }
    expect(sawMarker, "the search would have found what lies there in the clear").toBe(true);
  });
});
