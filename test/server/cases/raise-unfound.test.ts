import { type GapId, newId } from "@linkwork/shared/kernel/ids.ts";
import { gapRoom } from "@linkwork/shared/kernel/room.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, type BuiltCase } from "../../kit/build.ts";
import { aMapCast, gapDetails } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
let built: BuiltCase;
beforeAll(async () => {
  world = await createWorld();
  await aMapCast(world);
  built = await aCase(world);
});
afterAll(() => world?.stop());

type How = { who?: "rhona" | "tariq" | "otto"; gapId?: GapId; change?: Parameters<typeof gapDetails>[0] };
async function raise({ who = "rhona", gapId = newId<GapId>(world.clock.now()), change = {} }: How = {}) {
  const input = { roomId: built.roomId, id: newId(world.clock.now()), gapId, details: gapDetails(change) };
  const answer = await (await world.as(world.people[who])).call("cases.raiseUnfound", input);
  const told = answer.ok ? "raised" : [answer.error.code, answer.error.details.field, answer.error.details.what].filter(Boolean).join(" ");
  return { told, gapId, input, answer };
}

describe("5. text with a client's name, an NHS number, a telephone", () => {
  for (const [title, statement, what] of [
    ["the person's name", "mohammed khan asked for halal food and there is none.", "client"],
    ["a part of their name", "Mohammed asked for halal food and there is none.", "client"],
    ["a number of the health service", "For 943 476 5919 there is nothing here.", "number"],
    ["a telephone number", "Ring 07700 900123 about halal food.", "telephone"],
    ["a postcode", "There is none in G51 3UU at all.", "postcode"],
  ] as const)
    test(`with ${title} in it nothing is written anywhere, and the words are named that tell it`, async () => {
      const before = await world.book();
      const { told, answer } = await raise({ change: { statement } });
      expect(told).toBe(`LooksLikeSomebody details.statement ${what}`);
      if (!answer.ok) expect(typeof answer.error.details.from === "number" && typeof answer.error.details.to === "number").toBe(true);
      expect(await world.added(before)).toEqual({});
    });

  test("in the title too", async () => {
    expect((await raise({ change: { title: "Nothing for Khan" } })).told).toBe("LooksLikeSomebody details.title client");
  });

  test("who isn't told the person's name finds nothing out by trying names", async () => {
    // the food hub knows the name, as the person agreed; with a narrower yes it doesn't
    expect((await raise({ who: "tariq", change: { title: "Nothing for Khan" } })).told).toBe("LooksLikeSomebody details.title client");
    const narrow = await aCase(world, { consent: { terms: { scopes: ["needs", "message"] } } });
    const asked = { roomId: narrow.roomId, id: newId(world.clock.now()), gapId: newId<GapId>(world.clock.now()) };
    const details = gapDetails({ title: "Nothing for Khan" });
    const answer = await (await world.as(world.people.tariq)).call("cases.raiseUnfound", { ...asked, details });
    expect(answer.ok).toBe(true);
  });
});

describe("13. link workers as eyes and ears", () => {
  test("a new gap is raised by the worker, marked as what somebody found nothing for, and holds nothing of the case", async () => {
    const before = await world.book();
    const { told, gapId, input } = await raise();
    expect(told).toBe("raised");
    const state = await world.app.rooms.ask<GapState>(gapRoom(gapId));
    expect(state.by).toMatchObject({ personId: world.people.rhona.personId, kind: "linkWorkerSaw" });
    const added = await world.added(before);
    expect(added[gapRoom(gapId)]).toEqual(["gapRaised"]);
    expect(Object.keys(added).filter((room) => /^(case|client)/.test(room))).toEqual([]);
    const text = JSON.stringify((await world.app.log.read(gapRoom(gapId), 0)).events);
    for (const id of [built.caseId, built.clientId, "Khan"]) expect(text).not.toContain(id);
    // sent again after a lost answer it is the same gap
    const again = await (await world.as(world.people.rhona)).call("cases.raiseUnfound", input);
    expect(again.ok).toBe(true);
    expect((await world.app.log.read(gapRoom(gapId), 0)).events).toHaveLength(1);
  });

  test("who doesn't read the case raises nothing from it", async () => {
    const before = await world.book();
    expect((await raise({ who: "otto" })).told).toBe("NotFound");
    expect(await world.added(before)).toEqual({});
  });
});
