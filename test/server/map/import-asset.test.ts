import { type AssetId, newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { AssetDetails, Source } from "@linkwork/shared/map/schema-asset.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { derivedId } from "../../../apps/server/src/kernel/decide.ts";
import { actAs, house } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { assetDetails } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { atRoom, type Cast, castIn, inAsset, part, subject } from "./scenes.ts";

const source = (change: Partial<Source> = {}): Source => ({
  ...{ system: "Invented council", externalId: part(), licence: "OGL", importId: part(), assuredOn: null, terms: [] },
  ...change,
});
const own = async (world: World) => {
  const given = await inAsset("cora", (at) => ({ assetId: subject(at), details: assetDetails(), source: source() }))(world);
  return given;
};

describeHouseCommand({
  command: "importAsset",
  insider: own,
  caused: {},
  refused: { "what somebody here has added is no source's": { given: own, refusal: "BAD_REQUEST WrongAsset assetId" } },
});

describe("rows of an import", () => {
  let world: World;
  let who: Cast;
  beforeAll(async () => {
    world = await createWorld();
    who = await castIn(world);
  });
  afterAll(() => world?.stop());
  const bring = async (from: Source, change: Partial<AssetDetails> = {}): Promise<RoomId> => {
    const assetId = derivedId("import", from.system, from.externalId) as string as AssetId;
    await house(world, assetRoom(assetId), "importAsset", { assetId, details: assetDetails(change), source: from });
    return assetRoom(assetId);
  };
  const codeOf = (work: Promise<unknown>) => work.then(() => "written").catch((error: { code: string }) => error.code);
  const standing = (roomId: RoomId) => atRoom(world, who, roomId).asset();

  test("the same row again says nothing new and leaves no trace, also under another import's id", async () => {
    const from = source();
    const roomId = await bring(from);
    expect(await codeOf(bring({ ...from, importId: part() }))).toBe("NothingChanged");
    expect(await world.app.log.headSeq(roomId)).toBe(1);
  });

  test("what people have corrected here stays, until the source itself says something new of that field", async () => {
    const from = source();
    const roomId = await bring(from, { name: "Choir", summary: "We sing." });
    await actAs(world, who.rhona, { roomId, type: "reviseAsset", input: { base: 1, changes: { summary: "We sing on Fridays." } } });
    expect(await codeOf(bring(from, { name: "Choir", summary: "We sing." }))).toBe("NothingChanged");
    await bring(from, { name: "Govan Choir", summary: "We sing." });
    expect((await standing(roomId)).details).toMatchObject({ name: "Govan Choir", summary: "We sing on Fridays." });
    expect(await codeOf(bring(from, { name: "Govan Choir", summary: "We sing." }))).toBe("NothingChanged");
    await bring(from, { name: "Govan Choir", summary: "We sing on Tuesdays now." });
    expect((await standing(roomId)).details?.summary).toBe("We sing on Tuesdays now.");
  });

  test("no import tells where something is that is told to nobody here, or less exactly than the source tells it", async () => {
    const from = source();
    const place = { precision: "exact", point: { lon: -4.31, lat: 55.862 }, address: "1 Main Street" } as const;
    const guarded = await bring(from, { themes: ["safety"], place });
    await actAs(world, who.ina, { roomId: guarded, type: "showAsset", input: { words: "It may be known." } });
    await bring(from, { themes: ["homes"], place });
    const { hidden, details } = await standing(guarded);
    expect([hidden, details?.themes, details?.place.precision]).toEqual([false, ["homes"], "hidden"]);

    const other = source();
    const roomId = await bring(other, { place });
    const rough = { ...place, precision: "district" };
    await actAs(world, who.ina, { roomId, type: "reviseAsset", input: { base: 1, changes: { place: rough } } });
    for (const address of ["2 Main Street", "3 Main Street"]) {
      await bring(other, { name: `Choir at ${address}`, place: { ...place, address } });
      expect((await standing(roomId)).details?.place.precision, address).toBe("district");
    }
    expect((await standing(roomId)).details?.name).toBe("Choir at 3 Main Street");
  });

  test("I3: an import never makes sure of anything, but for the day on which its source was sure; a day to come is none, and an older one takes nothing back", async () => {
    const from = source();
    const roomId = await bring(from);
    expect((await standing(roomId)).verified).toBeNull();
    await bring({ ...from, assuredOn: "2999-01-01" }, { name: "Another name" });
    expect((await standing(roomId)).verified).toBeNull();
    await bring({ ...from, assuredOn: "2025-05-01" });
    expect((await standing(roomId)).verified).toEqual({ at: "2025-05-01T00:00:00.000Z", method: "source", org: null });
    await actAs(world, who.rhona, { roomId, type: "verifyAsset", input: { method: "visited", words: "" } });
    const { verified } = await standing(roomId);
    await bring({ ...from, assuredOn: "2025-06-01" }, { name: "A third name" });
    expect((await standing(roomId)).verified).toEqual(verified);
  });

  test("what is about somebody's safety comes in hidden, without a place, and what a steward has shown stays shown", async () => {
    const from = source();
    const roomId = await bring(from, { themes: ["safety"] });
    const state = await standing(roomId);
    expect([state.hidden, state.details?.place.precision]).toEqual([true, "hidden"]);
    await actAs(world, who.ina, { roomId, type: "showAsset", input: { words: "An office, no refuge." } });
    await bring(from, { themes: ["safety"], name: "The office" });
    expect((await standing(roomId)).hidden).toBe(false);
  });

  test("what came in open, and comes once more as being about somebody's safety, is hidden from then on and loses its place", async () => {
    const from = source();
    const roomId = await bring(from, { themes: ["homes"] });
    expect((await standing(roomId)).hidden).toBe(false);
    await bring(from, { themes: ["homes", "safety"] });
    const state = await standing(roomId);
    expect([state.hidden, state.details?.place.precision]).toEqual([true, "hidden"]);
  });

  test("another source's thing under the same id is refused", async () => {
    const from = source();
    const roomId = await bring(from);
    const input = { assetId: subjectOf(roomId), details: assetDetails(), source: source({ externalId: newId(Date.now()) }) };
    expect(await codeOf(house(world, roomId, "importAsset", input))).toBe("WrongAsset");
  });
});
