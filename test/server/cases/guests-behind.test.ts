import type { Pack } from "@linkwork/shared/cases/pack.ts";
import { packFile } from "@linkwork/shared/cases/pack-paper.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { GuestId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, orgRoom, personRoom, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlagRow } from "../../../apps/server/src/cases/router-flags.ts";
import type { LedgerPage } from "../../../apps/server/src/cases/router-ledger.ts";
import { aCase, actAs, type BuiltCase, house, type Person } from "../../kit/build.ts";
import { hour } from "../../kit/clock.ts";
import { erased } from "../../kit/ending.ts";
import { nobody } from "../../kit/given.ts";
import { admitted, type GuestScene, guestInput, keptAwayIn, minuteIn } from "../../kit/guests.ts";
import { waitingFor } from "../../kit/handing.ts";
import { asked, cafeIsIn, did } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aMember } from "../identity/scenes.ts";

/** What a guest leaves behind, and who answers for it: words, records and copies. Olga is the café's information lead; Odo works there too. */
let world: World;
let odo: Person;
beforeAll(async () => {
  world = await createWorld();
  odo = await aMember(world, world.people.olga, "Odo Kerr", "worker");
});
afterAll(() => world?.stop());

const theirs = "the guest's own words";
type Scene = GuestScene;
const scene = (change?: Record<string, unknown>) => admitted(world, odo, change);
const says = ({ roomId }: Scene, text: string) => actAs(world, odo, { roomId, type: "postMessage", input: { text } });
const ends = ({ roomId, guestId }: Scene) => actAs(world, world.people.rhona, { roomId, type: "endGuest", input: { guestId } });
const odoKeptAway = (built: Scene) => keptAwayIn(world, odo, built);
const asks = async (who: Person, path: string, input: Record<string, unknown>) => (await world.as(who)).call(path, input);
async function got<T>(who: Person, path: string, input: Record<string, unknown>): Promise<T> {
  const answer = await asks(who, path, input);
  if (!answer.ok) throw new Error(`${path}: ${answer.error.code}`);
  return answer.data as T;
}
const code = async (who: Person, path: string, input: Record<string, unknown>) => {
  const answer = await asks(who, path, input);
  return answer.ok ? "given" : answer.error.code;
};

