import { newId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FlagRow } from "../../../apps/server/src/cases/router-flags.ts";
import { aCase, actAs, house } from "../../kit/build.ts";
import { did } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Name = keyof World["people"];
async function scene() {
  const built = await aCase(world);
  const { seq } = await did("tariq", "postMessage", { text: "his neighbour drinks" })(world, built);
  const flagged = async () => {
    const rhona = await world.as(world.people.rhona);
    await rhona.call("cases.flagMessage", { roomId: built.roomId, id: newId(Date.now()), input: { messageSeq: seq, why: "thirdParty" } });
  };
  await flagged();
  const settle = async (name: Name) =>
    (
      await (
        await world.as(world.people[name])
      ).call("cases.settleFlag", { roomId: built.roomId, id: newId(Date.now()), input: { messageSeq: seq } })
    ).ok;
  const open = async (name: Name) =>
    ((await (await world.as(world.people[name])).call("cases.flags")) as never as { data: FlagRow[] }).data.filter(
      (row) => row.caseId === built.caseId,
    ).length;
  return { ...built, seq, settle, open, flagged };
}

test("caused: its author leaves it as it is and sees it no more; their information lead still does, and decides for both", async () => {
  const { settle, open } = await scene();
  expect(await settle("tariq")).toBe(true);
  expect([await open("tariq"), await open("hana")]).toEqual([0, 1]);
  expect(await settle("hana")).toBe(true);
  expect([await open("tariq"), await open("hana")]).toEqual([0, 0]);
});

test("what the information lead has left is over for its author too, until somebody says it again", async () => {
  const { settle, open, flagged } = await scene();
  await settle("hana");
  expect([await open("tariq"), await open("hana")]).toEqual([0, 0]);
  expect(await settle("tariq")).toBe(false);
  await flagged();
  expect([await open("tariq"), await open("hana")]).toEqual([1, 1]);
});

test("refused: who found too much can't settle it, nor anybody else", async () => {
  const { settle, open } = await scene();
  for (const name of ["rhona", "isla", "ian", "tess", "olga", "otto"] as const) expect(await settle(name), name).toBe(false);
  expect([await open("tariq"), await open("hana")]).toEqual([1, 1]);
});

test("no door offers the record itself, and the house settles nothing that isn't open", async () => {
  const built = await aCase(world);
  const { personId, orgId } = world.people.tariq;
  const input = { compartment: "general", messageSeq: 5, by: { personId, orgId }, as: "author" };
  const roomId = accessRoom(built.caseId);
  await expect(actAs(world, world.people.rhona, { roomId, type: "settleFlag", input })).rejects.toMatchObject({ code: "NotFound" });
  await expect(house(world, roomId, "settleFlag", input)).rejects.toMatchObject({ code: "WrongState" });
});
