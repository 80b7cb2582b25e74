import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { changedBy, whoseChanged } from "@linkwork/shared/exchange/rules-calendar.ts";
import { Terms } from "@linkwork/shared/exchange/schema.ts";
import type { SessionEvent } from "@linkwork/shared/exchange/schema-session.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { describe, expect, test } from "vitest";
import { addressIn, calendarFile, type Shown, shownIn } from "../../../apps/server/src/exchange/present-calendar.ts";
import { readCalendar } from "../../kit/calendar.ts";
import { hour } from "../../kit/clock.ts";
import { type Alone, aSessionAlone, aVisitor, host, must } from "../../kit/visits.ts";
import { injections, missing, naughtyStrings } from "../doors/corpora.ts";

const start = Date.parse("2027-03-01T09:00:00.000Z");
const looking = { publicUrl: "https://linkwork.test" };
const organizer = addressIn("Linkwork <no-reply@linkwork.test>");
const anna = aVisitor(1);
const ben = aVisitor(2);

/** What an event changed in somebody's calendar, as the file that their mail carries. */
function sent(alone: Alone, who: { personId: PersonId }, [event]: SessionEvent[]) {
  const entry = changedBy(alone.state, who.personId, event?.seq ?? 0);
  const shown = entry && shownIn(alone.state, entry, looking);
  if (!entry || !shown) return undefined;
  const status = entry.on ? shown.status : "CANCELLED";
  const method = entry.on ? "REQUEST" : "CANCEL";
  return readCalendar(calendarFile({ method, organizer, attendee: "anna@linkwork.test", entries: [{ ...shown, status }] }));
}
const told = (alone: Alone, [event]: SessionEvent[]) => whoseChanged(alone.state, event?.seq ?? 0);
/** The house says that the opportunity has changed. */
function follow(alone: Alone, change: Record<string, unknown>): SessionEvent[] {
  const { card, heard } = alone.state;
  return must(alone.byHouse("followOpportunity", { standing: "published", card: { ...card, ...change }, heard: heard + 1 }));
}

