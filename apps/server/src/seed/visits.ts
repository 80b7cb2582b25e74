import type { OpportunityCommand, PlaceRules, Terms } from "@linkwork/shared/exchange/schema.ts";
import type { ReflectionCommand } from "@linkwork/shared/exchange/schema-reflection.ts";
import type { SessionCommand } from "@linkwork/shared/exchange/schema-session.ts";
import type { TrainingCommand } from "@linkwork/shared/exchange/schema-training.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { EventId, OpportunityId, RoomId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { opportunityRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Calendar, Weekday } from "./calendar.ts";
import { seedId } from "./ids.ts";
import { seedPostcodes } from "./map-postcodes.ts";
import { wearing } from "./people.ts";
import type { Step } from "./story.ts";

type Written = Omit<Terms, "contact" | "deputy" | "when" | "rules"> & { rules: Partial<PlaceRules> };
type Posting = {
  name: string;
  by: Actor;
  deputy: Actor;
  day: Weekday;
  time: string;
  minutes: number;
  from: number;
  weeks: number;
  terms: Written;
};
type Name = SessionCommand["type"] | OpportunityCommand["type"] | ReflectionCommand["type"] | TrainingCommand["type"];

const spotOf = (postcode: keyof typeof seedPostcodes): NonNullable<Terms["spot"]> => ({
  at: seedPostcodes[postcode] ?? { lon: 0, lat: 0 },
  postcode,
});
const contactOf = ({ personId, name }: Actor) => ({ personId, name });

/** Tells how one chance to shadow was posted, and who asked to come. */
export function post(calendar: Calendar, { name, by, deputy, day, time, minutes, from, weeks, terms }: Posting) {
  const opportunityId = seedId<OpportunityId>(`visit ${name}`);
  const room = opportunityRoom(opportunityId);
  const steps: Step[] = [];
  const act = (at: number, who: Actor, where: RoomId, type: Name, input: Record<string, unknown> = {}): EventId => {
    const id = seedId<EventId>(`visit ${name} step ${steps.length}`);
    steps.push({ kind: "act", at, by: who, room: where, id, type, input: () => input });
    return id;
  };
  const starts = (week: number): string => `${calendar.dayOf(from + week, day)}T${time}`;
  const session = (week: number): RoomId => sessionRoom(derivedId(opportunityId, starts(week)) as string as SessionId);
  return {
    steps,
    draft(at: number): void {
      const rules = {
        mode: "instant",
        capacity: 2,
        reserve: 0,
        noticeHours: 24,
        cutOffHours: 24,
        bufferMinutes: 15,
        perDay: 2,
        ...terms.rules,
      };
      const when = {
        starts: starts(0),
        minutes,
        zone: "Europe/London",
        except: [],
        ...(weeks > 1 ? { rule: `FREQ=WEEKLY;COUNT=${weeks}` } : {}),
      };
      const written = { ...terms, rules, when, contact: contactOf(by), deputy: contactOf(deputy) };
      act(at, by, room, "draftOpportunity", { opportunityId, terms: written });
    },
    publish: (at: number) => act(at, by, room, "publishOpportunity"),
    /** somebody asks for the date of that week; the id of their booking */
    book: (at: number, who: Actor, week: number, hopes?: string) => act(at, who, session(week), "book", hopes ? { hopes } : {}),
    approve: (at: number, week: number, bookingId: EventId) => act(at, by, session(week), "approveBooking", { bookingId }),
    came: (at: number, week: number, bookingId: EventId) => act(at, by, session(week), "confirmAttendance", { bookingId }),
    close: (at: number) => act(at, by, room, "closeOpportunity"),
    act,
    giveBack: (at: number, who: Actor, week: number, bookingId: EventId) => act(at, who, session(week), "cancelBooking", { bookingId }),
  };
}

