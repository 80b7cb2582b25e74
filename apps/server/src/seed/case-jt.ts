import type { Calendar } from "./calendar.ts";
import { wearing } from "./people.ts";
import { type Step, tell } from "./story.ts";

const rhona = wearing("rhona", "southside");
const davie = wearing("davie", "foodHub");
const nasreen = wearing("nasreen", "foodHub");
const anil = wearing("anil", "southside");

/** J.T., who likes to mend things: he paused, and told Davie himself. */
export function shedForJt(calendar: Calendar): Step[] {
  const { on, recent } = calendar;
  const jt = tell({
    ...{ name: "jt", calendar, lead: rhona, need: "Men's Shed, Fridays", purpose: "activity" },
    client: {
      name: "James Tulloch",
      knownAs: "Jim",
      bornOn: "1951-06-30",
      contact: "Phone 0141 496 0812, afternoons.",
      communication: "A bit deaf on the left. Sit on his right and say it once.",
    },
  });
  jt.open(on(-8, "wed", "13:40"));
  jt.say(
    on(-8, "wed", "13:48"),
    rhona,
    "He fixed the waiting-room chair while he waited for me. Worked on the boats for thirty years and misses the noise.",
  );
  jt.agree(on(-8, "fri", "10:30"), "shed", {
    orgs: ["foodHub"],
    scopes: ["identity", "needs", "goals", "message", "attendance"],
    days: 180,
    said: { method: "face" },
  });
  jt.invite(on(-8, "fri", "10:33"), "foodHub", "shed");
  jt.join(on(-8, "fri", "14:20"), davie, "foodHub");
  jt.say(
    on(-7, "mon", "09:15"),
    rhona,
    "Davie, J.T. would like to come on Fridays. He'd rather have a job to do than a cup of tea, though he won't refuse the tea. He hears better with you on his right.",
    { as: "job", names: [davie] },
  );
  jt.say(
    on(-7, "mon", "11:40"),
    davie,
    "There's a bench vice that's been beating us since summer. It's his. Yard gate, ten o'clock, I'll have the kettle on anyway.",
    {
      ...{ as: "vice", to: "job" },
    },
  );
  jt.react(on(-7, "mon", "11:52"), rhona, "vice", "😊");
  jt.say(on(-7, "fri", "15:05"), davie, "Came at half nine. Vice fixed by ten past ten. He then fixed the bench that the vice was on.", {
    as: "fixed",
  });
  jt.react(on(-7, "fri", "15:30"), rhona, "fixed", "❤️");
  jt.topic(on(-6, "thu", "10:00"), rhona, "way", "Getting there");
  jt.say(on(-6, "thu", "10:02"), rhona, "The bus stops short while the road is up. Could somebody walk the last bit with him tomorrow?", {
    as: "bus",
    topic: "way",
  });
  jt.say(on(-6, "thu", "10:30"), davie, "Two of the lads live that way. They'll be at the stop at twenty to ten.", {
    topic: "way",
    to: "bus",
  });
  jt.settle(on(-6, "fri", "15:10"), davie, "way");
  jt.say(
    on(-5, "fri", "15:20"),
    davie,
    "He's teaching our youngest to sharpen a chisel. The lad listens to nobody, as a rule. He listens to J.T.",
    { as: "chisel" },
  );
  jt.react(on(-5, "fri", "15:41"), rhona, "chisel", "🙏");
  jt.say(on(-4, "tue", "09:40"), rhona, "He asks what he owes for the wood. I said I'd ask you.", { as: "wood" });
  jt.say(on(-4, "tue", "12:15"), davie, "Nothing. The pallets come free and so does he.", { to: "wood" });
  jt.say(on(-3, "wed", "11:10"), davie, "Missed him the last Friday. No chasing from us; the bench is his whenever he likes.", {
    as: "missed",
  });
  jt.say(on(-3, "wed", "13:20"), rhona, "Thank you for not chasing. He knows it's there.", { to: "missed" });
  jt.say(
    on(-2, "fri", "10:20"),
    davie,
    "He was at the gate this morning. Wants a break from the Shed for now, and for us not to write about him while he's away. He said to tell you himself, so I'm putting it down as he said it.",
  );
  jt.pause(on(-2, "fri", "10:24"), davie, "shed", "face");
  jt.say(
    on(-2, "fri", "13:35"),
    rhona,
    "Rang him, as he likes it, in the afternoon. A break is a break. He'll tell me when he wants Davie to hear from him again.",
  );
  jt.say(
    recent(1, "09:35"),
    rhona,
    "He asked whether the vice is still holding. I said he could ask it himself one of these Fridays. He laughed.",
  );
  jt.worry(recent(1, "10:10"), nasreen, anil, {
    authority: "safeguarding",
    reason:
      'He told Davie at the gate, in passing, that his nephew keeps his bank card "to be safe" and that he has had no money of his own for three weeks. Those are his words. Davie saw that he had lost weight. I have not spoken to him. Does the practice know of the nephew?',
  });
  return jt.steps;
}
