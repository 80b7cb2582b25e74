import type { AccessRoomEvent } from "@linkwork/shared/cases/schema.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FlagRow } from "../../../apps/server/src/cases/router-flags.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { did } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

test("caused: words that are taken out are noted once, settle what was said of them, and tell whom they are to be told; also after a crash", async () => {
  const built = await aCase(world);
  const { seq } = await did("tariq", "postMessage", { text: "his neighbour drinks" })(world, built);
  const { tariq, hana, rhona } = world.people;
  await (await world.as(rhona)).call("cases.flagMessage", {
    roomId: built.roomId,
    id: newId(Date.now()),
    input: { messageSeq: seq, why: "thirdParty" },
  });
  await world.app.effects.settled();
  const before = await world.book();
  await did("hana", "redactMessage", { messageSeq: seq, reason: "otherClient" })(world, built);
  const added = {
    [built.roomId]: ["messageRedacted"],
    [accessRoom(built.caseId)]: ["redactionNoted"],
    [personRoom(tariq.personId)]: ["noticeDelivered"],
  };
  expect(await world.added(before)).toEqual(added);
  const rooms = [built.roomId, accessRoom(built.caseId)];
  await world.database.collection("commits").updateMany({ room: { $in: rooms } }, { $set: { due: true } });
  await world.app.effects.sweep();
  expect(await world.added(before)).toEqual(added);
  const { events } = await world.app.log.read(accessRoom(built.caseId), 0);
  const noted = (events as unknown as AccessRoomEvent[]).flatMap((e) => (e.type === "redactionNoted" ? [e.body] : []));
  expect(noted).toEqual([
    {
      ...{ compartment: "general", messageSeq: seq, reason: "otherClient", tell: [tariq.personId, hana.personId] },
      by: { personId: hana.personId, orgId: hana.orgId },
      author: { personId: tariq.personId, orgId: tariq.orgId },
    },
  ]);
  for (const who of [tariq, hana])
    expect(((await (await world.as(who)).call("cases.flags")) as never as { data: FlagRow[] }).data).toEqual([]);
});

test("no door offers it", async () => {
  const built = await aCase(world);
  const author = { personId: world.people.tariq.personId, orgId: world.people.tariq.orgId };
  const input = { compartment: "general", messageSeq: 5, reason: "mistake", by: author, author };
  const roomId = accessRoom(built.caseId);
  await expect(actAs(world, world.people.rhona, { roomId, type: "noteRedaction", input })).rejects.toMatchObject({ code: "NotFound" });
});
