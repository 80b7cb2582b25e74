import type { Calendar } from "./calendar.ts";
import { wearing } from "./people.ts";
import { type Step, tell } from "./story.ts";

const isla = wearing("isla", "southside");
const rhona = wearing("rhona", "southside");
const grace = wearing("grace", "choir");
const peter = wearing("peter", "choir");
const agnieszka = wearing("agnieszka", "debtDesk");

/** R.C., for whom his daughter decides as welfare guardian: the choir is in, and by now hears a little less than at first. */
export function singingForRc(calendar: Calendar): Step[] {
  const { on, recent } = calendar;
  const rc = tell({
    ...{ name: "rc", calendar, lead: isla, need: "singing again", purpose: "wellbeing" },
    client: {
      name: "Robert Cameron",
      knownAs: "Rab",
      bornOn: "1944-08-11",
      contact: "Through his daughter Catriona, 0141 496 0866, evenings.",
      communication: "Short sentences, one thing at a time. Faces before names. He answers best after a song.",
    },
  });
  rc.open(on(-7, "tue", "15:10"));
  rc.bring(on(-7, "tue", "15:14"), isla, "lead", rhona);
  rc.say(
    on(-7, "tue", "15:22"),
    isla,
    "Met R.C. with his daughter. He sang in the works choir for twenty years. I've seen her papers and copied them to the practice file.",
  );
  rc.agree(on(-7, "thu", "16:20"), "choir", {
    orgs: ["choir"],
    scopes: ["identity", "contact", "needs", "goals", "message", "attendance"],
    days: 170,
    said: { method: "face", witness: "Anil Bose" },
    decided: {
      grantor: {
        ...({ kind: "guardian", name: "Catriona Cameron", authority: "guardianshipOrder" } as const),
        evidence: "guardianship certificate, seen as the original",
        seenOn: new Date(on(-7, "tue", "15:10")).toISOString().slice(0, 10),
        until: calendar.midnight(on(-7, "tue", "15:10"), 700).slice(0, 10),
      },
      capacity: {
        outcome: "lacks",
        assessedBy: "his GP",
        assessedOn: new Date(on(-7, "wed", "11:00")).toISOString().slice(0, 10),
        authority: "welfare guardianship order",
      },
      evidenceRef: "copy of the certificate, practice file",
    },
  });
  rc.invite(on(-7, "thu", "16:24"), "choir", "choir");
  rc.join(on(-7, "fri", "13:10"), grace, "choir");
  rc.bring(on(-7, "fri", "13:12"), grace, "choir", peter);
  rc.say(
    on(-6, "mon", "10:15"),
    isla,
    "Catriona decides with him, not over him: she asks, he nods or he doesn't, and a shake of the head is a no for that day. Mornings before eleven are his best. Someone from the family always comes along.",
    { as: "nod" },
  );
  rc.say(on(-6, "mon", "13:30"), grace, "Then we follow the nod too. Which songs are his?", { as: "songs", to: "nod" });
  rc.say(on(-6, "mon", "15:40"), isla, "“The Dark Island”, anything by the seaside, and all the verses of the one about the herring.", {
    as: "herring",
    to: "songs",
  });
  rc.react(on(-6, "mon", "15:52"), peter, "herring", "😊");
  rc.say(
    on(-6, "thu", "12:40"),
    grace,
    "First visit. He stood at the piano the whole time with his hand on the lid. Didn't sing. At the door he told Peter he was flat. He was right.",
    { as: "flat" },
  );
  rc.react(on(-6, "thu", "13:05"), isla, "flat", "❤️");
  rc.say(on(-6, "thu", "16:30"), peter, "I was flat. I've been told by worse judges.", { to: "flat" });
  rc.topic(on(-5, "tue", "10:00"), isla, "days", "Hard days");
  rc.say(
    on(-5, "tue", "10:03"),
    isla,
    "Catriona asks: if he wants to leave in the middle, please let him leave. She'll be in the corridor with her knitting.",
    { as: "leave", topic: "days" },
  );
  rc.say(on(-5, "tue", "11:20"), grace, "He can have the chair by the door. Nobody will turn round.", { topic: "days", to: "leave" });
  rc.react(on(-5, "tue", "11:31"), rhona, "leave", "🙏");
  rc.say(
    on(-5, "thu", "12:45"),
    grace,
    "Sang. Third verse of the herring, when the rest of us had run out of words. The room went quiet so as to have him, and then we all went on.",
    { as: "sang" },
  );
  rc.react(on(-5, "thu", "13:00"), isla, "sang", "❤️");
  rc.react(on(-5, "thu", "13:20"), rhona, "sang", "🙏");
  rc.say(on(-4, "thu", "12:50"), peter, "Left after twenty minutes, waved from the door. Corridor, knitting, home. All as agreed.", {
    topic: "days",
  });
  rc.say(
    on(-3, "mon", "09:40"),
    isla,
    "Chair by the door. Piano lid if he wants it. Follow the nod. Catriona comes along and waits outside. Mornings before eleven.",
    { as: "agreed" },
  );
  rc.pin(on(-3, "mon", "09:41"), isla, "agreed");
  rc.narrow(on(-2, "wed", "16:45"), isla, "choir", "phone", ["needs", "goals", "message", "attendance"]);
  rc.say(
    on(-2, "wed", "16:50"),
    isla,
    "Catriona rang: the phone number and his full name needn't be with the choir any more now that she is there each time. She was clear that nothing is wrong. If something comes up, write it here.",
    { as: "less", names: [grace, peter] },
  );
  rc.say(on(-2, "thu", "10:20"), grace, "That's fine. The number is off my list, and Peter has crossed it off his.", { to: "less" });
  rc.react(on(-2, "thu", "10:32"), isla, "less", "👍");
  rc.say(recent(1, "09:40"), peter, "We have “The Dark Island” in his key for next time. He'll tell us if it isn't.", { as: "key" });
  // Catriona asked that whoever fills in the form with her reads along until it is sent
  rc.guest(recent(1, "10:05"), agnieszka, "advocate", on(2, "fri", "17:00"));
  rc.react(recent(0, "09:10"), isla, "key", "😊");
  return rc.steps;
}
