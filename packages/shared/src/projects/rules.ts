import { livesHere } from "../identity/rules.ts";
import type { Actor } from "../kernel/event.ts";
import { type Meaning, refusing, type Verdict } from "../kernel/refusal.ts";
import type { OrgId, PersonId, Role, Sector } from "../kernel/shapes.ts";
import { joined } from "./rules-votes.ts";
import type { OwnerStatus, ProjectStatus } from "./schema-owners.ts";
import type { HeldOwner, ProjectState } from "./state.ts";

export const projectCodes = {
  /** the id doesn't fit the room, or there is a project already */
  WrongProject: "BAD_REQUEST",
  /** it is for whoever speaks for the organisation there: its stewards, and its managers */
  NotASpeaker: "FORBIDDEN",
  /** who only lives beside an organisation speaks for none but a citizens' panel */
  ResidentsPanel: "FORBIDDEN",
  /** it stands otherwise by now: `status` */
  ProjectMoved: "CONFLICT",
  /** the organisation's place stands otherwise by now: `status` */
  PlaceMoved: "CONFLICT",
  /** the charter has other words than those that were read */
  CharterMoved: "CONFLICT",
  /** before somebody can say yes: `missing`, all at once */
  CharterNotReady: "PRECONDITION_FAILED",
  /** the same id twice: `field` */
  SameTwice: "BAD_REQUEST",
  /** money ends before it begins: `field` */
  MoneyDays: "BAD_REQUEST",
  /** an organisation is named that isn't in it: `field` */
  NotInProject: "BAD_REQUEST",
  UnknownOrganisation: "BAD_REQUEST",
  /** it isn't on the map for them, or nothing can be linked to it as it stands: `field` */
  UnknownGap: "BAD_REQUEST",
  /** all of one sector: that is not joint */
  OneSector: "BAD_REQUEST",
  /** it is in it, or asked, already */
  InItAlready: "CONFLICT",
  /** as many as a project holds: `most` */
  ProjectFull: "CONFLICT",
  /** others have said yes: one leaves, and doesn't take it from them */
  OthersSaidYes: "CONFLICT",
  /** whoever proposed it takes it back, and nobody whom they asked */
  NotYourProposal: "FORBIDDEN",
  /** they don't work for the organisation, or can't speak for it */
  CantSpeak: "BAD_REQUEST",
  SpeaksAlready: "CONFLICT",
  SpeaksNot: "CONFLICT",
  /** somebody has to be left who speaks for the organisation */
  LastSteward: "CONFLICT",
  /** an id that is taken: `field` */
  TakenInProject: "BAD_REQUEST",
  /** the same question is open already */
  AskedBefore: "CONFLICT",
  UnknownQuestion: "BAD_REQUEST",
  /** it is decided, or over */
  QuestionOver: "CONFLICT",
  /** who votes was fixed when it was opened */
  NotAVoter: "FORBIDDEN",
  NotYourQuestion: "FORBIDDEN",
  NotAboutYou: "FORBIDDEN",
  /** of two, one can't put the other out */
  TooFewOthers: "CONFLICT",
  /** about one's own organisation: leaving is free */
  LeaveInstead: "BAD_REQUEST",
  UnknownMoney: "BAD_REQUEST",
  /** a way on begins, or ends, on a day that doesn't fit: `field` */
  WayOnDays: "BAD_REQUEST",
  /** closed for too short a time to be deleted, or put away: `days` that are left */
  ClosedTooShort: "CONFLICT",
  /** some owner has not taken everything with them since it closed: `missing`, how many */
  ExportMissing: "CONFLICT",
  UnknownMeasure: "BAD_REQUEST",
  /** what has been done is noted, not what will be */
  NotThatDayYet: "BAD_REQUEST",
  /** no words of that number, or they were taken out already */
  UnknownWords: "BAD_REQUEST",
  /** for whoever wrote them, and who speaks for their organisation */
  NotYourWords: "FORBIDDEN",
  /** nothing is due */
  NothingFollows: "CONFLICT",
} as const satisfies Record<string, Meaning>;
export const refuse = refusing(projectCodes);

/** How much a project holds. */
export const most = {
  ...{ owners: 12, stewards: 20, boards: 10, questions: 200 },
  ...{ given: 2_000, entries: 1_000, outcomes: 300, invited: 40 },
} as const;

/** Whether an organisation can add one more of what a project holds so many of; `by`: whose the ones are that are there. Whoever fills it up shuts themselves out: each owner keeps a share. */
export function hasShare(
  state: Pick<ProjectState, "owners">,
  by: readonly OrgId[],
  { orgId, most }: { orgId: OrgId; most: number },
): boolean {
  return by.length < most || by.filter((each) => each === orgId).length * joined(state).length < most;
}

/** How an organisation stands in it; undefined where it never was. */
export const placeOf = ({ owners }: Pick<ProjectState, "owners">, orgId: OrgId): OwnerStatus | undefined => owners[orgId]?.status;

/** People of an organisation that owns it, or is asked to, read it; in a panel its residents too, once they are let in. Whoever was an owner once doesn't. */
export function mayReadProject(
  state: Pick<ProjectState, "status" | "owners">,
  actor: Pick<Actor, "orgId" | "system" | "newcomer">,
): boolean {
  if (actor.system) return true;
  if (actor.newcomer) return false;
  const place = placeOf(state, actor.orgId);
  return state.status !== "absent" && state.status !== "deleted" && (place === "joined" || place === "invited");
}

