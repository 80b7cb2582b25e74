import { usualWishes, type Wishes } from "@linkwork/shared/identity/rules-notices.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createInvitations } from "../../../apps/server/src/exchange/effects-calendar.ts";
import { actAs, house, type Person } from "../../kit/build.ts";
import { readCalendar } from "../../kit/calendar.ts";
import { hour, minute } from "../../kit/clock.ts";
import { aRound, chooses, haveAccounts, untilLondon } from "../../kit/notices.ts";
import { smtpServer } from "../../kit/smtp.ts";
import { anOpportunity, type Posted, termsOf } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aHost, aNewcomer } from "./scenes.ts";

let world: World;
let server: Awaited<ReturnType<typeof smtpServer>>;
let anna: Person;
let posted: Posted;
let roomId: RoomId;

beforeAll(async () => {
  server = await smtpServer();
  world = await createWorld({ mail: { url: server.url, from: "Linkwork <no-reply@linkwork.test>", catches: false } });
  await haveAccounts(world, world.people.tariq, world.people.tess);
});
afterAll(async () => {
  await world?.stop();
  await server.stop();
});
beforeEach(async () => {
  untilLondon(world, 9, "monday");
  anna = await aNewcomer(world, "Anna");
  await haveAccounts(world, anna);
  posted = await anOpportunity(world);
  [roomId] = posted.sessions as [RoomId];
  await out();
  server.received.splice(0);
});

/** All that is to go out now has gone. */
async function out(): Promise<void> {
  await world.app.effects.settled();
  await world.app.mail.deliver();
}
type Mail = { to: string; subject: string; data: string; id: string; text: string; calendar: ReturnType<typeof readCalendar> | undefined };
const decoded = (part: string): string => {
  const [head = "", ...body] = part.split("\r\n\r\n");
  const text = body.join("\r\n\r\n").trimEnd();
  if (/base64/i.test(head)) return Buffer.from(text, "base64").toString("utf8");
  return /quoted-printable/i.test(head) ? Buffer.from(unquoted(text), "latin1").toString("utf8") : `${text}\r\n`;
};
const unquoted = (text: string): string =>
  text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const partOf = (data: string, type: string): string | undefined =>
  data.split(/\r\n--[^\r\n]+(?:\r\n|$)/).find((part) => part.toLowerCase().startsWith(`content-type: ${type}`));
function read({ to, data }: { to: string[]; data: string }): Mail {
  const invite = partOf(data, "text/calendar");
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(data)?.[1]?.trim() ?? "";
  return {
    ...{ to: /<(.*)>/.exec(to[0] ?? "")?.[1] ?? "", subject: header("Subject"), id: header("Message-ID"), data },
    text: decoded(partOf(data, "text/plain") ?? data),
    calendar: invite === undefined ? undefined : readCalendar(decoded(invite)),
  };
}
/** What came for somebody, in order. */
const mailsOf = ({ email }: Person): Mail[] => server.received.map(read).filter(({ to }) => to === email);
const calendarOf = (who: Person) =>
  mailsOf(who).flatMap(({ calendar }) =>
    calendar ? [`${calendar.method} ${calendar.events[0]?.sequence} ${calendar.events[0]?.status}`] : [],
  );
