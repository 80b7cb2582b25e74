import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { aCase, actAs } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { erased } from "../../kit/ending.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { received, waitingFor } from "../../kit/handing.ts";
import { aRound, haveAccounts, untilLondon } from "../../kit/notices.ts";
import { withdrawn } from "../../kit/scenes.ts";
import { createWorld } from "../../kit/world.ts";

describeHouseCommand({
  command: "endExport",
  insider: async (world) => ({
    as: world.people.hana,
    roomId: orgRoom(world.orgs.hub.orgId),
    input: { exportId: await received(world), why: "over" },
  }),
  caused: {},
  refused: {
    "what isn't there": {
      given: (world) => ({ as: world.people.hana, roomId: orgRoom(world.orgs.hub.orgId), input: { exportId: nobody(), why: "over" } }),
      refusal: "CONFLICT NotThere",
    },
  },
});

test("what waits from a case that is erased goes with it", async () => {
  const world = await createWorld();
  const built = await aCase(world);
  const { tariq } = world.people;
  await actAs(world, tariq, { roomId: built.roomId, type: "postMessage", input: { text: "Tuesday" } });
  await withdrawn(world, built);
  await world.app.effects.settled();
  const [waits] = await waitingFor(world, tariq.orgId);
  await erased(world, built);
  expect(await waitingFor(world, tariq.orgId)).toEqual([]);
  for (const name of ["exports", "exportPieces"]) expect(await world.database.collection(name).countDocuments({}), name).toBe(0);
  await expect(world.app.log.keys.keyFor(`export:${waits?.exportId}`, 1, tariq.orgId)).rejects.toMatchObject({ code: "NotFound" });
  await world.stop();
});

test("seven days before it would be destroyed unseen, who could open it gets a notice and a mail, once; whoever has opened it gets none", async () => {
  const world = await createWorld();
  const built = await aCase(world);
  const { tariq, tess, hana } = world.people;
  await actAs(world, tariq, { roomId: built.roomId, type: "postMessage", input: { text: "Tuesday" } });
  await withdrawn(world, built);
  await world.app.effects.settled();
  const [waits] = await waitingFor(world, hana.orgId);
  await haveAccounts(world, hana);
  const told = async (who: typeof hana) => {
    for (const _twice of [1, 2]) await world.app.tidy();
    const person = await world.app.rooms.ask<PersonState>(personRoom(who.personId));
    return Object.values(person.notices).filter(({ kind }) => kind === "wordsWait");
  };
  const mails = async () => (await world.app.rooms.ask<PersonState>(personRoom(hana.personId))).told.count;
  await world.later(22 * day);
  expect(await told(hana)).toEqual([]);
  await world.later(day + 60_000);
  expect(await told(hana)).toMatchObject([{ orgId: hana.orgId, exportId: waits?.exportId }]);
  expect([...(await told(tariq)), ...(await told(tess))]).toEqual([]);
  untilLondon(world, 10);
  const before = await mails();
  for (const _twice of [1, 2]) await aRound(world);
  expect(await mails()).toBe(before + 1);
  expect(await told(hana)).toHaveLength(1);

  // another one, opened before its last week: of that there is nothing to say
  const other = await aCase(world);
  await actAs(world, tariq, { roomId: other.roomId, type: "postMessage", input: { text: "Wednesday" } });
  await withdrawn(world, other);
  await world.app.effects.settled();
  const exportId = (await waitingFor(world, hana.orgId)).find((each) => each.exportId !== waits?.exportId)?.exportId;
  await actAs(world, hana, { roomId: orgRoom(hana.orgId), type: "openExport", input: { exportId } });
  await world.later(24 * day);
  expect(await told(hana)).toHaveLength(1);
  await world.stop();
});
