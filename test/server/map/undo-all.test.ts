import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { QueueShown } from "../../../apps/server/src/map/router-pages.ts";
import type { Acknowledged } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type At, anAsset, did, hide } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
const said = (answer: Acknowledged): unknown => (answer.ok ? answer.data : answer.error.code);
const ask = async (at: At, as: "ina" | "cora" | "jean" | "tess", seq: number, since: string) =>
  said(await (await world.as(at.who[as])).call("map.undoAll", { roomId: at.roomId, seq, since }));

describe("the map's bad input 21: all that one person has changed from an instant on is taken back at once", () => {
  test("in every room, and what others have changed since stays; asked again, nothing more happens; what they did before that instant stays", async () => {
    const all = [await anAsset(world), await anAsset(world), await anAsset(world)] as const;
    await did("rhona", "reviseAsset", { base: 1, changes: { when: "On Mondays." } })(all[0]);
    await world.later(3600_000);
    const since = new Date(world.clock.now()).toISOString();
    for (const at of all) {
      const { head } = await at.asset();
      await did("rhona", "reviseAsset", { base: head, changes: { name: "Buy watches", cost: "asks" } })(at);
    }
    await did("tess", "reviseAsset", { base: 2, changes: { name: "Mending table" } })(all[1]);
    expect(await ask(all[0], "ina", 3, since)).toEqual({ undone: 3, left: 0 });
    expect(
      await Promise.all(
        all.map(async (at) => {
          const { name, cost, when } = (await at.asset()).details ?? {};
          return [name, cost, when];
        }),
      ),
    ).toEqual([
      ["Repair table", "free", "On Mondays."],
      ["Mending table", "free", ""],
      ["Repair table", "free", ""],
    ]);
    const before = await world.book();
    await ask(all[0], "cora", 3, since);
    expect(await world.added(before)).toEqual({});
  });

  test("what was kept off the map since such a change waits in the queue until a steward has looked", async () => {
    const all = [await anAsset(world), await anAsset(world)] as const;
    const since = new Date(world.clock.now()).toISOString();
    for (const at of all) await did("rhona", "reviseAsset", { base: 1, changes: { themes: ["safety"] } })(at);
    expect(await ask(all[0], "ina", 2, since)).toMatchObject({ left: 0 });
    for (const at of all)
      expect(await at.asset()).toMatchObject({ hidden: true, details: { themes: expect.not.arrayContaining(["safety"]) } });
    const waiting = async () => {
      const { assets } = said(await (await world.as(all[0].who.ina)).call("map.queue")) as QueueShown;
      return all.map(({ roomId }) => assets.some(({ asset, waits }) => asset.roomId === roomId && waits.includes("guarded")));
    };
    expect(await waiting()).toEqual([true, true]);
    await did("ina", "showAsset", { words: "It was nothing of the kind." })(all[0]);
    expect(await waiting()).toEqual([false, true]);
  });

  test("only for who looks after the map; of what isn't there, or isn't theirs to see, they learn nothing; what was no change is refused", async () => {
    const at = await anAsset(world, { first: did("rhona", "reviseAsset", { base: 1, changes: { name: "Buy watches" } }) });
    const since = "2020-01-01T00:00:00.000Z";
    expect(await ask(at, "tess", 2, since)).toBe("StewardsOnly");
    expect(await ask(at, "ina", 1, since)).toBe("UnknownChange");
    await hide(at);
    expect(await ask(at, "jean", 2, since)).toBe("NotFound");
    expect(await ask({ ...at, roomId: at.roomId.replace("asset", "gap") as At["roomId"] }, "ina", 2, since)).toBe("NotFound");
  });
});
