import { newId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom, caseRoom, clientRoom, gapRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, actAs, type BuiltCase, consentInput } from "../../kit/build.ts";
import { erased } from "../../kit/ending.ts";
import { addAsset, aMapCast, areaOf, gapDetails, govan, ibrox, type MapCast, pointIn, raiseGap } from "../../kit/map.ts";
import { onTheirWord } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
let cast: MapCast;
beforeAll(async () => {
  world = await createWorld();
  cast = await aMapCast(world);
});
afterAll(() => world?.stop());
const rows = () => world.database.collection("mapSightings").find({}).toArray();
const say = async (who: keyof World["people"], { roomId }: Pick<BuiltCase, "roomId">, more: Record<string, unknown> = {}) =>
  (await world.as(world.people[who])).call("cases.couldNotFind", { roomId, theme: "food", areaId: govan, ...more });
const said = (answer: Awaited<ReturnType<typeof say>>) =>
  answer.ok ? answer.data : [answer.error.meaning, answer.error.code, answer.error.details.field].filter(Boolean).join(" ");

describe("13. I couldn't find X", () => {
  test("who may write in the case says it; one person is one, whoever says it and however often, and nothing is appended anywhere", async () => {
    const built = await aCase(world);
    const before = [await world.book(), (await rows()).length] as const;
    expect(said(await say("rhona", built))).toEqual({ counted: "yes" });
    expect(said(await say("rhona", built))).toEqual({ counted: "yes" });
    expect(said(await say("tariq", built))).toEqual({ counted: "yes" });
    expect(await world.added(before[0])).toEqual({});
    const added = (await rows()).slice(before[1]);
    expect(added).toHaveLength(2);
    expect(new Set(added.map(({ person }) => person)).size).toBe(1);
  });

  test("a second case of the same person is the same person", async () => {
    const one = await aCase(world);
    const other = caseRoom(newId(world.clock.now()));
    const input = {
      caseId: other.split(":")[1],
      clientId: one.clientId,
      label: "M.K.",
      need: "a bed",
      purpose: "food",
      jurisdiction: "SCT",
    };
    await actAs(world, world.people.rhona, { roomId: other, type: "openCase", input });
    await world.app.effects.settled();
    const before = (await rows()).length;
    await say("rhona", one);
    expect(said(await say("isla", { roomId: other }))).toBe("NOT_FOUND NotFound");
    expect(said(await say("rhona", { roomId: other }))).toEqual({ counted: "yes" });
    expect((await rows()).length - before).toBe(1);
  });

  test("who doesn't read the case, a part of it, and an area that isn't drawn are refused, and nothing is counted", async () => {
    const built = await aCase(world);
    const before = (await rows()).length;
    expect(said(await say("otto", built))).toBe("NOT_FOUND NotFound");
    expect(said(await say("rhona", { roomId: caseRoom(built.caseId, "health") }))).toBe("NOT_FOUND NotFound");
    expect(said(await say("rhona", built, { areaId: newId(world.clock.now()) }))).toBe("BAD_REQUEST UnknownArea areaId");
    expect((await rows()).length).toBe(before);
  });

  test("9. where fewer than a thousand people live, or nobody knows how many, nothing of it is kept", async () => {
    const areaId = areaOf("Q1");
    const input = { areaId, code: "Q1", name: "A hamlet", middle: pointIn(), outline: null, residents: 999, districts: [] };
    await actAs(world, cast.cora, { roomId: areaRoom(areaId), type: "setArea", input });
    const before = (await rows()).length;
    expect(said(await say("rhona", await aCase(world), { areaId }))).toEqual({ counted: "smallArea" });
    expect((await rows()).length).toBe(before);
  });

  test("I12. what is kept of it holds nothing by which one could come back to the case or the person", async () => {
    const built = await aCase(world);
    const before = new Set((await rows()).map(({ _id }) => String(_id)));
    await say("rhona", built);
    const text = JSON.stringify((await rows()).filter(({ _id }) => !before.has(String(_id))));
    for (const id of [built.caseId, built.clientId, built.consentId, world.people.rhona.personId, world.people.rhona.orgId, "Khan", "M.K."])
      expect(text).not.toContain(id);
  });

  test("it is one of the gaps that are known: the worker has seen it too, once, and says nothing of the case", async () => {
    const built = await aCase(world);
    const gap = await raiseGap(world, cast.jean, gapDetails({ theme: "food" }));
    const before = await world.book();
    const under = gap.split(":")[1];
    expect(said(await say("rhona", built, { under }))).toEqual({ counted: "yes" });
    expect(said(await say("rhona", built, { under }))).toEqual({ counted: "yes" });
    const added = await world.added(before);
    expect(added[gap]).toEqual(["evidenceAdded"]);
    expect(Object.keys(added).some((room) => room.startsWith("case:"))).toBe(false);
    const { events } = await world.app.log.read(gapRoom(under as never), 0);
    const evidence = events.at(-1);
    expect(evidence?.body).toMatchObject({ kind: "linkWorkerSaw", org: { orgId: world.people.rhona.orgId } });
    expect(JSON.stringify(evidence)).not.toContain(built.caseId);
    expect(JSON.stringify(evidence)).not.toContain(built.clientId);
  });
});

