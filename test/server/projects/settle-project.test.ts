import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { atWallInLondon } from "@linkwork/shared/kernel/london.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { part } from "../../kit/projects.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type At, aProjectIn, asks, both, closed, closing, exported, follows, inProject, says, tells } from "./scenes.ts";

describeHouseCommand({
  command: "settleProject",
  insider: inProject("rhona"),
  caused: {},
  refused: { "nothing is due": { given: inProject("rhona", {}, { days: 200 }), refusal: "CONFLICT NothingFollows" } },
});

let world: World;
// what other projects wait for would come with the time that goes by
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world?.stop());

/** Time goes by until so many days before the last day of its money begins in London; one moment earlier where it is said. */
async function until({ charter }: Pick<At, "charter">, days: number, earlier = 0): Promise<void> {
  const last = Date.parse(`${charter.money[0]?.until}T00:00:00Z`);
  await world.later(atWallInLondon(last - days * day) - earlier - world.clock.now());
}
/** However often, and by however many at once, it is looked. */
async function looked(): Promise<void> {
  await Promise.all([world.app.tidy(), world.app.tidy()]);
  await world.app.tidy();
}
const sustainCards = async ({ board }: At): Promise<string[]> => {
  const { cards } = await world.app.rooms.ask<BoardState>(board);
  return Object.values(cards).map(({ title }) => title.value);
};

describe("B5: what is due before money ends is done once each", () => {
  test("120 days before it is told; 90 days before the board asks how it goes on; 30 days before it is told again; the day after its last it comes to an end, and nothing is deleted", async () => {
    const at = await aProjectIn(world, { days: 130 });
    await world.app.effects.settled();
    const steps: [days: number, here: string[], elsewhere: Record<string, string[]>][] = [
      [120, ["milestoneReached"], both(follows, tells("rhona", "tariq"))(at)],
      [90, ["milestoneReached"], { ...tells("rhona", "tariq")(at), [at.board]: ["projectFollowed", "sustainCardAdded"] }],
      [30, ["milestoneReached"], { ...tells("rhona", "tariq")(at), [at.board]: ["projectFollowed", "sustainCardReminded"] }],
      [-1, ["milestoneReached", "closingBegun"], both(follows, tells("rhona", "tariq"))(at)],
    ];
    for (const [days, here, elsewhere] of steps) {
      await until(at, days, 1);
      const before = await world.book();
      await looked();
      expect(await world.added(before), `a moment before ${days}`).toEqual({});
      await until(at, days);
      await looked();
      expect(await world.added(before), String(days)).toEqual({ [at.roomId]: here, ...elsewhere });
    }
    expect((await at.state()).status).toBe("closing");
    expect(await sustainCards(at)).toEqual(["How do we go on after Winter fund?"]);
    const before = await world.book();
    await world.later(1_000 * day);
    await looked();
    const since = await world.added(before);
    for (const room of [at.roomId, at.board]) expect(since[room]).toBeUndefined();
  });

  test("who slept through weeks finds each once, and is told the nearest alone", async () => {
    const at = await aProjectIn(world, { days: 130 });
    await world.app.effects.settled();
    await until(at, 20);
    const before = await world.book();
    await looked();
    expect(await world.added(before)).toEqual({
      [at.roomId]: ["milestoneReached", "milestoneReached", "milestoneReached"],
      ...tells("rhona", "tariq")(at),
      [at.board]: ["projectFollowed", "sustainCardAdded", "sustainCardReminded"],
    });
  });
});

