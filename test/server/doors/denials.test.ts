import { didWords, type LedgerEntry } from "@linkwork/shared/cases/ledger.ts";
import type { AccessEvent } from "@linkwork/shared/cases/schema.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, caseRoom, orgRoom, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LedgerPage } from "../../../apps/server/src/cases/router-ledger.ts";
import { aCase, type BuiltCase, house, type Person } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { aPdf, send } from "../../kit/files.ts";
import { nobody } from "../../kit/given.ts";
import { letIn } from "../../kit/guests.ts";
import { asked, saidWhy, withScopes } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

/** What was refused in a case, and to whom, as it stands in its records. */
async function denials({ caseId }: BuiltCase): Promise<string[]> {
  await world.app.effects.settled();
  await world.app.rooms.settled();
  const events = (await world.app.log.read(accessRoom(caseId), 0)).events as unknown as AccessEvent[];
  return events.flatMap(({ type, body }) =>
    type === "accessNoted" && body.decision === "deny" ? [`${body.what} ${body.asked ?? ""} ${body.orgId} ${body.personId}`] : [],
  );
}
const by = (who: Person, what: string): string => `${what} ${who.orgId} ${who.personId}`;
const later = () => ({ id: newId(Date.now()), due: new Date(world.clock.now() + 5 * minute).toISOString(), input: { text: "on Friday" } });

/** Olga of the café reads as a guest, and may not write. */
async function withReader(): Promise<{ built: BuiltCase; olga: Person }> {
  const built = await aCase(world, withScopes("attach"));
  await letIn("olga", { may: "read" })(world, built);
  return { built, olga: world.people.olga };
}

describe("I7: a denial at a door of its own is on record like every other, once, with the organisation and the time", () => {
  test("a file from somebody who reads and may not add one", async () => {
    const { built, olga } = await withReader();
    const sent = await send(world, await world.as(olga), built.roomId, aPdf(), { name: "letter.pdf", declared: "application/pdf" });
    expect(sent.status).toBe(403);
    expect(await denials(built)).toEqual([by(olga, "command addFile")]);
  });

  test("a message to be sent later, from somebody who may not write", async () => {
    const { built, olga } = await withReader();
    const answer = await (await world.as(olga)).call("cases.sendLater", { roomId: built.roomId, ...later() });
    expect(answer).toMatchObject({ ok: false, error: { code: "GuestReads" } });
    expect(await denials(built)).toEqual([by(olga, "command sendLater")]);
  });

  test("a message that is due, from somebody who has left their organisation meanwhile", async () => {
    const built = await aCase(world);
    const { tariq } = world.people;
    expect(await (await world.as(tariq)).call("cases.sendLater", { roomId: built.roomId, ...later() })).toMatchObject({ ok: true });
    await house(world, orgRoom(tariq.orgId), "endMembership", { personId: tariq.personId });
    await world.app.effects.settled();
    await world.later(6 * minute);
    await world.app.tidy();
    expect(await denials(built)).toContain(by(tariq, "command postMessage"));
    await house(world, orgRoom(tariq.orgId), "addMember", { personId: tariq.personId, name: tariq.name, roles: tariq.roles });
    await world.app.effects.settled();
  });

  test("the copy that the person asked for, to somebody who may not have it while it is gone through", async () => {
    const built = await aCase(world);
    const requestId = await asked(world, built);
    const { rhona } = world.people;
    const answer = await (await world.as(rhona)).call("cases.accessPack", { roomId: built.roomId, requestId });
    expect(answer).toMatchObject({ ok: false, error: { code: "InfoLeadOnly" } });
    expect(await denials(built)).toEqual([by(rhona, "command accessPack")]);
  });

  test("keeping a part of it back, also where nobody has asked for a copy yet", async () => {
    const built = await aCase(world);
    const { rhona } = world.people;
    const input = { requestId: nobody(), compartment: "general", seq: 1, withheld: null };
    const answer = await (await world.as(rhona)).attempt(requestsRoom(built.caseId), "markPart", input);
    expect(answer).toMatchObject({ ok: false, error: { code: "InfoLeadOnly" } });
    expect(await denials(built)).toEqual([by(rhona, "command markPart")]);
  });

  test("what a case keeps, asked of one of its places", async () => {
    const built = await aCase(world);
    const { otto, rhona } = world.people;
    const health: RoomId = caseRoom(built.caseId, "health");
    await (await world.as(rhona)).act(health, "openCompartment", { compartment: "health" });
    for (const path of ["ledger", "verifyLedger", "keeping", "sharing", "requests"])
      expect(await (await world.as(otto)).call(`cases.${path}`, { roomId: health })).toMatchObject({
        ok: false,
        error: { code: "NotFound" },
      });
    expect(await denials(built)).toEqual(
      ["ledger", "verifyLedger", "keeping", "sharing", "requests"].map((what) => by(otto, `command ${what}`)),
    );
  });

  test("the information lead reads of it in plain words", async () => {
    const { built, olga } = await withReader();
    await (await world.as(olga)).call("cases.sendLater", { roomId: built.roomId, ...later() });
    await denials(built);
    await saidWhy(world, built, world.people.ian);
    const page = await (await world.as(world.people.ian)).call("cases.ledger", { roomId: built.roomId, kind: "refused" });
    const lines = (page as unknown as { data: LedgerPage }).data.entries.map((entry: LedgerEntry) => didWords(entry));
    expect(lines).toEqual(["was refused: tried to write a message to be sent later"]);
  });
});
