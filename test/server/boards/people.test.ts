import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonRow } from "../../../apps/server/src/boards/router-card.ts";
import { aBoard, owner } from "../../kit/boards.ts";
import { house, type Person } from "../../kit/build.ts";
import { aColleague } from "../../kit/factors.ts";
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
  test("those who work for an owner can be given a card; who has left keeps the name of what they did; nobody of an organisation that was only asked", async () => {
    const { rhona, tariq } = world.people;
    const leaver = await aColleague(world, tariq);
    const { roomId } = await aBoard(world);
    expect((await people(rhona, roomId)).find(({ personId }) => personId === leaver.personId)).toMatchObject({ here: true });
    await house(world, orgRoom(leaver.orgId), "endMembership", { personId: leaver.personId });
    await world.app.effects.settled();
    const rows = await people(rhona, roomId);
    expect(rows.find(({ personId }) => personId === leaver.personId)).toMatchObject({ here: false, orgId: leaver.orgId });
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
});
