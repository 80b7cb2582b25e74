import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { aCase, actAs, actorOf } from "../../kit/build.ts";
import { nobody } from "../../kit/given.ts";
import { createNodes } from "../../kit/nodes.ts";
import { withScopes } from "../../kit/scenes.ts";

test("a decision is acknowledged when the last place of the case has it, and not before", async () => {
  let gate: Promise<void> | undefined;
  let reached = (): void => undefined;
  let release = (): void => undefined;
  const slow = await createNodes(1, {
    prepare: (database) => {
      const commits = database.collection("commits");
      const insertOne = commits.insertOne.bind(commits);
      commits.insertOne = (async (...how: Parameters<typeof insertOne>) => {
        if (gate && String(how[0].room).endsWith(":health")) {
          reached();
          await gate;
        }
        return insertOne(...how);
      }) as typeof commits.insertOne;
    },
  });
  try {
    const { rhona, tariq } = slow.people;
    const world = { ...slow.first, clock: slow.clock, community: slow.community };
    const { caseId, roomId, consentId } = await aCase(world, withScopes("health"));
    const health = caseRoom(caseId, "health");
    await actAs(world, rhona, { roomId: health, type: "openCompartment", input: { compartment: "health" } });
    gate = new Promise((resolve) => {
      release = resolve;
    });
    const held = new Promise<void>((resolve) => {
      reached = resolve;
    });
    let acknowledged = false;
    const withdrawing = actAs(world, rhona, { roomId, type: "withdrawConsent", input: { consentId, method: "phone" } }).then(() => {
      acknowledged = true;
    });
    await held;
    // the general room has it, and people who ask there are told; the one who recorded it still waits
    for (let i = 0; i < 20; i++)
      await expect(slow.first.app.rooms.open(actorOf(tariq), roomId)).rejects.toMatchObject({ code: "NotFound" });
    expect(acknowledged).toBe(false);
    release();
    await withdrawing;
    await expect(slow.first.app.rooms.open(actorOf(tariq), health)).rejects.toMatchObject({ code: "NotFound" });
  } finally {
    release();
    await slow.stop();
  }
});

test("a decision that a place did not get is not answered as done when it is sent again: it gets it first", async () => {
  let broken = true;
  const slow = await createNodes(1, {
    prepare: (database) => {
      const commits = database.collection("commits");
      const insertOne = commits.insertOne.bind(commits);
      commits.insertOne = (async (...how: Parameters<typeof insertOne>) => {
        if (broken && String(how[0].room).endsWith(":health") && how[0].seq > 5) throw new Error("no answer from the database");
        return insertOne(...how);
      }) as typeof commits.insertOne;
    },
  });
  try {
    const { rhona, tariq } = slow.people;
    const world = { ...slow.first, clock: slow.clock, community: slow.community };
    const { caseId, roomId, consentId } = await aCase(world, withScopes("health"));
    const health = caseRoom(caseId, "health");
    await actAs(world, rhona, { roomId: health, type: "openCompartment", input: { compartment: "health" } });
    const request = { id: nobody<EventId>(), type: "withdrawConsent", input: { consentId, method: "phone" } };
    const withdraw = () => slow.first.app.rooms.act(actorOf(rhona), roomId, request);
    await expect(withdraw()).rejects.toMatchObject({ code: "Unavailable" });
    await expect(slow.first.app.rooms.open(actorOf(tariq), health)).resolves.toBeDefined();
    await expect(withdraw()).rejects.toMatchObject({ code: "Unavailable" });
    broken = false;
    await withdraw();
    await expect(slow.first.app.rooms.open(actorOf(tariq), health)).rejects.toMatchObject({ code: "NotFound" });
  } finally {
    await slow.stop();
  }
});
