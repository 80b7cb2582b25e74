import type { Pack } from "@linkwork/shared/cases/pack.ts";
import { accessRoom, clientRoom, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, actAs, type BuiltCase, type Person } from "../../kit/build.ts";
import { held, holdInput } from "../../kit/ending.ts";
import { asked, cafeIsIn, did, keptAway } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

async function given(who: Person, path: string, input: object): Promise<Pack> {
  const answer = await (await world.as(who)).call(path, input);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data as Pack;
}
const own = (who: Person, { roomId }: BuiltCase) => given(who, "cases.ownPack", { roomId, why: { relation: "check" } });
/** The copy for the person, as it is gone through and as it is given. */
async function bothCopies(built: BuiltCase): Promise<Pack[]> {
  const { ian, rhona } = world.people;
  const requestId = await asked(world, built);
  const copy = (who: Person) => given(who, "cases.accessPack", { roomId: built.roomId, requestId });
  const draft = await copy(ian);
  await actAs(world, ian, { roomId: requestsRoom(built.caseId), type: "moveRequest", input: { requestId, to: "ready" } });
  return [draft, await copy(rhona)];
}

describe("what nobody is shown is in no copy", () => {
  test("that somebody doubts whether a yes was given freely: each copy is that of a pause like any other", async () => {
    const { ian, olga } = world.people;
    const [doubted, plain] = [await aCase(world), await aCase(world)];
    for (const [built, more] of [
      [doubted, { doubt: { words: "canary-doubt" } }],
      [plain, {}],
    ] as const) {
      await cafeIsIn(world, built);
      await did("olga", "postMessage", { text: "Soup on Monday." })(world, built);
      await did("tariq", "pauseConsent", { consentId: built.consentId, method: "face", ...more })(world, built);
      await world.app.effects.settled();
    }
    const all = async (built: BuiltCase) => [...(await bothCopies(built)), await own(ian, built), await own(olga, built)];
    const [ofDoubted, ofPlain] = [await all(doubted), await all(plain)];
    expect(JSON.stringify(ofDoubted)).not.toMatch(/canary|doubt|freely/i);
    const bare = (copies: Pack[]) =>
      JSON.stringify(copies)
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "then")
        .replaceAll(/"(receiptId|id|sha256)":"\w+"/g, '"$1":""');
    expect(bare(ofDoubted)).toBe(bare(ofPlain));
    expect(ofDoubted[1]?.consents.map(({ status }) => status)).toEqual(["paused", "active"]);
  });

  test("how long the case is kept, and that somebody tried to decide it: a hold may be the police's", async () => {
    const built = await aCase(world);
    const { ian, maggie } = world.people;
    const holdId = await held(world, built);
    for (const [type, input] of [
      ["placeHold", holdInput()],
      ["liftHold", { holdId, reason: "settled" }],
    ] as const)
      expect(await (await world.as(maggie)).attempt(accessRoom(built.caseId), type, input)).toMatchObject({ ok: false });
    expect(await (await world.as(world.people.tariq)).call("cases.keeping", { roomId: built.roomId })).toMatchObject({ ok: false });
    await world.app.effects.settled();
    const copies = [...(await bothCopies(built)), await own(ian, built)];
    expect(JSON.stringify(copies)).not.toMatch(/\bhold|kept\b|eras/i);
    // that somebody was not let in is the person's to know
    expect(JSON.stringify(copies[1]?.seen)).toContain("was not let in");
  });

  test("how the person can be reached without harm: a paper lies about at home", async () => {
    const built = await aCase(world);
    const safeContact = { never: ["post"], neutral: true, mayTell: "canary-sister" };
    const identity = { name: "Mohammed Khan", contact: "0141 496 0000", safeContact };
    await actAs(world, world.people.rhona, { roomId: clientRoom(built.clientId), type: "correctIdentity", input: { identity } });
    for (const copy of await bothCopies(built)) {
      expect(copy.person).toEqual({ name: "Mohammed Khan", contact: "0141 496 0000" });
      expect(JSON.stringify(copy)).not.toMatch(/canary|safeContact/);
    }
  });

  test("whom the person wants kept away: their own organisation's part names them as it did before", async () => {
    const built = await aCase(world);
    const { hana } = world.people;
    await did("tariq", "postMessage", { text: "Tuesday is quiet." })(world, built);
    const before = await own(hana, built);
    await keptAway("tariq")(world, built);
    const after = await own(hana, built);
    expect(after.messages).toEqual(before.messages);
    expect(after.messages).toMatchObject([{ who: { name: "Tariq", orgName: "Govan Food Hub" } }]);
    expect(after.consents).toEqual(before.consents);
    expect(JSON.stringify(after)).not.toMatch(/excluded|away/i);
  });
});
