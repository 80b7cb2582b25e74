import type { ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { gapRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GapShown } from "../../../apps/server/src/map/present-gap.ts";
import { day } from "../../kit/clock.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { readAll, toldTo } from "../../kit/map.ts";
import { dayOf } from "../../kit/projects.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aProjectIn, asks, inTurn as inOrder, says } from "../projects/scenes.ts";
import { type At, aGap, anotherGap, atRoom, caused, did, inGap, inTurn, part, takenOn } from "./scenes.ts";

describeHouseCommand({
  command: "noteProjectOn",
  insider: inGap("cora", () => ({ projectId: part() })),
  caused: {},
  refused: {
    "a project that isn't linked": { given: inGap("cora", () => ({ projectId: part() })), refusal: "CONFLICT NothingChanged" },
    "a project that is over": {
      given: async (world) => {
        const { at, projectId } = await withProject(world, 100);
        await caused("noteProjectEnd", { projectId })(at);
        return { as: at.who.cora, roomId: at.roomId, input: { projectId } };
      },
      refusal: "CONFLICT NothingChanged",
    },
  },
});

/** A gap that is taken on, and a project of the practice and the food hub whose money lasts so many days. */
async function withProject(world: World, days: number) {
  const project = await aProjectIn(world, { days });
  const projectId = subjectOf(project.roomId) as ProjectId;
  const at = await aGap(world, { first: inTurn(did("ailsa", "endorseGap", { on: true }), takenOn) });
  await did("rhona", "linkGap", { linkId: part(), to: { kind: "project", projectId } })(at);
  return { at, project, projectId };
}

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
const shown = async (at: At) => {
  const answer = await (await world.as(at.who.cora)).call("map.gap", { gapId: subjectOf(at.roomId) });
  const { links, awaits, timeline } = (answer as unknown as { data: GapShown }).data;
  const ends = timeline.flatMap(({ what, money }) => (/^project/.test(what) ? [`${what}${money ? " money" : ""}`] : []));
  return { links: links.map(({ ended, money }) => ({ ended, money })), awaits, ends };
};
/** It is looked, as it is every minute. */
async function looked(): Promise<void> {
  await world.app.tidy();
  await world.app.effects.settled();
}

test("when a project's money ends and nobody has decided how it goes on, the gap is flagged, once; when the project ends later its page says so, and nobody is told again", async () => {
  const { at, project } = await withProject(world, 10);
  await world.app.effects.settled();
  await world.later(9 * day);
  await looked();
  expect(await shown(at)).toEqual({ links: [{ ended: false, money: false }], awaits: ["addressing"], ends: [] });
  const before = (await toldTo(world, at.who.ailsa)).length;
  await readAll(world, at.who.ina);
  const steward = (await toldTo(world, at.who.ina)).length;
  await world.later(3 * day);
  await looked();
  await looked();
  expect((await project.state()).status).toBe("closing");
  await readAll(world, at.who.ina);
  const flagged = { links: [{ ended: true, money: true }], awaits: ["lostProject"], ends: ["projectEndNoted money"] };
  expect(await shown(at)).toEqual(flagged);
  expect((await toldTo(world, at.who.ailsa)).slice(before)).toEqual(["gapMoved"]);
  const proposalId = part();
  await inOrder(asks("rhona", proposalId, { kind: "close", words: "It is over." }), says("tariq", proposalId, true))(project);
  await looked();
  expect((await project.state()).status).toBe("closed");
  const over = { links: [{ ended: true, money: false }], awaits: ["lostProject"] };
  expect(await shown(at)).toMatchObject(over);
  expect((await shown(at)).ends.sort()).toEqual(["projectEndNoted", "projectEndNoted money"]);
  expect((await toldTo(world, at.who.ailsa)).slice(before)).toEqual(["gapMoved"]);
  expect((await toldTo(world, at.who.ina)).slice(steward)).toEqual(["mapWaits"]);
});

test("a project that is linked once its money has ended, or once it is over, isn't shown as what meets the gap", async () => {
  const project = await aProjectIn(world, { days: 10 });
  const to = { kind: "project", projectId: subjectOf(project.roomId) };
  await world.later(12 * day);
  await looked();
  const late = await aGap(world, { first: inTurn(takenOn, did("rhona", "linkGap", { linkId: part(), to })) });
  expect(await shown(late)).toEqual({ links: [{ ended: true, money: true }], awaits: ["lostProject"], ends: [] });
  const proposalId = part();
  await inOrder(asks("rhona", proposalId, { kind: "close", words: "It is over." }), says("tariq", proposalId, true))(project);
  await looked();
  const last = await aGap(world, { first: inTurn(takenOn, did("rhona", "linkGap", { linkId: part(), to })) });
  expect(await shown(last)).toEqual({ links: [{ ended: true, money: false }], awaits: ["lostProject"], ends: [] });
});

test("where it is decided after all how it goes on, the flag is taken off, and who is in it hears that, also of what was merged", async () => {
  const { at, project, projectId } = await withProject(world, 10);
  const other = atRoom(
    world,
    at.who,
    gapRoom(await anotherGap(at, { by: "rhona", first: inTurn(did("ailsa", "endorseGap", { on: true }), takenOn) })),
  );
  const mergedAt = await aGap(world, { first: did("ina", "confirmNeed", { words: "Many of us say so." }) });
  await did("carol", "sayKnown", { words: "We know." })(mergedAt);
  await did("rhona", "linkGap", { linkId: part(), to: { kind: "project", projectId } })(mergedAt);
  await did("ina", "mergeGap", { from: "validated", into: subjectOf(other.roomId), words: "The same." })(mergedAt);
  await world.later(12 * day);
  await looked();
  for (const each of [at, other]) expect((await shown(each)).awaits).toEqual(["lostProject"]);
  const before = (await toldTo(world, at.who.ailsa)).length;
  const proposalId = part();
  const wayOn = { way: "mainstreamed", orgId: project.who.tariq.orgId, from: dayOf(world.clock.now()), words: "Everyday work" } as const;
  const fundingId = project.charter.money[0]?.fundingId as string & never;
  await inOrder(asks("rhona", proposalId, { kind: "wayOn", fundingId, wayOn }), says("tariq", proposalId, true))(project);
  await looked();
  expect((await project.state()).status).toBe("active");
  for (const each of [at, other])
    expect(await shown(each)).toMatchObject({
      ...{ links: [{ ended: false, money: false }], awaits: ["addressing"] },
      ends: ["projectEndNoted money", "projectOnNoted"],
    });
  expect((await toldTo(world, at.who.ailsa)).slice(before)).toEqual(["gapMoved", "gapMoved"]);
});
