import { checkWords, type LedgerCheck } from "@linkwork/shared/cases/ledger.ts";
import type { AccessEvent } from "@linkwork/shared/cases/schema.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, concernAccessRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { leafOf, type Seal } from "../../../apps/server/src/cases/views-seals.ts";
import { actAs, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { nobody } from "../../kit/given.ts";
import { startedAnew, tampering } from "../../kit/tamper.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aConcern } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await anew.stop();
  await world?.stop();
});
const { flip, drop } = tampering(() => world);
const anew = startedAnew(() => world);

async function lived() {
  const scene = await aConcern(world);
  await actAs(world, scene.leads.ada, { roomId: scene.roomId, type: "writeNote", input: { text: "She was seen on Sunday." } });
  for (let i = 0; i < 3; i++) await (await world.as(scene.leads.ada)).since(scene.roomId, 0);
  await world.app.rooms.settled();
  return { ...scene, looks: concernAccessRoom(scene.input.concernId) };
}
/** The check from a node that has just started. */
async function checked(who: Person, roomId: RoomId) {
  return (await anew.client(who)).call("concerns.verify", { roomId }, "http");
}
const given = async (...where: Parameters<typeof checked>): Promise<LedgerCheck> => {
  const answer = await checked(...where);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data as LedgerCheck;
};
async function tomorrow(): Promise<void> {
  await world.later(day);
  await world.app.tidy();
}
const sealsOf = (id: string) => world.database.collection<Seal>("seals").find({ caseId: id }).sort({ day: 1 }).toArray();

describe("R18, ASVS 16.4.2: a worry is checked by who is named in it, on its own page", () => {
  test("whole: it says so, how much was checked, and that it was is on record there and not in the case", async () => {
    const { leads, roomId, looks, built } = await lived();
    const before = await world.app.log.headSeq(accessRoom(built.caseId));
    const check = await given(leads.sorcha, roomId);
    expect(check).toMatchObject({ finds: [], scope: "all" });
    expect(checkWords(check)[0]).toBe("Nothing was changed.");
    const { events } = await world.app.rooms.whole(looks);
    const last = events.at(-1) as unknown as AccessEvent;
    expect(last.body).toMatchObject({ what: "verified", decision: "permit", personId: leads.sorcha.personId });
    expect(await world.app.log.headSeq(accessRoom(built.caseId))).toBe(before);
  });

  test("an entry that was changed, of the record or of who looked, is named", async () => {
    for (const where of ["worry", "looks"] as const) {
      const { leads, roomId, looks } = await lived();
      await flip(where === "worry" ? roomId : looks, 2);
      expect((await given(leads.ada, roomId)).finds).toMatchObject([{ where, kind: "changed", seq: 2 }]);
    }
  });

  test("a tail that was cut off shows by the end that was kept under its own id", async () => {
    const { leads, roomId } = await lived();
    await tomorrow();
    const end = await world.app.log.headSeq(roomId);
    await drop(roomId, end);
    const check = await given(leads.ada, roomId);
    expect(check.finds).toMatchObject([{ where: "worry", kind: "cut", seq: end, to: end }]);
    expect(checkWords(check).join(" ")).toContain(`Entry ${end} of this record is missing.`);
  });

  test("who isn't named gets the same answer as for a worry that isn't there, tampered with or not", async () => {
    const { leads, roomId } = await lived();
    const absent = `concern:${nobody()}` as RoomId;
    for (const tampered of [false, true]) {
      if (tampered) await flip(roomId, 1);
      for (const who of [leads.bo, world.people.rhona, world.people.hana]) {
        const [there, not] = [await checked(who, roomId), await checked(who, absent)];
        expect(there).toEqual(not);
        expect(there).toMatchObject({ ok: false, error: { code: "NotFound" } });
      }
    }
  });

  test("the seal of the case stays what it was, whatever is written in a worry about its person", async () => {
    const { built, leads, roomId, input } = await lived();
    await tomorrow();
    const [before] = (await sealsOf(built.caseId)).slice(-1);
    await actAs(world, leads.ada, { roomId, type: "writeNote", input: { text: "And on Monday." } });
    await tomorrow();
    const [after] = (await sealsOf(built.caseId)).slice(-1);
    expect(after && leafOf(built.caseId, after)).toBe(before && leafOf(built.caseId, before));
    expect(JSON.stringify(after)).not.toContain(subjectOf(roomId));
    expect((await sealsOf(input.concernId)).at(-1)?.day).toBe(new Date(world.clock.now()).toISOString().slice(0, 10));
    const day = await world.database.collection("daySeals").find({}).toArray();
    expect(JSON.stringify(day)).not.toContain(input.concernId);
  });
});
