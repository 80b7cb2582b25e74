import { didWords, type LedgerEntry, whoWords } from "@linkwork/shared/cases/ledger.ts";
import { paperOf } from "@linkwork/shared/cases/ledger-paper.ts";
import { manyCases } from "@linkwork/shared/cases/rules-browsing.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, clientRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LedgerPage } from "../../../apps/server/src/cases/router-ledger.ts";
import { aCase, actAs, type BuiltCase, type Person } from "../../kit/build.ts";
import { hour } from "../../kit/clock.ts";
import { nobody } from "../../kit/given.ts";
import { ianIsIn, saidWhy } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Why = { relation: string; words?: string; knows?: true };
const say = async (who: Person, { roomId }: { roomId: string }, why: Why, id: string = newId(world.clock.now())) =>
  (await world.as(who)).call("cases.sayWhy", { roomId, id, why });
const look = async (who: Person, { roomId }: { roomId: string }, asked: object = {}) =>
  (await world.as(who)).call("cases.ledger", { roomId, ...asked });
async function ledger(who: Person, built: { roomId: string }, asked: object = {}): Promise<LedgerPage> {
  const answer = await look(who, built, asked);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data as LedgerPage;
}
const sentence = (entry: LedgerEntry): string => `${whoWords(entry.who)}: ${didWords(entry)}`;