describe("what a visitor is sent", () => {
  test("one UID through booking, a change of place and the end; SEQUENCE rises by one each time; REQUEST, then CANCEL; the same ORGANIZER", () => {
    const alone = aSessionAlone(start);
    const booked = must(alone.ask(anna, "book"));
    const first = sent(alone, anna, booked);
    expect(first).toMatchObject({
      method: "REQUEST",
      events: [{ sequence: 0, status: "CONFIRMED", summary: "A morning at our food hub" }],
    });
    const uid = first?.events[0]?.uid;
    expect(uid).toContain(Object.keys(alone.state.bookings)[0]);
    expect(first?.events[0]).toMatchObject({ location: "12 Mafeking Street, Govan", attendees: ["mailto:anna@linkwork.test"] });
    alone.now += hour;
    const second = sent(alone, anna, follow(alone, { place: "3 Helen Street" }));
    expect(second).toMatchObject({ method: "REQUEST", events: [{ uid, sequence: 1, status: "CONFIRMED", location: "3 Helen Street" }] });
    alone.now += hour;
    const third = sent(alone, anna, must(alone.ask(anna, "cancelBooking", { bookingId: uid?.slice(0, 36) })));
    expect(third).toMatchObject({ method: "CANCEL", events: [{ uid, sequence: 2, status: "CANCELLED" }] });
    const all = [first, second, third].flatMap((file) => file?.events ?? []);
    expect(new Set(all.map((event) => event.organizer))).toEqual(new Set(["mailto:no-reply@linkwork.test"]));
    const stamps = all.map(({ stamp }) => stamp);
    expect([...stamps].sort()).toEqual(stamps);
    expect(new Set(stamps).size).toBe(3);
  });

  test("who books once more has another UID, and begins at 0", () => {
    const alone = aSessionAlone(start);
    const first = sent(alone, anna, must(alone.ask(anna, "book")));
    must(alone.ask(anna, "cancelBooking", { bookingId: Object.keys(alone.state.bookings)[0] }));
    const again = sent(alone, anna, must(alone.ask(anna, "book")));
    expect(again?.events[0]?.sequence).toBe(0);
    expect(again?.events[0]?.uid).not.toBe(first?.events[0]?.uid);
  });

  test("waiting, asking and being offered a place put nothing into a calendar; taking the place does", () => {
    const alone = aSessionAlone(start, { rules: { capacity: 1 } });
    must(alone.ask(anna, "book"));
    const waits = must(alone.ask(ben, "book"));
    expect(told(alone, waits)).toEqual([]);
    const gone = must(alone.ask(anna, "cancelBooking", { bookingId: Object.keys(alone.state.bookings)[0] }));
    expect(gone.map(({ type }) => type)).toEqual(["bookingCancelled", "placeOffered"]);
    expect(told(alone, gone.slice(1))).toEqual([]);
    const [, mine = ""] = Object.keys(alone.state.bookings);
    expect(sent(alone, ben, must(alone.ask(ben, "acceptOffer", { bookingId: mine })))).toMatchObject({
      method: "REQUEST",
      events: [{ sequence: 0 }],
    });
  });

  test("a new title, pausing and closing change nothing in any calendar", () => {
    const alone = aSessionAlone(start);
    must(alone.ask(anna, "book"));
    expect(told(alone, follow(alone, { title: "Another name" }))).toEqual([]);
    const { card, heard } = alone.state;
    expect(told(alone, must(alone.byHouse("followOpportunity", { standing: "paused", card, heard: heard + 1 })))).toEqual([]);
  });

  test("when the date is called off, everybody who comes is sent the end of it, and who waits is not", () => {
    const alone = aSessionAlone(start, { rules: { capacity: 2 } });
    must(alone.ask(anna, "book"));
    must(alone.ask(ben, "book"));
    const cleo = aVisitor(3);
    must(alone.ask(cleo, "book"));
    const off = must(alone.ask(host, "cancelSession", { reason: "shortStaffed", words: "Mrs Kerr has died" }));
    expect(new Set(told(alone, off))).toEqual(new Set([anna.personId, ben.personId, host.personId]));
    expect(sent(alone, ben, off)).toMatchObject({ method: "CANCEL", events: [{ sequence: 1, status: "CANCELLED" }] });
    expect(sent(alone, cleo, off)).toBeUndefined();
  });

  test("what has changed since is told by the newer mail alone", () => {
    const alone = aSessionAlone(start);
    const booked = must(alone.ask(anna, "book"));
    const off = must(alone.ask(anna, "cancelBooking", { bookingId: Object.keys(alone.state.bookings)[0] }));
    expect(sent(alone, anna, booked)).toBeUndefined();
    expect(sent(alone, anna, off)?.method).toBe("CANCEL");
  });
});

describe("what who receives them is sent", () => {
  test("one entry for the date, however many come: each one more, or one fewer, is a change of it, and nobody at all its end", () => {
    const alone = aSessionAlone(start);
    const of = (events: SessionEvent[]) => {
      const { method, events: [event] = [] } = sent(alone, host, events) ?? {};
      return [method, event?.sequence, event?.status, event?.description.split(".")[0]];
    };
    const uids = [must(alone.ask(anna, "book"))].map((events) => sent(alone, host, events)?.events[0]?.uid);
    expect(uids).toEqual([`${alone.state.date?.sessionId}@linkwork`]);
    expect(of(must(alone.ask(ben, "book")))).toEqual(["REQUEST", 2, "CONFIRMED", "2 people come"]);
    const [one = "", two = ""] = Object.keys(alone.state.bookings);
    expect(of(must(alone.ask(anna, "cancelBooking", { bookingId: one })))).toEqual(["REQUEST", 3, "CONFIRMED", "1 person comes"]);
    expect(of(must(alone.ask(host, "cancelPlace", { bookingId: two, reason: "tooMany" })))).toEqual([
      "CANCEL",
      4,
      "CANCELLED",
      "Nobody comes yet",
    ]);
  });

  test("when somebody else receives them, it goes from one calendar into the other", () => {
    const alone = aSessionAlone(start);
    must(alone.ask(anna, "book"));
    const { deputy } = alone.state.card ?? {};
    const handed = follow(alone, { contact: deputy, deputy: alone.state.card?.contact });
    expect(new Set(told(alone, handed))).toEqual(new Set([host.personId, deputy?.personId]));
    expect(sent(alone, host, handed)).toMatchObject({ method: "CANCEL", events: [{ sequence: 2, status: "CANCELLED" }] });
    expect(sent(alone, { personId: deputy?.personId as PersonId }, handed)).toMatchObject({
      method: "REQUEST",
      events: [{ sequence: 1, status: "CONFIRMED" }],
    });
  });
});

