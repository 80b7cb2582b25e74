import { revocations } from "@linkwork/shared/cases/rules.ts";
import type { AccessEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { accessRoom, caseRoom, orgRoom, personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sharing } from "../../../apps/server/src/cases/router-sharing.ts";
import { aCase, type BuiltCase, consentInput } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { nobody } from "../../kit/given.ts";
import { agreementOver, cafeIsIn, did, keptAway, left, onTheirWord, paused, withdrawn } from "../../kit/scenes.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";

// Who may stop a sharing without reading the conversation: what they find, and what they never learn.

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Name = keyof World["people"];
const everybody = Object.keys as (people: World["people"]) => Name[];
const rowsFor = async (name: Name, { roomId }: BuiltCase): Promise<Sharing[]> => {
  const answer = await (await world.as(world.people[name])).call("cases.stoppable");
  return (answer.ok ? (answer.data as Sharing[]) : []).filter((row) => row.roomId === roomId);
};
/** Whose list has the case in it. */
async function whoFinds(built: BuiltCase): Promise<Name[]> {
  const names = everybody(world.people);
  const found = await Promise.all(names.map((name) => rowsFor(name, built)));
  return names.filter((_, i) => found[i]?.length).sort();
}
/** Every door that names a room, as somebody who guesses asks at it. */
async function everyDoor(client: Client, roomId: string, consentId: string): Promise<unknown[]> {
  const answers: unknown[] = [await client.subscribe(roomId as never), await client.subscribe(roomId as never, 0)];
  const word = (extra: object) => ({ consentId, method: "phone", ...extra });
  const inputs: Record<string, object> = {
    ...Object.fromEntries(revocations.map((command) => [command, word({})])),
    narrowConsent: word({ scopes: ["message"] }),
    markConsentInError: { consentId, reason: "wrong person" },
    resumeConsent: word({}),
    postMessage: { text: "still there?" },
  };
  const id = nobody();
  const calls: [string, object][] = [
    ...["cases.sharing", "cases.client", "cases.seen"].map((path): [string, object] => [path, { roomId }]),
    ["room.since", { roomId, afterSeq: null }],
    ["cases.markSeen", { roomId, seq: 1 }],
    ["cases.search", { text: "van", caseId: subjectOf(roomId as never) }],
    ...Object.entries(inputs).map(([command, input]): [string, object] => [`cases.${command}`, { roomId, id, input }]),
  ];
  for (const [path, input] of calls) answers.push(await client.call(path, input), await client.bytes(path, input));
  return answers;
}

test("who reads it, or has nothing to do with it, finds nothing in the list; the practice's own people and the partner's information lead do", async () => {
  const built = await aCase(world);
  expect(await whoFinds(built)).toEqual(["hana", "ian", "isla"]);
});

test("while it is paused, or after the agreement has run out, who was in finds it too", async () => {
  for (const first of [paused, agreementOver]) {
    const built = await aCase(world);
    await first(world, built);
    expect(await whoFinds(built)).toEqual(["hana", "ian", "isla", "tariq"]);
  }
});

test("once it is withdrawn nobody finds it; once the organisation has left only the practice does", async () => {
  const [ended, gone] = [await aCase(world), await aCase(world)];
  await withdrawn(world, ended);
  await left(world, gone);
  expect(await whoFinds(ended)).toEqual([]);
  expect(await whoFinds(gone)).toEqual(["ian", "isla"]);
});

test("once its time is over only who may still leave it finds it, and whoever the person tells can end it all the same", async () => {
  const [start, end] = [-minute, minute].map((ms) => new Date(world.clock.now() + ms).toISOString());
  const built = await aCase(world, { consent: { terms: { period: { start, end } } } });
  expect(await whoFinds(built)).toEqual(["hana", "ian", "isla"]);
  world.clock.advance(minute);
  expect(await whoFinds(built)).toEqual(["tariq"]);
  const hana = await world.as(world.people.hana);
  expect(await hana.bytes("cases.sharing", { roomId: built.roomId })).toEqual(
    await hana.bytes("cases.sharing", { roomId: caseRoom(nobody()) }),
  );
  expect((await hana.act(built.roomId, "withdrawConsent", onTheirWord(built))).type).toBe("consentWithdrawn");
});

test("an organisation that is only asked about, or named and not invited, finds nothing", async () => {
  const built = await aCase(world, { invited: false, joined: false });
  expect(await whoFinds(built)).toEqual(["ian", "isla"]);
  const asked = await aCase(world, { consent: false, joined: false });
  const { terms } = consentInput(world.clock, [world.orgs.hub.orgId]);
  await did("rhona", "proposeConsent", { consentId: nobody(), terms })(world, asked);
  expect(await whoFinds(asked)).toEqual([]);
});

test("a row is the initials, who leads, who is named, how it stands and until when, and not a word more; partners are told only of themselves", async () => {
  const built = await aCase(world);
  await did("rhona", "postMessage", { text: "He sleeps in the van." })(world, built);
  const cafes = await cafeIsIn(world, built);
  const { hub, cafe } = world.orgs;
  const ours = {
    roomId: built.roomId,
    caseId: built.caseId,
    consentId: built.consentId,
    label: "M.K.",
    leadName: "Southside Practice",
    orgs: [{ orgId: hub.orgId, name: hub.name }],
    stays: [],
    status: "active",
    until: expect.stringMatching(/^\d{4}-.+Z$/),
  };
  expect(await rowsFor("hana", built)).toEqual([ours]);
  const theirs = { ...ours, consentId: cafes, orgs: [{ orgId: cafe.orgId, name: cafe.name }] };
  expect(await rowsFor("ian", built)).toEqual([ours, theirs]);
  await paused(world, built);
  expect(await rowsFor("tariq", built)).toEqual([{ ...ours, status: "paused", leaves: built.participationId }]);
});

test("of a yes that names two organisations, each is told of itself and the practice of both", async () => {
  const { hub, cafe } = world.orgs;
  const { terms } = consentInput(world.clock, [hub.orgId, cafe.orgId]);
  const built = await aCase(world, { consent: { terms: { controllers: terms.controllers } } });
  expect((await rowsFor("hana", built)).map((row) => row.orgs.map((o) => o.name))).toEqual([[hub.name]]);
  expect((await rowsFor("ian", built)).map((row) => row.orgs.map((o) => o.name))).toEqual([[hub.name, cafe.name]]);
});

test("who opens one of them is on record, with ids and no content; who is refused too", async () => {
  const built = await aCase(world);
  const [hana, olga] = [await world.as(world.people.hana), await world.as(world.people.olga)];
  expect((await hana.call("cases.sharing", { roomId: built.roomId })).ok).toBe(true);
  expect((await olga.call("cases.sharing", { roomId: built.roomId })).ok).toBe(false);
  await world.app.rooms.settled();
  const { events } = await world.app.log.read(accessRoom(built.caseId), 0);
  const records = (events as unknown as AccessEvent[]).map((e) => e.body);
  expect(records).toEqual([
    { decision: "permit", what: "sharing", personId: hana.who.personId, orgId: hana.who.orgId, fromSeq: 0, toSeq: 0 },
    { decision: "deny", what: "command", asked: "sharing", personId: olga.who.personId, orgId: olga.who.orgId, fromSeq: 0, toSeq: 0 },
  ]);
});

test("a partner whose sharing is paused ends it for good: it can't go on again, and who was in is told that it ended", async () => {
  const built = await aCase(world);
  await paused(world, built);
  await world.app.effects.settled();
  const tariq = await world.as(world.people.tariq);
  const before = await world.book();
  await tariq.act(built.roomId, "withdrawConsent", onTheirWord(built));
  const own = personRoom(tariq.who.personId);
  expect(await world.added(before)).toEqual({ [built.roomId]: ["consentWithdrawn"], [own]: ["noticeDelivered"] });
  const state = await world.app.rooms.ask<CaseState>(built.roomId);
  expect(state.consents[built.consentId]?.status).toBe("withdrawn");
  expect(state.participations[built.participationId]?.status).toBe("removed");
  const rhona = await world.as(world.people.rhona);
  expect(await rhona.attempt(built.roomId, "resumeConsent", onTheirWord(built))).toMatchObject({
    ok: false,
    error: { code: "WrongState" },
  });
  const absent = caseRoom(nobody());
  expect(await everyDoor(tariq, built.roomId, built.consentId)).toEqual(await everyDoor(tariq, absent, built.consentId));
});

test("an information lead who revokes has not read a word: neither what was said, nor how much, nor who is in it; and afterwards the case isn't there", async () => {
  const built = await aCase(world);
  const said = "The van is parked behind the library.";
  await did("tariq", "postMessage", { text: said })(world, built);
  await cafeIsIn(world, built);
  const hana = await world.as(world.people.hana);
  const wire = await hana.again();
  const heard: string[] = [];
  const hear = async (answer: Promise<unknown>) => heard.push(JSON.stringify(await answer));
  await hear(hana.bytes("cases.stoppable", undefined));
  await hear(hana.bytes("cases.sharing", { roomId: built.roomId }));
  for (const path of ["room.since", "cases.client", "cases.seen"])
    await hear(hana.bytes(path, { roomId: built.roomId, ...(path === "room.since" ? { afterSeq: 0 } : {}) }));
  await wire.ask("subscribe", { roomId: built.roomId, afterSeq: 0 });
  const paused = { roomId: built.roomId, id: nobody(), input: onTheirWord(built) };
  await hear(hana.bytes("cases.pauseConsent", paused));
  await wire.ask("call", { path: "cases.withdrawConsent", input: { ...paused, id: nobody() } });
  await did("rhona", "postMessage", { text: said })(world, built);
  await wire.ask("subscribe", { roomId: built.roomId, afterSeq: 0 });
  const bytes = [...heard, ...wire.raw].join("\n");
  expect(bytes).toContain("consentPaused");
  expect(bytes).toContain("consentWithdrawn");
  for (const word of [said, "food for the week", "Mohammed Khan", "Elder Café", "Tariq", "Rhona", "leadOnly", "excluded"])
    expect(bytes.includes(word), word).toBe(false);
  // the answer to a revocation is numbered for those who read the room, and for nobody else
  for (const [, seq] of bytes.matchAll(/\\?"seq\\?":(\d+)/g)) expect(seq).toBe("0");
  const absent = caseRoom(nobody());
  expect(await everyDoor(hana, built.roomId, built.consentId)).toEqual(await everyDoor(hana, absent, built.consentId));
});

test("who is kept away gets the bytes of a case that never was, at every door, whatever their role and though they were in it", async () => {
  for (const name of ["tariq", "hana", "ian", "isla"] as const) {
    const built = await aCase(world);
    await keptAway(name)(world, built);
    await world.app.effects.settled();
    const client = await world.as(world.people[name]);
    const before = await world.book();
    const absent = caseRoom(nobody());
    expect(await everyDoor(client, built.roomId, built.consentId), name).toEqual(await everyDoor(client, absent, built.consentId));
    expect(await rowsFor(name, built), name).toEqual([]);
    expect(await world.added(before)).toEqual({});
  }
});

test("whose sharing has run out finds it once more, to leave: what they wrote is handed to their organisation, and then it is gone from the list", async () => {
  const built = await aCase(world);
  await did("tariq", "postMessage", { text: "He came for the parcel." })(world, built);
  const until = Date.parse((await world.app.rooms.ask<CaseState>(built.roomId)).consents[built.consentId]?.terms.period.end ?? "");
  await world.later(until - world.clock.now() + minute);
  expect(await rowsFor("tariq", built)).toMatchObject([
    { consentId: built.consentId, leaves: built.participationId, leadName: "Southside Practice" },
  ]);
  expect(await rowsFor("hana", built)).toEqual([]);
  const held = async () => Object.keys((await world.app.rooms.ask<OrgState>(orgRoom(world.orgs.hub.orgId))).exports).length;
  const before = await held();
  await left(world, built);
  await world.app.effects.settled();
  expect(await held()).toBe(before + 1);
  expect(await rowsFor("tariq", built)).toEqual([]);
});
