import { newId, type ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { createNodes } from "../../kit/nodes.ts";
import { charterOf } from "../../kit/projects.ts";

let world: Awaited<ReturnType<typeof createNodes>>;
beforeAll(async () => {
  world = await createNodes(2);
});
afterAll(() => world?.stop());

test("two nodes that look at the same moment, and one that dies while it does: each milestone is there once, and each notice", async () => {
  const { rhona, tariq } = world.community.people;
  const [one, two] = world.nodes;
  if (!one || !two) throw new Error("two nodes");
  const at = { app: one.app, clock: world.clock };
  const projectId = newId<ProjectId>(world.clock.now());
  const roomId = projectRoom(projectId);
  const charter = charterOf([rhona.orgId, tariq.orgId], { now: world.clock.now(), days: 100 });
  await actAs(at, rhona, { roomId, type: "proposeProject", input: { projectId, charter, template: "empty", partners: [tariq.orgId] } });
  await actAs(at, tariq, { roomId, type: "acceptPlace", input: { charterAt: 1 } });
  await one.app.effects.settled();
  const noticesOf = async (personId: typeof rhona.personId) =>
    (await two.app.log.read(personRoom(personId), 0)).events.flatMap(({ type, body }) =>
      type === "noticeDelivered" ? String(body.kind) : [],
    );
  const before = await noticesOf(rhona.personId);
  world.clock.advance(75 * day);
  const dying = one.app.tidy().catch(() => undefined);
  await Promise.all([two.app.tidy(), two.app.tidy(), one.kill()]);
  await dying;
  await two.app.tidy();
  await two.app.effects.settled();
  await two.app.effects.sweep();
  const { events } = await two.app.log.read(roomId, 0);
  expect(events.flatMap(({ type, body }) => (type === "milestoneReached" ? body.milestone : []))).toEqual([120, 90, 30]);
  expect((await two.app.rooms.ask<ProjectState>(roomId)).status).toBe("sustainReview");
  expect((await noticesOf(rhona.personId)).slice(before.length)).toEqual(["wayOnOwed"]);
});
