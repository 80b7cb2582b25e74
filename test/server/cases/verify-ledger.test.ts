import { createHash } from "node:crypto";
import { checkWords, keptOf, type LedgerCheck, type LedgerFind } from "@linkwork/shared/cases/ledger.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LedgerPage } from "../../../apps/server/src/cases/router-ledger.ts";
import { rootOf } from "../../../apps/server/src/cases/views-seals.ts";
import { aCase, type BuiltCase, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { did, saidWhy } from "../../kit/scenes.ts";
import { startedAnew, tampering } from "../../kit/tamper.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await anew.stop();
  await world?.stop();
});

const { flip, swap, drop } = tampering(() => world);
const anew = startedAnew(() => world);

/** A case with eight entries in the conversation and five looks, each a commit of its own. */
async function lived(): Promise<BuiltCase> {
  const built = await aCase(world);
  for (let i = 0; i < 4; i++) await did("rhona", "postMessage", { text: `word ${i}` })(world, built);
  const tariq = await world.as(world.people.tariq);
  for (let i = 0; i < 5; i++) await tariq.since(built.roomId, 0);
  return built;
}
const ends = async ({ roomId, caseId }: BuiltCase) => ({
  talk: await world.app.log.headSeq(roomId),
  looks: await world.app.log.headSeq(accessRoom(caseId)),
});

/** The check as somebody gets it from a node that has just started, so that nothing is remembered but what is stored. */
async function checked(who: Person, { roomId }: BuiltCase, kept?: string): Promise<LedgerCheck> {
  const answer = await (await anew.client(who)).call("cases.verifyLedger", { roomId, ...(kept ? { kept } : {}) }, "http");
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data as LedgerCheck;
}
const places = (check: LedgerCheck) => check.finds.map(({ where, kind, seq, to }: LedgerFind) => ({ where, kind, seq, to }));

/** The next day, with its seal. */
async function tomorrow(): Promise<void> {
  await world.later(day);
  await world.app.tidy();
}

test("whole: both chains are checked against themselves and the ends that were kept, and it says how much, until when", async () => {
  const built = await lived();
  const { rhona, hana } = world.people;
  await saidWhy(world, built, hana);
  const before = await ends(built);
  const first = await checked(rhona, built);
  expect(first).toMatchObject({ scope: "all", finds: [], entries: before.talk + before.looks });
  await tomorrow();
  const check = await checked(rhona, built);
  expect(check.sealedOn).toBe(new Date(world.clock.now()).toISOString().slice(0, 10));
  expect(checkWords(check)[0]).toBe("Nothing was changed.");
  expect(checkWords(check).join(" ")).toContain(`${check.entries} entries were checked, up to`);
  await saidWhy(world, built, hana);
  // the other information lead's own lines alone are counted for them
  expect(await checked(hana, built)).toMatchObject({ scope: "own", finds: [], entries: 8 });
});

describe("R18, ASVS 16.4.2: real tampering in the database is named, in the conversation and in the records of who looked", () => {
  for (const where of ["talk", "looks"] as const) {
    const roomOf = (built: BuiltCase) => (where === "talk" ? built.roomId : accessRoom(built.caseId));
    const changed = async (built: BuiltCase, seq: number) => {
      const check = await checked(world.people.rhona, built);
      expect(places(check)).toEqual([{ where, kind: "changed", seq, to: undefined }]);
      expect(checkWords(check).join(" ")).toContain(
        `Entry ${seq} of ${where === "talk" ? "the conversation" : "the records of who looked"}`,
      );
      return check;
    };

    test(`${where}: a flipped byte`, async () => {
      const built = await lived();
      await flip(roomOf(built), 3);
      await changed(built, 3);
    });

    test(`${where}: a commit that is gone`, async () => {
      const built = await lived();
      await drop(roomOf(built), 2);
      await changed(built, 2);
    });

    test(`${where}: two that were swapped`, async () => {
      const built = await lived();
      await swap(roomOf(built), 2, 4);
      await changed(built, 2);
    });

    test(`${where}: a tail that was cut off shows by the end that was kept, also on a node that remembers nothing`, async () => {
      const built = await lived();
      await tomorrow();
      const end = (await ends(built))[where];
      await drop(roomOf(built), end - 1, end);
      const check = await checked(world.people.rhona, built);
      expect(places(check)).toEqual([{ where, kind: "cut", seq: end - 1, to: end }]);
      expect(checkWords(check).join(" ")).toMatch(
        /^Something was changed from outside\..*Entries \d+ to \d+ of .* are missing\. It was there on /,
      );
    });
  }

  test("a tail that was cut off before any end was kept shows on the node that had held it", async () => {
    const built = await lived();
    const { talk } = await ends(built);
    await drop(built.roomId, talk);
    const answer = await (await world.as(world.people.rhona)).call("cases.verifyLedger", { roomId: built.roomId });
    expect(answer.ok && places(answer.data as LedgerCheck)).toEqual([{ where: "talk", kind: "cut", seq: talk, to: talk }]);
  });

  test("a tail that was cut off and written anew isn't what was there", async () => {
    const built = await lived();
    await tomorrow();
    const { talk } = await ends(built);
    await drop(built.roomId, talk - 1, talk);
    const { database, masterKey, clock } = world;
    const other = await startNode({ database, masterKey, clock });
    const rhona = await world.desk.client(other, world.people.rhona);
    for (const text of ["another word", "and one more"]) await rhona.attempt(built.roomId, "postMessage", { text }, { door: "http" });
    await other.app.stop();
    const check = await checked(world.people.rhona, built);
    expect(places(check)).toEqual([{ where: "talk", kind: "replaced", seq: 1, to: talk }]);
  });

  test("the lines that are whole are still shown, and the page says that something is wrong", async () => {
    const built = await lived();
    await saidWhy(world, built, world.people.ian);
    await flip(accessRoom(built.caseId), 4);
    await flip(built.roomId, 3);
    await checked(world.people.rhona, built);
    const answer = await (await anew.still(world.people.ian)).call("cases.ledger", { roomId: built.roomId }, "http");
    expect(answer.ok && (answer.data as LedgerPage)).toMatchObject({ broken: true, total: 5 });
  });

  test("to an information lead of another organisation it says that, and neither numbers nor times of what others did", async () => {
    const built = await lived();
    await saidWhy(world, built, world.people.hana);
    await flip(built.roomId, 6);
    const check = await checked(world.people.hana, built);
    expect(places(check)).toEqual([{ where: "talk", kind: "changed", seq: undefined, to: undefined }]);
    expect(checkWords(check).join(" ")).toContain("An entry of the conversation was changed, taken out or moved.");
  });
});

