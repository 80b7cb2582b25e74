import type { ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { gapRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { QueueShown } from "../../../apps/server/src/map/router-pages.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { readAll, toldTo } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aProjectIn } from "../projects/scenes.ts";
import { type At, aGap, anotherGap, atRoom, caused, did, inGap, inTurn, part, takenOn, validated } from "./scenes.ts";

const linkProject = async (at: At): Promise<ProjectId> => {
  const projectId = subjectOf((await aProjectIn(at.world)).roomId) as ProjectId;
  await did("rhona", "linkGap", { linkId: part(), to: { kind: "project", projectId } })(at);
  return projectId;
};
describeHouseCommand({
  command: "noteProjectEnd",
  insider: inGap("cora", () => ({ projectId: part() })),
  caused: {},
  refused: { "a project that isn't linked": { given: inGap("cora", () => ({ projectId: part() })), refusal: "CONFLICT NothingChanged" } },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
test("a project that was to address a gap has ended: its link says so, once, and the gap is found by the project", async () => {
  const at = await aGap(world, { first: takenOn });
  const projectId = await linkProject(at);
  const ended = caused("noteProjectEnd", { projectId });
  await ended(at);
  expect((await at.gap()).links.map((link) => link.ended)).toEqual([true]);
  await expect(inTurn(ended)(at)).rejects.toMatchObject({ code: "NothingChanged" });
  expect(await world.app.views.map.gapsLinkedTo(projectId)).toEqual([subjectOf(at.roomId)]);
});

type Queue = { gaps: { gap: { gapId: string }; waits: string[] }[] };
test("an open gap whose project has ended says so, waits in the queue for who can go on with it, and who spoke up for it, who took it on and who looks after it hear that once", async () => {
  const at = await aGap(world, { first: inTurn(did("ailsa", "endorseGap", { on: true }), takenOn) });
  const projectId = await linkProject(at);
  const people = (["jean", "ailsa", "carol", "ina", "cora"] as const).map((name) => at.who[name]);
  await world.app.effects.settled();
  await readAll(world, at.who.ina, at.who.cora);
  const before = await Promise.all(people.map((one) => toldTo(world, one)));
  const ask = async <T>(path: string, input?: object): Promise<T> =>
    ((await (await world.as(at.who.cora)).call(path, input)) as unknown as { data: T }).data;
  const waits = async () =>
    (await ask<Queue>("map.queue")).gaps.filter(({ gap }) => gap.gapId === subjectOf(at.roomId)).flatMap((one) => one.waits);
  const awaits = async () => (await ask<{ awaits: string[] }>("map.gap", { gapId: subjectOf(at.roomId) })).awaits;
  expect([await waits(), await awaits()]).toEqual([[], ["addressing"]]);
  await caused("noteProjectEnd", { projectId })(at);
  await world.app.effects.settled();
  const after = await Promise.all(people.map((one) => toldTo(world, one)));
  const moved = ["gapMoved"];
  expect(after.map((kinds, i) => kinds.slice(before[i]?.length))).toEqual([moved, moved, moved, ["mapWaits"], ["mapWaits"]]);
  expect([await waits(), await awaits()]).toEqual([["lostProject"], ["lostProject"]]);
  await did("carol", "standDown", { from: "beingAddressed", words: "The money is gone." })(at);
  expect([await waits(), await awaits()]).toEqual([[], ["takingOn"]]);
});

test("the project of what was merged addresses the one that this leads to: it stands there, closes it as met, and who is in it hears once that it has ended", async () => {
  const at = await aGap(world, { by: "rhona", first: validated });
  const projectId = await linkProject(at);
  const other = atRoom(world, at.who, gapRoom(await anotherGap(at, { first: inTurn(did("ailsa", "endorseGap", { on: true }), takenOn) })));
  await did("ina", "mergeGap", { from: "validated", into: subjectOf(other.roomId), words: "Both say the same." })(at);
  type Shown = { links: { own: boolean; ended: boolean; projectId: string }[]; awaits: string[] };
  const shown = async () => {
    const answer = (await (await world.as(at.who.cora)).call("map.gap", { gapId: subjectOf(other.roomId) })) as unknown as { data: Shown };
    return { links: answer.data.links.map(({ own, ended, projectId: id }) => ({ own, ended, id })), awaits: answer.data.awaits };
  };
  expect(await shown()).toEqual({ links: [{ own: false, ended: false, id: projectId }], awaits: ["addressing"] });
  await world.app.effects.settled();
  const before = await toldTo(world, at.who.ailsa);
  // it is told to all that it was to address, which is what was merged
  expect(await world.app.views.map.gapsLinkedTo(projectId)).toEqual([subjectOf(at.roomId)]);
  await caused("noteProjectEnd", { projectId, why: "money" })(at);
  await world.app.effects.settled();
  expect(await shown()).toEqual({ links: [{ own: false, ended: true, id: projectId }], awaits: ["lostProject"] });
  // that it is over now too is no news to who was told that its money is
  await caused("noteProjectEnd", { projectId })(at);
  await world.app.effects.settled();
  expect((await world.app.log.read(other.roomId, 0)).events.at(-1)?.body).toEqual({ projectId, again: true });
  const inQueue = async () => {
    const { gaps } = ((await (await world.as(at.who.ina)).call("map.queue")) as unknown as { data: Queue }).data;
    return gaps.filter(({ gap }) => [at, other].some(({ roomId }) => gap.gapId === subjectOf(roomId)));
  };
  expect(await inQueue()).toMatchObject([{ gap: { gapId: subjectOf(other.roomId) }, waits: ["lostProject"] }]);
  expect((await toldTo(world, at.who.ailsa)).slice(before.length)).toEqual(["gapMoved"]);
  await did("carol", "closeGap", { from: "beingAddressed", reason: "addressed", words: "It went on by itself.", decidedBy: "" })(other);
  expect((await other.gap()).status).toBe("closed");
});

test("a gap whose own project has ended waits for nobody, and no steward is told, while the project of what was merged into it goes on", async () => {
  const at = await aGap(world, { by: "rhona", first: validated });
  const goesOn = await linkProject(at);
  const other = atRoom(world, at.who, gapRoom(await anotherGap(at, { first: takenOn })));
  const projectId = await linkProject(other);
  await did("ina", "mergeGap", { from: "validated", into: subjectOf(other.roomId), words: "Both say the same." })(at);
  const waits = async () => {
    const { gaps, waiting } = ((await (await world.as(at.who.ina)).call("map.queue")) as unknown as { data: QueueShown }).data;
    const here = gaps.filter(({ gap }) => gap.gapId === subjectOf(other.roomId));
    return { waits: here.flatMap((one) => one.waits), awaits: here.map(({ gap }) => gap.awaits), rest: waiting.gaps - here.length };
  };
  const { rest } = await waits();
  await world.app.effects.settled();
  await readAll(world, at.who.ina, at.who.cora);
  const before = await Promise.all([at.who.ina, at.who.cora].map((one) => toldTo(world, one)));
  await caused("noteProjectEnd", { projectId })(other);
  await world.app.effects.settled();
  expect(await waits()).toEqual({ waits: [], awaits: [], rest });
  expect(await Promise.all([at.who.ina, at.who.cora].map((one) => toldTo(world, one)))).toEqual(before);
  await caused("noteProjectEnd", { projectId: goesOn })(at);
  await world.app.effects.settled();
  expect(await waits()).toEqual({ waits: ["lostProject"], awaits: [["lostProject"]], rest });
});

test("what somebody proposes to close waits in the queue until a steward has closed it or keeps it open", async () => {
  const at = await aGap(world, { first: takenOn });
  const waits = async () =>
    ((await (await world.as(at.who.ina)).call("map.queue")) as unknown as { data: Queue }).data.gaps
      .filter(({ gap }) => gap.gapId === subjectOf(at.roomId))
      .flatMap((one) => one.waits);
  await did("rhona", "proposeEnd", { reason: "needGone", words: "It is there." })(at);
  expect(await waits()).toEqual(["proposed"]);
  await did("ina", "keepGap", { words: "It isn't." })(at);
  expect(await waits()).toEqual([]);
  await did("rhona", "proposeEnd", { reason: "needGone", words: "It is there." })(at);
  await did("ina", "closeGap", { from: "beingAddressed", reason: "needGone", words: "So it is.", decidedBy: "" })(at);
  expect(await waits()).toEqual([]);
});
