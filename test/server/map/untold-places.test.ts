import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import { shownPoint } from "@linkwork/shared/map/rules-place.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs, type Person } from "../../kit/build.ts";
import { addAsset, assetDetails, govan, ibrox, pointIn } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { bytesFor } from "./reading.ts";
import { atRoom, type Cast, castIn } from "./scenes.ts";

let world: World;
let who: Cast;
beforeAll(async () => {
  world = await createWorld();
  who = await castIn(world);
});
afterAll(() => world?.stop());

const hide = { type: "hideAsset", input: { words: "Somebody could be found there." } };
const show = { type: "showAsset", input: { words: "It may be known." } };
const did = (as: Person, roomId: RoomId, { type, input }: { type: string; input: Record<string, unknown> }) =>
  actAs(world, as, { roomId, type, input });
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => "written").catch((error: { code: string }) => error.code);
const state = (roomId: RoomId): Promise<AssetState> => atRoom(world, who, roomId).asset();
const revise = async (as: Person, roomId: RoomId, changes: Record<string, unknown>, base?: number) =>
  did(as, roomId, { type: "reviseAsset", input: { base: base ?? (await state(roomId)).head, changes } });
/** How much is in the logs of both areas. */
const stirred = async (): Promise<number[]> => {
  await world.app.effects.settled();
  return Promise.all([govan, ibrox].map((areaId) => world.app.log.headSeq(areaRoom(areaId))));
};
const place = (precision: "exact" | "district" | "hidden" | "postcode", east = 0) =>
  ({ precision, point: pointIn(east), address: "1 Quiet Close", postcode: "G51 3UU" }) as const;

