import { atWallInLondon } from "@linkwork/shared/kernel/london.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { describeHouseCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { anAsset, announced, did, inAsset, looked, stirs, tells } from "./scenes.ts";

describeHouseCommand({
  command: "closeDue",
  insider: inAsset("cora", {}, { first: announced() }),
  caused: {},
  refused: {
    "before the day that was announced is over": { given: inAsset("cora", {}, { first: announced() }), refusal: "CONFLICT NothingChanged" },
    "where nothing was announced": { given: inAsset("cora"), refusal: "CONFLICT NothingChanged" },
  },
});

describe("the day that was announced", () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world?.stop());

  test("when it is over in London it is closed, once, and who follows it is told; a moment earlier it isn't", async () => {
    const at = await anAsset(world, { first: announced() });
    const day = (await at.asset()).closing?.closesOn ?? "";
    const over = atWallInLondon(Date.parse(`${day}T00:00:00Z`) + 24 * 3600_000);
    await world.later(over - 1000 - world.clock.now());
    expect(await looked(world)).toEqual({});
    await world.later(1000);
    expect(await looked(world)).toEqual({ [at.roomId]: ["assetClosed"], ...stirs(), ...tells("tariq")(at) });
    expect((await at.asset()).status).toBe("closed");
  });

  test("what was taken back before doesn't close", async () => {
    const at = await anAsset(world, { first: announced() });
    await did("cora", "cancelClosing", { words: "It goes on." })(at);
    await world.later(60 * 24 * 3600_000);
    expect((await looked(world))[at.roomId]).toBeUndefined();
  });
});
