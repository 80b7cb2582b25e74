import type { Calendar } from "./calendar.ts";
import { wearing } from "./people.ts";
import { type Step, tell } from "./story.ts";

const rhona = wearing("rhona", "southside");
const isla = wearing("isla", "southside");
const tariq = wearing("tariq", "foodHub");
const grace = wearing("grace", "choir");

/** M.K., who wants company more than advice: two organisations are in, and it goes well. */
export function companyForMk(calendar: Calendar): Step[] {
  const { on, recent } = calendar;
  const mk = tell({
    ...{ name: "mk", calendar, lead: rhona, need: "looking for company", purpose: "company" },
    client: {
      name: "Mariam Khalid",
      knownAs: "Mariam",
      bornOn: "1957-03-02",
      contact: "Phone 0141 496 0871, not before ten. Her son sometimes answers; say only that it is Rhona.",
      safeContact: { never: ["voicemail"], neutral: true },
      communication: "Urdu first, some English. Samira interprets. Large print for letters.",
    },
  });
  mk.open(on(-9, "mon", "10:05"));
  mk.say(
    on(-9, "mon", "10:12"),
    rhona,
    "Second meeting. She came in about her letters, and talked about how quiet the flat is. She will think about where she would like to go.",
  );
  mk.say(on(-8, "thu", "14:10"), rhona, "Third meeting, Samira interpreting. Cooking made her smile. I said I'd look for somewhere small.");
  mk.agree(on(-7, "mon", "10:20"), "hub", {
    orgs: ["foodHub"],
    scopes: ["needs", "goals", "message", "attach", "attendance", "health"],
    days: 181,
    said: { method: "face", interpreter: "Samira", language: "ur" },
  });
  mk.invite(on(-7, "mon", "10:24"), "foodHub", "hub");
  mk.join(on(-7, "tue", "09:05"), tariq, "foodHub");
  mk.topic(on(-7, "thu", "09:10"), rhona, "visit", "First visit");
  mk.say(
    on(-7, "thu", "09:12"),
    rhona,
    "We've met five times now. M.K. would like a place where cooking comes before talking. Mornings are better; the bus from Ibrox is fine.",
    { as: "wish" },
  );
  mk.say(
    on(-7, "thu", "09:31"),
    tariq,
    "Tuesday's group is six people and quiet. I can meet you both at the door at 9:45, so nobody walks in alone. Does the interpreter come along?",
    { as: "door", topic: "visit" },
  );
  mk.say(on(-7, "thu", "09:40"), rhona, "Yes, Samira comes the first two times. M.K. asks whether there is a quiet corner.", {
    ...{ as: "corner", topic: "visit", to: "door" },
  });
  mk.edit(
    on(-7, "thu", "09:43"),
    rhona,
    "corner",
    "Yes, Samira comes the first two times. M.K. says thank you, and asks whether there is a quiet corner.",
  );
  mk.say(on(-7, "thu", "11:02"), tariq, "There is. I'll keep the window table.", { as: "window", topic: "visit" });
  mk.react(on(-7, "thu", "11:20"), rhona, "window", "🙏");
  mk.say(
    on(-6, "tue", "12:30"),
    tariq,
    "She came, and stayed to the end. She showed the table how to keep onions from burning and wouldn't sit down until they were right. Two hours, and a lot of laughing for a quiet corner.",
    { as: "came", topic: "visit" },
  );
  mk.react(on(-6, "tue", "12:41"), rhona, "came", "❤️");
  mk.say(on(-6, "tue", "12:44"), rhona, "She rang me from the bus stop to say the same. Thank you for the door.", {
    topic: "visit",
    to: "came",
  });
  mk.topic(on(-5, "wed", "09:50"), rhona, "letter", "Benefits letter");
  mk.say(
    on(-5, "wed", "09:52"),
    rhona,
    "M.K. asks you both to know one thing: she has a letter to answer by Friday and may be short of words on Tuesday. She and I do the letter here.",
    { as: "letter", topic: "letter" },
  );
  mk.say(on(-5, "wed", "10:15"), tariq, "Thanks for saying. No questions from us, and her apron is on its hook.", {
    topic: "letter",
    to: "letter",
  });
  mk.beside(on(-5, "wed", "10:30"), rhona, "health");
  mk.note(
    on(-5, "wed", "10:34"),
    rhona,
    "health",
    "Her new tablets make her light-headed when she stands for long. She says you may know, and the table need not.",
  );
  mk.note(on(-5, "wed", "10:52"), tariq, "health", "There's a stool with a back. On Tuesday it will be standing at the onions.");
  mk.note(
    on(-4, "tue", "12:40"),
    tariq,
    "health",
    "She sat for most of it. When she stood up she held on to the shelf for a moment, then laughed at it. I've moved the shelf with the knives.",
  );
  mk.note(
    on(-4, "tue", "13:15"),
    rhona,
    "health",
    "Thank you, that is worth knowing. She sees the nurse on Thursday and wants to tell her herself, so nothing from us.",
  );
  mk.note(on(-3, "tue", "12:35"), tariq, "health", "Steadier today. She says the dose is halved. The stool stays.");
  mk.read(on(-3, "tue", "14:20"), rhona, "health");
  mk.read(on(-3, "tue", "14:21"), tariq, "health");
  mk.say(on(-4, "mon", "15:20"), rhona, "Letter answered and posted; she kept a copy. That's that one done.", { topic: "letter" });
  mk.settle(on(-4, "mon", "15:21"), rhona, "letter");
  mk.agree(on(-3, "thu", "11:10"), "choir", {
    orgs: ["choir"],
    scopes: ["needs", "message"],
    days: 120,
    said: { method: "face", interpreter: "Samira", language: "ur" },
  });
  mk.invite(on(-3, "thu", "11:14"), "choir", "choir");
  mk.join(on(-3, "fri", "13:05"), grace, "choir");
  mk.bring(on(-2, "mon", "09:05"), rhona, "lead", isla);
  mk.say(
    on(-2, "mon", "09:12"),
    rhona,
    "Welcome, Grace. M.K. hums while she cooks and says nobody is meant to hear it. She'd like to listen from the back once before anybody asks her to sing. Isla stands in for me when I'm away.",
    { as: "hum", names: [grace] },
  );
  mk.say(
    on(-2, "mon", "09:25"),
    rhona,
    "Wants company more than advice. Cooking, mornings, small groups. Speaks Urdu; Samira interprets. The window table.",
    { as: "summary" },
  );
  mk.pin(on(-2, "mon", "09:26"), rhona, "summary");
  mk.react(on(-2, "mon", "12:50"), tariq, "summary", "👍");
  mk.say(
    on(-2, "mon", "13:40"),
    grace,
    "The back row is the best row. Tea is at half past one, we start when the pot is empty. Half our songs have no words to get wrong.",
    { to: "hum" },
  );
  mk.react(on(-2, "mon", "13:52"), isla, "hum", "😊");
  mk.say(on(-2, "thu", "16:05"), tariq, "She told the table about the choir herself on Tuesday. Two of them want to go too.", {
    as: "told",
  });
  mk.react(on(-2, "thu", "16:20"), grace, "told", "❤️");
  mk.say(
    on(-1, "wed", "10:06"),
    rhona,
    "We go along together next week, both of us in the back row. @Grace Okafor, is there a step at the side door? She has her trolley with her.",
    {
      ...{ as: "step", names: [grace] },
    },
  );
  mk.say(recent(1, "09:18"), grace, "One small step, and Peter will be standing on it. I'll send him out five minutes early.", {
    to: "step",
  });
  mk.say(
    recent(0, "09:36"),
    tariq,
    "@Rhona MacLeod, M.K. asks whether she may bring her own rice spoon to the next Tuesday. I said the spoon is very welcome.",
    {
      ...{ as: "spoon", names: [rhona] },
    },
  );
  return mk.steps;
}
