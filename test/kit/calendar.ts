import ICAL from "ical.js";
import { expect } from "vitest";

type Read = {
  uid: string;
  sequence: number;
  status: string;
  summary: string;
  location: string | undefined;
  description: string;
  /** UTC, as ISO */
  starts: string;
  ends: string;
  stamp: string;
  organizer: string;
  attendees: string[];
  /** the names of all properties */
  names: string[];
};

/** A calendar file as a stranger reads it: it is held to RFC 5545's lines, to UTC, and to single events, and read by ical.js. */
export function readCalendar(text: string): { method: string | undefined; events: Read[] } {
  expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", ""), "no line end of another kind").not.toMatch(/[\p{Cc}]/u);
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
  const unfolded = text.replaceAll("\r\n ", "");
  const moments = [...unfolded.matchAll(/^(DTSTART|DTEND|DTSTAMP|LAST-MODIFIED)([^\r\n]*)$/gm)].map(([, , value]) => value);
  for (const value of moments) expect(value).toMatch(/^:\d{8}T\d{6}Z$/);
  expect(unfolded).not.toMatch(/^(RRULE|RDATE|EXDATE|RECURRENCE-ID|BEGIN:VTIMEZONE|BEGIN:VALARM)/m);
  const calendar = new ICAL.Component(ICAL.parse(text));
  const all = calendar.getAllSubcomponents();
  expect(all.every(({ name }) => name === "vevent")).toBe(true);
  return { method: calendar.getFirstPropertyValue("method")?.toString(), events: all.map(readEvent) };
}

function readEvent(event: ICAL.Component): Read {
  const of = (name: string): string | undefined => event.getFirstPropertyValue(name)?.toString();
  const at = (name: string): string => (event.getFirstPropertyValue(name) as ICAL.Time).toJSDate().toISOString();
  return {
    uid: of("uid") ?? "",
    sequence: Number(of("sequence")),
    status: of("status") ?? "",
    summary: of("summary") ?? "",
    location: of("location"),
    description: of("description") ?? "",
    ...{ starts: at("dtstart"), ends: at("dtend"), stamp: at("dtstamp") },
    organizer: of("organizer") ?? "",
    attendees: event.getAllProperties("attendee").map((attendee) => String(attendee.getFirstValue()).toLowerCase()),
    names: event.getAllProperties().map(({ name }) => name),
  };
}
