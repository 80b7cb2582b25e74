import { checkWords, keptOf, type LedgerCheck } from "@linkwork/shared/cases/ledger.ts";
import { caseRoom, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { leafOf, type Seal } from "../../../apps/server/src/cases/views-seals.ts";
import { aCase, actAs, type BuiltCase, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { asked, saidWhy, withScopes } from "../../kit/scenes.ts";
import { startedAnew, tampering } from "../../kit/tamper.ts";
import { createWorld, type World } from "../../kit/world.ts";

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

/** A case with a place for notes on health; whether the food hub may know of it is what the person agreed to. */
async function withHealth({ shared }: { shared: boolean }) {
  const built = await aCase(world, shared ? withScopes("health") : {});
  const health = caseRoom(built.caseId, "health");
  const { rhona } = world.people;
  await actAs(world, rhona, { roomId: health, type: "openCompartment", input: { compartment: "health" } });
  for (const text of ["the new tablets", "make her dizzy", "in the morning"])
    await actAs(world, rhona, { roomId: health, type: "postMessage", input: { text } });
  return { ...built, health, end: await world.app.log.headSeq(health) };
}

async function checked(who: Person, { roomId }: BuiltCase, kept?: string): Promise<LedgerCheck> {
  const answer = await (await anew.client(who)).call("cases.verifyLedger", { roomId, ...(kept ? { kept } : {}) }, "http");
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data as LedgerCheck;
}
async function tomorrow(): Promise<void> {
  await world.later(day);
  await world.app.tidy();
}
const sealsOf = ({ caseId }: BuiltCase) => world.database.collection<Seal>("seals").find({ caseId }).sort({ day: 1 }).toArray();
async function keptBy(who: Person, { caseId }: BuiltCase): Promise<string> {
  const answer = await (await world.as(who)).call("cases.seal");
  if (!answer.ok) throw new Error(answer.error.code);
  return keptOf((answer.data as { text: string }).text, caseId) ?? "";
}

describe("R18, ASVS 16.4.2: the check of a case covers the places beside its conversation", () => {
  test("an entry of a place that was changed is named, with its place, to who may know of it", async () => {
    const built = await withHealth({ shared: false });
    await flip(built.health, built.end - 1);
    const check = await checked(world.people.rhona, built);
    expect(check.finds).toMatchObject([{ where: "talk", compartment: "health", kind: "changed", seq: built.end - 1 }]);
    expect(checkWords(check).join(" ")).toContain(`Entry ${built.end - 1} of the notes on health was changed, taken out or moved.`);
  });

  test("a tail that was cut off a place shows by the end that was kept, also on a node that remembers nothing", async () => {
    const built = await withHealth({ shared: false });
    await tomorrow();
    expect(await checked(world.people.rhona, built)).toMatchObject({ finds: [] });
    await drop(built.health, built.end);
    const check = await checked(world.people.rhona, built);
    expect(check.finds).toMatchObject([{ where: "talk", compartment: "health", kind: "cut", seq: built.end, to: built.end }]);
  });

  test("so does one that was cut off what was noted of the person's requests", async () => {
    const built = await aCase(world);
    await asked(world, built);
    await tomorrow();
    const requests = requestsRoom(built.caseId);
    const end = await world.app.log.headSeq(requests);
    expect(end).toBeGreaterThan(0);
    await drop(requests, end);
    const check = await checked(world.people.rhona, built);
    expect(check.finds).toMatchObject([{ where: "requests", kind: "cut", seq: end }]);
    expect(checkWords(check).join(" ")).toContain("of what was noted of the person's requests for a copy is missing.");
  });

  test("to an information lead whose organisation isn't let into the place it is as if there were none; to one who is, it is named without numbers", async () => {
    for (const shared of [false, true]) {
      const built = await withHealth({ shared });
      await tomorrow();
      await saidWhy(world, built, world.people.hana);
      await drop(built.health, built.end);
      const check = await checked(world.people.hana, built);
      expect(check.scope).toBe("own");
      expect(check.finds).toEqual(shared ? [expect.objectContaining({ compartment: "health", kind: "cut" })] : []);
      for (const find of check.finds) expect(find).not.toHaveProperty("seq");
    }
  });

  test("a seal that was kept outside stands for the places too: whoever cuts one can't match it, with the ends kept inside or without them", async () => {
    const built = await withHealth({ shared: false });
    await tomorrow();
    const kept = await keptBy(world.people.hana, built);
    const { rhona, hana } = world.people;
    await saidWhy(world, built, hana);
    expect(await checked(rhona, built, kept)).toMatchObject({ kept: true, finds: [] });
    await world.database.collection("seals").deleteMany({ caseId: built.caseId });
    for (const who of [rhona, hana]) expect(await checked(who, built, kept)).toMatchObject({ kept: true });
    await drop(built.health, built.end);
    for (const who of [rhona, hana]) expect(await checked(who, built, kept)).toMatchObject({ kept: false });
  });

  test("a seal from before places were sealed is still true of its case", async () => {
    const built = await withHealth({ shared: false });
    await tomorrow();
    const [seal] = (await sealsOf(built)).slice(-1);
    if (!seal) throw new Error("no seal");
    const { places, ...before } = seal;
    expect(places).toMatchObject([{ place: "health", seq: built.end }]);
    const kept = leafOf(built.caseId, before);
    await world.database.collection<Seal>("seals").updateOne({ _id: seal._id }, { $unset: { places: "" } });
    expect(await checked(world.people.rhona, built, kept)).toMatchObject({ kept: true, finds: [] });
    await world.database.collection("seals").deleteMany({ caseId: built.caseId });
    expect(await checked(world.people.rhona, built, kept)).toMatchObject({ kept: true, finds: [] });
  });

  test("a day on which something was written in a place alone has an end of its own", async () => {
    const built = await withHealth({ shared: false });
    await tomorrow();
    const before = (await sealsOf(built)).length;
    await actAs(world, world.people.rhona, { roomId: built.health, type: "postMessage", input: { text: "better today" } });
    await tomorrow();
    expect((await sealsOf(built)).slice(before)).toMatchObject([{ places: [{ place: "health", seq: built.end + 1 }] }]);
  });
});