describe("questions and the clock", () => {
  test("who has not voted after half of the time is told once more; after 28 days it is over", async () => {
    const at = await aProjectIn(world, { partners: ["tariq", "jean"] });
    await asks("rhona", part(), ({ who }) => ({ kind: "invite", orgId: who.olga.orgId }))(at);
    await world.app.effects.settled();
    const before = await world.book();
    await world.later(14 * day);
    await looked();
    expect(await world.added(before)).toEqual({ [at.roomId]: ["votersReminded"], ...tells("tariq", "jean")(at) });
    await world.later(14 * day);
    const then = await world.book();
    await looked();
    expect(await world.added(then)).toEqual({ [at.roomId]: ["proposalExpired"], ...tells("rhona", "tariq", "jean")(at) });
  });

  test("a removal is done once, 14 days after all others decided it, and its people's open sockets close, on the board too", async () => {
    const at = await aProjectIn(world, { partners: ["tariq", "jean"] });
    const proposalId = part();
    await asks("rhona", proposalId, ({ who }) => ({ kind: "remove", orgId: who.tariq.orgId, words: "because" }))(at);
    await says("jean", proposalId, true)(at);
    await world.app.effects.settled();
    await world.later(14 * day - 1);
    const wire = await (await world.as(at.who.tess)).again();
    for (const roomId of [at.roomId, at.board]) expect((await wire.ask("subscribe", { roomId, afterSeq: null })).ok).toBe(true);
    const before = await world.book();
    await looked();
    expect(await world.added(before)).toEqual({});
    await world.later(1);
    await looked();
    expect(await world.added(before)).toEqual({
      [at.roomId]: ["proposalExecuted"],
      ...both(follows, tells("rhona", "jean"))(at),
    });
    for (const roomId of [at.roomId, at.board]) {
      const closed = await wire.frame(`closed of ${roomId}`, (frame) => frame.name === "closed" && frame.body.roomId === roomId);
      expect(closed.body).toEqual({ roomId, code: "removed" });
    }
    const tess = await world.as(at.who.tess);
    expect(await tess.call("projects.list")).toMatchObject({ ok: true });
    expect(JSON.stringify(await tess.call("projects.list"))).not.toContain(at.roomId);
  });

  for (const [when, days] of [
    ["on its day", 28],
    ["long after it", 60],
  ] as const)
    test(`who is said to have ceased and moves a card since is still in it, looked at ${when}`, async () => {
      const at = await aProjectIn(world, { partners: ["tariq", "jean"] });
      const [listId, toList, cardId, proposalId] = [part(), part(), part(), part()];
      const onBoard = (who: keyof At["who"], type: string, input: Record<string, unknown>) =>
        actAs(world, at.who[who], { roomId: at.board, type, input });
      await world.app.effects.settled();
      for (const [id, name] of [
        [listId, "To do"],
        [toList, "Doing"],
      ] as const)
        await onBoard("tariq", "addList", { listId: id, name, wip: null });
      await onBoard("tariq", "addCard", { cardId, listId, title: "Ask the church hall" });
      await world.later(day);
      await asks("rhona", proposalId, ({ who }) => ({ kind: "ceased", orgId: who.tariq.orgId, words: "Nobody answers." }))(at);
      await says("jean", proposalId, true)(at);
      // what they did before it was asked says nothing of now
      expect((await at.state()).proposals[proposalId]?.status).toBe("passed");
      await world.later(5 * day);
      await onBoard("tess", "moveCard", { cardId, toList });
      await world.later((days - 5) * day);
      await looked();
      const { proposals, owners } = await at.state();
      expect(proposals[proposalId]?.status).toBe("overtaken");
      expect(owners[at.who.tariq.orgId]?.status).toBe("joined");
    });

  test("who is said to have ceased and takes a copy since, of what is closed, is still in it", async () => {
    const at = await aProjectIn(world, { partners: ["tariq", "jean"] });
    await closed("tariq", "jean")(at);
    await world.app.effects.settled();
    const proposalId = part();
    await exported("tariq")(at);
    await world.later(day);
    await asks("rhona", proposalId, ({ who }) => ({ kind: "ceased", orgId: who.tariq.orgId, words: "Nobody answers." }))(at);
    await says("jean", proposalId, true)(at);
    // what they took before it was asked says nothing of now, and what others take nothing of them
    await exported("jean")(at);
    expect((await at.state()).proposals[proposalId]?.status).toBe("passed");
    await world.later(5 * day);
    const before = await world.book();
    expect((await (await world.as(at.who.tess)).call("boards.export", { roomId: at.board })).ok).toBe(true);
    expect(await world.added(before)).toEqual({ [at.roomId]: ["exportNoted", "proposalOvertaken"] });
    await world.later(28 * day);
    await looked();
    expect((await at.state()).owners[at.who.tariq.orgId]?.status).toBe("joined");
  });

  test("who was told twice and says nothing keeps nobody from ending it", async () => {
    const at = await aProjectIn(world);
    await asks("rhona", part(), closing)(at);
    for (const days of [14, 14]) {
      await world.later(days * day);
      await looked();
    }
    expect((await at.state()).status).toBe("closed");
  });

  test("a project that nobody answered in 30 days has lapsed, and all who own it or were asked hear of it once", async () => {
    const at = await aProjectIn(world, { joined: [] });
    await world.later(30 * day - 1);
    await looked();
    expect((await at.state()).status).toBe("proposed");
    const before = await world.book();
    await world.later(1);
    await looked();
    await looked();
    expect((await at.state()).status).toBe("lapsed");
    expect(await world.added(before)).toMatchObject({ [at.roomId]: ["projectLapsed"], ...tells("rhona", "tariq", "tess")(at) });
  });

  test("who is asked into a project that has begun, and says nothing for 30 days, is asked no more and reads nothing of it; its owners hear of that", async () => {
    const at = await aProjectIn(world, { partners: ["tariq", "jean"], joined: ["tariq"] });
    await world.app.effects.settled();
    // what is due in others is none of this
    await world.later(30 * day - 1);
    await looked();
    expect((await at.state()).owners[at.who.jean.orgId]?.status).toBe("invited");
    const before = await world.book();
    await world.later(1);
    await looked();
    expect(await world.added(before)).toMatchObject({ [at.roomId]: ["placeLapsed"], ...both(follows, tells("rhona", "tariq"))(at) });
    const jean = await world.as(at.who.jean);
    expect(await jean.subscribe(at.roomId, null)).toMatchObject({ ok: false, error: { code: "NotFound" } });
  });
});