const entry: Shown = {
  ...{ uid: "01900000-0000-7000-8000-000000000001@linkwork", sequence: 3, stamp: "2027-03-01T09:00:00.000Z" },
  ...{ startsAt: "2027-03-28T09:00:00.000Z", endsAt: "2027-03-28T11:00:00.000Z", summary: "A morning", description: "Come." },
  ...{ url: "https://linkwork.test/exchange/1", status: "CONFIRMED" },
};

describe("whatever somebody typed", () => {
  const typed: Record<string, string> = {
    "line ends and a property of one's own": "Morning\r\nSTATUS:CANCELLED\r\nATTACH:https://evil.example/x\nBEGIN:VALARM",
    "signs that mean something in the file": 'Tea; cake, "and" a \\ back:slash ^n ^\'',
    "signs that turn the line round, and that nobody sees": "\u202Emoor\u202C quiet \u200B\u2066room\u2069\uFEFF",
    "commands to a printer": "a\u0000b\u0007c\u001Bd\u007Fe\u0085f\u2028g\u2029h",
    "half of a sign": "a \uD83D b \uDE00 c",
    "a long name in many bytes": "Béile maidne ann an Ùige 🍲 ".repeat(20),
    "no blank in it": "茶".repeat(80),
  };
  const dirty = (text: string) => (text.match(/[\p{Cc}\u2028\u2029]/gu) ?? []).length;
  const asRead = (text: string) =>
    text
      .toWellFormed()
      .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
      .trim();

  /** Both as somebody wrote it and as it would come from an old record. */
  function holds(text: string): void {
    const alone = aSessionAlone(start);
    follow(alone, { title: text, place: text });
    const booked = must(alone.ask(anna, "book"));
    const { events } = sent(alone, anna, booked) ?? { events: [] };
    expect(events[0]?.summary).toBe(asRead(text));
    expect(events[0]?.location ?? "").toBe(asRead(text));
    expect(events[0]?.status).toBe("CONFIRMED");
    const usual = ["uid", "sequence", "dtstamp", "dtstart", "dtend", "summary", "transp", "location", "description", "organizer"];
    const names = [...usual, "attendee", "url", "status", "last-modified"].filter((name) => name !== "location" || asRead(text) !== "");
    expect(events[0]?.names).toEqual(names);
  }
  for (const [what, text] of Object.entries(typed))
    test(`it stands there as typed, less control characters, and is never a new property: ${what}`, () => holds(text));

  test("of what is typed into the form no control character is kept", () => {
    for (const text of Object.values(typed))
      expect(dirty(Terms.shape.title.parse(text.toWellFormed().replaceAll("\u0000", "").slice(0, 80)))).toBe(0);
  });

  test.skipIf(missing() !== undefined)("so for every string of the corpora", () => {
    const all = [...naughtyStrings(), ...injections()];
    expect(all.length).toBeGreaterThan(400);
    for (const text of all) holds(text);
  });

  test("nothing that visitor or host wrote to each other is in it", () => {
    const alone = aSessionAlone(start);
    const booked = must(alone.ask(anna, "book", { hopes: "To meet Mrs Kerr" }));
    const { seen, meet, risk } = alone.state.card ?? {};
    const file = JSON.stringify([sent(alone, anna, booked), sent(alone, host, booked)]);
    for (const words of ["Kerr", seen, meet, risk, anna.name, anna.orgName]) expect(file).not.toContain(words);
  });

  test("with people there who are helped, neither the name of the visit nor its place is in it", () => {
    const alone = aSessionAlone(start);
    follow(alone, { title: "Mrs Kerr's letters", place: "9 Kerr Lane", clients: true, permission: "May they?" });
    const booked = must(alone.ask(anna, "book"));
    expect(sent(alone, anna, booked)?.events[0]).toMatchObject({ summary: "Visit to Govan Food Hub", location: undefined });
    expect(sent(alone, host, booked)?.events[0]).toMatchObject({ summary: "Visitors", location: undefined });
    expect(JSON.stringify([sent(alone, anna, booked), sent(alone, host, booked)])).not.toContain("Kerr");
  });
});

