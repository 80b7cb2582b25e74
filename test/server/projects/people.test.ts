import { newId, type PersonId, type ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { projectRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { charterOf } from "../../kit/projects.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

describe("what people are called in a project", () => {
  test("those are named whom one has met there; nobody of another organisation, and nobody who isn't asked about", async () => {
    const { rhona, tariq, tess, otto } = world.people;
    const projectId = newId<ProjectId>(world.clock.now());
    const roomId = projectRoom(projectId);
    const charter = charterOf([rhona.orgId, tariq.orgId], { now: world.clock.now() });
    const input = { projectId, charter, template: "empty", partners: [tariq.orgId] };
    await actAs(world, rhona, { roomId, type: "proposeProject", input });

    const client = await world.as(tariq);
    const nobody = newId<PersonId>(world.clock.now());
    const asked = await client.call("projects.people", { roomId, personIds: [rhona.personId, otto.personId, nobody, tess.personId] });
    expect(asked).toMatchObject({ ok: true, data: [{ personId: rhona.personId }, { personId: tess.personId }] });

    // who has left keeps the name of what they did; who never was in it is told nothing at all
    await actAs(world, tariq, { roomId, type: "declinePlace", input: { words: "" } });
    const after = await (await world.as(rhona)).call("projects.people", { roomId, personIds: [tariq.personId] });
    expect(after).toMatchObject({ ok: true, data: [{ personId: tariq.personId, name: "Tariq" }] });
    const outside = await (await world.as(otto)).call("projects.people", { roomId, personIds: [rhona.personId] });
    expect(outside).toMatchObject({ ok: false, error: { code: "NotFound" } });
  });
});
