import type { Calendar } from "./calendar.ts";
import { wearing } from "./people.ts";
import { type Step, tell } from "./story.ts";

const callum = wearing("callum", "ropeworks");
const rhona = wearing("rhona", "ropeworks");
const isla = wearing("isla", "ropeworks");
const davie = wearing("davie", "foodHub");

/** G.S. of the other practice: one yes has run out, and two organisations are invited that no agreement lets in yet. */
export function fridaysForGs(calendar: Calendar): Step[] {
  const { on, recent } = calendar;
  const gs = tell({
    ...{ name: "gs", calendar, lead: callum, need: "somewhere to be on a Friday", purpose: "activity" },
    client: {
      name: "George Sneddon",
      knownAs: "Geordie",
      bornOn: "1960-10-03",
      contact: "Phone 0141 496 0889. Let it ring; he walks slowly.",
      communication: "Reading glasses are never with him. Read it out.",
    },
  });
  gs.open(on(-10, "mon", "10:30"));
  gs.agree(on(-10, "mon", "11:00"), "shed", {
    orgs: ["foodHub"],
    scopes: ["identity", "needs", "message", "attendance"],
    // eight weeks were enough to try it, he said; they are over
    days: 56,
    said: { method: "face" },
  });
  gs.invite(on(-10, "mon", "11:04"), "foodHub", "shed");
  gs.join(on(-10, "tue", "10:15"), davie, "foodHub");
  gs.say(
    on(-10, "tue", "10:40"),
    callum,
    "G.S. gave up the van last year and Fridays are long. He says he'll try eight weeks of anything.",
    { as: "van" },
  );
  gs.say(on(-10, "tue", "11:05"), davie, "Eight weeks we can do. Does he like wood or engines?", { as: "engines", to: "van" });
  gs.say(on(-10, "tue", "13:30"), callum, "Engines. He asks you not to laugh at his sandwiches.", { to: "engines" });
  gs.say(on(-10, "fri", "15:15"), davie, "Nobody laughed. He has the mower in forty pieces and knows where each of them is.", {
    as: "mower",
  });
  gs.react(on(-10, "fri", "15:40"), callum, "mower", "😊");
  gs.say(on(-8, "fri", "15:10"), davie, "Mower runs. So does the neighbour's.", {});
  gs.bring(on(-7, "thu", "09:30"), callum, "lead", rhona);
  gs.say(on(-7, "thu", "09:34"), callum, "Rhona is here on Thursdays and knows G.S. now too.", { as: "thursdays", names: [rhona] });
  gs.react(on(-7, "thu", "09:50"), davie, "thursdays", "👍");
  gs.say(on(-5, "thu", "11:20"), rhona, "He came by to show me a photo of the mower. I have seen a good many photos of the mower.", {
    as: "photo",
  });
  gs.react(on(-5, "thu", "11:31"), callum, "photo", "❤️");
  gs.say(on(-3, "fri", "15:05"), davie, "His eighth Friday will be the next one. Whatever he decides, his mug stays on the hook.", {
    as: "mug",
    names: [callum],
  });
  gs.say(on(-3, "fri", "15:25"), callum, "I'll ask him.", { to: "mug" });
  gs.bring(on(-2, "thu", "09:10"), callum, "lead", isla);
  gs.topic(on(-2, "thu", "09:20"), callum, "after", "After the eight weeks");
  gs.say(
    on(-2, "thu", "09:24"),
    callum,
    "His eight weeks ended on Sunday night, and so did our writing to Davie; the Shed itself goes on for him as it likes. He hasn't been in since, so nobody has asked him yet. Isla is in here too now, for the days when I'm off.",
    { as: "ended", topic: "after", names: [rhona] },
  );
  gs.say(on(-2, "thu", "10:05"), rhona, "I can ask him today: he's down for eleven.", { topic: "after", to: "ended" });
  gs.say(
    on(-2, "thu", "11:40"),
    rhona,
    "Asked. He'd like to think about the Shed over the weekend. But he wants to sing, of all things, and somebody to look at the van's finance papers with him. Said it all in one breath, so I wrote it down at once.",
    { as: "breath", topic: "after" },
  );
  gs.agree(on(-1, "mon", "10:10"), "next", {
    orgs: ["choir", "debtDesk"],
    scopes: ["needs", "goals", "message"],
    days: 120,
    purpose: "company",
    said: { method: "phone" },
  });
  gs.invite(recent(2, "10:20"), "choir", "next");
  gs.invite(recent(2, "10:22"), "debtDesk", "next");
  gs.say(
    recent(2, "10:30"),
    callum,
    "Both asked in. The choir can come in as soon as they have signed our agreement; Eilidh has sent it to them. With the Debt Help Desk we have no agreement at all yet, so they can see that we asked and no more. I've told G.S. why it takes a moment.",
    { as: "why", names: [rhona] },
  );
  gs.say(recent(1, "09:15"), callum, "G.S. says the choir can take its time; he is practising in the shower.", { to: "why" });
  gs.react(recent(0, "09:30"), isla, "why", "👀");
  return gs.steps;
}