describe("words", () => {
  const notices = async ({ personId }: Person, { caseId }: Scene) =>
    (await world.app.log.read(personRoom(personId), 0)).events.flatMap((e) =>
      e.type === "noticeDelivered" && e.body.caseId === caseId ? [[e.body.kind, e.body.orgId]] : [],
    );
  const flags = async (who: Person, { caseId }: Scene) =>
    (await got<FlagRow[]>(who, "cases.flags", {})).filter((row) => row.caseId === caseId).map((row) => row.standing);

  test("the practice that let them in looks after what they wrote, also when they have gone; their own organisation learns nothing of it", async () => {
    const here = await scene();
    const { ian, olga } = world.people;
    const { seq } = await says(here, "the neighbour, Mrs Findlay, drinks");
    expect(
      await code(world.people.rhona, "cases.flagMessage", {
        roomId: here.roomId,
        id: nobody(),
        input: { messageSeq: seq, why: "thirdParty" },
      }),
    ).toBe("given");
    await world.app.effects.settled();
    expect(await flags(odo, here)).toEqual(["author"]);
    expect(await flags(ian, here)).toEqual(["lead"]);
    expect(await flags(olga, here)).toEqual([]);
    expect(await notices(ian, here)).toEqual([["flagged", ian.orgId]]);
    expect(await notices(odo, here)).toContainEqual(["flagged", odo.orgId]);
    expect(await notices(olga, here)).toEqual([]);
    await ends(here);
    expect(await flags(odo, here)).toEqual([]);
    expect(await got(ian, "cases.flaggedMessage", { roomId: here.roomId, messageSeq: seq })).toMatchObject({ name: "Odo Kerr" });
    const taking = { messageSeq: seq, reason: "thirdParty" };
    const may = async (who: Person) => (await world.as(who)).attempt(here.roomId, "redactMessage", taking);
    for (const who of [olga, odo, world.people.hana]) expect(await may(who), who.name).toMatchObject({ ok: false });
    expect(await may(ian)).toMatchObject({ ok: true });
    expect(JSON.stringify(await (await world.as(world.people.rhona)).since(here.roomId, 0))).not.toContain("Findlay");
  });

  test("what was found too much in their words is shown by whoever's key opens it: their own while they are here, then the practice's", async () => {
    const here = await scene();
    const { ian, rhona } = world.people;
    const { seq } = await says(here, "the neighbour, Mrs Findlay, drinks");
    const flag = { roomId: here.roomId, id: nobody(), input: { messageSeq: seq, why: "thirdParty" } };
    expect(await code(rhona, "cases.flagMessage", flag)).toBe("given");
    await world.app.effects.settled();
    const rows = async (who: Person) => (await got<FlagRow[]>(who, "cases.flags", {})).filter((row) => row.caseId === here.caseId);
    const words = (who: Person) => code(who, "cases.flaggedMessage", { roomId: here.roomId, messageSeq: seq });
    for (const who of [odo, ian]) {
      expect((await rows(who))[0], who.name).not.toHaveProperty("shut");
      expect(await words(who), who.name).toBe("given");
    }
    await ends(here);
    expect([await rows(odo), await words(odo)]).toEqual([[], "NotFound"]);
    expect((await rows(ian))[0]).not.toHaveProperty("shut");
    expect(await words(ian)).toBe("given");
  });

  test("what somebody wrote as a guest is not handed to their organisation when its own part ends later; what they write for it is", async () => {
    const here = await scene();
    await says(here, theirs);
    await cafeIsIn(world, here);
    const place = Object.values((await world.app.rooms.ask<CaseState>(here.roomId)).participations).find((p) => p.orgId === odo.orgId);
    const participationId = place?.participationId ?? "";
    await did("olga", "addColleague", { participationId, personId: odo.personId })(world, here);
    await says(here, "and now for the café");
    const own = { roomId: here.roomId, why: { relation: "accessRequest" } };
    expect((await got<Pack>(world.people.olga, "cases.ownPack", own)).messages.map(({ text }) => text)).toEqual(["and now for the café"]);
    await did("olga", "leaveCase", { participationId })(world, here);
    await world.app.effects.settled();
    const [waits] = await waitingFor(world, odo.orgId);
    await (await world.as(world.people.olga)).act(orgRoom(odo.orgId), "openExport", { exportId: waits?.exportId });
    const handed = JSON.stringify(await got(world.people.olga, "cases.readExport", { exportId: waits?.exportId }));
    expect(handed).toContain("and now for the café");
    expect(handed).not.toContain(theirs);
  });

  test("what they wrote is found under their name, also when they have gone", async () => {
    const here = await scene();
    await says(here, "the word wheelbarrow");
    await ends(here);
    const found = await got<{ hits: { author: object }[] }>(world.people.rhona, "cases.search", { text: "wheelbarrow" });
    expect(found.hits).toMatchObject([{ author: { name: "Odo Kerr", org: "Elder Café" } }]);
  });

  test("a guest's end hands nothing to their organisation", async () => {
    const here = await scene();
    await says(here, theirs);
    const before = (await waitingFor(world, odo.orgId)).length;
    await ends(here);
    await world.app.effects.settled();
    expect(await waitingFor(world, odo.orgId)).toHaveLength(before);
  });
});

describe("records and copies", () => {
  test("what they looked at stands in the practice's records, and never in those of their own organisation, also when that comes in", async () => {
    const here = await scene();
    await (await world.as(odo)).since(here.roomId, 0);
    await says(here, theirs);
    await ends(here);
    await cafeIsIn(world, here);
    const lines = async (who: Person) =>
      (await got<LedgerPage>(who, "cases.ledger", { roomId: here.roomId })).entries.map((line) => `${line.who.name} ${line.what}`);
    expect(await lines(world.people.rhona)).toEqual(
      expect.arrayContaining(["Odo Kerr read", "Odo Kerr messagePosted", "Rhona guestEnded"]),
    );
    expect(await lines(world.people.olga)).toContain("Olga participationJoined");
    for (const line of await lines(world.people.olga)) expect(line).not.toMatch(/Odo|guest/);
  });

  test("the person's copy says who was here as a guest, until when and how they agreed, and whose words are whose; whom they want kept away isn't named", async () => {
    const here = await scene();
    await says(here, theirs);
    await ends(here);
    const requestId = await asked(world, here);
    await actAs(world, world.people.ian, { roomId: requestsRoom(here.caseId), type: "moveRequest", input: { requestId, to: "ready" } });
    const copy = () => got<Pack>(world.people.rhona, "cases.accessPack", { roomId: here.roomId, requestId });
    const pack = await copy();
    const who = { name: "Odo Kerr", orgName: "Elder Café" };
    expect(pack.guests).toMatchObject([{ who, as: "interpreter", may: "write", history: false, said: { method: "face" } }]);
    expect(pack.guests?.[0]?.endedAt).toBeDefined();
    expect(pack.messages.find(({ text }) => text === theirs)?.who).toEqual(who);
    expect(packFile(pack)).toContain("Odo Kerr, Elder Café: interpreter");
    await odoKeptAway(here);
    const without = await copy();
    expect(JSON.stringify(without)).not.toContain("Odo");
    expect(without.guests).toMatchObject([{ who: {}, as: "interpreter" }]);
  });

  test("what is named before a guest came, or of their organisation, is nothing new to them", async () => {
    const built = await aCase(world);
    const consentId = await cafeIsIn(world, built);
    await did("rhona", "postMessage", { text: "@café", mentions: [{ kind: "org", orgId: odo.orgId }] })(world, built);
    await did("rhona", "withdrawConsent", { consentId, method: "phone" })(world, built);
    await actAs(world, world.people.rhona, { roomId: built.roomId, type: "admitGuest", input: guestInput(world.clock, odo) });
    await world.app.effects.settled();
    const list = ((await (await world.as(odo)).call("cases.list")) as { ok: true; data: { caseId: string }[] }).data;
    expect(list.find((row) => row.caseId === built.caseId)).toMatchObject({ unread: 0, mentions: 0 });
  });
});

