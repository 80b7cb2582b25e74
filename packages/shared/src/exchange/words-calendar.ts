import type { Dated } from "./schema.ts";

const dayIn = (zone: string) =>
  new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: zone });
const clockIn = (zone: string) =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
const town = (zone: string): string => zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;

type When = Pick<Dated, "startsAt" | "endsAt" | "zone">;
/** "Wednesday 9 December 2026": on the wall of the place. */
const dayOf = ({ startsAt, zone }: When): string => dayIn(zone).format(Date.parse(startsAt)).replace(",", "");
/** "Wednesday 9 December 2026, 10:00 to 12:00, London time" */
const whenOf = (when: When): string => {
  const clock = clockIn(when.zone);
  return `${dayOf(when)}, ${clock.format(Date.parse(when.startsAt))} to ${clock.format(Date.parse(when.endsAt))}, ${town(when.zone)} time`;
};

/** How many come, for who receives them. */
export const comeWords = (coming: number): string =>
  coming === 0 ? "Nobody comes yet." : coming === 1 ? "1 person comes." : `${coming} people come.`;

/** What stands in a calendar. Nothing of what people wrote for each other, and of no client. */
export const entryWords = {
  feed: "Linkwork visits",
  /** where people who are helped may be there, the name and the place could say more than they should */
  covered: (hostName: string): string => `Visit to ${hostName}`,
  coveredHost: "Visitors",
  host: (title: string): string => `Visitors: ${title}`,
  elsewhere: "Where it is stands with your visits in Linkwork.",
  visit: "Can't you come? Give the place back in Linkwork, so that somebody else can have it.",
  receive: (coming: number): string => `${comeWords(coming)} Who it is stands in Linkwork.`,
} as const;

/** What happened, as a calendar mail tells it. */
export type CalendarNews = "booked" | "changed" | "calledOff" | "givenBack" | "visitors" | "fewer" | "handedOn" | "left";

const opening: Record<CalendarNews, { subject: string; says: string; next: string }> = {
  booked: {
    subject: "Booked: a visit on",
    says: "You have a place.",
    next: "The visit is attached for your calendar. Can't you come? Give the place back, so that somebody else can have it:",
  },
  changed: {
    subject: "Changed: a visit on",
    says: "Something has changed about your visit. This is how it stands now.",
    next: "The change is attached for your calendar. Can't you come? Give the place back, so that somebody else can have it:",
  },
  calledOff: {
    subject: "Called off: a visit on",
    says: "The host had to call your visit off. Please don't go there.",
    next: "What is attached takes it out of your calendar. What the host says stands with your visits:",
  },
  givenBack: {
    subject: "Given back: a visit on",
    says: "You have given your place back.",
    next: "What is attached takes the visit out of your calendar. Your other visits:",
  },
  visitors: {
    subject: "Visitors on",
    says: "This is how a visit that you receive stands now.",
    next: "It is attached for your calendar. Who comes stands with what you host:",
  },
  fewer: {
    subject: "No visitors on",
    says: "Nobody comes any more.",
    next: "What is attached takes the visit out of your calendar. How it stands:",
  },
  left: {
    subject: "Off: a visit on",
    says: "You don't work any more where you did when this was arranged, so it goes on without you.",
    next: "What is attached takes the visit out of your calendar. There is nothing that you need to do.",
  },
  handedOn: {
    subject: "Visitors on",
    says: "Somebody else receives these visitors now.",
    next: "What is attached takes the visit out of your calendar. How it stands:",
  },
};

/** A calendar mail: what happened, what it is about, and where to go on. The subject holds nothing that anybody typed. */
export function calendarLetter(
  news: CalendarNews,
  { summary, place, when, coming, link }: { summary: string; place: string | undefined; when: When; coming?: number; link?: string },
): { subject: string; text: string } {
  const { subject, says, next } = opening[news];
  const facts = [
    `What: ${summary}`,
    ...(place === undefined ? [] : [`Where: ${place}`]),
    `When: ${whenOf(when)}`,
    ...(coming === undefined ? [] : [comeWords(coming)]),
  ];
  return {
    subject: `${subject} ${dayOf(when)}`,
    text: ["Hello,", "", says, "", ...facts, "", next, ...(link === undefined ? [] : [link]), "", "Linkwork", ""].join("\n"),
  };
}

/** What people read around calendars in the product. */
export const calendarWords = {
  title: "In your own calendar",
  lead: "Your phone or your mail program can show your visits, and those that you receive, and follow what changes. For that it needs an address that nobody else has.",
  twice: "Invitations by mail and this address show the same visits. Use one of them, or you see each twice.",
  make: "Make an address",
  anew: "Make a new address",
  anewHow: "The one before it stops working at once.",
  since: (day: string): string => `There is an address since ${day}. It was shown once, when it was made.`,
  once: "This is it. It is shown only now: add it in your calendar program as a calendar “from the internet” or “by URL”.",
  secret: "Whoever has it sees your visits, so give it to nobody.",
  label: "Address of your calendar",
  copy: "Copy the address",
  copied: "Copied.",
  noCopy: "This browser doesn't let us copy. Mark it and copy it by hand.",
  end: "Stop this address",
  ended: "The address has stopped. What your calendar has fetched before, you take out there.",
  failed: "It can't be looked up just now whether you have an address.",
  looking: "Looking up whether you have an address",
  file: "Put it in my calendar",
  fileName: "visit.ics",
  fileThere: "It is among your downloads. Open it, and your calendar takes it in.",
  week: "Week",
  month: "Month",
  which: "Which time",
  earlierWeek: "Earlier week",
  laterWeek: "Later week",
  earlierMonth: "Earlier month",
  laterMonth: "Later month",
  today: "Today",
  range: (from: string, to: string): string => `${from} to ${to}`,
  visits: (count: number): string => (count === 1 ? "1 visit" : `${count} visits`),
  yours: (count: number): string => (count === 1 ? "1 is yours" : `${count} are yours`),
  none: "no visit",
  noneAtAll: "There is no visit in this time that one could come to.",
  many: "There are more than can be shown. Narrow it down, or look at a shorter time.",
} as const;
