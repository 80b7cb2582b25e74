import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { describeHouseCommand } from "../../kit/given.ts";
import { toldTo } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { addressed, aGap, did, inGap, inTurn, looked, month, tells } from "./scenes.ts";

describeHouseCommand({
  command: "askHelped",
  insider: inGap("cora", {}, { first: addressed }),
  caused: {},
  refused: {
    "before four weeks are over": { given: inGap("cora", {}, { first: addressed }), refusal: "CONFLICT NothingChanged" },
    "what isn't closed": { given: inGap("cora"), refusal: "CONFLICT NothingChanged" },
  },
});

describe("four weeks after it was closed as addressed", () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world?.stop());

  test("who raised it and who stands behind it are asked once, and never a second time in this round; in the next they are asked anew", async () => {
    const at = await aGap(world, {
      first: inTurn(did("ailsa", "endorseGap", { on: true }), did("rhona", "followGap", { on: true }), addressed),
    });
    await world.app.effects.settled();
    await world.later(month - 3600_000);
    expect(await looked(world)).toEqual({});
    await world.later(3600_000);
    expect(await looked(world)).toEqual({ [at.roomId]: ["helpedAsked"], ...tells("jean", "ailsa")(at) });
    await world.later(2 * month);
    expect((await looked(world))[at.roomId]).toBeUndefined();
    await did("jean", "sayHelped", { helped: false, words: "It is shut again." })(at);
    const from = (await at.gap()).status;
    await did("carol", "closeGap", { from, reason: "addressed", words: "Open again.", decidedBy: "" })(at);
    await world.later(month);
    await looked(world);
    const asked = await Promise.all([at.who.jean, at.who.ailsa, at.who.rhona].map((one) => toldTo(world, one)));
    expect(asked.map((kinds) => kinds.filter((kind) => kind === "helpAsked").length)).toEqual([2, 2, 0]);
  });

  test("what was closed otherwise is asked about by nobody", async () => {
    const at = await aGap(world, {
      first: inTurn(
        did("ina", "confirmNeed", { words: "Yes." }),
        did("carol", "sayKnown", { words: "Yes." }),
        did("ina", "closeGap", { from: "validated", reason: "needGone", words: "They moved.", decidedBy: "" }),
      ),
    });
    await world.later(2 * month);
    await looked(world);
    expect((await at.gap()).asked).toBe(false);
  });
});