describe("a guest whose organisation takes part without them", () => {
  const named = async (built: BuiltCase, who: Person) => {
    await world.app.effects.settled();
    const { events } = await world.app.log.read(personRoom(who.personId), 0);
    return events.filter((e) => e.type === "noticeDelivered" && e.body.caseId === built.caseId && e.body.kind === "mentioned").length;
  };
  const naming = (built: BuiltCase) =>
    did("rhona", "postMessage", { text: "@café", mentions: [{ kind: "org", orgId: odo.orgId }] })(world, built);
  const placeOf = async (built: BuiltCase) =>
    Object.values((await world.app.rooms.ask<CaseState>(built.roomId)).participations).findLast((p) => p.orgId === odo.orgId)
      ?.participationId ?? "";

  test("isn't named with it, also where they worked on the case for it before", async () => {
    const built = await aCase(world);
    const consentId = await cafeIsIn(world, built);
    await did("olga", "addColleague", { participationId: await placeOf(built), personId: odo.personId })(world, built);
    await did("rhona", "withdrawConsent", { consentId, method: "phone" })(world, built);
    await actAs(world, world.people.rhona, { roomId: built.roomId, type: "admitGuest", input: guestInput(world.clock, odo) });
    await cafeIsIn(world, built);
    await naming(built);
    expect([await named(built, world.people.olga), await named(built, odo)]).toEqual([1, 0]);
  });

  test("is there for it as the shared inbox that stands in, and hears of it once", async () => {
    const built = await aCase(world);
    const inbox = await aMember(world, world.people.olga, "Ines Bell", "roleInbox");
    const second = await aMember(world, world.people.olga, "Una Shaw", "worker");
    await actAs(world, world.people.rhona, { roomId: built.roomId, type: "admitGuest", input: guestInput(world.clock, inbox) });
    await cafeIsIn(world, built);
    await did("olga", "addColleague", { participationId: await placeOf(built), personId: second.personId })(world, built);
    await naming(built);
    expect(await named(built, inbox)).toBe(0);
    for (const { personId, name } of [world.people.olga, second])
      await house(world, built.roomId, "noteColleagueGone", { orgId: odo.orgId, personId, name });
    await naming(built);
    expect(await named(built, inbox)).toBe(1);
  });
});

test("an erased case closes a guest's open screen as everybody's, tells them, and destroys their keys with the rest", async () => {
  const until = minuteIn(world.clock, 20 * 24 * hour);
  const here = await scene({ until, history: true });
  const wire = await (await world.as(odo)).again();
  expect(await wire.ask("subscribe", { roomId: here.roomId, afterSeq: null })).toMatchObject({ ok: true });
  await erased(world, here);
  expect((await wire.frame("closed", (f) => f.name === "closed")).body).toEqual({ roomId: here.roomId, code: "erased" });
  const told = (await world.app.log.read(personRoom(odo.personId), 0)).events.filter((e) => e.body.caseId === here.caseId);
  expect(told.at(-1)?.body).toMatchObject({ kind: "sharingEnded", reason: "erased", orgId: odo.orgId });
  await expect(world.app.log.keys.keyFor(here.roomId, 1, here.guestId as GuestId)).rejects.toMatchObject({ code: "NotFound" });
  expect((await world.app.log.read(accessRoom(here.caseId), 0)).events.at(-1)?.type).toBe("erasureDone");
});