/** Whether somebody can speak for an organisation in a project: whoever has more to do with it than to live beside it, and in a citizens' panel its residents. */
export const canSpeak = ({ roles, sector, newcomer }: { roles: readonly Role[]; sector: Sector; newcomer?: true }): boolean =>
  !newcomer && (sector === "citizen" || !livesHere(roles));

/** Who speaks for their organisation: its stewards in the project as long as they act for it, and always its managers. */
export function speaks({ owners }: Pick<ProjectState, "owners">, actor: Actor): Verdict {
  const held = owners[actor.orgId];
  if (!canSpeak(actor)) return refuse("ResidentsPanel");
  return actor.roles.includes("manager") || held?.stewards.includes(actor.personId) === true || refuse("NotASpeaker");
}

/** Who speaks for an organisation that is an owner now. */
export function speaksForOwner(state: Pick<ProjectState, "owners">, actor: Actor): Verdict {
  const place = placeOf(state, actor.orgId) ?? "none";
  return place === "joined" ? speaks(state, actor) : refuse("PlaceMoved", { status: place });
}

/** The states in which the project is worked on. */
export const working: readonly ProjectStatus[] = ["active", "needsPartner", "sustainReview", "closing"];
export const isWorking = ({ status }: Pick<ProjectState, "status">): boolean => working.some((each) => each === status);
/** Whether it stands so. */
export const stands = ({ status }: Pick<ProjectState, "status">, ...ones: readonly ProjectState["status"][]): Verdict =>
  ones.includes(status) || refuse("ProjectMoved", { status });

/** The states in which a place can be taken. */
const takesPlaces = ["proposed", ...working] as const;
/** May they answer for an organisation that is asked: whoever could speak for it there. */
export function mayAnswerPlace(state: Pick<ProjectState, "status" | "owners">, actor: Actor): Verdict {
  const place = placeOf(state, actor.orgId) ?? "none";
  if (place !== "invited") return refuse("PlaceMoved", { status: place });
  const may = stands(state, ...takesPlaces);
  return may !== true ? may : canSpeak(actor) || refuse("ResidentsPanel");
}

/** Those who speak for an organisation there and still work for it. `members` are the organisation's. */
export const stewardsStill = (
  { stewards }: Pick<HeldOwner, "stewards">,
  members: Readonly<Record<PersonId, { readonly ended?: true }>>,
): PersonId[] => stewards.filter((personId) => members[personId] !== undefined && !members[personId].ended);

/** May somebody of an owner step down? Not the last one who still works there, however many do so at once. */
export function mayStepDown(
  state: Pick<ProjectState, "owners">,
  actor: Actor,
  { personId, members }: { personId: PersonId; members: Readonly<Record<PersonId, { readonly ended?: true }>> },
): Verdict {
  const held = state.owners[actor.orgId];
  if (!held?.stewards.includes(personId)) return refuse("SpeaksNot", { field: "personId" });
  return stewardsStill(held, members).some((id) => id !== personId) || refuse("LastSteward", { field: "personId" });
}

/** Anybody of an owner notes what was brought, seen and told, while it is worked on and after it has closed. */
export function mayRecord(state: Pick<ProjectState, "status" | "owners">, actor: Actor): Verdict {
  const place = placeOf(state, actor.orgId) ?? "none";
  return place === "joined" ? stands(state, ...working, "closed") : refuse("PlaceMoved", { status: place });
}

/** May they take the words of something out again: whoever wrote it, and who speaks for their organisation; however the project stands. */
export function mayRemoveWords(state: Pick<ProjectState, "owners">, actor: Actor, by: Pick<Actor, "personId" | "orgId">): Verdict {
  const own = by.orgId === actor.orgId && (by.personId === actor.personId || speaks(state, actor) === true);
  return own || refuse("NotYourWords");
}

/** Others who have said yes. */
const othersIn = (state: Pick<ProjectState, "owners">, orgId: OrgId): HeldOwner[] => joined(state).filter((each) => each.orgId !== orgId);

/** May what is only proposed be taken back? By the organisation that proposed it, until another one has said yes. */
export function mayWithdraw(state: Pick<ProjectState, "status" | "owners" | "proposer">, { orgId }: Pick<Actor, "orgId">): Verdict {
  const proposed = stands(state, "proposed");
  if (proposed !== true) return proposed;
  if (state.proposer?.orgId !== orgId) return refuse("NotYourProposal");
  return othersIn(state, orgId).length === 0 || refuse("OthersSaidYes");
}

/** Whether an organisation can be asked in: it is there, it isn't in it yet, and there is room. `field`: where it was named. */
export function mayBeAsked(
  { owners }: Pick<ProjectState, "owners">,
  { orgId, there, field }: { orgId: OrgId; there: boolean; field: string },
): Verdict {
  if (!there) return refuse("UnknownOrganisation", { field });
  const place = owners[orgId]?.status;
  if (place === "joined" || place === "invited") return refuse("InItAlready", { field });
  const all = Object.values(owners);
  const inIt = all.filter((each) => each?.status === "joined" || each?.status === "invited").length;
  const room = inIt < most.owners && (place !== undefined || all.length < most.invited);
  return room || refuse("ProjectFull", { most: most.owners });
}
