import { type AssetId, type GapId, newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom, orgRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { mostAnHour } from "@linkwork/shared/map/rules.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs, house, type Person } from "../../kit/build.ts";
import { addAsset, govan, raiseGap, suggestGap } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { outsider } from "./reading.ts";
import { addressed, atRoom, type Cast, castIn, confirmed, known, month } from "./scenes.ts";

let world: World;
let who: Cast;
beforeAll(async () => {
  world = await createWorld();
  who = await castIn(world);
});
afterAll(() => world?.stop());

const did = (as: Person, roomId: RoomId, type: string, input: Record<string, unknown>) => actAs(world, as, { roomId, type, input });
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => "written").catch((error: { code: string }) => error.code);
const gap = (roomId: RoomId) => atRoom(world, who, roomId).gap();
/** The same person with another hat. */
async function alsoAt(of: Person, { orgId, orgName, sector }: Person, ...roles: Person["roles"]): Promise<Person> {
  await house(world, orgRoom(orgId), "addMember", { personId: of.personId, name: of.name, roles });
  return { ...of, orgId, orgName, sector, roles };
}

describe("who wears two hats", () => {
  test("nobody answers under one hat what their other organisation asks for, whoever asked for it there", async () => {
    const claiming = await alsoAt(who.cora, who.tess, "worker");
    const mine = await addAsset(world, who.rhona);
    await did(claiming, mine, "claimAsset", { words: "" });
    expect(await codeOf(did(who.cora, mine, "acceptClaim", { orgId: claiming.orgId }))).toBe("StewardsOnly");
    const colleagues = await addAsset(world, who.rhona);
    await did(who.tess, colleagues, "claimAsset", { words: "" });
    expect(await codeOf(did(who.cora, colleagues, "acceptClaim", { orgId: claiming.orgId }))).toBe("StewardsOnly");
    expect(await codeOf(did(who.cora, colleagues, "refuseClaim", { orgId: claiming.orgId, words: "No." }))).toBe("StewardsOnly");
    expect(await codeOf(did(who.ina, colleagues, "acceptClaim", { orgId: claiming.orgId }))).toBe("written");
  });

  test("who has confirmed a need for the residents doesn't take it on for the partners", async () => {
    const roomId = await raiseGap(world, who.jean);
    const partner = await alsoAt(who.ina, who.pat, "worker", "steward");
    await confirmed(atRoom(world, who, roomId));
    await known(atRoom(world, who, roomId));
    const takeOn = { from: "validated", words: "We open one." };
    expect(await codeOf(did(partner, roomId, "takeOn", takeOn))).toBe("OneVoiceEach");
    expect(await codeOf(did(who.pat, roomId, "takeOn", takeOn))).toBe("written");
  });
});

test("three residents open a gap again, and what partners say of it counts as no resident's word", async () => {
  const roomId = await raiseGap(world, who.senga);
  for (const one of [who.jean, who.rhona, who.tess, who.rab, who.ailsa]) await did(one, roomId, "endorseGap", { on: true });
  await addressed(atRoom(world, who, roomId));
  await world.later(month);
  await house(world, roomId, "askHelped", {});
  const no = { helped: false, words: "It is closed when we come." };
  for (const one of [who.rhona, who.tess, who.jean, who.rab]) {
    await did(one, roomId, "sayHelped", no);
    expect((await gap(roomId)).status, one.name).toBe("closed");
  }
  await did(who.ailsa, roomId, "sayHelped", no);
  expect((await gap(roomId)).status).toBe("validated");
});

describe("what somebody without an account has said", () => {
  test("turned down before anybody else saw it, it is read by nobody but who looks after the map", async () => {
    const roomId = await suggestGap(world, { title: "My neighbour at number four", theme: "homes" });
    const gapId = subjectOf(roomId) as GapId;
    await did(who.ina, roomId, "declineGap", { from: "held", words: "It is about one person." });
    await world.app.effects.settled();
    await expect(outsider(world, "gap", { gapId })).rejects.toThrow("NotFound");
    expect(JSON.stringify(await outsider(world, "gaps", { statuses: ["declined"] }))).not.toContain("neighbour");
    for (const as of [who.jean, who.rhona]) {
      const client = await world.as(as);
      expect((await client.bytes("map.gap", { gapId })).text).toContain("NotFound");
    }
    const stirs = await world.app.log.read(areaRoom(govan), 0);
    expect(JSON.stringify(stirs.events.map(({ body }) => body))).not.toContain(gapId);
    expect((await (await world.as(who.ina)).bytes("map.gap", { gapId })).text).toContain("neighbour");
    await did(who.ina, roomId, "restoreGap", { words: "It was about a house after all." });
    await did(who.ina, roomId, "acceptGap", {});
    expect(JSON.stringify(await outsider(world, "gap", { gapId }))).toContain("neighbour");
  });

  test("what somebody with an account raised stays inside as well when a steward asks for more or turns it down; letting it in, or speaking for it, opens it", async () => {
    const roomId = await raiseGap(world, who.jean, { title: "My neighbour at the corner", statement: "The lady there never goes out." });
    const gapId = subjectOf(roomId) as GapId;
    const isInside = async (how: string) => {
      await world.app.effects.settled();
      await expect(outsider(world, "gap", { gapId }), how).rejects.toThrow("NotFound");
      const lists = await outsider(world, "gaps", { statuses: ["raised", "needsInfo", "validated", "declined"] });
      expect(JSON.stringify(lists), how).not.toContain("at the corner");
      expect((await (await world.as(who.rhona)).bytes("map.gap", { gapId })).text, how).toContain("at the corner");
    };
    await isInside("raised");
    await did(who.ina, roomId, "askMore", { from: "raised", words: "Whom is it about?" });
    await isInside("asked for more");
    await did(who.jean, roomId, "answerMore", { words: "About Mrs Brown." });
    await isInside("answered");
    await did(who.ina, roomId, "declineGap", { from: "raised", words: "It is about one person." });
    await isInside("turned down");
    await did(who.cora, roomId, "restoreGap", { words: "It is about the whole close." });
    await isInside("taken up after all");
    await did(who.carol, roomId, "sayKnown", { words: "Nine people in that street told us so." });
    await world.app.effects.settled();
    expect(JSON.stringify(await outsider(world, "gap", { gapId }))).toContain("at the corner");
    expect(JSON.stringify(await outsider(world, "gap", { gapId }))).not.toContain("Mrs Brown");
  });

  test("what is asked of it a steward answers, for there is nobody else who could", async () => {
    const roomId = await suggestGap(world);
    await did(who.ina, roomId, "acceptGap", {});
    await did(who.carol, roomId, "askMore", { from: "raised", words: "Which street?" });
    expect(await codeOf(did(who.jean, roomId, "answerMore", { words: "All of them." }))).toBe("StewardsOnly");
    await did(who.ina, roomId, "answerMore", { words: "We asked around: all of them." });
    expect((await gap(roomId)).status).toBe("raised");
  });
});

