import type { BoardCommand } from "@linkwork/shared/boards/schema.ts";
import { idFrom, templateOf } from "@linkwork/shared/boards/templates.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { EventId, OrgId, PersonId, ReflectionId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { boardRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Calendar } from "./calendar.ts";
import { seedId } from "./ids.ts";
import { pastVisits } from "./learning.ts";
import { organisations } from "./organisations.ts";
import { wearing } from "./people.ts";
import { pilotBoard, pilotId } from "./projects.ts";
import type { Step } from "./story.ts";

type Named<Type extends BoardCommand["type"]> = Extract<BoardCommand, { type: Type }>["input"];

/** The board of the befriending pilot, as its three owners have worked on it: what it began with is done, and what comes next lies there. */
export function boards(calendar: Calendar): Step[] {
  const [rhona, tariq, jean] = [wearing("rhona", "southside"), wearing("tariq", "foodHub"), wearing("jean", "panel")];
  const room = boardRoom(pilotBoard);
  const begun = templateOf("befriending", pilotId);
  const listOf = (name: string): string => idFrom(pilotId, "list", name);
  const [todo, doing, waiting, done] = ["To do", "Doing", "Waiting for others", "Done"].map(listOf) as [string, string, string, string];
  const part = (what: string): string => seedId<string>(`board befriending pilot ${what}`);
  const steps: Step[] = [];
  const act = <Type extends BoardCommand["type"]>(at: number, by: Actor, type: Type, input: Named<Type>): void => {
    steps.push({
      kind: "act",
      at,
      by,
      room,
      id: seedId<EventId>(`board befriending pilot step ${steps.length}`),
      type,
      input: () => input,
    });
  };
  const add = (at: number, by: Actor, listId: string, title: string, before?: string): string => {
    const cardId = part(title);
    act(at, by, "addCard", { cardId, listId, title, ...(before === undefined ? {} : { before }) });
    return cardId;
  };
  const whoever = (at: number, by: Actor, cardId: string, orgId: OrgId) => act(at, by, "assign", { cardId, orgId, personId: null });
  const dayAhead = (days: number): string => dayInLondon(calendar.midnight(calendar.now, days));

  const [first = "", ...others] = begun.cards.map(({ cardId }) => cardId);
  for (const [i, cardId] of [first, ...others].entries())
    act(calendar.on(-10 + i, i % 2 ? "tue" : "thu", "11:20"), i % 3 ? tariq : rhona, "moveCard", { cardId, toList: done });
  add(calendar.on(-9, "fri", "10:00"), jean, done, "Room, heating, kettle", first);
  add(calendar.on(-9, "fri", "10:05"), rhona, done, "Charter agreed by all three", part("Room, heating, kettle"));

  const drivers = add(calendar.on(-3, "tue", "09:40"), tariq, todo, "Find two drivers for Thursdays");
  whoever(calendar.on(-3, "tue", "09:41"), tariq, drivers, organisations.foodHub.orgId);
  act(calendar.on(-3, "tue", "09:42"), tariq, "setDue", { cardId: drivers, due: dayAhead(10), rev: 0 });
  const library = add(calendar.on(-3, "tue", "10:10"), rhona, todo, "Ask the library about the back room");
  whoever(calendar.on(-3, "wed", "13:30"), jean, library, organisations.panel.orgId);
  const leaflet = add(calendar.on(-2, "mon", "15:00"), jean, todo, "Leaflet in Urdu and Polish");
  const words = ["Ask Agnieszka to look at the Polish", "Find somebody for the Urdu", "Plain words first", "Print two hundred"];
  for (const text of words) act(calendar.on(-2, "mon", "15:05"), jean, "addItem", { cardId: leaflet, itemId: part(text), text });
  act(calendar.on(-2, "thu", "14:20"), jean, "tickItem", { cardId: leaflet, itemId: part("Plain words first"), done: true });

  const pairs = add(calendar.on(-4, "wed", "09:30"), rhona, doing, "Match the first ten pairs");
  act(calendar.on(-4, "wed", "09:31"), rhona, "assign", { cardId: pairs, orgId: rhona.orgId, personId: rhona.personId as PersonId });
  const said: [Actor, string][] = [
    [tariq, "Six volunteers can do evenings, four only the weekend."],
    [jean, "Ask people what they like to talk about, and not how old they are."],
    [rhona, "Good. I'll ask for one thing they could teach somebody."],
    [tariq, "Seven pairs by Friday, if the drivers come."],
  ];
  for (const [i, [who, text]] of said.entries())
    act(calendar.on(-3 + (i >> 1), "thu", `1${i}:15`), who, "comment", { cardId: pairs, text });
  const listening = add(calendar.on(-2, "tue", "11:00"), tariq, doing, "Train volunteers: listening");
  const note = pastVisits(calendar).find((step) => step.kind === "act" && step.type === "submitReflection");
  if (note)
    act(calendar.on(-2, "tue", "11:02"), tariq, "link", {
      ...{ cardId: listening, linkId: part("from a shadowing visit") },
      to: { kind: "note", reflectionId: subjectOf(note.room) as ReflectionId, title: "An afternoon in the Men's Shed" },
    });
  const checks = add(calendar.on(-1, "mon", "09:50"), rhona, waiting, "PVG checks for six volunteers");
  act(calendar.on(-1, "mon", "09:51"), rhona, "setDue", { cardId: checks, due: dayAhead(12), rev: 0 });
  return steps;
}
