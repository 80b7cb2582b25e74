import { areaRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AssetPageShown } from "../../../apps/server/src/map/router-pages.ts";
import { describeCommand } from "../../kit/given.ts";
import { addAsset, areaOf, assetDetails, govan, ibrox, pointIn } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { anAsset, atRoom, both, claimed, did, hide, inAsset, inTurn, type Step, some, stirs, tells, twice, type Who } from "./scenes.ts";

const name = { base: 1, changes: { name: "Mending table" } };

/** A steward has let in something that they added. */
const acceptedOf =
  (as: Who): Step =>
  async (at) => {
    const other = atRoom(at.world, at.who, await addAsset(at.world, at.who[as], { name: "Sewing bee" }));
    if ((await other.asset()).status === "held") await did("ina", "acceptAsset", { words: "" })(other);
    await at.world.app.effects.settled();
  };

describeCommand({
  command: "reviseAsset",
  readBy: "house",
  hidden: inAsset("rhona", name, { first: hide }),
  stranger: some("jean"),
  allowed: {
    "who works somewhere corrects it": { given: inAsset("rhona", name), here: ["assetRevised"] },
    "where another organisation runs it, those who look after the map do": {
      given: inAsset("ina", name, { first: claimed }),
      here: ["assetRevised"],
    },
    "who added it corrects it while it waits": { given: inAsset("jean", name, { by: "jean" }), here: ["assetRevised"] },
    "a place that nobody runs is corrected by who lives there": {
      given: inAsset("jean", name, { change: { kind: "place" }, first: acceptedOf("jean") }),
      here: ["assetRevised"],
    },
    "it moves to another area, and both hear it": {
      given: inAsset(
        "rhona",
        { base: 1, changes: { areaId: ibrox } },
        {
          elsewhere: () => ({ [areaRoom(govan)]: ["stirred"], [areaRoom(ibrox)]: ["stirred"] }),
        },
      ),
      here: ["assetRevised"],
    },
    "of two who changed different fields both have theirs": {
      given: inAsset("rhona", { base: 1, changes: { cost: "asks" } }, { first: did("tess", "reviseAsset", name) }),
      here: ["assetRevised"],
    },
    "what becomes a matter of somebody's safety is hidden in the same breath, and who looks after the map is told": {
      given: inAsset("rhona", { base: 1, changes: { themes: ["safety"] } }, { elsewhere: both(stirs, tells("ina", "cora")) }),
      here: ["assetRevised", "assetHidden"],
    },
  },
  refused: {
    "somebody who lives there, and hasn't added it": { given: inAsset("jean", name), refusal: "FORBIDDEN NotYours" },
    "somebody who lives there, of whom nothing was accepted yet": {
      given: inAsset("ailsa", name, { change: { kind: "place" } }),
      refusal: "FORBIDDEN NotYours",
    },
    "somebody who lives there, where an organisation runs the place": {
      given: inAsset("jean", name, { change: { kind: "place" }, first: inTurn(acceptedOf("jean"), claimed) }),
      refusal: "FORBIDDEN NotYours",
    },
    "who works elsewhere, where an organisation runs it": {
      given: inAsset("rhona", name, { first: claimed }),
      refusal: "FORBIDDEN NotYours",
    },
    "a field that somebody has changed since": {
      given: inAsset("rhona", name, { first: did("tess", "reviseAsset", { base: 1, changes: { name: "Fixing bench" } }) }),
      refusal: "CONFLICT FieldsMoved",
    },
    "what stands there already": {
      given: inAsset("rhona", name, { first: did("tess", "reviseAsset", name) }),
      refusal: "CONFLICT NothingChanged",
    },
    "a number that this room hasn't reached": { given: inAsset("rhona", { ...name, base: 9 }), refusal: "BAD_REQUEST UnknownChange base" },
    "an area that nobody has drawn": {
      given: inAsset("rhona", { base: 1, changes: { areaId: areaOf("G99") } }),
      refusal: "BAD_REQUEST UnknownArea changes.areaId",
    },
    "where something hidden is, by who isn't told where": {
      given: inAsset("rhona", { base: 2, changes: { place: assetDetails().place } }, { first: hide }),
      refusal: "FORBIDDEN NotYours changes.place",
    },
    "what was closed": {
      given: inAsset("rhona", name, { first: did("cora", "closeAsset", { words: "It is over.", noneKnown: true }) }),
      refusal: "CONFLICT AssetMoved",
    },
    "a telephone number in the words, unasked": {
      given: inAsset("rhona", { base: 1, changes: { summary: "Ring 07700 900123." } }),
      refusal: "BAD_REQUEST LooksLikeSomebody changes.summary",
    },
  },
  other: (input) => ({ ...input, changes: { name: "Sewing bee" } }),
  raced: {
    given: twice(inAsset("rhona", name), { as: "tess", input: { base: 1, changes: { name: "Fixing bench" } } }),
    outcomes: ["FieldsMoved", "written"],
    here: ["assetRevised"],
  },
});

describe("what a change leaves", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());

  test("I3: a change moves nothing of when it was last made sure of, and both texts are kept in order", async () => {
    const at = await anAsset(world);
    const { verified } = await at.asset();
    await world.later(3600_000);
    await did("rhona", "reviseAsset", name)(at);
    const { events } = await world.app.log.read(at.roomId, 0);
    expect((await at.asset()).verified).toEqual(verified);
    expect(events.at(-1)?.body).toMatchObject({ changes: { name: "Mending table" }, before: { name: "Repair table" } });
  });

  test("who changes something is given back what they asked for, and nothing that stood there before", async () => {
    const at = await anAsset(world, { first: hide });
    const event = await (await world.as(at.who.rhona)).act(at.roomId, "reviseAsset", { base: 1, changes: { name: "Quiet house" } });
    expect(event.body).toMatchObject({ changes: { name: "Quiet house" }, before: {} });
    expect(JSON.stringify(event)).not.toContain(String(pointIn().lat));
  });

  test("a resident of whom nothing was accepted is offered no change of others' places and takes none back; once something was, both", async () => {
    const place = { kind: "place" as const };
    const made = await anAsset(world, { change: place, first: did("rhona", "reviseAsset", { base: 1, changes: { when: "On Mondays." } }) });
    // of Rab something waits
    const { who } = await anAsset(world, { by: "rab" });
    const at = { ...made, who };
    const may = async () => {
      const answer = await (await world.as(at.who.rab)).call("map.asset", { assetId: subjectOf(at.roomId) });
      return (answer as unknown as { data: AssetPageShown }).data.asset.may.includes("reviseAsset");
    };
    expect(await may()).toBe(false);
    await expect(did("rab", "undoChange", { seq: 2 })(at)).rejects.toMatchObject({ code: "NotYours" });
    await expect(did("rab", "reviseAsset", { base: 2, changes: { name: "Free watches" } })(at)).rejects.toMatchObject({ code: "NotYours" });
    await acceptedOf("rab")(at);
    expect(await may()).toBe(true);
    await did("rab", "undoChange", { seq: 2 })(at);
    await did("rab", "reviseAsset", { base: 3, changes: { name: "Mending table" } })(at);
  });
});