describe("where something is that nobody is told", () => {
  test("no area stirs by it: whoever touches it, or looks when it was added, doesn't learn in which one it lies", async () => {
    const before = await stirred();
    const roomId = await addAsset(world, who.carol, { themes: ["safety"], place: place("exact") });
    await did(who.rhona, roomId, { type: "verifyAsset", input: { method: "phoned", words: "" } });
    expect(await stirred()).toEqual(before);
    await did(who.cora, roomId, show);
    await did(who.rhona, roomId, { type: "verifyAsset", input: { method: "phoned", words: "" } });
    expect(await stirred(), "shown, and its place still told to nobody").toEqual(before);
  });

  test("the areas for which it is hear of it, for that is told", async () => {
    const [, ofIbrox = 0] = await stirred();
    await addAsset(world, who.carol, {
      ...{ themes: ["safety"], place: place("exact") },
      catchment: { kind: "areas", areaIds: [ibrox] },
    });
    expect((await stirred())[1]).toBe(ofIbrox + 1);
    const { events } = await world.app.log.read(areaRoom(ibrox), ofIbrox);
    expect(events.map(({ body }: AnyEvent) => body)).toEqual([{ what: "queue" }]);
  });

  test("what is hidden now was there before: the area in which everybody saw it hears that once", async () => {
    const roomId = await addAsset(world, who.carol, { place: place("exact") });
    const [ofGovan = 0] = await stirred();
    await did(who.cora, roomId, hide);
    expect((await stirred())[0]).toBe(ofGovan + 1);
    await did(who.rhona, roomId, { type: "verifyAsset", input: { method: "phoned", words: "" } });
    expect((await stirred())[0]).toBe(ofGovan + 1);
  });

  test("nobody finds out its area by trying: each try by who isn't told is refused alike", async () => {
    const roomId = await addAsset(world, who.carol, { place: place("exact") });
    await did(who.cora, roomId, hide);
    for (const areaId of [govan, ibrox]) expect(await codeOf(revise(who.rhona, roomId, { areaId }, 0))).toBe("NotYours");
    const shown = await addAsset(world, who.carol, { place: place("hidden") });
    for (const areaId of [govan, ibrox]) expect(await codeOf(revise(who.rhona, shown, { areaId }, 0))).toBe("NotYours");
    expect(await codeOf(revise(who.rhona, shown, { place: place("exact", 0.01) })), "nor is it put on the map by them").toBe("NotYours");
    expect(await codeOf(revise(who.rhona, shown, { summary: "What it is, in other words." }))).toBe("written");
  });

  test("nobody finds out the rest of a postcode by trying", async () => {
    const { point: _none, ...told } = place("district");
    const roomId = await addAsset(world, who.carol, { place: told });
    for (const postcode of ["G51 3UU", "G51 3UV"])
      expect(await codeOf(revise(who.rhona, roomId, { place: { ...told, postcode } }, 0)), postcode).toBe("NotYours");
  });

  test("the true place is not overwritten with what is told of it: who isn't told all corrects the rest alone, and their form is told so", async () => {
    for (const precision of ["postcode", "district"] as const) {
      const roomId = await addAsset(world, who.carol, { place: place(precision, 0.0004) });
      const { assetId, details } = await state(roomId);
      const knows = async (as: Person) => {
        const page = (await (await world.as(as)).call("map.asset", { assetId })) as { data?: { asset: { knowsPlace: boolean } } };
        return page.data?.asset.knowsPlace;
      };
      expect([await knows(who.rhona), await knows(who.carol), await knows(who.cora)], precision).toEqual([false, true, true]);
      const told = shownPoint(details?.place ?? assetDetails().place, pointIn());
      const blurred = { precision, point: told, address: "" };
      expect(await codeOf(revise(who.rhona, roomId, { place: blurred, summary: "In other words." }))).toBe("NotYours");
      expect(await codeOf(revise(who.rhona, roomId, { areaId: ibrox }))).toBe("NotYours");
      expect(await codeOf(revise(who.rhona, roomId, { summary: "In other words." }))).toBe("written");
      expect((await state(roomId)).details?.place).toEqual(details?.place);
      expect(await codeOf(revise(who.cora, roomId, { place: place(precision, 0.001) })), "who is told all of it may").toBe("written");
    }
  });

  test("a steward who has said less exactly where it is isn't undone by who works elsewhere", async () => {
    const roomId = await addAsset(world, who.tariq, { place: place("exact") });
    await revise(who.cora, roomId, { place: place("district") });
    const undo = { type: "undoChange", input: { seq: 2 } };
    expect(await codeOf(did(who.rhona, roomId, undo))).toBe("NothingChanged");
    expect((await state(roomId)).details?.place.precision).toBe("district");
    expect(await codeOf(did(who.cora, roomId, undo))).toBe("written");
  });

  test("pins that are moved far are counted without telling how far they were from where it truly is", async () => {
    const roomId = await addAsset(world, who.carol, { place: place("district") });
    const own = await addAsset(world, who.otto);
    const try_ = async (east: number) => codeOf(revise(who.otto, roomId, { place: place("district", east) }, 0));
    // ten near it and ten far from it: what is counted is the same
    for (const [n, east] of [0.001, 0.5].entries()) {
      for (let i = 0; i < 10; i++) await try_(east + i / 10_000);
      const moved = await codeOf(revise(who.otto, own, { place: { precision: "exact", point: pointIn(0.1 * (n + 1)), address: "" } }));
      expect(moved, `after ${n + 1} times ten`).toBe(n === 0 ? "written" : "TooManyPins");
    }
  });

  test("who has added it is told where it is for as long as that is what they said themselves", async () => {
    const roomId = await addAsset(world, who.tariq, { themes: ["safety"], place: place("exact") });
    const tariq = await world.as(who.tariq);
    const page = async (): Promise<string> => (await tariq.bytes("map.asset", { assetId: (await state(roomId)).assetId })).text;
    expect(await page()).toContain("Quiet Close");
    await revise(who.cora, roomId, { place: { ...place("hidden", 0.01), address: "2 Other Close" } });
    expect(await page()).not.toContain("Close");
  });

  test("what turns out to be the same as something hidden is hidden with it, and its page tells nobody where that is", async () => {
    const hidden = await addAsset(world, who.carol, { name: "Safe house", themes: ["safety"], place: place("exact") });
    const open = await addAsset(world, who.tariq, { name: "House in Quiet Close", place: place("exact") });
    const [into, assetId] = [(await state(hidden)).assetId, (await state(open)).assetId];
    expect((await bytesFor(world, "asset", { assetId })).text).toContain("Quiet Close");
    await did(who.cora, open, { type: "mergeAsset", input: { into, words: "The same." } });
    expect((await bytesFor(world, "asset", { assetId })).text).not.toContain("Quiet Close");
    const feed = await fetch(`${world.base}/openreferral/services/${assetId}`, { redirect: "manual" });
    expect(Object.keys((await feed.json()) as object), "only that it is told no more").toEqual(["id", "name", "status", "last_modified"]);
  });

  describe("what was merged into something that is kept from everybody afterwards", () => {
    const contacts = [{ kind: "phone" as const, value: "0141 496 0123", label: "Desk" }];
    const secrets = ["Close", "0141 496 0123", "G51", "-4.31", "55.86"];
    const feed = (path: string) => fetch(`${world.base}/openreferral${path}`, { redirect: "manual" });
    /** One that was merged into another that was merged into a third. */
    async function led(): Promise<{ last: RoomId; into: string; roomIds: RoomId[]; assetIds: string[] }> {
      const [first, second, last] = await Promise.all(
        ["The first door", "The second door", "The third door"].map((name, n) =>
          addAsset(world, who.carol, { name, place: place("exact", n / 1000), contacts }),
        ),
      );
      const roomIds = [first, second] as RoomId[];
      const into = (await state(last as RoomId)).assetId;
      const assetIds = await Promise.all(roomIds.map(async (roomId) => (await state(roomId)).assetId));
      await did(who.cora, roomIds[0] as RoomId, { type: "mergeAsset", input: { into: assetIds[1], words: "The same." } });
      await did(who.cora, roomIds[1] as RoomId, { type: "mergeAsset", input: { into, words: "The same." } });
      return { last: last as RoomId, into, roomIds, assetIds };
    }
    const page = async (as: Person | "outsider", assetId: string): Promise<{ status: number; text: string }> =>
      as === "outsider" ? bytesFor(world, "asset", { assetId }) : (await world.as(as)).bytes("map.asset", { assetId });

    test("while it leads to what everybody sees, its page and the feed tell its name and where it leads, and no place", async () => {
      const { into, assetIds } = await led();
      for (const assetId of assetIds)
        for (const as of ["outsider", who.jean, who.rhona] as const) {
          const { text } = await page(as, assetId);
          expect(text).toContain("door");
          for (const secret of ["Close", "G51 3UU", "55.86"]) expect(text).not.toContain(secret);
          if (as !== who.rhona) expect(text).not.toContain("0141");
        }
      expect((await feed(`/services/${assetIds[1]}`)).headers.get("location")).toContain(into);
      const all = await (await feed("/services?full=true&per_page=500")).text();
      const { contents } = JSON.parse(all) as { contents: { id: string }[] };
      const handed = contents.filter(({ id }) => assetIds.includes(id));
      expect(handed).toHaveLength(2);
      for (const secret of secrets) expect(JSON.stringify(handed)).not.toContain(secret);
    });

    test.each<[string, (last: RoomId) => Promise<unknown>]>([
      ["a steward hid it", (last) => did(who.cora, last, hide)],
      ["it is about safety now", (last) => revise(who.carol, last, { themes: ["safety"] })],
    ])("%s: to residents and without an account it reads like what isn't there, also in the feed", async (_how, keep) => {
      const { last, roomIds, assetIds } = await led();
      await keep(last);
      const absent = newId(Date.now());
      for (const [n, assetId] of assetIds.entries()) {
        for (const as of ["outsider", who.jean] as const) expect(await page(as, assetId)).toEqual(await page(as, absent));
        expect((await feed(`/services/${assetId}`)).status).toBe(404);
        expect(await codeOf(did(who.jean, roomIds[n] as RoomId, { type: "followAsset", input: { on: true } }))).toBe("NotFound");
        for (const query of ["full=true&", "minimal=true&", ""])
          expect(await (await feed(`/services?${query}per_page=500`)).text()).not.toContain(assetId);
        const { text } = await page(who.rhona, assetId);
        expect(text, "who works elsewhere reads it, as they read what is hidden").toContain("door");
        for (const secret of ["Close", "G51 3UU", "55.86"]) expect(text).not.toContain(secret);
      }
    });

    test("its place is told to nobody now: what leads there tells nobody either", async () => {
      const { last, assetIds } = await led();
      await revise(who.carol, last, { place: place("hidden", 0.002) });
      for (const assetId of assetIds) {
        for (const as of ["outsider", who.jean, who.rhona] as const)
          for (const secret of ["Close", "G51 3UU", "55.86"]) expect((await page(as, assetId)).text).not.toContain(secret);
        expect((await feed(`/services/${assetId}`)).status).toBe(308);
      }
    });
  });

  test("the list and the page tell the same point of what is told by its area", async () => {
    const roomId = await addAsset(world, who.carol, { name: "Somewhere about", place: place("district", 0.003) });
    const rhona = await world.as(who.rhona);
    const { assetId, details } = await state(roomId);
    const listed = (await rhona.call("map.assets", { text: "somewhere about" })) as { data?: { rows: { at: unknown }[] } };
    const paged = (await rhona.call("map.asset", { assetId })) as { data?: { asset: { place: { at: unknown } } } };
    const told = shownPoint(details?.place ?? assetDetails().place, pointIn());
    expect(listed.data?.rows[0]?.at).toEqual(told);
    expect(paged.data?.asset.place.at).toEqual(told);
  });
});
