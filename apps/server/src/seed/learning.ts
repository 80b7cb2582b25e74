import type { Says, Side } from "@linkwork/shared/exchange/schema-reflection.ts";
import type { Heading } from "@linkwork/shared/exchange/schema-training.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { reflectionRoom, trainingRoom } from "@linkwork/shared/kernel/room.ts";
import { reflectionIdOf } from "../exchange/effects-learning.ts";
import type { Calendar } from "./calendar.ts";
import { wearing } from "./people.ts";
import type { Step } from "./story.ts";
import { post } from "./visits.ts";

type Post = ReturnType<typeof post>;
/** What one side wrote about a visit: by whom, and what became of it. */
function wrote({ act }: Post, bookingId: EventId, side: Side, by: Actor) {
  const reflectionId = reflectionIdOf(bookingId, side);
  const room = reflectionRoom(reflectionId);
  // the first event of its room opened it; what was sent is two, and what sends it back is one
  let version = 2;
  return {
    sends: (at: number, says: Says, how: { share?: "learning" | "between"; signed?: boolean } = {}) =>
      act(at, by, room, "submitReflection", { says, share: how.share ?? "learning", signed: how.signed ?? true }),
    // without words: those go once it is mended, and a seeding that goes on where it stopped would find others than it says
    sentBack(at: number, who: Actor): void {
      act(at, who, room, "sendReflectionBack", { version, reason: "recognisable" });
      version += 3;
    },
    letThrough: (at: number, who: Actor) => act(at, who, room, "checkReflection", { version, nobodyRecognised: true }),
    leaves: (at: number) => act(at, by, room, "withdrawReflection"),
    touched: (at: number, headings: Heading[]) => act(at, by, trainingRoom(by.personId), "noteHeadings", { reflectionId, headings }),
  };
}