/** What the organisations let each other see, in both directions, and who comes. */
export function visits(calendar: Calendar): Step[] {
  const [rhona, isla] = [wearing("rhona", "southside"), wearing("isla", "southside")];
  const [callum, eilidh] = [wearing("callum", "ropeworks"), wearing("eilidh", "ropeworks")];
  const [tariq, davie] = [wearing("tariq", "foodHub"), wearing("davie", "foodHub")];
  const [grace, peter] = [wearing("grace", "choir"), wearing("peter", "choir")];
  const [agnieszka, fergus] = [wearing("agnieszka", "debtDesk"), wearing("fergus", "debtDesk")];

  const hub = post(calendar, {
    ...{ name: "food hub", by: tariq, deputy: davie, day: "wed", time: "10:00", minutes: 150, from: 1, weeks: 8 },
    terms: {
      title: "A morning at our food hub",
      theme: "food",
      seen: "The pantry opens at ten. You stand at the door with us, help to carry, and cook for the lunch table at half past eleven. You'll see how people come in, and who comes back.",
      meet: "Tariq, who runs the kitchen, four volunteers, and the people who come for the pantry.",
      risk: "Hot pans and a wet floor: closed shoes, and stay on our side of the counter. If somebody is upset, call Tariq; don't step in alone.",
      clients: true,
      permission:
        "We have a visitor from a practice today who wants to see how we work. Is that all right with you? You can say no, and nothing changes for you.",
      asks: {
        agreement: true,
        check: { needed: true, why: "You cook and eat with people who come for the pantry, some of them not at their best." },
        induction: { months: 12 },
      },
      place: "12 Mafeking Street, Govan",
      spot: spotOf("G51 3UU"),
      access: ["stepFree", "toilet", "busNearby"],
      rules: {},
    },
  });
  hub.draft(calendar.on(-2, "mon", "11:10"));
  hub.publish(calendar.on(-2, "mon", "11:40"));
  hub.book(calendar.on(-2, "tue", "09:30"), isla, 0, "What to tell people about their first time with you.");
  hub.book(calendar.on(-2, "wed", "14:15"), callum, 0);
  hub.book(calendar.on(-1, "mon", "10:05"), rhona, 0);
  hub.book(calendar.on(-1, "mon", "10:20"), isla, 4, "What has changed since I was there the first time.");
  hub.book(calendar.on(-1, "mon", "10:10"), rhona, 2, "How you notice that somebody needs more than food.");

  const practice = post(calendar, {
    ...{ name: "link worker", by: isla, deputy: rhona, day: "tue", time: "09:00", minutes: 240, from: 2, weeks: 6 },
    terms: {
      title: "A Tuesday with a link worker",
      theme: "health",
      seen: "The morning meeting with the GPs, two or three first talks if the people agree, and the phone calls in between. You'll see what happens before somebody stands at your door.",
      meet: "Isla and Rhona, the practice's two link workers, and whoever of the GPs is in.",
      risk: "What you hear stays there. If something weighs on you afterwards, talk to Isla on the same day.",
      clients: true,
      permission:
        "Somebody from a local organisation is with me today to learn how we work. May they listen? You can say no, and they'll wait outside.",
      asks: { check: { needed: false, why: "You listen, and are never alone with anybody." } },
      place: "Southside Practice, 40 Calder Street",
      spot: spotOf("G42 7AB"),
      access: ["stepFree", "toilet", "hearingLoop", "parking"],
      rules: { mode: "approval", capacity: 1 },
    },
  });
  practice.draft(calendar.on(-2, "tue", "15:00"));
  practice.publish(calendar.on(-2, "tue", "15:20"));
  const tariqs = practice.book(calendar.on(-2, "thu", "12:40"), tariq, 1, "How you choose where to send somebody.");
  practice.approve(calendar.on(-2, "thu", "16:00"), 1, tariqs);

  const choir = post(calendar, {
    ...{ name: "choir", by: grace, deputy: peter, day: "thu", time: "18:30", minutes: 120, from: 1, weeks: 6 },
    terms: {
      title: "Sing with us, tea first",
      theme: "company",
      seen: "Half an hour of tea, then an hour of singing. Nobody is asked why they came. You'll be asked to sing, and you may mouth the words.",
      meet: "Grace, Peter at the piano, and about twenty people who think they can't sing.",
      risk: "The hall is up six steps at the front; the level way in is at the side. Please don't greet people as your clients.",
      clients: false,
      permission: "",
      place: "St Columba's hall, side door",
      spot: spotOf("G51 2YU"),
      access: ["stepFree", "toilet", "quietRoom", "busNearby"],
      rules: { capacity: 4, reserve: 1 },
    },
  });
  choir.draft(calendar.on(-1, "tue", "13:00"));
  choir.publish(calendar.on(-1, "tue", "13:10"));
  choir.book(calendar.on(-1, "wed", "09:45"), callum, 1);

  const surgery = post(calendar, {
    ...{ name: "surgery", by: callum, deputy: eilidh, day: "fri", time: "13:00", minutes: 120, from: 1, weeks: 4 },
    terms: {
      title: "From the first call to the first visit",
      theme: "health",
      seen: "How a referral from a GP becomes a talk, and a talk a plan. On paper only, with names taken out.",
      meet: "Callum, the link worker, and Eilidh, who manages the surgery.",
      risk: "Nothing out of the ordinary. The stairs are steep; the lift is by the pharmacy.",
      clients: false,
      permission: "",
      place: "Ropeworks Lane Surgery, second floor",
      spot: spotOf("G5 8QH"),
      access: ["stepFree", "toilet"],
      rules: { mode: "approval", capacity: 1 },
    },
  });
  surgery.draft(calendar.on(-1, "wed", "11:00"));
  surgery.publish(calendar.on(-1, "wed", "11:05"));
  const fergusDay = surgery.book(calendar.on(-1, "wed", "14:00"), fergus, 0);
  surgery.approve(calendar.on(-1, "wed", "14:30"), 0, fergusDay);
  surgery.approve(calendar.on(-1, "thu", "11:00"), 0, surgery.book(calendar.on(-1, "thu", "10:30"), grace, 0));
  surgery.book(calendar.recent(0, "09:20"), davie, 1, "What a referral says about somebody, and what it doesn't.");
  surgery.giveBack(calendar.recent(0, "09:25"), fergus, 0, fergusDay);

  const desk = post(calendar, {
    ...{ name: "debt desk", by: agnieszka, deputy: fergus, day: "mon", time: "10:00", minutes: 90, from: 3, weeks: 1 },
    terms: {
      title: "Letters that nobody wants to open",
      theme: "money",
      seen: "We open them together, and sort them into three piles. You'll see how little it takes to begin.",
      meet: "",
      risk: "",
      clients: true,
      permission: "",
      asks: { check: { needed: false, why: "You sit with us, never alone with anybody." } },
      place: "Debt Help Desk, Langlands Road",
      access: [],
      rules: { capacity: 1 },
    },
  });
  desk.draft(calendar.recent(0, "09:30"));

  return [hub, practice, choir, surgery, desk].flatMap(({ steps }) => steps);
}
