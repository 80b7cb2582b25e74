import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonRow } from "../../../apps/server/src/boards/router-card.ts";
import { aBoard, owner, uuid } from "../../kit/boards.ts";
import { actAs, house, type Person } from "../../kit/build.ts";
import { aColleague } from "../../kit/factors.ts";
import { aMapCast } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const people = async (who: Person, roomId: string): Promise<PersonRow[]> => {
  const answer = await (await world.as(who)).call("boards.people", { roomId });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data as PersonRow[];
};

describe("whom one meets on a board", () => {
  test("those who work for an owner can be given a card; who has left is named by what they did alone; nobody of an organisation that was only asked", async () => {
    const { rhona, tariq } = world.people;
    const leaver = await aColleague(world, tariq);
    const unmet = await aColleague(world, tariq);
    const board = await aBoard(world);
    const { roomId } = board;
    await board.act(leaver, "comment", { cardId: board.cards.room, text: "The hall is free." });
    expect((await people(rhona, roomId)).find(({ personId }) => personId === leaver.personId)).toMatchObject({ here: true });
    for (const { orgId, personId } of [leaver, unmet]) await house(world, orgRoom(orgId), "endMembership", { personId });
    await world.app.effects.settled();
    const rows = await people(rhona, roomId);
    expect(rows.find(({ personId }) => personId === leaver.personId)).toMatchObject({ here: false, orgId: leaver.orgId });
    expect(rows.map(({ personId }) => personId)).not.toContain(unmet.personId);
    expect(rows.find(({ personId }) => personId === tariq.personId)).toMatchObject({ here: true });
    expect(new Set(rows.map(({ orgId }) => orgId))).toEqual(new Set([world.orgs.practice.orgId, world.orgs.hub.orgId]));
  });

  test("of an organisation that has left, only those are named whom one met there, and nobody outside is told anything", async () => {
    const { rhona, tariq, otto } = world.people;
    const { practice, hub, cafe } = world.orgs;
    const board = await aBoard(world, { owners: [owner(practice), owner(hub), owner(cafe)] });
    const stranger = await aColleague(world, tariq);
    await board.act(tariq, "titleCard", {
      cardId: board.cards.room,
      title: "Find a warm room",
      rev: (await board.card(board.cards.room)).title.rev,
    });
    await board.follow({ owners: [owner(practice), owner(hub, "left"), owner(cafe)] });
    const theirs = (await people(rhona, board.roomId)).filter(({ orgId }) => orgId === hub.orgId);
    expect(theirs).toMatchObject([{ personId: tariq.personId, here: false }]);
    expect(theirs.map(({ personId }) => personId)).not.toContain(stranger.personId);
    for (const who of [tariq, otto]) await expect(people(who, board.roomId)).rejects.toThrow("NotFound");
  });

  test("of a citizens' panel nobody is named, or given a card, but who speaks for it there, who manages it, and who has done something on the board", async () => {
    const { rhona } = world.people;
    const { practice } = world.orgs;
    const { jean, rab, ailsa, senga, ina } = await aMapCast(world);
    const panel = { orgId: jean.orgId, name: jean.orgName, sector: jean.sector };
    const maud = { ...senga, personId: uuid<PersonId>() };
    await house(world, orgRoom(panel.orgId), "addMember", { personId: maud.personId, name: "Maud", roles: ["manager"] });
    // Wilma has no account
    const added = await actAs(world, ina, { roomId: orgRoom(panel.orgId), type: "addResident", input: { name: "Wilma" } });
    const wilma = { ...senga, personId: added.body.personId as PersonId };
    const board = await aBoard(world, { owners: [owner(practice), owner(panel, "joined", [jean])] });
    const cardId = board.cards.room;
    await board.act(rab, "comment", { cardId, text: "I know somebody with a van." });
    const gives = (as: Person, { orgId, personId }: Person) => board.act(as, "assign", { cardId, orgId, personId });

    const theirs = (await people(rhona, board.roomId)).filter(({ orgId }) => orgId === panel.orgId);
    expect(new Set(theirs.map(({ name }) => name))).toEqual(new Set(["Jean", "Rab", "Maud"]));
    for (const resident of [ailsa, senga, ina, wilma]) await expect(gives(rhona, resident)).rejects.toThrow("NotAnOwner");
    await expect(gives(jean, ailsa)).rejects.toThrow("NotAnOwner");
    for (const known of [jean, rab, maud]) await gives(rhona, known);
    // who is nobody's to name takes a card herself, and is met by that
    expect((await people(ailsa, board.roomId)).map(({ name }) => name)).toContain("Ailsa");
    await gives(ailsa, ailsa);
    expect((await people(rhona, board.roomId)).map(({ name }) => name)).toContain("Ailsa");
  });
});
