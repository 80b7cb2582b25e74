import { momentsOf } from "@linkwork/shared/cases/rules-due.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuildViews } from "../../../apps/server/src/kernel/rebuild.ts";
import { aCase, type BuiltCase, type Person } from "../../kit/build.ts";
import { day, minute } from "../../kit/clock.ts";
import { did, keptAway, onTheirWord, withdrawn } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

/** What somebody was told about a case, oldest first, put away or not. */
async function told(who: Person, { caseId }: BuiltCase): Promise<string[]> {
  const { events } = await world.app.log.read(personRoom(who.personId), 0);
  const notices = events.filter((e) => e.type === "noticeDelivered").map((e) => e.body as Notice);
  return notices.filter((n) => n.caseId === caseId).map((n) => (n.reason ? `${n.kind} ${n.reason}` : n.kind));
}
const round = async (ms: number) => {
  world.clock.advance(ms);
  await Promise.all([world.app.goRound(), world.app.goRound()]);
  await world.app.effects.settled();
};
const ending = (inDays: number) => ({
  consent: {
    terms: {
      period: { start: new Date(world.clock.now() - day).toISOString(), end: new Date(world.clock.now() + inDays * day).toISOString() },
    },
  },
});

test("a yes that ends is told to who can ask again, 30 and 7 days before and when it has ended, and then to who was in; each once", async () => {
  const { rhona, tariq, isla } = world.people;
  const built = await aCase(world, ending(40));
  await round(9 * day);
  expect(await told(rhona, built)).toEqual([]);
  await round(day + minute);
  await round(minute);
  expect(await told(rhona, built)).toEqual(["endingSoon"]);
  await round(23 * day);
  expect(await told(rhona, built)).toEqual(["endingSoon", "endingSoon"]);
  await round(7 * day);
  await round(day);
  expect(await told(rhona, built)).toEqual(["endingSoon", "endingSoon", "ranOut"]);
  expect(await told(tariq, built)).toEqual(["sharingEnded expired"]);
  expect(await told(isla, built)).toEqual([]);
});

test("what came while nothing ran is told when something does, the latest of it; lists written anew tell nothing twice", async () => {
  const { rhona, tariq } = world.people;
  const built = await aCase(world, ending(35));
  await round(minute);
  await round(36 * day);
  expect(await told(rhona, built)).toEqual(["ranOut"]);
  const before = await world.book();
  await rebuildViews({ log: world.app.log, rooms: world.app.rooms, tables: Object.values(world.app.views) });
  await round(minute);
  const rooms = [rhona, tariq].map(({ personId }) => personRoom(personId));
  expect(Object.keys(await world.added(before)).filter((room) => rooms.includes(room as never))).toEqual([]);
});

test("nobody is told of the end of a yes that was withdrawn or renewed, and whom the person wants kept away is told nothing", async () => {
  const { rhona, tariq } = world.people;
  const gone = await aCase(world, ending(31));
  await withdrawn(world, gone);
  const { app } = world;
  expect(momentsOf(await app.rooms.ask<CaseState>(gone.roomId))).toEqual([]);
  const away = await aCase(world, ending(31));
  await keptAway("tariq")(world, away);
  await app.effects.settled();
  await round(40 * day);
  expect(await told(rhona, gone)).toEqual([]);
  expect(await told(tariq, gone)).toEqual(["sharingEnded withdrawn"]);
  expect(await told(rhona, away)).toEqual(["ranOut"]);
  expect(await told(tariq, away)).toEqual([]);
});

test("what has ended for one reason is not told again for another one, and after a death nobody is told to ask the person", async () => {
  const { rhona, tariq } = world.people;
  const built = await aCase(world, ending(35));
  await did("rhona", "restSharing", { because: "death", on: new Date(world.clock.now()).toISOString().slice(0, 10), from: "her son" })(
    world,
    built,
  );
  await round(minute);
  await round(36 * day);
  expect(await told(rhona, built)).toEqual([]);
  expect(await told(tariq, built)).toEqual(["sharingEnded died"]);
});

test("an invitation that nobody answered in 14 days is told to who invited, once; one that was declined is told when it is, and not again", async () => {
  const { rhona, tariq } = world.people;
  const silent = await aCase(world, { joined: false });
  const answered = await aCase(world, { joined: false });
  await did("tariq", "declineInvitation", { participationId: answered.participationId, reason: "noPlaces" })(world, answered);
  await round(14 * day);
  expect(await told(rhona, silent)).toEqual([]);
  await round(minute);
  await round(day);
  expect(await told(rhona, silent)).toEqual(["invitationLapsed"]);
  expect(await told(rhona, answered)).toEqual(["invitationDeclined"]);
  expect(await told(tariq, silent)).toEqual([]);
});

test("the end of the agreement between the organisations is told to who can't read any more", async () => {
  const { tariq } = world.people;
  const built = await aCase(world, { consent: { terms: ending(180).consent.terms } });
  const state = await world.app.rooms.ask<CaseState>(built.roomId);
  const until = Date.parse(state.participations[built.participationId]?.agreement?.validTo ?? "");
  expect(until).toBeGreaterThan(world.clock.now());
  if (until < world.clock.now() + 179 * day) {
    await round(until - world.clock.now() + minute);
    expect(await told(tariq, built)).toEqual(["sharingEnded agreementEnded"]);
  }
  await did("rhona", "withdrawConsent", onTheirWord(built))(world, built);
});

test("a part of a conversation that is begun is told to who may read it, not to who began it, and to nobody else", async () => {
  const { rhona, tariq } = world.people;
  const open = await aCase(world, { consent: { terms: { scopes: ["identity", "message", "health"] } } });
  const closed = await aCase(world);
  const { app } = world;
  for (const built of [open, closed]) {
    const client = await world.as(rhona);
    await client.act(`case:${built.caseId}:health` as never, "openCompartment", { compartment: "health" });
    await app.effects.settled();
  }
  expect(await told(tariq, open)).toEqual(["placeOpened"]);
  expect(await told(tariq, closed)).toEqual([]);
  expect(await told(rhona, open)).toEqual([]);
  const { notices } = await app.rooms.ask<PersonState>(personRoom(tariq.personId));
  expect(Object.values(notices).filter((n) => n.caseId === open.caseId)).toMatchObject([{ compartment: "health" }]);
});
