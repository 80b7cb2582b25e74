import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, concernAccessRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs, house } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aConcern, aPlannedEnd, inDate, longAfter } from "./scenes.ts";

const month = 31 * day;

/** A worry that is closed. */
async function closed(world: World) {
  await inDate(world);
  const made = await aConcern(world);
  await actAs(world, made.leads.ada, { roomId: made.roomId, type: "closeConcern", input: { outcome: "She is safe." } });
  await world.app.effects.settled();
  return made;
}

describeHouseCommand({
  command: "settleConcern",
  insider: async (world) => {
    const { leads, roomId } = await closed(world);
    return { as: leads.ada, roomId, input: {} };
  },
  caused: {
    "when its time is over its end is planned, and its leads are told": async (world) => {
      const { leads, roomId } = await closed(world);
      return {
        act: () => {
          world.clock.advance(longAfter);
          return house(world, roomId, "settleConcern", {});
        },
        added: {
          ...{ [roomId]: ["destructionPlanned"], [personRoom(leads.ada.personId)]: ["noticeDelivered"] },
          [personRoom(leads.sorcha.personId)]: ["noticeDelivered"],
        },
      };
    },
  },
  refused: {
    "what is open": {
      given: async (world) => {
        await inDate(world);
        const { leads, roomId } = await aConcern(world);
        return { as: leads.ada, roomId, input: {} };
      },
      refusal: "CONFLICT NothingPlanned",
    },
    "what was closed a moment ago": {
      given: async (world) => {
        const { leads, roomId } = await closed(world);
        return { as: leads.ada, roomId, input: {} };
      },
      refusal: "CONFLICT NothingPlanned",
    },
  },
});

describe("a worry is kept as long as its case, and not a day without need", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());
  const stateOf = (roomId: RoomId) => world.app.rooms.ask<ConcernState>(roomId);
  const settled = async () => {
    await world.app.tidy();
    await world.app.effects.settled();
  };
  const reads = async (who: Parameters<World["as"]>[0], roomId: RoomId) =>
    (await (await world.as(who)).call("room.since", { roomId, afterSeq: null }, "http")).ok;

  test("when its time is over its leads are told and nobody else; thirty days later no key opens it, it is in no list, and nobody can tell that it was there", async () => {
    const { leads, roomId, built, input } = await aPlannedEnd(world);
    expect((await stateOf(roomId)).destroyOn).not.toBe("");
    for (const who of [leads.ada, leads.sorcha]) {
      const { notices } = await world.app.rooms.ask<{ notices: Record<string, { kind: string }> }>(personRoom(who.personId));
      expect(Object.values(notices).map(({ kind }) => kind)).toContain("concern");
      expect(await (await world.as(who)).call("concerns.list")).toMatchObject({ data: [{ waitsForMe: true }] });
    }
    expect(await reads(leads.ada, roomId)).toBe(true);
    const ofCase = await world.app.log.headSeq(built.roomId);
    await world.later(month);
    await settled();
    expect(await reads(leads.ada, roomId)).toBe(false);
    await expect(world.app.log.read(roomId, 0)).rejects.toThrow();
    expect(await (await world.as(leads.ada)).call("concerns.list")).toMatchObject({ data: [] });
    expect(await world.database.collection<{ _id: string }>("concernIndex").countDocuments({ _id: input.concernId })).toBe(0);
    expect(await world.app.log.headSeq(built.roomId)).toBe(ofCase);
    // who looked into it stays, and says no word of it
    expect(await world.app.log.headSeq(concernAccessRoom(input.concernId))).toBeGreaterThan(0);
  });

  test("kept on, its time begins anew", async () => {
    const { leads, roomId } = await aPlannedEnd(world);
    await actAs(world, leads.ada, { roomId, type: "keepOn", input: { why: "The court still waits for it." } });
    await world.later(month);
    await settled();
    expect(await stateOf(roomId)).toMatchObject({ status: "closed", destroyOn: "" });
    expect(await reads(leads.sorcha, roomId)).toBe(true);
  });

  test("a legal hold that is placed on its case meanwhile keeps it, and whoever places it learns nothing of it", async () => {
    const { roomId, built } = await aPlannedEnd(world);
    const hold = { holdId: newId<string & never>(world.clock.now()) as string, authority: "police", reason: "investigation" };
    const placed = await (await world.as(world.people.ian)).attempt(accessRoom(built.caseId), "placeHold", hold);
    expect(JSON.stringify(placed)).not.toContain("concern");
    await world.later(month);
    await settled();
    expect(await stateOf(roomId)).toMatchObject({ status: "closed", destroyOn: "" });
  });

  test("as long as somebody writes in its case it is kept with it", async () => {
    const { roomId, built } = await closed(world);
    await world.later(longAfter);
    await actAs(world, world.people.rhona, { roomId: built.roomId, type: "postMessage", input: { text: "She came by again." } });
    await settled();
    expect(await stateOf(roomId)).toMatchObject({ status: "closed", destroyOn: "" });
  });
});
