import type { Calendar } from "./calendar.ts";
import { wearing } from "./people.ts";
import { type Step, tell } from "./story.ts";

const rhona = wearing("rhona", "southside");
const isla = wearing("isla", "southside");

/** N.O., newly here, who was asked twice: once she said no, and the other time she is still thinking. Nobody else is in. */
export function findingFeetForNo(calendar: Calendar): Step[] {
  const { on, recent } = calendar;
  const no = tell({
    ...{ name: "no", calendar, lead: rhona, need: "finding her feet", purpose: "learning" },
    client: {
      name: "Nadia Osman",
      knownAs: "Nadia",
      bornOn: "1998-12-15",
      contact: "Messages to 0141 496 0858; calls on Sundays only.",
      safeContact: { never: ["post", "voicemail"], neutral: true, mayTell: "her cousin Samira, that we rang, and nothing else" },
      communication: "Arabic and good English. Likes time to think, and things in writing to take away.",
    },
  });
  no.open(on(-4, "wed", "10:40"));
  no.bring(on(-4, "wed", "10:43"), rhona, "lead", isla);
  no.say(
    on(-4, "wed", "10:55"),
    rhona,
    "First meeting. She was a pharmacist's assistant at home and would like to work with people again, not only with forms. No hurry, she says, and means it.",
    {
      ...{ as: "first" },
    },
  );
  no.react(on(-4, "wed", "11:20"), isla, "first", "👍");
  no.topic(on(-3, "wed", "13:00"), rhona, "course", "English for work");
  no.say(
    on(-3, "wed", "13:04"),
    rhona,
    "The college's evening class has a place after the holidays. She has the leaflet; she'll ring them herself.",
    { topic: "course" },
  );
  no.ask(on(-3, "wed", "13:20"), "desk", { orgs: ["debtDesk"], scopes: ["needs", "message"], days: 60, purpose: "money" });
  no.say(
    on(-3, "fri", "15:15"),
    isla,
    "She stopped me in the corridor: about the Debt Help Desk, thank you, but no. Her cousin sorted it.",
    { as: "cousin", names: [rhona] },
  );
  no.refuse(on(-3, "fri", "15:40"), "desk", "face");
  no.say(on(-3, "fri", "15:44"), rhona, "Noted as a no. It's a good no: she knew what she was saying no to.", { to: "cousin" });
  no.say(on(-2, "tue", "10:10"), rhona, "She rang the college. They rang back within the hour. She sounded taller on the phone.", {
    as: "college",
    topic: "course",
  });
  no.react(on(-2, "tue", "10:30"), isla, "college", "❤️");
  no.settle(on(-2, "tue", "10:35"), rhona, "course");
  no.say(
    on(-1, "mon", "14:00"),
    isla,
    "She asked whether the Food Hub takes volunteers, or only people who need food. I said: both, and often the same people. She liked that.",
    { as: "both", names: [rhona] },
  );
  no.ask(on(-1, "wed", "11:30"), "hub", { orgs: ["foodHub"], scopes: ["identity", "goals", "message"], days: 180 });
  no.say(
    on(-1, "wed", "11:36"),
    rhona,
    "Went through it with her line by line. She has taken the page home to think. Until she says yes, nobody at the Food Hub hears of her, not even by accident at the counter.",
    { as: "page", to: "both" },
  );
  no.say(recent(0, "09:20"), isla, "She's in on Thursday next week. I won't ask; she'll say.", { to: "page" });
  return no.steps;
}
