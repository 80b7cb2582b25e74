import { type AssetId, type GapId, newId, type ProjectId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom, gapRoom, projectRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Told } from "@linkwork/shared/map/schema-asset.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aBoard, owner } from "../../kit/boards.ts";
import { actAs, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { addAsset, aMapCast, gapDetails, type MapCast, raiseGap, toldTo } from "../../kit/map.ts";
import { charterOf, part } from "../../kit/projects.ts";
import { anOpportunity } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
let cast: MapCast;
beforeAll(async () => {
  world = await createWorld();
  cast = await aMapCast(world);
});
afterAll(() => world?.stop());
const act = async (who: Person, roomId: RoomId, type: string, input: Record<string, unknown>) => {
  const event = await actAs(world, who, { roomId, type, input });
  await world.app.effects.settled();
  return event;
};

/** Jean raised it, both sides have spoken. */
async function validatedGap(): Promise<GapId> {
  const roomId = await raiseGap(world, cast.jean, gapDetails());
  await act(cast.ina, roomId, "confirmNeed", { words: "Many of us say so." });
  await act(cast.carol, roomId, "sayKnown", { words: "Two rooms stand empty." });
  return subjectOf(roomId) as GapId;
}
/** Carol asks the food hub to begin something from it, and Tariq says yes. */
async function project(gapId: GapId) {
  const { carol } = cast;
  const { tariq } = world.people;
  const roomId = projectRoom(newId<ProjectId>(world.clock.now()));
  const charter = charterOf([carol.orgId, tariq.orgId], { now: world.clock.now(), days: 400 });
  const input = { projectId: subjectOf(roomId), charter, template: "empty", partners: [tariq.orgId], gapId };
  const { seq } = await act(carol, roomId, "proposeProject", input);
  await act(tariq, roomId, "acceptPlace", { charterAt: seq });
  const state = () => world.app.rooms.ask<ProjectState>(roomId);
  return { roomId, state, projectId: subjectOf(roomId) as ProjectId };
}
const gapOf = (gapId: GapId) => world.app.rooms.ask<GapState>(gapRoom(gapId));

describe("11. a gap becomes a project with a board", () => {
  test("it can be closed as addressed once the project is linked; who raised it is asked after four weeks, and a no with a word opens it again", async () => {
    const gapId = await validatedGap();
    const close = { from: "validated", reason: "addressed", words: "The evenings are open.", decidedBy: "" };
    await expect(act(cast.carol, gapRoom(gapId), "closeGap", close)).rejects.toMatchObject({ code: "NothingAddressesIt" });
    const { projectId } = await project(gapId);
    expect((await gapOf(gapId)).links).toMatchObject([{ to: { kind: "project", projectId }, title: "Befriending pilot", ended: false }]);
    await act(cast.carol, gapRoom(gapId), "closeGap", close);
    const jean = await world.as(cast.jean);
    await world.later(27 * day);
    await world.app.tidy();
    expect(await toldTo(world, cast.jean)).not.toContain("helpAsked");
    await world.later(2 * day);
    await world.app.tidy();
    await world.app.effects.settled();
    expect((await toldTo(world, cast.jean)).filter((kind) => kind === "helpAsked")).toHaveLength(1);
    await jean.act(gapRoom(gapId), "sayHelped", { helped: false, words: "The door is shut again." });
    expect(await gapOf(gapId)).toMatchObject({ status: "validated", cycle: 2 });
  });

  test("when the project ends, however it does, each gap that names it says so, once", async () => {
    const [gapId, other] = [await validatedGap(), await validatedGap()];
    const { roomId, projectId, state } = await project(gapId);
    await act(world.people.tariq, gapRoom(other), "linkGap", { linkId: part(), to: { kind: "project", projectId } });
    const proposalId = part();
    await act(cast.carol, roomId, "openProposal", { proposalId, question: { kind: "close", words: "Done." } });
    await act(world.people.tariq, roomId, "vote", { proposalId, yes: true, words: "" });
    await world.later(30 * day);
    await world.app.tidy();
    await world.app.effects.settled();
    expect((await state()).status).toBe("closed");
    for (const each of [gapId, other]) {
      expect((await gapOf(each)).links.map(({ ended }) => ended)).toEqual([true]);
      const { events } = await world.app.log.read(gapRoom(each), 0);
      expect(events.filter(({ type }) => type === "projectEndNoted")).toHaveLength(1);
    }
  });

  test("a project begins from no gap that isn't there for all who would own it, or that isn't as far", async () => {
    const raised = subjectOf(await raiseGap(world, cast.jean, gapDetails())) as GapId;
    const held = newId<GapId>(world.clock.now());
    const hidden = await validatedGap();
    await act(cast.carol, gapRoom(hidden), "hideGap", { words: "It tells of one family." });
    for (const gapId of [raised, held, hidden]) await expect(project(gapId)).rejects.toMatchObject({ code: "UnknownGap" });
  });
});

describe("cards that lead to the map", () => {
  const link = (board: Awaited<ReturnType<typeof aBoard>>, to: Record<string, unknown>) =>
    board.act(world.people.rhona, "link", { cardId: board.cards.room, linkId: part(), to: { title: "My own words for it", ...to } });

  test("a card calls what is on the map as it is called there, and leads to what everybody sees", async () => {
    const board = await aBoard(world);
    const assetId = subjectOf(await addAsset(world, world.people.tariq, { name: "Repair table" })) as AssetId;
    const gapId = await validatedGap();
    await link(board, { kind: "asset", assetId });
    await link(board, { kind: "gap", gapId });
    const { links } = await board.card(board.cards.room);
    expect(links.map(({ to }) => to.title)).toEqual(["Repair table", "Nowhere to go in the evening"]);
    const linked = await (await world.as(world.people.tariq)).call("boards.linked", { kind: "gap", id: gapId });
    expect(linked.ok && linked.data).toHaveLength(1);
  });

  test("16. what only some see on the map, and what waits for a steward, no card names, whoever puts it there", async () => {
    const board = await aBoard(world);
    const hidden = await addAsset(world, world.people.tariq, { name: "A safe house" });
    await act(cast.cora, hidden, "hideAsset", { words: "Somebody could be found there." });
    await expect(link(board, { kind: "asset", assetId: subjectOf(hidden) })).rejects.toMatchObject({ code: "UnknownTarget" });
    const waits = await addAsset(world, cast.rab, { name: "A bench" });
    await expect(link(board, { kind: "asset", assetId: subjectOf(waits) })).rejects.toMatchObject({ code: "UnknownTarget" });
  });
});

describe("7. who must know that it closes", () => {
  const announce = async (assetId: AssetId): Promise<readonly Told[]> => {
    const closesOn = new Date(world.clock.now() + 60 * day).toISOString().slice(0, 10);
    await act(cast.cora, assetRoom(assetId), "announceClosing", { closesOn, reason: "The money ends.", alternatives: [], noneKnown: true });
    return (await world.app.rooms.ask<AssetState>(assetRoom(assetId))).closing?.told ?? [];
  };
  const whys = (told: readonly Told[]) => Object.fromEntries(told.map(({ personId, why }) => [personId, why]));

  test("whose card leads there, and where it is nobody's card, who speaks for the owners; each once, and nobody whose card was put away", async () => {
    const { practice, hub } = world.orgs;
    const { rhona, isla, tariq, tess } = world.people;
    const assetId = subjectOf(await addAsset(world, cast.cora, { name: "Lunch club" })) as AssetId;
    const board = await aBoard(world, { owners: [owner(practice, "joined", [isla]), owner(hub, "joined", [tess])] });
    const to = { kind: "asset", assetId, title: "Lunch club" };
    for (const cardId of [board.cards.room, board.cards.leaflet, board.cards.drivers])
      await board.act(rhona, "link", { cardId, linkId: part(), to });
    for (const cardId of [board.cards.room, board.cards.drivers])
      await board.act(rhona, "assign", { cardId, orgId: hub.orgId, personId: tariq.personId });
    expect(whys(await announce(assetId))).toEqual({ [tariq.personId]: "card", [isla.personId]: "card", [tess.personId]: "card" });
    const other = subjectOf(await addAsset(world, cast.cora, { name: "Tea room" })) as AssetId;
    await board.act(rhona, "link", { cardId: board.cards.room, linkId: part(), to: { ...to, assetId: other } });
    await board.act(rhona, "archiveCard", { cardId: board.cards.room });
    expect(await announce(other)).toEqual([]);
  });

  test("who has a place at a visit to come at whoever runs it, and who receives them", async () => {
    const { tariq, tess } = world.people;
    const asset = await addAsset(world, cast.cora, { name: "Food hub" });
    await act(tariq, asset, "claimAsset", { words: "Ours." });
    await act(cast.cora, asset, "acceptClaim", { orgId: tariq.orgId });
    const { sessions } = await anOpportunity(world);
    await act(world.people.rhona, sessions[0] as RoomId, "book", {});
    const told = whys(await announce(subjectOf(asset) as AssetId));
    expect(told[world.people.rhona.personId]).toBe("visit");
    // who runs it is told because they do, and once
    expect([told[tariq.personId], told[tess.personId]]).toEqual(["runs", "runs"]);
  });
});