const act = (who: Person, type: string, input: Record<string, unknown> = {}) => actAs(world, who, { roomId, type, input });
const book = async (who: Person): Promise<string> => String((await act(who, "book")).body.bookingId);
describe("whoever comes, and who receives them", () => {
  test("both get it in a mail that calendars take: text, text/calendar with its method beside it, and a file; nothing that anybody typed in its head", async () => {
    await book(anna);
    await out();
    const [mail, ...more] = mailsOf(anna);
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^Booked: a visit on \w+ \d+ \w+ \d{4}$/);
    expect(mail?.data).toMatch(/Content-Type: multipart\/alternative/);
    expect(mail?.data).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/);
    expect(mail?.data).toMatch(/Content-Disposition: attachment; filename=visit\.ics/);
    expect(mail?.calendar?.events[0]).toMatchObject({
      ...{ summary: "A morning at our food hub", location: "12 Mafeking Street, Govan", organizer: "mailto:no-reply@linkwork.test" },
      attendees: [`mailto:${anna.email}`.toLowerCase()],
    });
    expect(mail?.text).toContain("You have a place.");
    expect(mail?.text).toContain("10:00 to 12:00, London time");
    expect(calendarOf(world.people.tariq)).toEqual(["REQUEST 1 CONFIRMED"]);
    expect(mailsOf(world.people.tariq)[0]?.text).toContain("1 person comes.");
    expect(mailsOf(world.people.tariq)[0]?.text).not.toContain("Anna");
    expect(mailsOf(world.people.tess)).toEqual([]);
  });

  test("calendars follow: another place, and the place given back; each once", async () => {
    const bookingId = await book(anna);
    await out();
    const { when: _when, ...words } = termsOf(world.clock.now(), { contact: world.people.tariq, deputy: world.people.tess });
    const state = await world.app.rooms.ask<{ terms: { when: unknown }; heard: number }>(posted.roomId);
    const terms = { ...words, when: state.terms.when, place: "3 Helen Street" };
    await actAs(world, world.people.tariq, { roomId: posted.roomId, type: "reviseOpportunity", input: { terms, heard: state.heard } });
    await out();
    await act(anna, "cancelBooking", { bookingId });
    await out();
    expect(calendarOf(anna)).toEqual(["REQUEST 0 CONFIRMED", "REQUEST 1 CONFIRMED", "CANCEL 2 CANCELLED"]);
    expect(new Set(mailsOf(anna).map(({ calendar }) => calendar?.events[0]?.uid)).size).toBe(1);
    expect(mailsOf(anna)[1]?.text).toContain("3 Helen Street");
    // who wants no mail finds it on Today
    const { notices } = await world.app.rooms.ask<PersonState>(personRoom(anna.personId));
    expect(Object.values(notices).map(({ kind }) => kind)).toEqual(["visitMoved"]);
    expect(calendarOf(world.people.tariq)).toEqual(["REQUEST 1 CONFIRMED", "REQUEST 2 CONFIRMED", "CANCEL 3 CANCELLED"]);
  });

  test("the host takes a place back, with kind words: they are in no mail", async () => {
    const bookingId = await book(anna);
    await act(world.people.tariq, "cancelPlace", { bookingId, reason: "otherReason", words: "Mrs Kerr is ill" });
    await out();
    expect(calendarOf(anna).at(-1)).toBe("CANCEL 1 CANCELLED");
    expect(mailsOf(anna).at(-1)?.subject).toMatch(/^Called off/);
    expect(
      mailsOf(anna)
        .map(({ text, data }) => text + data)
        .join(),
    ).not.toContain("Kerr");
  });

  test("of what changes in their calendar no other mail tells them as well", async () => {
    const bookingId = await book(anna);
    await out();
    await act(world.people.tariq, "cancelPlace", { bookingId, reason: "tooMany" });
    await out();
    for (let i = 0; i < 3; i++) await aRound(world, 6 * minute);
    expect(mailsOf(anna).map(({ calendar }) => calendar?.method)).toEqual(["REQUEST", "CANCEL"]);
    expect(mailsOf(world.people.tariq).map(({ calendar }) => calendar?.method)).toEqual(["REQUEST", "CANCEL"]);
  });

  test("who never had a place gets the usual mail, and nothing for a calendar", async () => {
    await book(await aNewcomer(world, "Ben"));
    await book(await aNewcomer(world, "Cleo"));
    await book(anna);
    await act(world.people.tariq, "cancelSession", { reason: "unsafe" });
    for (let i = 0; i < 2; i++) await aRound(world, 6 * minute);
    expect(mailsOf(anna).map(({ calendar }) => calendar)).toEqual([undefined]);
  });
});

describe("each once (E8)", () => {
  test("done again after a crash, the same mail goes out under the same Message-ID, and only if it had not gone", async () => {
    await book(anna);
    await out();
    const [before] = mailsOf(anna);
    const again = async () => {
      await world.database.collection("commits").updateMany({ room: roomId }, { $set: { due: true } });
      await world.app.effects.sweep();
      await out();
    };
    await again();
    expect(mailsOf(anna)).toHaveLength(1);
    // the node had died before the mail was written down
    const id = before?.id.slice(1).split("@")[0] ?? "";
    await world.database.collection<{ _id: string }>("mails").deleteOne({ _id: id });
    await again();
    expect(mailsOf(anna)).toHaveLength(2);
    expect(mailsOf(anna)[1]?.id).toBe(before?.id);
    expect(mailsOf(anna)[1]?.calendar).toEqual(before?.calendar);
  });

  test("the same booking sent twice is one mail", async () => {
    const ben = await aNewcomer(world, "Ben");
    const client = await world.as(ben);
    const id = "01900000-0000-7000-8000-00000000000a";
    const ask = () => client.attempt(roomId, "book", {}, { id });
    await Promise.all([ask(), ask(), ask()]);
    await out();
    expect(calendarOf(ben)).toEqual(["REQUEST 0 CONFIRMED"]);
  });
});

test("a node that has not heard of the event yet waits for it, and drops no mail", async () => {
  await book(anna);
  await out();
  const { head } = await world.app.rooms.ask<{ head: number }>(roomId);
  const { rooms, auth } = world.app;
  const { accountOf } = auth.accounts;
  const write = createInvitations({
    rooms,
    clock: world.clock,
    accountOf,
    publicUrl: "https://linkwork.test",
    from: "no-reply@linkwork.test",
  });
  const what = { personId: anna.personId, roomId };
  expect(await write({ ...what, seq: head + 1 })).toEqual({ later: expect.any(Number) });
  expect(await write({ ...what, seq: head })).toMatchObject({ to: anna.email, calendar: { method: "REQUEST" } });
});