/** Visits that are over, and what both sides took home from them: three notes, one that waits to be looked at, and one that waits to be written. */
export function pastVisits(calendar: Calendar): Step[] {
  const [davie, tariq, nasreen] = [wearing("davie", "foodHub"), wearing("tariq", "foodHub"), wearing("nasreen", "foodHub")];
  const [callum, eilidh] = [wearing("callum", "ropeworks"), wearing("eilidh", "ropeworks")];
  const [agnieszka, fergus] = [wearing("agnieszka", "debtDesk"), wearing("fergus", "debtDesk")];
  const isla = wearing("isla", "southside");
  const on = calendar.on;

  const shed = post(calendar, {
    ...{ name: "shed", by: davie, deputy: tariq, day: "tue", time: "13:00", minutes: 120, from: -5, weeks: 1 },
    terms: {
      title: "An afternoon in the Men's Shed",
      theme: "company",
      seen: "We mend what people bring: chairs, radios, once a cuckoo clock. You'll get something to sand, and somebody to sand it with.",
      meet: "Davie, and eight to ten men, most of them retired.",
      risk: "Sharp tools. Goggles hang by the door; nobody uses the saw on their first day.",
      clients: false,
      permission: "",
      place: "The yard behind 12 Mafeking Street, Govan",
      access: ["stepFree", "toilet"],
      rules: { capacity: 1 },
    },
  });
  shed.draft(on(-7, "mon", "10:20"));
  shed.publish(on(-7, "mon", "10:30"));
  const callums = shed.book(on(-7, "wed", "09:40"), callum, 0, "Who comes, and how they get through the door the first time.");
  shed.came(on(-5, "tue", "15:20"), 0, callums);
  shed.close(on(-5, "wed", "09:10"));
  const fromTheShed = wrote(shed, callums, "visitor", callum);
  fromTheShed.sends(on(-5, "thu", "11:05"), {
    saw: "Nobody talks about how they are. They talk about glue, and after an hour somebody says that he hasn't slept since the spring.",
    differently:
      "I used to say: there is a group for men on Tuesdays. Now I ask what somebody used to make, and ring Davie while they are still with me.",
    would: "To know beforehand that one may just sit. I'd have told three people about it sooner.",
  });
  fromTheShed.touched(on(-5, "thu", "11:06"), ["shadowing", "assetBased", "listening", "localAssets"]);
  fromTheShed.letThrough(on(-5, "thu", "15:30"), tariq);
  const inTheShed = wrote(shed, callums, "host", davie);
  inTheShed.sends(
    on(-5, "fri", "10:15"),
    {
      saw: "How little of us gets through to a surgery. Our leaflet said “activities”, and nobody sends a lonely man to an activity.",
      differently: "We answer every referral by phone on the same day, also when we are full, and say when there will be room.",
    },
    { signed: false },
  );
  inTheShed.letThrough(on(-5, "fri", "12:40"), nasreen);

  const calls = post(calendar, {
    ...{ name: "first calls", by: callum, deputy: eilidh, day: "wed", time: "10:00", minutes: 90, from: -3, weeks: 1 },
    terms: {
      title: "How a first call goes",
      theme: "health",
      seen: "You listen to how I prepare a first call, and we play two of them through. No patient is on the line.",
      meet: "Callum, and Eilidh for a quarter of an hour about what a surgery can and can't do.",
      risk: "Nothing out of the ordinary. The stairs are steep; the lift is by the pharmacy.",
      clients: false,
      permission: "",
      place: "Ropeworks Lane Surgery, second floor",
      access: ["stepFree", "toilet"],
      rules: { capacity: 1 },
    },
  });
  calls.draft(on(-5, "mon", "14:00"));
  calls.publish(on(-5, "mon", "14:10"));
  const agnieszkas = calls.book(on(-5, "tue", "10:30"), agnieszka, 0, "Why people arrive with us so late.");
  calls.came(on(-3, "wed", "11:40"), 0, agnieszkas);
  calls.close(on(-3, "thu", "09:05"));
  const afterCalls = wrote(calls, agnieszkas, "visitor", agnieszka);
  const learnt: Says = {
    saw: "Ten minutes of a first call are about whether somebody may trust you. Money comes up in the last two, if at all.",
    differently:
      "We don't ask for all the letters at the first meeting any more. One is enough to begin, and the link worker hears from us within the week how it went.",
  };
  afterCalls.sends(on(-3, "thu", "13:20"), {
    ...learnt,
    would: "To hear how it went on for the woman with the two dogs on the corner, whom we both know.",
  });
  afterCalls.sentBack(on(-3, "fri", "09:30"), eilidh);
  afterCalls.sends(on(-3, "fri", "11:00"), { ...learnt, would: "A phone number that somebody answers. We have swapped ours now." });
  afterCalls.letThrough(on(-3, "fri", "14:10"), eilidh);
  afterCalls.touched(on(-3, "fri", "11:01"), ["interviewing", "confidentiality"]);

  const forms = post(calendar, {
    ...{ name: "forms", by: agnieszka, deputy: fergus, day: "wed", time: "13:00", minutes: 120, from: -1, weeks: 1 },
    terms: {
      title: "Filling in a form together",
      theme: "money",
      seen: "The long form for Attendance Allowance, question by question, with an invented life. You'll see which words count.",
      meet: "Agnieszka and Fergus.",
      risk: "Nothing but boredom; there is cake.",
      clients: false,
      permission: "",
      place: "Debt Help Desk, Langlands Road",
      access: ["stepFree"],
      rules: { capacity: 1 },
    },
  });
  forms.draft(on(-3, "mon", "15:00"));
  forms.publish(on(-3, "mon", "15:10"));
  const islas = forms.book(on(-3, "tue", "09:15"), isla, 0);
  forms.came(on(-1, "wed", "15:10"), 0, islas);
  forms.close(on(-1, "thu", "09:20"));
  wrote(forms, islas, "visitor", isla).sends(on(-1, "thu", "12:30"), {
    saw: "“I manage” is the most expensive sentence on the form.",
    differently: "Before I send somebody, I ask them to write down one bad day, hour by hour. The desk can begin with that.",
  });
  wrote(forms, islas, "host", agnieszka).leaves(on(-1, "thu", "14:00"));

  return [shed, calls, forms].flatMap(({ steps }) => steps);
}
