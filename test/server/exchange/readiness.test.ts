import { namesCertificate } from "@linkwork/shared/exchange/rules-readiness.ts";
import { weeksOf } from "@linkwork/shared/exchange/rules-week.ts";
import { readinessCommands, readinessEvents } from "@linkwork/shared/exchange/schema-readiness.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { personRoom, subjectOf, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { actAs, type Person } from "../../kit/build.ts";
import { day, hour } from "../../kit/clock.ts";
import { anOpportunity, type termsOf } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aColleague, agrees, asking, books, confirms, hubs, isReady, own, says, wrote } from "./ready-scenes.ts";
import { aResident, timeTo } from "./scenes.ts";

const iso = (ms: number): string => new Date(ms).toISOString();

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
const bookingOf = async (session: Parameters<typeof books>[2], { personId }: Person) =>
  Object.values((await world.app.rooms.ask<SessionState>(session)).bookings).findLast((each) => each.personId === personId);

describe("what has to be in place before one books", () => {
  test("all that is missing is said at once; what the door answers says how it stands, and then one can book", async () => {
    const session = await asking(world);
    const who = await aColleague(world);
    const client = await world.as(who);
    expect(await client.attempt(session, "book", {})).toMatchObject({
      ok: false,
      error: { code: "NotInPlace", meaning: "PRECONDITION_FAILED", details: { missing: "agreement,check" } },
    });
    const asked = await client.call("exchange.inPlace", { sessionId: subjectOf(session) });
    expect(asked).toMatchObject({
      data: {
        items: [
          { what: "agreement", missing: true, version: 1 },
          { what: "check", missing: true, why: "You help at the lunch table." },
        ],
      },
    });
    await agrees(world, who);
    expect(await client.attempt(session, "book", {})).toMatchObject({ error: { details: { missing: "check" } } });
    await confirms(world, who);
    expect((await client.act(session, "book", {})).type).toBe("bookingConfirmed");
  });

  test("one waits for a place before all is in place, and is offered one when it is", async () => {
    const session = await asking(world);
    const [who, other] = [await aColleague(world), await aColleague(world)];
    await isReady(world, other);
    const { body } = await books(world, other, session);
    expect((await books(world, who, session)).type).toBe("bookingWaitlisted");
    await actAs(world, other, { roomId: session, type: "cancelBooking", input: { bookingId: body.bookingId } });
    await world.app.effects.settled();
    expect((await bookingOf(session, who))?.status).toBe("waitlisted");
    await isReady(world, who);
    expect((await bookingOf(session, who))?.status).toBe("offered");
  });

  test("a check that ends while it is revoked at the very moment of booking is heard by the session all the same", async () => {
    for (let round = 0; round < 3; round++) {
      const session = await asking(world);
      const who = await aColleague(world);
      await isReady(world, who);
      const revoked = actAs(world, world.people.maggie, { roomId: own(who), type: "revokeCheck", input: {} });
      await Promise.all([revoked, books(world, who, session).catch(() => undefined)]);
      await world.app.effects.settled();
      expect((await bookingOf(session, who))?.status ?? "onHold").toBe("onHold");
    }
  });

  test("whoever agreed to older words has two weeks to read the new ones: then their place is on hold", async () => {
    const session = await asking(world, { when: { starts: `${iso(world.clock.now() + 40 * day).slice(0, 10)}T10:00` } });
    const who = await aColleague(world);
    await isReady(world, who);
    await books(world, who, session);
    await wrote(world, "What you hear and see stays here.");
    await world.app.effects.settled();
    await world.later(14 * day - 1);
    await world.app.tidy();
    expect((await bookingOf(session, who))?.status).toBe("confirmed");
    await world.later(1);
    await world.app.tidy();
    expect((await bookingOf(session, who))?.status).toBe("onHold");
    await agrees(world, who, 2);
    expect((await bookingOf(session, who))?.status).toBe("confirmed");
  });

  test("a host that asks for more afterwards asks those who have booked: what is missing holds their place", async () => {
    const { roomId, sessions } = await anOpportunity(world, {});
    const [session] = sessions as [Parameters<typeof books>[2]];
    const who = await aColleague(world);
    await books(world, who, session);
    const { tariq, tess } = world.people;
    const { terms, heard } = await world.app.rooms.ask<{ terms: ReturnType<typeof termsOf>; heard: number }>(roomId);
    const more = { ...terms, asks: { check: { needed: true, why: "You sit with people." } } };
    await actAs(world, tariq, { roomId, type: "reviseOpportunity", input: { terms: more, heard } });
    await world.app.effects.settled();
    expect((await bookingOf(session, who))?.status).toBe("onHold");
    await actAs(world, tess, { roomId, type: "reviseOpportunity", input: { terms, heard: heard + 1 } });
    await world.app.effects.settled();
    expect((await bookingOf(session, who))?.status).toBe("confirmed");
  });
});