test("who has read that something closes is told to who runs it and who looks after the map, and not to everybody who lives in a steward's panel", async () => {
  const roomId = await addAsset(world, who.tess);
  await did(who.ina, roomId, "announceClosing", {
    ...{ closesOn: "2031-01-31", reason: "The money ends.", alternatives: [], noneKnown: true },
  });
  const told = async (as: Person) => {
    const answer = (await (await world.as(as)).call("map.asset", { assetId: subjectOf(roomId) as AssetId })) as {
      data?: { asset: { closing: { told: unknown } } };
    };
    return answer.data?.asset.closing.told;
  };
  expect(await told(who.ina)).toMatchObject([{ name: "Tess" }]);
  expect(await told(who.jean)).toBeNull();
});

test("a panel's steward, who sends nobody anywhere, asks for places as all residents do", async () => {
  const roomId = await addAsset(world, who.tess);
  await did(who.tess, roomId, "sayCapacity", { status: "waitlist", wait: "weeks", urgent: null, note: "Ring on Mondays" });
  const page = async (as: Person) => (await (await world.as(as)).bytes("map.asset", { assetId: subjectOf(roomId) as AssetId })).text;
  expect(await page(who.ina)).not.toContain("Ring on Mondays");
  expect(await page(who.pat)).toContain("Ring on Mondays");
});

test("however often somebody follows it and leaves it, what became of a gap and what was told of it stays on its page", async () => {
  const roomId = await raiseGap(world, who.jean);
  await did(who.rhona, roomId, "addEvidence", { evidenceId: newId(Date.now()), text: "Two people asked me last week." });
  for (let i = 0; i < 260; i++) for (const on of [true, false]) await did(who.tess, roomId, "followGap", { on });
  const text = (await (await world.as(who.rhona)).bytes("map.gap", { gapId: subjectOf(roomId) as GapId })).text;
  expect(text).toContain("Two people asked me last week.");
  expect(text).toContain("gapRaised");
});

test("nobody pushes what was told of a gap off its page by proposing one end after another", async () => {
  const roomId = await raiseGap(world, who.jean);
  await did(who.tess, roomId, "addEvidence", { evidenceId: newId(Date.now()), text: "Two people asked me last week." });
  const answers: string[] = [];
  for (let i = 0; i < 40; i++) {
    const reason = i % 2 === 0 ? "needGone" : "outOfArea";
    answers.push(await codeOf(did(who.ailsa, roomId, "proposeEnd", { reason, words: "So we hear." })));
  }
  expect(answers[mostAnHour.evidence]).toBe("TooManyPins");
  expect(answers.filter((each) => each === "written")).toHaveLength(mostAnHour.evidence);
});

test("what a gap is addressed by is named to nobody who doesn't see it any more", async () => {
  const assetRoomId = await addAsset(world, who.tess, { name: "House by the river" });
  const roomId = await raiseGap(world, who.jean);
  await confirmed(atRoom(world, who, roomId));
  await known(atRoom(world, who, roomId));
  await did(who.carol, roomId, "linkGap", { linkId: newId(Date.now()), to: { kind: "asset", assetId: subjectOf(assetRoomId) } });
  const gapId = subjectOf(roomId) as GapId;
  expect(JSON.stringify(await outsider(world, "gap", { gapId }))).toContain("House by the river");
  await did(who.cora, assetRoomId, "hideAsset", { words: "Somebody could be found there." });
  const answer = JSON.stringify(await outsider(world, "gap", { gapId }));
  expect(answer).not.toContain("House by the river");
  expect(answer).not.toContain(subjectOf(assetRoomId));
  expect((await (await world.as(who.jean)).bytes("map.gap", { gapId })).text).not.toContain("House by the river");
  expect((await (await world.as(who.rhona)).bytes("map.gap", { gapId })).text).toContain("House by the river");
});
