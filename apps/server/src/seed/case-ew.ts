import type { Calendar } from "./calendar.ts";
import { wearing } from "./people.ts";
import { type Step, tell } from "./story.ts";

const rhona = wearing("rhona", "southside");
const isla = wearing("isla", "southside");
const fergus = wearing("fergus", "debtDesk");

/** E.W., who says everything in British Sign Language: one organisation could not, the other has not answered yet. */
export function kitchenForEw(calendar: Calendar): Step[] {
  const { on, recent } = calendar;
  const ew = tell({
    ...{ name: "ew", calendar, lead: rhona, need: "a table where people sign", purpose: "company" },
    client: {
      name: "Elspeth Wylie",
      knownAs: "Elspeth",
      bornOn: "1979-01-24",
      contact: "Text or video only: 0141 496 0844. Never voice.",
      safeContact: { never: ["phone", "voicemail"], neutral: false },
      communication: "British Sign Language. Book the interpreter first, then the room. English on paper is her second language.",
    },
  });
  ew.open(on(-5, "tue", "09:30"));
  ew.bring(on(-5, "tue", "09:34"), rhona, "lead", isla);
  ew.say(
    on(-5, "tue", "09:41"),
    rhona,
    "Booked a double meeting and the interpreter. She moved here in the summer and knows nobody who signs.",
    { as: "moved" },
  );
  ew.say(on(-5, "wed", "10:15"), isla, "I can take the booking of interpreters off your hands on Wednesdays. Shall I?", { to: "moved" });
  ew.say(on(-5, "wed", "10:22"), rhona, "Please. She likes the same face each time, if it can be done.");
  ew.topic(on(-5, "fri", "11:00"), rhona, "bill", "The old flat's bill");
  ew.agree(on(-5, "fri", "11:30"), "bill", {
    orgs: ["debtDesk"],
    scopes: ["needs", "message"],
    days: 60,
    purpose: "money",
    said: { method: "bsl", interpreter: "Morven, BSL interpreter", language: "bfi" },
  });
  ew.invite(on(-5, "fri", "11:34"), "debtDesk", "bill");
  ew.decline(on(-4, "mon", "10:05"), fergus, "debtDesk", "noPlaces");
  ew.say(
    on(-4, "mon", "10:40"),
    rhona,
    "The desk rang to say why: nobody there signs until next month, and they won't do money talk through pen and paper. Fair, and quick. She and I did the one phone call here with Morven instead.",
    { as: "desk", topic: "bill" },
  );
  ew.react(on(-4, "mon", "10:52"), isla, "desk", "👍");
  ew.say(on(-4, "thu", "14:20"), rhona, "The old flat's bill was somebody else's. Letter of apology on its way to her.", { topic: "bill" });
  ew.settle(on(-4, "thu", "14:21"), rhona, "bill");
  ew.withdraw(on(-4, "thu", "14:25"), rhona, "bill", "bsl");
  ew.say(
    on(-2, "wed", "11:05"),
    isla,
    "She asked me whether there is one table anywhere where two people sign. Tariq's Tuesday group had somebody who signed last year, I think. Nothing said to anybody yet.",
    { as: "table", names: [rhona] },
  );
  ew.say(on(-2, "wed", "11:30"), rhona, "Good that you asked her first. I'll go through it with her and Morven.", { to: "table" });
  ew.agree(on(-1, "wed", "14:10"), "kitchen", {
    orgs: ["foodHub"],
    scopes: ["identity", "needs", "goals", "message", "attendance"],
    days: 181,
    said: { method: "bsl", interpreter: "Morven, BSL interpreter", language: "bfi" },
  });
  ew.say(
    on(-1, "wed", "14:20"),
    rhona,
    "For the Food Hub, when you come in: E.W. signs, reads faces very well, and would like a place where that is nothing special. She cooks Hungarian. An interpreter comes the first three times; after that she'd like to see how it goes.",
    { as: "hello" },
  );
  ew.pin(on(-1, "wed", "14:21"), rhona, "hello");
  ew.invite(recent(1, "09:45"), "foodHub", "kitchen");
  ew.say(recent(1, "09:48"), rhona, "Asked the Food Hub in this morning. E.W. knows that an answer can take a few days.");
  return ew.steps;
}