test("by the clock of the house: told a week before, on hold a day before, and free when it lapses; both sides hear of each", async () => {
  // looked at again on the second day before it begins
  const session = await asking(world, {
    when: { starts: `${iso(world.clock.now() + 20 * day).slice(0, 10)}T10:00` },
    rules: { cutOffHours: 2, noticeHours: 2 },
  });
  const who = await aColleague(world);
  await agrees(world, who, 2).catch(() => agrees(world, who, 1));
  await confirms(world, who, 20);
  await books(world, who, session);
  await world.app.effects.settled();
  const at = async (hours: number) => {
    await world.later(await timeTo(world, session, hours));
    const before = await world.book();
    await world.app.tidy();
    return world.added(before);
  };
  const told = { [personRoom(who.personId)]: ["noticeDelivered"] };
  const hosts = async () =>
    (await world.app.log.read(personRoom(world.people.tariq.personId), 0)).events.flatMap(({ type, body }) =>
      type === "noticeDelivered" && `session:${body.sessionId}` === session ? [body.kind] : [],
    );
  // beside what is told a week before every visit
  expect(await at(7 * 24)).toMatchObject({
    ...{ ...told, [session]: ["readinessWarned", "reminderDue"] },
    [personRoom(who.personId)]: ["noticeDelivered", "noticeDelivered"],
  });
  // midnight in London, ten hours before it begins
  expect(await at(24), "their time is still theirs").toMatchObject({ [session]: ["bookingHeld"], ...told });
  const { date } = await world.app.rooms.ask<SessionState>(session);
  const weeks = weeksOf({ from: date?.startsAt ?? "", to: date?.endsAt ?? "" }).map((week) => weekRoom(who.personId, week));
  const freed = Object.fromEntries(weeks.map((week) => [week, ["timeDropped"]]));
  expect(await at(9)).toMatchObject({ [session]: ["bookingLapsed"], ...told, ...freed });
  expect(await bookingOf(session, who)).toMatchObject({ status: "cancelledByHost", reason: "notReady" });
  expect(await hosts()).toEqual(["visitorBooked", "visitorEnds", "visitorHeld", "visitorLapsed"]);
});

describe("no number of a certificate, and nothing of what is in it, is kept or told", () => {
  test("there is no field for it, and no words in which it could be written", () => {
    const texts = (schema: z.ZodType): string[] => {
      const { properties = {} } = z.toJSONSchema(schema, { unrepresentable: "any", io: "input" }) as {
        properties?: Record<string, unknown>;
      };
      return Object.keys(properties);
    };
    const known = ["hostOrgId", "version", "kind", "seenOn", "review", "host", "hash", "orgId", "orgName", "until", "by"];
    const visits = ["sessionId", "bookingId", "endsAt", "heard"];
    for (const schema of [...Object.values(readinessCommands), ...Object.values(readinessEvents)])
      for (const field of texts(schema)) expect([...known, ...visits]).toContain(field);
  });

  test("words that look like one are refused, in each place where somebody could write them; others are not", async () => {
    const bad = [
      "001234567890",
      "PVG 1234 5678 9012 3456",
      "my certificate no. 00123",
      "DBS number 4567 seen",
      "PVG membership number: 2212",
    ];
    for (const words of bad) expect(namesCertificate(words), words).toBe(true);
    const good = [
      "Ring 0141 496 0123, or +44 7700 900123.",
      "My organisation has seen it.",
      "From 2026-11-30 to 2027-02-01 at 10:00",
      "12 of us, PVG seen in 2024",
    ];
    for (const words of good) expect(namesCertificate(words), words).toBe(false);
    const session = await asking(world, { asks: {} });
    const client = await world.as(await aColleague(world));
    const hopes = "To help. My PVG number is 2212 3456.";
    expect(await client.attempt(session, "book", { hopes })).toMatchObject({
      error: { code: "CertificateNumber", details: { field: "hopes" } },
    });
  });
});