test("a feed is published, and names no address of whose it is; a file of one visit has no method", () => {
  const feed = readCalendar(calendarFile({ method: "PUBLISH", organizer, entries: [entry, { ...entry, uid: "other@linkwork" }] }));
  expect(feed.method).toBe("PUBLISH");
  expect(feed.events.map(({ attendees }) => attendees)).toEqual([[], []]);
  expect(readCalendar(calendarFile({ organizer, entries: [entry] })).method).toBeUndefined();
  expect(readCalendar(calendarFile({ method: "PUBLISH", organizer, entries: [] })).events).toEqual([]);
});

test("an organiser is read from how mails are signed", () => {
  expect(addressIn("Linkwork <no-reply@linkwork.test>")).toEqual({ name: "Linkwork", email: "no-reply@linkwork.test" });
  expect(addressIn("no-reply@linkwork.test")).toEqual({ name: "Linkwork", email: "no-reply@linkwork.test" });
});

describe("whatever zone the server lives in", () => {
  const script = (name: string) => join(import.meta.dirname, `../../../apps/server/src/exchange/${name}.ts`);
  const code = `
    const { datesOf } = await import(${JSON.stringify(script("times"))});
    const { calendarFile } = await import(${JSON.stringify(script("present-calendar"))});
    const dates = ["2027-03-22", "2027-10-25"].flatMap((day) =>
      datesOf({ starts: day + "T10:00", minutes: 90, zone: "Europe/London", except: [], rule: "FREQ=WEEKLY;COUNT=2" }));
    const entry = ${JSON.stringify(entry)};
    const entries = dates.map(({ startsAt, endsAt }, i) => ({ ...entry, uid: String(i), startsAt, endsAt }));
    process.stdout.write(calendarFile({ method: "PUBLISH", organizer: { name: "Linkwork", email: "a@linkwork.test" }, entries }));
  `;
  const inZone = (zone: string): string => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
      env: { ...process.env, TZ: zone },
      encoding: "utf8",
    });
    expect(stderr.replace(/^.*Warning:.*$/gm, "").trim()).toBe("");
    expect(status).toBe(0);
    return stdout;
  };

  test("a session before and one after each change of the clocks are at ten on the wall in London, to the byte", () => {
    const files = ["UTC", "America/New_York", "Asia/Kolkata"].map(inZone);
    expect(files[1]).toBe(files[0]);
    expect(files[2]).toBe(files[0]);
    const { events } = readCalendar(files[0] ?? "");
    const wall = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
    expect(events.map(({ starts }) => starts)).toEqual([
      ...["2027-03-22T10:00:00.000Z", "2027-03-29T09:00:00.000Z"],
      ...["2027-10-25T09:00:00.000Z", "2027-11-01T10:00:00.000Z"],
    ]);
    expect(events.map(({ starts, ends }) => [starts, ends].map((at) => wall.format(Date.parse(at))))).toEqual(
      events.map(() => ["10:00", "11:30"]),
    );
  });
});