describe("as they chose to be told", () => {
  const visit = (way: "product" | "atOnce" | "daily"): Partial<Wishes> => ({ by: { ...usualWishes.by, visit: way } });

  test("who wants no mail about visits gets none", async () => {
    await chooses(world, anna, visit("product"));
    const bookingId = await book(anna);
    await act(world.people.tariq, "cancelPlace", { bookingId, reason: "tooMany" });
    await out();
    expect(mailsOf(anna)).toEqual([]);
  });

  test("in quiet hours it waits until they are over; what was booked and given back meanwhile comes as its end alone", async () => {
    untilLondon(world, 21);
    const bookingId = await book(anna);
    await out();
    expect(mailsOf(anna)).toEqual([]);
    await act(world.people.tariq, "cancelPlace", { bookingId, reason: "tooMany" });
    await out();
    expect(mailsOf(anna)).toEqual([]);
    untilLondon(world, 7);
    await out();
    expect(calendarOf(anna)).toEqual(["CANCEL 1 CANCELLED"]);
  });

  test("who wants one mail a day gets it at that hour", async () => {
    await chooses(world, anna, visit("daily"));
    await book(anna);
    await out();
    expect(mailsOf(anna)).toEqual([]);
    untilLondon(world, 8);
    await out();
    expect(calendarOf(anna)).toEqual(["REQUEST 0 CONFIRMED"]);
  });

  test("what is called off within a day before it begins comes at once, at night and to who wants one mail a day", async () => {
    await chooses(world, anna, visit("daily"));
    await book(anna);
    const begins = Date.parse(String((await world.app.rooms.ask<{ date: { startsAt: string } }>(roomId)).date.startsAt));
    world.clock.advance(begins - world.clock.now() - 6 * hour);
    await out();
    server.received.splice(0);
    await act(world.people.tariq, "cancelSession", { reason: "shortStaffed" });
    await out();
    expect(calendarOf(anna)).toEqual(["CANCEL 1 CANCELLED"]);
  });

  test("whoever has left hears once that a visit goes from their calendar, by day and time alone, and nothing more; who receives visitors too", async () => {
    const { contact, deputy } = await aHost(world);
    await haveAccounts(world, contact);
    const other = await anOpportunity(world, {}, true, { contact, deputy });
    const [session] = other.sessions as [RoomId];
    const comes = (who: Person) => actAs(world, who, { roomId: session, type: "book", input: {} });
    await comes(anna);
    await out();
    expect([calendarOf(anna), calendarOf(contact)]).toEqual([["REQUEST 0 CONFIRMED"], ["REQUEST 1 CONFIRMED"]]);
    await house(world, orgRoom(anna.orgId), "endMembership", { personId: anna.personId });
    await out();
    expect(calendarOf(anna)).toEqual(["REQUEST 0 CONFIRMED", "CANCEL 1 CANCELLED"]);
    const [, last] = mailsOf(anna);
    expect(last?.subject).toMatch(/^Off: a visit on /);
    expect(last?.text).not.toMatch(/food hub|Mafeking|http/);
    expect(JSON.stringify(last?.calendar)).not.toMatch(/food hub|Mafeking/);
    // nobody came any more; and who comes now is told of to somebody else
    const before = calendarOf(contact);
    await house(world, orgRoom(contact.orgId), "endMembership", { personId: contact.personId });
    await comes(await aNewcomer(world, "Ben"));
    await out();
    expect(calendarOf(contact)).toEqual(before);
    await actAs(world, deputy, { roomId: other.roomId, type: "handOver", input: { contact: deputy.personId } });
    await out();
    expect(calendarOf(contact).slice(before.length)).toEqual(["CANCEL 4 CANCELLED"]);
  });

  test("of what is over no mail goes out", async () => {
    untilLondon(world, 21);
    const bookingId = await book(anna);
    const ends = Date.parse(String((await world.app.rooms.ask<{ date: { endsAt: string } }>(roomId)).date.endsAt));
    await act(anna, "cancelBooking", { bookingId });
    await world.app.effects.settled();
    world.clock.advance(ends - world.clock.now());
    await out();
    expect(mailsOf(anna).filter(({ calendar }) => calendar)).toEqual([]);
  });
});

test("where no mail can be sent, none is kept for later", async () => {
  const other = await createWorld({ mail: { from: "Linkwork <no-reply@linkwork.test>", catches: false } });
  try {
    const visitor = await aNewcomer(other, "Anna");
    const { sessions } = await anOpportunity(other);
    await actAs(other, visitor, { roomId: sessions[0] as RoomId, type: "book", input: {} });
    await other.app.effects.settled();
    expect(await other.database.collection("mails").countDocuments()).toBe(0);
  } finally {
    await other.stop();
  }
});