describe("who reads it", () => {
  /** All that a door, and a room, tell somebody. */
  const heardBy = async (who: Person, session: Parameters<typeof books>[2]): Promise<string> => {
    const client = await world.as(who);
    const doors = ["sessions", "mine", "owed", "hosting", "ready", "couldHost", "ourHosting", "confirming", "reciprocity"];
    const answers = await Promise.all(doors.map((door) => client.bytes(`exchange.${door}`, door === "sessions" ? {} : undefined)));
    const state = await world.app.rooms.ask<SessionState>(session);
    const visit = await client.bytes("exchange.opportunity", { opportunityId: state.opportunityId });
    const room = await client.bytes("room.since", { roomId: session, afterSeq: null });
    return [...answers, visit, room].map(({ text }) => text).join("\n");
  };

  test("a host learns whether all is in place for its own visitors, and nothing else: not what is missing, who has seen what, or another host's part", async () => {
    const session = await asking(world);
    const who = await aColleague(world, "Nell");
    await agrees(world, who, 2).catch(() => agrees(world, who, 1));
    await actAs(world, world.people.ian, {
      roomId: own(who),
      type: "confirmCheck",
      input: { kind: "dbsEnhanced", seenOn: iso(world.clock.now()).slice(0, 10), review: iso(world.clock.now() + 300 * day).slice(0, 10) },
    });
    await books(world, who, session);
    await actAs(world, world.people.ian, { roomId: own(who), type: "revokeCheck", input: {} });
    await world.app.effects.settled();
    for (const host of [world.people.tariq, world.people.hana]) {
      const bytes = await heardBy(host, session);
      expect(bytes).toContain("onHold");
      for (const canary of ["dbsEnhanced", "checkRevoked", "seenOn", '"Ian"', "revoked"]) expect(bytes, canary).not.toContain(canary);
      expect((await (await world.as(host)).bytes("room.since", { roomId: own(who), afterSeq: null })).status).toBe(404);
    }
    // whoever looks after people elsewhere is told nothing of her either
    expect(await heardBy(world.people.otto, session)).not.toContain(who.personId);
    expect(await heardBy(world.people.maggie, session)).toContain(who.personId);
  });

  test("who said not now, and why, stands nowhere for others; who could host is found until 90 days are over", async () => {
    const session = await asking(world);
    await says(world, "notNow");
    const canary = "We have two new volunteers.";
    expect(await heardBy(world.people.tess, session)).toContain(canary);
    for (const who of [world.people.rhona, world.people.otto, world.people.olga]) {
      const bytes = await heardBy(who, session);
      expect(bytes).not.toContain(canary);
      expect(bytes).not.toContain("notNow");
      expect((await (await world.as(who)).bytes("room.since", { roomId: hubs(world), afterSeq: null })).status).toBe(404);
      expect(await (await world.as(who)).call("exchange.couldHost", undefined, "http")).toMatchObject({ ok: true, data: [] });
    }
    await says(world, "couldHost");
    const rhona = await world.as(world.people.rhona);
    expect(await rhona.call("exchange.couldHost", undefined, "http")).toMatchObject({ data: [{ name: "Govan Food Hub", asked: false }] });
    expect(JSON.stringify(await rhona.call("exchange.couldHost", undefined, "http"))).not.toContain(canary);
    await world.later(90 * day);
    expect(await rhona.call("exchange.couldHost", undefined, "http")).toMatchObject({ data: [] });
  });

  test("an agreement is read by whoever works somewhere, old versions too; a resident is told that there is none", async () => {
    const otto = await world.as(world.people.otto);
    const { orgId } = world.orgs.hub;
    expect(await otto.call("exchange.agreement", { orgId, version: 1 }, "http")).toMatchObject({
      data: { version: 1, words: "What you hear stays here." },
    });
    expect(await otto.call("exchange.agreement", { orgId, version: 99 }, "http")).toMatchObject({ error: { code: "NotFound" } });
    const resident = await world.as(await aResident(world));
    expect(await resident.call("exchange.agreement", { orgId, version: 1 }, "http")).toMatchObject({ error: { code: "NotFound" } });
  });
});

test("people who may be there were asked, or it is without them; visitors read which, the host owes it from two days before, and nobody is named", async () => {
  const session = await asking(world, {
    clients: true,
    permission: "May somebody watch?",
    asks: { check: { needed: false, why: "Only at the door." } },
  });
  const who = await aColleague(world);
  await books(world, who, session);
  const tariq = await world.as(world.people.tariq);
  const visitor = await world.as(who);
  const owed = async () =>
    (
      (await tariq.call("exchange.owed", undefined, "http")) as unknown as { data: { permissions: { sessionId: string }[] } }
    ).data.permissions.map((row) => row.sessionId);
  await world.later(await timeTo(world, session, 49));
  expect(await owed()).not.toContain(subjectOf(session));
  await world.later(hour);
  expect(await owed()).toContain(subjectOf(session));
  const reads = async () =>
    (
      (await visitor.call("exchange.mine", undefined, "http")) as unknown as { data: { sessionId: string; permission: unknown }[] }
    ).data.find((row) => row.sessionId === subjectOf(session))?.permission;
  expect(await reads()).toBeNull();
  await tariq.act(session, "recordPermission", { answer: "asked" }, { door: "http" });
  expect(await reads()).toBe("asked");
  expect(await owed()).not.toContain(subjectOf(session));
  await tariq.act(session, "recordPermission", { answer: "someRefused" }, { door: "http" });
  expect(await reads()).toBe("someRefused");
});