describe("the seal of the day", () => {
  const sealOf = async (who: Person) => {
    const answer = await (await world.as(who)).call("cases.seal");
    if (!answer.ok) throw new Error(answer.error.code);
    return (answer.data as { day: string; text: string }).text;
  };

  test("is a text for the information lead that names nobody, and its root is that of its lines", async () => {
    const built = await lived();
    await tomorrow();
    const text = await sealOf(world.people.hana);
    expect(text).toContain("for Govan Food Hub");
    expect(text).not.toMatch(/M\.K\.|Tariq|Rhona|food for the week/);
    const leaves = [...text.matchAll(/^[0-9a-f-]{36} ([0-9a-f]{64})$/gm)].map(([, leaf]) => leaf ?? "");
    expect(leaves).toContain(keptOf(text, built.caseId));
    expect(text).toContain(`Seal of the day: ${rootOf(leaves)}`);
    expect(await (await world.as(world.people.tariq)).call("cases.seal")).toEqual({ ok: true, data: null });
  });

  test("kept outside it shows a cut tail even when the ends that were kept inside are gone too", async () => {
    const built = await lived();
    await tomorrow();
    const kept = keptOf(await sealOf(world.people.hana), built.caseId) ?? "";
    await saidWhy(world, built, world.people.hana);
    const { looks } = await ends(built);
    expect(await checked(world.people.rhona, built, kept)).toMatchObject({ kept: true, finds: [] });
    await world.database.collection("seals").deleteMany({ caseId: built.caseId });
    expect(await checked(world.people.hana, built, kept)).toMatchObject({ kept: true, finds: [] });
    // the two checks above are on record as well, and so is why
    await drop(accessRoom(built.caseId), ...Array.from({ length: 5 }, (_, i) => looks - 2 + i));
    const check = await checked(world.people.rhona, built, kept);
    expect(check).toMatchObject({ kept: false, finds: [] });
    expect(checkWords(check)[0]).toContain("Something was changed from outside.");
  });

  test("is kept once a day whatever the number of nodes and sweeps, and a day on which nothing happened needs no row", async () => {
    const built = await lived();
    await tomorrow();
    const rows = () => world.database.collection("seals").countDocuments({ caseId: built.caseId });
    const days = () => world.database.collection("daySeals").countDocuments({ orgId: world.orgs.hub.orgId });
    const [one, kept] = [await rows(), await days()];
    await Promise.all([world.app.tidy(), world.app.tidy()]);
    expect([await rows(), await days()]).toEqual([one, kept]);
    await tomorrow();
    expect([await rows(), await days()]).toEqual([one, kept + 1]);
  });

  test("the root changes with any leaf, and is the leaf itself where there is one", () => {
    const leaf = (text: string) => createHash("sha256").update(text).digest("hex");
    const leaves = ["a", "b", "c", "d", "e"].map(leaf);
    const roots = leaves.map((_, i) => rootOf(leaves.map((l, j) => (i === j ? leaf("x") : l))));
    expect(new Set([rootOf(leaves), ...roots]).size).toBe(6);
    expect(rootOf([leaf("a")])).toBe(leaf("a"));
  });
});