describe("5. consent out", () => {
  const countedOf = async (act: (built: BuiltCase) => Promise<unknown>): Promise<[number, number]> => {
    const built = await aCase(world);
    const before = (await rows()).length;
    await say("rhona", built);
    const during = (await rows()).length - before;
    await act(built);
    await world.app.effects.settled();
    return [during, (await rows()).length - before];
  };
  const rhona = (built: BuiltCase, type: string, input: Record<string, unknown>) =>
    actAs(world, world.people.rhona, { roomId: built.roomId, type, input });

  test("who withdraws all that they agreed to is counted no more, and isn't counted anew", async () => {
    const built = await aCase(world);
    const before = (await rows()).length;
    await say("rhona", built);
    await rhona(built, "withdrawConsent", onTheirWord(built));
    await world.app.effects.settled();
    expect((await rows()).length).toBe(before);
    expect(said(await say("rhona", built))).toEqual({ counted: "withdrawn" });
    expect((await rows()).length).toBe(before);
  });
  test("of who withdrew all that they agreed to nothing goes to the map either as what a worker has seen", async () => {
    const built = await aCase(world);
    const gap = await raiseGap(world, cast.jean, gapDetails({ theme: "food" }));
    await rhona(built, "withdrawConsent", onTheirWord(built));
    expect(said(await say("rhona", built, { under: gap.split(":")[1] }))).toEqual({ counted: "withdrawn" });
    expect(await world.app.log.headSeq(gap)).toBe(1);
  });
  test("who withdraws one of two is counted on", async () => {
    expect(
      await countedOf(async (built) => {
        await rhona(built, "recordConsent", consentInput(world.clock, [world.orgs.cafe.orgId]));
        await rhona(built, "withdrawConsent", onTheirWord(built));
      }),
    ).toEqual([1, 1]);
  });
  test("a yes that was entered by mistake, and is the only one, takes them out", async () => {
    expect(
      await countedOf((built) => rhona(built, "markConsentInError", { consentId: built.consentId, reason: "the wrong person's form" })),
    ).toEqual([1, 0]);
  });
  test("a case that is erased takes them out", async () => {
    expect(await countedOf((built) => erased(world, built))).toEqual([1, 0]);
  });
});

describe("where to look", () => {
  const where = async (who: keyof World["people"], { roomId }: Pick<BuiltCase, "roomId">) => {
    const answer = await (await world.as(world.people[who])).call("cases.whereToLook", { roomId });
    return answer.ok ? (answer.data as { areaId: string | null }).areaId : answer.error.code;
  };
  test("the area of the person's district is preselected for who may know how to reach them, else that of what one's organisation runs", async () => {
    const built = await aCase(world);
    expect(await where("rhona", built)).toBe(null);
    const asset = await addAsset(world, world.people.tariq, { areaId: ibrox });
    await actAs(world, world.people.tariq, { roomId: asset, type: "claimAsset", input: { words: "Ours." } });
    await actAs(world, cast.cora, { roomId: asset, type: "acceptClaim", input: { orgId: world.orgs.hub.orgId } });
    const identity = { name: "Mohammed Khan", contact: "34 Invented Street, G51 3UU" };
    await actAs(world, world.people.rhona, { roomId: clientRoom(built.clientId), type: "correctIdentity", input: { identity } });
    expect(await where("rhona", built)).toBe(govan);
    // the food hub may not know how to reach them, and so not where either
    expect(await where("tariq", built)).toBe(ibrox);
    expect(await where("otto", built)).toBe("NotFound");
  });
});
