import type { Calendar } from "./calendar.ts";
import { wearing } from "./people.ts";
import { type Step, tell } from "./story.ts";

const rhona = wearing("rhona", "southside");
const isla = wearing("isla", "southside");
const tariq = wearing("tariq", "foodHub");
const nasreen = wearing("nasreen", "foodHub");

/** L.M., who got what she needed and then stopped sharing: the Food Hub is out, and that is all right. */
export function cookerForLm(calendar: Calendar): Step[] {
  const { on, recent } = calendar;
  const lm = tell({
    ...{ name: "lm", calendar, lead: rhona, need: "a cooker that works", purpose: "food" },
    client: {
      name: "Lorna McPhee",
      knownAs: "Lorna",
      bornOn: "1992-05-07",
      contact: "Phone 0141 496 0837. School run at three.",
      communication: "Says what she means. Likes to be asked before things are arranged.",
    },
  });
  lm.open(on(-6, "mon", "09:50"));
  lm.agree(on(-6, "mon", "10:10"), "hub", {
    orgs: ["foodHub"],
    scopes: ["contact", "needs", "message"],
    days: 90,
    otherServices: "count",
    said: { method: "phone" },
  });
  lm.invite(on(-6, "mon", "10:13"), "foodHub", "hub");
  lm.join(on(-6, "mon", "12:05"), tariq, "foodHub");
  lm.bring(on(-6, "mon", "12:07"), tariq, "foodHub", nasreen);
  lm.say(
    on(-6, "mon", "13:15"),
    rhona,
    "L.M. has two at school and one ring of a cooker. She'd like food that needs no oven for a week or two, and a word on where a cooker can be had. She does not want a parcel brought to the door; the neighbours look.",
    { as: "ring" },
  );
  lm.say(
    on(-6, "mon", "13:40"),
    tariq,
    "She can come round the side at half past two, before the school run. Nobody sees the side. I'll put the one-ring recipes in.",
    {
      ...{ as: "side", to: "ring" },
    },
  );
  lm.react(on(-6, "mon", "13:44"), rhona, "side", "🙏");
  lm.say(on(-6, "wed", "15:00"), tariq, "She's been. Chose her own, which is how it should be.");
  lm.topic(on(-5, "mon", "10:20"), nasreen, "cooker", "The cooker");
  lm.say(
    on(-5, "mon", "10:22"),
    nasreen,
    "There is a cooker coming free from a house move, electric, two years old. It would need measuring: 50 cm wide. Shall I hold it until Thursday?",
    {
      ...{ as: "measure", topic: "cooker", names: [rhona] },
    },
  );
  lm.say(on(-5, "mon", "11:05"), rhona, "Yes please. She'll measure tonight.", { topic: "cooker", to: "measure" });
  lm.say(on(-5, "tue", "09:20"), rhona, "50 and a bit. It fits.", { as: "fits", topic: "cooker" });
  lm.react(on(-5, "tue", "09:31"), nasreen, "fits", "😊");
  lm.say(on(-4, "thu", "16:10"), tariq, "In, wired by somebody who may, and she made us wait while she did toast under the grill.", {
    as: "toast",
    topic: "cooker",
  });
  lm.react(on(-4, "thu", "16:22"), rhona, "toast", "❤️");
  lm.settle(on(-4, "fri", "09:15"), nasreen, "cooker");
  lm.say(
    on(-3, "tue", "14:05"),
    tariq,
    "She hasn't been for two weeks, which I take as good news. Shall I put the date of the family lunch in, or…",
    { as: "lunch" },
  );
  lm.say(on(-3, "tue", "15:30"), rhona, "I'll ask her before we put anything anywhere.", { to: "lunch" });
  lm.withdraw(on(-1, "tue", "11:06"), rhona, "hub", "phone");
  lm.say(
    on(-1, "tue", "11:15"),
    rhona,
    "She rang: she has what she came for and would like to stop being talked about. She asked me to be sure the Food Hub knows they were good to her. I said they'd hear that from her if she wants them to; she'll send a card.",
  );
  lm.bring(on(-1, "tue", "11:20"), rhona, "lead", isla);
  lm.say(on(-1, "wed", "09:25"), isla, "Do we close, or wait a little?", { as: "close" });
  lm.say(
    recent(1, "09:10"),
    rhona,
    "Wait a little. I see her for something else next month, and I'd like her to know that the door is open both ways.",
    { to: "close" },
  );
  return lm.steps;
}
