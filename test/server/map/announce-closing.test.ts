import { assetRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { toldTo } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import {
  type At,
  aGap,
  anAsset,
  announced,
  anotherAsset,
  atRoom,
  both,
  claimed,
  closing,
  dayAhead,
  did,
  hide,
  inAsset,
  inTurn,
  part,
  some,
  stirs,
  tells,
  twice,
  validated,
} from "./scenes.ts";

const told = { elsewhere: both(stirs, tells("tariq")) };
type Change = Record<string, unknown>;
/** The end of something, said otherwise than usual. */
const end =
  (change: Change | ((now: number) => Change)) =>
  async (at: At): Promise<Change> => ({
    ...(typeof closing === "function" ? await closing(at) : closing),
    ...(typeof change === "function" ? change(at.world.clock.now()) : change),
  });
describeCommand({
  command: "announceClosing",
  readBy: "house",
  hidden: inAsset("cora", closing, { first: hide }),
  stranger: some("jean"),
  allowed: {
    "who looks after the map says that it closes, and who added it is told": {
      given: inAsset("cora", closing, told),
      here: ["closingAnnounced"],
    },
    "who runs it says so": { given: inAsset("carol", closing, { ...told, first: claimed }), here: ["closingAnnounced"] },
    "somebody else says so, and who runs it is told": {
      given: inAsset("ina", closing, { first: claimed, elsewhere: both(stirs, tells("tariq", "carol")) }),
      here: ["closingAnnounced"],
    },
    "who runs it hears it two days before it is over": {
      given: inAsset(
        "ina",
        end((now) => ({ closesOn: dayAhead(now, 2) })),
        { first: claimed, elsewhere: both(stirs, tells("tariq", "carol")) },
      ),
      here: ["closingAnnounced"],
    },
    "today is its last day": {
      given: inAsset(
        "cora",
        end((now) => ({ closesOn: dayAhead(now, 0) })),
        told,
      ),
      here: ["closingAnnounced"],
    },
    "with what there is instead": {
      given: inAsset(
        "cora",
        async (at) => ({
          ...{ closesOn: dayAhead(at.world.clock.now(), 3), reason: "The money ends.", noneKnown: false },
          alternatives: [await anotherAsset(at)],
        }),
        told,
      ),
      here: ["closingAnnounced"],
    },
  },
  refused: {
    "I9: nothing instead, and not said that none is known": {
      given: inAsset("cora", end({ noneKnown: false })),
      refusal: "BAD_REQUEST AlternativeMissing alternatives",
    },
    "something instead that isn't there": {
      given: inAsset("cora", end({ noneKnown: false, alternatives: [part()] })),
      refusal: "BAD_REQUEST UnknownOther alternatives",
    },
    "itself instead": {
      given: inAsset("cora", async (at) => ({
        ...{ closesOn: dayAhead(at.world.clock.now(), 3), reason: "Over.", noneKnown: false, alternatives: [subjectOf(at.roomId)] },
      })),
      refusal: "BAD_REQUEST UnknownOther alternatives",
    },
    "both at once": {
      given: inAsset("cora", async (at) => ({
        ...{ closesOn: dayAhead(at.world.clock.now(), 3), reason: "Over.", noneKnown: true, alternatives: [await anotherAsset(at)] },
      })),
      refusal: "BAD_REQUEST BadInput noneKnown",
    },
    "a day that is over": { given: inAsset("cora", end({ closesOn: "2026-01-01" })), refusal: "BAD_REQUEST DayOver closesOn" },
    "another organisation runs it, and would hear it a day before": {
      given: inAsset(
        "ina",
        end((now) => ({ closesOn: dayAhead(now, 1) })),
        { first: claimed },
      ),
      refusal: "CONFLICT ToldFirst closesOn",
    },
    "who works elsewhere": { given: inAsset("rhona", closing), refusal: "FORBIDDEN NotYours" },
    "what is announced already": { given: inAsset("cora", closing, { first: announced() }), refusal: "CONFLICT AssetMoved" },
  },
  other: (input) => ({ ...input, reason: "Nobody comes." }),
  raced: { given: twice(inAsset("cora", closing), { as: "ina" }), outcomes: ["AssetMoved", "written"], here: ["closingAnnounced"] },
});

describe("I9: who has to be told is worked out once, and kept", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());

  test("who runs it, who made sure of it, who follows it, and who is behind a gap that it addresses are told once each; who announces it isn't, nor is who only looks", async () => {
    const at = await anAsset(world, {
      first: inTurn(
        claimed,
        did("rhona", "verifyAsset", { method: "visited", words: "" }),
        did("ailsa", "followAsset", { on: true }),
        did("rhona", "followAsset", { on: true }),
      ),
    });
    const to = { kind: "asset", assetId: subjectOf(at.roomId) };
    await aGap(world, { by: "rab", first: inTurn(validated, did("carol", "linkGap", { linkId: part(), to })) });
    await world.app.effects.settled();
    const { who } = at;
    const everybody = Object.values(who);
    const before = await Promise.all(everybody.map((one) => toldTo(world, one)));
    await announced("cora")(at);
    await world.app.effects.settled();
    const { closing: notice } = await at.asset();
    const names = new Map(everybody.map(({ personId, name }) => [personId, name]));
    expect(Object.fromEntries(notice?.told.map(({ personId, why }) => [names.get(personId), why]) ?? [])).toEqual({
      ...{ Carol: "runs", Rab: "gap", Rhona: "verified", Tariq: "follows", Ailsa: "follows" },
    });
    const after = await Promise.all(everybody.map((one) => toldTo(world, one)));
    const news = everybody.flatMap(({ name }, i) => after[i]?.slice(before[i]?.length).map((kind) => [name, kind]) ?? []);
    expect(Object.fromEntries(news)).toEqual({
      ...{ Carol: "assetCloses", Rab: "assetCloses", Rhona: "assetCloses", Tariq: "assetCloses", Ailsa: "assetCloses" },
    });
    expect(news).toHaveLength(5);
    await did("senga", "followAsset", { on: true })(at);
    expect((await at.asset()).closing?.told).toEqual(notice?.told);
  });

  test("who is behind what was merged into it, and who stands behind a gap that it addresses, has to know too", async () => {
    const at = await anAsset(world);
    const other = atRoom(world, at.who, assetRoom(await anotherAsset(at, { by: "pat" })));
    await did("rhona", "verifyAsset", { method: "visited", words: "" })(other);
    const to = { kind: "asset", assetId: subjectOf(other.roomId) };
    const stands = did("ailsa", "endorseGap", { on: true });
    await aGap(world, { by: "rab", first: inTurn(stands, validated, did("carol", "linkGap", { linkId: part(), to })) });
    await did("ina", "mergeAsset", { into: subjectOf(at.roomId), words: "One thing." })(other);
    await announced("cora")(at);
    const { closing: notice } = await at.asset();
    const names = new Map(Object.values(at.who).map(({ personId, name }) => [personId, name]));
    expect(Object.fromEntries(notice?.told.map(({ personId, why }) => [names.get(personId), why]) ?? [])).toEqual({
      ...{ Rab: "gap", Ailsa: "gap", Rhona: "verified", Tariq: "follows", Pat: "follows" },
    });
  });

  test("who announces it isn't given the list of whom it concerns", async () => {
    const at = await anAsset(world);
    const input = typeof closing === "function" ? await closing(at) : closing;
    const event = await (await world.as(at.who.cora)).act(at.roomId, "announceClosing", input);
    expect(event.body.told).toEqual([]);
    expect((await at.asset()).closing?.told).toHaveLength(1);
  });
});