describe("19. staff browsing", () => {
  test("who isn't in a case says first why they look: an information lead of any organisation, for each case, for eight hours", async () => {
    const [built, other] = [await aCase(world), await aCase(world)];
    const { ian, hana, rhona } = world.people;
    const asked = { ok: false, error: { code: "ReasonNeeded", meaning: "PRECONDITION_FAILED" } };
    for (const who of [ian, hana])
      for (const path of ["cases.ledger", "cases.verifyLedger"])
        for (const door of ["socket", "http"] as const)
          expect(await (await world.as(who)).call(path, { roomId: built.roomId }, door)).toMatchObject(asked);
    // nothing was shown, so nothing is on record as seen; that they were asked and did not say is, each time
    await world.app.rooms.settled();
    const of = async ({ orgId }: Person) => (await ledger(rhona, built)).entries.filter((e) => e.refused && e.who.orgId === orgId);
    const refused = "was refused: tried to look without saying why";
    for (const who of [ian, hana]) expect((await of(who)).map(didWords)).toEqual([refused, refused, refused, refused]);
    expect((await say(ian, built, { relation: "asked" })).ok).toBe(true);
    expect((await look(ian, built)).ok).toBe(true);
    // who said it then was not refused; who never did was
    expect(await of(ian)).toEqual([]);
    expect((await of(hana)).map(didWords)).toEqual([refused, refused, refused, refused]);
    expect(await look(ian, other)).toMatchObject(asked);
    expect(await look(hana, built)).toMatchObject(asked);
    await world.later(7 * hour);
    expect((await look(ian, built)).ok).toBe(true);
    await world.later(2 * hour);
    expect(await look(ian, built)).toMatchObject(asked);
  });

  test("who is in the case is never asked, whatever their roles", async () => {
    const built = await aCase(world);
    await ianIsIn(world, built);
    for (const who of [world.people.rhona, world.people.ian]) expect((await look(who, built)).ok).toBe(true);
  });

  test("nor does anything stand before stopping a sharing on the person's word", async () => {
    const built = await aCase(world);
    const isla = await world.as(world.people.isla);
    expect((await isla.call("cases.sharing", { roomId: built.roomId })).ok).toBe(true);
    const input = { consentId: built.consentId, method: "phone" };
    expect((await isla.attempt(built.roomId, "withdrawConsent", input)).ok).toBe(true);
  });

  test("the reason is on record: in the ledger with its words, on the person's page without them; said again after a lost answer it is there once", async () => {
    const built = await aCase(world);
    const { ian } = world.people;
    const id = newId<string & never>(world.clock.now());
    const why: Why = { relation: "complaint", words: "a neighbour rang", knows: true };
    for (const door of ["socket", "http"] as const)
      expect((await (await world.as(ian)).call("cases.sayWhy", { roomId: built.roomId, id, why }, door)).ok).toBe(true);
    const { entries } = await ledger(ian, built);
    const said = entries.filter((e) => e.what === "reason");
    expect(said.map(sentence)).toEqual([
      "Ian, Southside Practice: said why they look: because of a complaint, or a worry that somebody looked who shouldn't (“a neighbour rang”); they know the person outside work",
    ]);
    const page = JSON.stringify(paperOf(entries, (at) => at.slice(0, 10)));
    expect(page).toContain(
      "looked because of a complaint, or a worry that somebody looked who shouldn't, and said that they know you outside work",
    );
    expect(page).not.toContain("neighbour");
  });

  test("something else needs words; a reason that isn't on the list, or is for somebody else's case, is none", async () => {
    const built = await aCase(world);
    const { ian, otto, tariq } = world.people;
    const bad = async (who: Person, roomId: string, why: object) => {
      const answer = await (await world.as(who)).call("cases.sayWhy", { roomId, id: nobody(), why });
      return answer.ok ? "said" : [answer.error.code, answer.error.details.field].filter(Boolean).join(" ");
    };
    expect(await bad(ian, built.roomId, { relation: "other" })).toBe("BadInput why.words");
    expect(await bad(ian, built.roomId, { relation: "curious" })).toBe("BadInput why.relation");
    for (const who of [otto, tariq]) {
      expect(await bad(who, built.roomId, { relation: "check" })).toBe("NotFound");
      expect(await bad(who, caseRoom(nobody()), { relation: "check" })).toBe("NotFound");
    }
  });

  test("a worker of the same surname as the person, and one who said that they know them, are marked for the lead's information lead and for nobody else", async () => {
    const built = await aCase(world);
    const { ian, rhona, isla } = world.people;
    const identity = { name: "Mohammed Rhona" };
    await actAs(world, rhona, { roomId: clientRoom(built.clientId), type: "correctIdentity", input: { identity } });
    await (await world.as(rhona)).since(built.roomId, 0);
    await saidWhy(world, built, ian, { knows: true });
    await ledger(ian, built);
    const marks = async (who: Person) =>
      (await ledger(who, built, { limit: 1000 })).entries.flatMap((e) => (e.marks ?? []).map((mark) => `${e.who.name} ${e.what} ${mark}`));
    // one name alone is no surname: Rhona has no other in these tests
    expect(new Set(await marks(ian))).toEqual(new Set(["Ian reason knows", "Ian ledger knows"]));
    expect(await marks(rhona)).toEqual([]);
    expect((await ledger(ian, built, { kind: "marked" })).entries.every((e) => e.who.personId === ian.personId)).toBe(true);
    expect((await look(isla, built)).ok).toBe(false);
  });

  test("somebody who goes through many cases within an hour and writes in none is marked in each; who writes is not; it is found by reading on in the records, once an hour", async () => {
    const cases: BuiltCase[] = [];
    // what they did before is another hour's
    await world.later(3 * hour);
    for (let i = 0; i < manyCases; i++) cases.push(await aCase(world, { consent: false, invited: false, joined: false }));
    const { ian, isla, rhona } = world.people;
    // a colleague who may stop sharings looks at what there is to stop, and tries to read
    for (const { roomId } of cases) await (await world.as(isla)).call("room.since", { roomId, afterSeq: null });
    for (const { roomId } of cases) {
      const wire = await (await world.as(rhona)).again();
      await wire.ask("subscribe", { roomId, afterSeq: null });
      wire.close();
    }
    const [first] = cases as [BuiltCase, ...BuiltCase[]];
    await (await world.as(rhona)).act(first.roomId, "postMessage", { text: "done" });
    await world.app.rooms.settled();
    await saidWhy(world, first, ian);
    const marked = async () =>
      new Set(
        (await ledger(ian, first, { kind: "marked" })).entries.map(
          (e) => `${e.who.name} ${e.refused ? "refused" : e.what} ${e.marks?.join()}`,
        ),
      );
    await world.later(hour);
    await world.app.keepLooks();
    expect(await marked()).toEqual(new Set(["Isla refused manyCases"]));
    // the table can be dropped: what it says is in the records
    await world.app.views.looks.drop();
    expect(await marked()).toEqual(new Set());
    await world.later(hour);
    await Promise.all([world.app.keepLooks(), world.app.keepLooks()]);
    expect(await marked()).toEqual(new Set(["Isla refused manyCases"]));
  });
});
