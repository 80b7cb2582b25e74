import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { BoardId, EventId, OrgId, ProjectId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { Charter, ProjectCommand, Template } from "@linkwork/shared/projects/schema.ts";
import { derivedId } from "../kernel/decide.ts";
import { systemActor } from "../kernel/system.ts";
import type { Calendar } from "./calendar.ts";
import { seedId } from "./ids.ts";
import { organisations } from "./organisations.ts";
import { wearing } from "./people.ts";
import type { Step } from "./story.ts";

type Named<Type extends ProjectCommand["type"]> = Extract<ProjectCommand, { type: Type }>["input"];

/** The project that three sectors own, and its first board. */
export const pilotId = seedId<ProjectId>("project befriending pilot");
export const pilotBoard = derivedId(pilotId, "board") as string as BoardId;

/** Tells one project as its people lived it. */
function project(name: string, projectId: ProjectId) {
  const room: RoomId = projectRoom(projectId);
  const steps: Step[] = [];
  const part = (what: string) => seedId<string>(`project ${name} ${what}`);
  const act = <Type extends ProjectCommand["type"]>(at: number, by: Actor, type: Type, input: Named<Type>): void => {
    steps.push({ kind: "act", at, by, room, id: seedId<EventId>(`project ${name} step ${steps.length}`), type, input: () => input });
  };
  return {
    steps,
    part,
    act,
    propose: (at: number, by: Actor, charter: Charter, template: Template, partners: OrgId[]) =>
      act(at, by, "proposeProject", { projectId, charter, template, partners }),
  };
}

/** What the organisations do together, and what waits for them there. */
export function projects(calendar: Calendar): Step[] {
  return [...befriending(calendar), ...singing(calendar)];
}

function befriending(calendar: Calendar): Step[] {
  const [rhona, tariq, jean] = [wearing("rhona", "southside"), wearing("tariq", "foodHub"), wearing("jean", "panel")];
  const { steps, part, act, propose } = project("befriending pilot", pilotId);
  const day = (at: number) => dayInLondon(new Date(at).toISOString());
  const ends = dayInLondon(calendar.midnight(calendar.now, 84));
  const brings = (orgId: OrgId, kind: Charter["brings"][number]["kind"], words: string) => ({
    ...{ bringsId: part(`brings ${words}`), orgId, kind, words },
  });
  const charter: Charter = {
    title: "Befriending pilot, Govan and Ibrox",
    purpose:
      "Somebody to talk to, once a week, for people who spend most evenings alone. Volunteers are neighbours; the practice and the Food Hub bring them together.",
    need: "“From five o'clock on I hear nobody until the next day.” Said at the panel's open afternoon, and in much the same words at the surgery.",
    startsOn: day(calendar.on(-11, "mon", "09:00")),
    brings: [
      brings(organisations.foodHub.orgId, "place", "The back room on Thursdays, warm, with a kettle"),
      brings(organisations.panel.orgId, "livedExperience", "Six people who know what such evenings are like"),
      brings(organisations.southside.orgId, "time", "Half a day a week of a link worker"),
      brings(organisations.foodHub.orgId, "food", "Soup for whoever comes"),
    ],
    money: [
      {
        ...{ fundingId: part("money"), name: "NHS Better Together", funder: "NHS Better Together small grants", pence: 14_500_00 },
        ...{ from: day(calendar.on(-11, "mon", "09:00")), until: ends },
      },
    ],
    measures: [
      {
        ...{ measureId: part("measure company"), words: "People have somebody to talk to in the week" },
        ...{ how: "We ask each of them after six weeks, in their own words", target: "Eight of ten say so", by: ends },
      },
      {
        ...{ measureId: part("measure pairs"), words: "Pairs that go on by themselves" },
        ...{ how: "Still meeting three months later", target: "Half of all pairs", by: null },
      },
    ],
  };
  propose(calendar.on(-12, "tue", "10:10"), rhona, charter, "befriending", [organisations.foodHub.orgId, organisations.panel.orgId]);
  act(calendar.on(-12, "wed", "15:05"), tariq, "acceptPlace", { charterAt: 1 });
  act(calendar.on(-12, "thu", "15:20"), jean, "acceptPlace", { charterAt: 1 });
  const gave = (
    at: number,
    by: Actor,
    kind: Charter["brings"][number]["kind"],
    words: string,
    hours: number | null,
    pence: number | null,
  ) => act(at, by, "recordContribution", { contributionId: part(`gave ${words}`), kind, words, on: day(at), hours, pence });
  gave(calendar.on(-9, "thu", "16:30"), tariq, "place", "Back room, four Thursdays", 12, null);
  gave(calendar.on(-8, "fri", "16:00"), jean, "livedExperience", "Two afternoons of training volunteers to listen", 6, null);
  gave(calendar.on(-6, "wed", "12:15"), rhona, "time", "Meeting the first ten people, one by one", 15.5, null);
  gave(calendar.on(-4, "thu", "16:40"), tariq, "food", "Soup and bread", null, 180_00);
  act(calendar.on(-3, "mon", "11:00"), rhona, "recordMeasure", {
    ...{ entryId: part("entry company"), measureId: part("measure company"), value: "7 of 9" },
    ...{ words: "Seven of the nine whom we asked say that they have.", on: day(calendar.on(-3, "mon", "11:00")) },
  });
  act(calendar.on(-2, "tue", "16:20"), jean, "recordOutcome", {
    ...{ outcomeId: part("outcome"), on: day(calendar.on(-2, "tue", "16:20")) },
    words: "Two people who were visited in the first month now visit somebody else.",
  });
  // its money has come near its end: the board has the card, and those who speak for it have heard
  act(calendar.recent(1, "09:00"), systemActor, "settleProject", {});
  const proposalId = part("ask the choir in");
  act(calendar.recent(1, "09:05"), tariq, "openProposal", {
    proposalId,
    question: { kind: "invite", orgId: organisations.choir.orgId },
  });
  act(calendar.recent(1, "09:35"), jean, "vote", { proposalId, yes: true, words: "They sing on Tuesdays, and nobody has to be able to." });
  return steps;
}

/** One that is only proposed, and waits for the practice. */
function singing(calendar: Calendar): Step[] {
  const grace = wearing("grace", "choir");
  const { steps, part, propose } = project("singing", seedId<ProjectId>("project singing in the waiting room"));
  const { southside, choir } = organisations;
  const charter: Charter = {
    title: "Singing in the waiting room",
    purpose: "Twenty minutes of song on a Friday at noon, for whoever is waiting and whoever works there.",
    need: "“It is so quiet in there that you hear your own worries.”",
    startsOn: calendar.dayOf(4, "fri"),
    brings: [
      { bringsId: part("songs"), orgId: choir.orgId, kind: "skills", words: "A singer who can get anybody started" },
      { bringsId: part("room"), orgId: southside.orgId, kind: "place", words: "The waiting room on Fridays at noon" },
    ],
    money: [],
    measures: [
      {
        ...{ measureId: part("measure"), words: "People say that waiting was easier", how: "A box with two kinds of buttons at the door" },
        ...{ target: "More green than grey", by: null },
      },
    ],
  };
  propose(calendar.recent(2, "09:15"), grace, charter, "empty", [southside.orgId]);
  return steps;
}
