import type { ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeHouseCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aProjectIn } from "../projects/scenes.ts";
import { type At, aGap, caused, did, inGap, inTurn, part, takenOn } from "./scenes.ts";

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
