import type { Calendar } from "./calendar.ts";
import { wearing } from "./people.ts";
import { type Step, tell } from "./story.ts";

const rhona = wearing("rhona", "southside");
const agnieszka = wearing("agnieszka", "debtDesk");
const fergus = wearing("fergus", "debtDesk");

/** A.D., who stopped opening letters: the Debt Help Desk waits for an answer. One of its workers is kept away, and nothing there says so. */
export function lettersForAd(calendar: Calendar): Step[] {
  const { on, recent } = calendar;
  const ad = tell({
    ...{ name: "ad", calendar, lead: rhona, need: "debt letters", purpose: "money" },
    client: {
      name: "Angela Docherty",
      knownAs: "Angie",
      bornOn: "1984-11-19",
      contact: "Phone 0141 496 0825. A text first, then ring; unknown numbers frighten her.",
      // from the range that is kept for tests: nobody has it
      numbers: ["9990001235"],
      communication: "Short messages. She likes things written down once, on one page.",
    },
  });
  ad.open(on(-6, "tue", "11:35"));
  ad.agree(on(-6, "tue", "11:50"), "desk", {
    orgs: ["debtDesk"],
    scopes: ["identity", "contact", "needs", "goals", "message", "attendance"],
    // three weeks are left: whoever asks her again does so before it ends
    days: 63,
    said: { method: "phone" },
    decided: { excluded: [{ kind: "person", personId: fergus.personId }] },
  });
  ad.invite(on(-6, "tue", "11:53"), "debtDesk", "desk");
  ad.join(on(-6, "wed", "09:20"), agnieszka, "debtDesk");
  ad.say(
    on(-6, "wed", "09:45"),
    rhona,
    "A.D. has a carrier bag of letters that she hasn't opened since spring. She is ready to look at them with somebody, not alone. Short meetings, please; she says after half an hour it all goes grey.",
    { as: "bag" },
  );
  ad.say(
    on(-6, "wed", "10:10"),
    agnieszka,
    "Half an hour is plenty. She needn't open anything beforehand: we sort by colour of envelope first, it's less frightening. Thursday at two?",
    { as: "sort", to: "bag" },
  );
  ad.say(on(-6, "wed", "10:31"), rhona, "Thursday at two. She'd like me to sit in the first time.", { to: "sort" });
  ad.react(on(-6, "wed", "10:33"), agnieszka, "bag", "🙏");
  ad.topic(on(-6, "fri", "09:15"), agnieszka, "council", "Council tax");
  ad.say(
    on(-6, "fri", "09:18"),
    agnieszka,
    "First sort done: 31 letters, 19 of them the same thing again. The council tax one comes first. I have asked for everything to be held while we look.",
    { as: "first", topic: "council" },
  );
  ad.react(on(-6, "fri", "09:40"), rhona, "first", "👍");
  ad.say(on(-5, "thu", "15:05"), agnieszka, "She came, with two more letters already opened. By her.", { as: "opened" });
  ad.react(on(-5, "thu", "15:12"), rhona, "opened", "❤️");
  ad.say(on(-4, "tue", "10:25"), rhona, "She has told her sister about the bag. She says that was harder than the letters.", {});
  ad.topic(on(-4, "wed", "13:30"), agnieszka, "fuel", "Fuel voucher");
  ad.say(
    on(-4, "wed", "13:32"),
    agnieszka,
    "She could have a fuel voucher this month. It needs one line from you that she is known to the practice; nothing more.",
    {
      ...{ as: "voucher", topic: "fuel", names: [rhona] },
    },
  );
  ad.say(on(-4, "wed", "14:02"), rhona, "A.D. says yes to that. Sent, one line.", { topic: "fuel", to: "voucher" });
  ad.say(on(-3, "mon", "11:00"), agnieszka, "And the fuel voucher came through.", { topic: "fuel" });
  ad.settle(on(-3, "mon", "11:01"), agnieszka, "fuel");
  ad.say(
    on(-2, "tue", "13:48"),
    rhona,
    "She found the second letter, the one from March. She'll bring it; she doesn't want it read out over the phone.",
    {
      ...{ as: "second", topic: "council" },
    },
  );
  ad.say(
    on(-2, "thu", "14:50"),
    agnieszka,
    "Looked at it together. It is better than she feared: the amount is from before the discount for living alone. I can ring the council with her beside me, if she agrees.",
    {
      ...{ topic: "council", to: "second" },
    },
  );
  ad.say(
    on(-1, "mon", "09:30"),
    agnieszka,
    "One page for everybody, as she likes it: council tax held until the end of next month; discount asked for; fuel paid; no new letters to be opened alone.",
    {
      ...{ as: "page" },
    },
  );
  ad.pin(on(-1, "mon", "09:31"), agnieszka, "page");
  ad.read(on(-1, "mon", "12:10"), rhona);
  ad.react(on(-1, "mon", "12:11"), rhona, "page", "🙏");
  ad.say(
    recent(1, "09:25"),
    agnieszka,
    "@Rhona MacLeod, did A.D. hear what the council said about the discount? They told her they would write to her at home.",
    {
      ...{ as: "council", topic: "council", names: [rhona] },
    },
  );
  ad.say(recent(0, "09:05"), agnieszka, "No hurry from her side. I'd just like her not to meet that letter alone.", {
    topic: "council",
    to: "council",
  });
  return ad.steps;
}
