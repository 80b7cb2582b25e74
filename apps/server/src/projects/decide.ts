import { mayWrite, ownerNames } from "@linkwork/shared/boards/rules-person.ts";
import type { PersonId, ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { projectRoom } from "@linkwork/shared/kernel/room.ts";
import * as rules from "@linkwork/shared/projects/rules.ts";
import { charterFits, missingIn, whoBrings } from "@linkwork/shared/projects/rules-charter.ts";
import { afterDraft, following, type ProjectDraft } from "@linkwork/shared/projects/rules-following.ts";
import { closedLongEnough } from "@linkwork/shared/projects/rules-questions.ts";
import { doubted, joinedOrAsked, sectorsOf } from "@linkwork/shared/projects/rules-votes.ts";
import type { ProjectCommand } from "@linkwork/shared/projects/schema.ts";
import type { Owner } from "@linkwork/shared/projects/schema-owners.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { derivedId, isDerived } from "../kernel/decide.ts";
import type { Context } from "../kernel/slice.ts";
import { decideRecord, isRecord, removeWords } from "./decide-records.ts";
import { decideVote, isVote, type ProjectFacts, plain } from "./decide-votes.ts";

type Decision = ProjectDraft | ProjectDraft[] | Refusal;
type Input<Type extends ProjectCommand["type"]> = Extract<ProjectCommand, { type: Type }>["input"];
const { refuse } = rules;

/** Turns a request about a project into events: what was asked, and all that follows from it, in one commit. */
export function decideProject(state: ProjectState, command: ProjectCommand, context: Context<ProjectFacts>): ProjectDraft[] | Refusal {
  const { actor, now, facts } = context;
  /** what somebody decided, and all that follows from it */
  const after = (decided: ProjectDraft[]): ProjectDraft[] => {
    const left = (drafts: readonly ProjectDraft[]) => drafts.reduce((before, draft) => afterDraft(before, draft, context), state);
    const done = [...decided, ...speaksUp(left(decided), context)];
    return [...done, ...following(left(done), { actor, now, asked: facts.asked })];
  };
  if (command.type === "settleProject" || command.type === "noteExport") {
    if (!actor.system || state.status === "absent") return refuseKernel("NotFound");
    const taken = command.type === "noteExport" ? exported(state, command.input) : [];
    if (taken instanceof Refusal) return taken;
    const due = after(taken);
    return due.length > 0 ? due : refuse("NothingFollows");
  }
  const decided = command.type === "proposeProject" ? propose(state, command.input, context) : decideInIt(state, command, context);
  if (decided instanceof Refusal) return decided;
  const legible = mayWrite(command.input, { names: namesIn(state, context), standing: standing(state, command) });
  if (legible !== true) return legible;
  if (command.type === "proposeProject") return Array.isArray(decided) ? decided : [decided];
  return after(Array.isArray(decided) ? decided : [decided]);
}

function decideInIt(state: ProjectState, command: InIt, context: Context<ProjectFacts>): Decision {
  if (context.actor.system || !rules.mayReadProject(state, context.actor)) return refuseKernel("NotFound");
  if (command.type === "removeWords") return removeWords(state, command.input, context);
  if (isVote(command)) return decideVote(state, command, context);
  return isRecord(command) ? decideRecord(state, command, context) : decide(state, command, context);
}

/** The names that may stand in it: of all who own it, or are asked to. */
const namesIn = (state: ProjectState, { actor, facts }: Context<ProjectFacts>): string[] =>
  ownerNames([...joinedOrAsked(state), ...facts.asked.values(), { name: actor.orgName }]);
/** What stands there already, where it is said anew. */
const standing = ({ charter, proposals }: ProjectState, { input }: ProjectCommand): unknown => [
  charter,
  "proposalId" in input ? proposals[input.proposalId] : undefined,
];

/** Who is said to have ceased, and does something here, or has done something on a board or taken a copy since it was asked, has not. */
const speaksUp = (state: ProjectState, { actor, facts }: Context<ProjectFacts>): ProjectDraft[] =>
  doubted(state).flatMap(({ proposalId, question: { orgId }, at }) =>
    orgId === actor.orgId || (facts.deeds.get(orgId) ?? "") > at || Object.values(state.exports[orgId] ?? {}).some((took) => took.at > at)
      ? { type: "proposalOvertaken" as const, body: { proposalId, spoke: true as const } }
      : [],
  );

function exported({ owners, boards }: ProjectState, input: Input<"noteExport">): ProjectDraft[] | Refusal {
  const known = owners[input.orgId]?.status === "joined" && boards.some(({ boardId }) => boardId === input.boardId);
  return known ? [{ type: "exportNoted", body: input }] : refuse("NothingFollows");
}

/** Whoever begins it has said yes, and speaks for their organisation. */
function propose(
  state: ProjectState,
  { projectId, charter, template, partners, gapId }: Input<"proposeProject">,
  { actor, roomId, facts }: Context<ProjectFacts>,
): ProjectDraft | Refusal {
  if (!rules.canSpeak(actor)) return refuse("ResidentsPanel");
  if (state.status !== "absent" || roomId !== projectRoom(projectId)) return refuse("WrongProject", { field: "projectId" });
  if (new Set(partners).size !== partners.length) return refuse("SameTwice", { field: "partners" });
  if (partners.includes(actor.orgId)) return refuse("InItAlready", { field: "partners" });
  const asked = partners.flatMap((orgId): Owner[] => {
    const org = facts.asked.get(orgId);
    return org ? [{ orgId, ...org, status: "invited", stewards: [] }] : [];
  });
  if (asked.length !== partners.length) return refuse("UnknownOrganisation", { field: "partners" });
  const { orgId, orgName, sector, personId } = actor;
  const owners: Owner[] = [{ orgId, name: orgName, sector, status: "joined", stewards: [personId] }, ...asked];
  if (sectorsOf(owners).length < 2) return refuse("OneSector", { field: "partners" });
  const fits = charterFits(
    charter,
    owners.map((each) => each.orgId),
  );
  if (fits !== true) return fits;
  if (!facts.gapThere) return refuse("UnknownGap", { field: "gapId" });
  const from = gapId === undefined ? {} : { gapId };
  return { type: "projectProposed", body: { projectId, charter, template, boardId: firstBoard(projectId), owners, ...from } };
}
const firstBoard = (projectId: ProjectId) => derivedId(projectId, "board") as string as ProjectState["boards"][number]["boardId"];

type InIt = Exclude<ProjectCommand, { type: "proposeProject" | "settleProject" | "noteExport" }>;
type Place = Exclude<InIt, { type: "removeWords" } | Parameters<typeof decideVote>[1] | Parameters<typeof decideRecord>[1]>;
/** Who is in it, who speaks for them, and how it stands. */
function decide(state: ProjectState, command: Place, context: Context<ProjectFacts>): Decision {
  const { actor, facts } = context;
  if (command.type === "acceptPlace" || command.type === "declinePlace") return answer(state, command, context);
  const may = rules.speaksForOwner(state, actor);
  // whoever is still asked may write in it too: it is theirs as much
  if (may !== true && !(command.type === "reviseCharter" && rules.mayAnswerPlace(state, actor) === true)) return may;
  switch (command.type) {
    case "reviseCharter":
      return revise(state, command.input);
    case "invitePartner": {
      const { orgId } = command.input;
      const stands = rules.stands(state, "proposed");
      if (stands !== true) return stands;
      const org = facts.asked.get(orgId);
      const free = rules.mayBeAsked(state, { orgId, there: org !== undefined, field: "orgId" });
      if (free !== true || !org) return free !== true ? free : refuse("UnknownOrganisation", { field: "orgId" });
      return { type: "partnerInvited", body: { owner: { orgId, ...org, status: "invited", stewards: [] } } };
    }
    case "leaveProject":
      return { type: "partnerLeft", body: plain(command.input) };
    case "withdrawProject": {
      const may = rules.mayWithdraw(state, actor);
      return may === true ? { type: "projectWithdrawn", body: {} } : may;
    }
    case "addSteward":
    case "removeSteward":
      return steward(state, command, context);
    case "addBoard": {
      const stands = rules.stands(state, ...rules.working);
      if (stands !== true) return stands;
      if (state.boards.length >= rules.most.boards) return refuse("ProjectFull", { most: rules.most.boards });
      const { boardId } = command.input;
      // an id that the house derives is another project's first board, which may not have begun yet
      const taken = facts.boardTaken || isDerived(boardId) || state.boards.some((each) => each.boardId === boardId);
      return taken ? refuse("TakenInProject", { field: "boardId" }) : { type: "boardAdded", body: plain(command.input) };
    }
    case "archiveProject": {
      const stands = rules.stands(state, "closed");
      const may = stands === true ? closedLongEnough(state, context.now) : stands;
      return may === true ? { type: "projectArchived", body: {} } : may;
    }
    case "restoreProject": {
      const stands = rules.stands(state, "archived");
      return stands === true ? { type: "projectRestored", body: {} } : stands;
    }
  }
}

/** Yes to the words that were read, or no. */
function answer(
  state: ProjectState,
  command: Extract<Place, { type: "acceptPlace" | "declinePlace" }>,
  { actor, now }: Context<ProjectFacts>,
): Decision {
  const may = rules.mayAnswerPlace(state, actor);
  if (may !== true) return may;
  if (command.type === "declinePlace") return { type: "placeDeclined", body: plain(command.input) };
  if (command.input.charterAt !== state.charterAt || !state.charter) return refuse("CharterMoved", { field: "charterAt" });
  const missing = state.status === "proposed" ? missingIn(state.charter, whoBrings(state), now) : [];
  if (missing.length > 0) return refuse("CharterNotReady", { missing: missing.join(",") });
  return { type: "placeAccepted", body: { steward: actor.personId } };
}

function revise(state: ProjectState, { charter, heard }: Input<"reviseCharter">): Decision {
  const stands = rules.stands(state, "proposed");
  if (stands !== true) return stands;
  if (heard < state.charterAt) return refuse("CharterMoved", { field: "heard" });
  const inIt = whoBrings(state).map(({ orgId }) => orgId);
  const fits = charterFits(charter, inIt);
  return fits !== true ? fits : { type: "charterRevised", body: { charter } };
}

/** Who speaks for the organisation of whoever asks: its own people alone. */
function steward(
  state: ProjectState,
  { type, input: { personId } }: Extract<Place, { type: "addSteward" | "removeSteward" }>,
  { actor, facts: { members } }: Context<ProjectFacts>,
): Decision {
  const { orgId, sector } = actor;
  const stewards: readonly PersonId[] = state.owners[orgId]?.stewards ?? [];
  if (type === "removeSteward") {
    const may = rules.mayStepDown(state, actor, { personId, members });
    return may !== true ? may : { type: "stewardRemoved", body: { orgId, personId } };
  }
  const member = members[personId];
  if (!member || member.ended || !rules.canSpeak({ roles: member.roles, sector })) return refuse("CantSpeak", { field: "personId" });
  if (stewards.includes(personId)) return refuse("SpeaksAlready", { field: "personId" });
  if (stewards.length >= rules.most.stewards) return refuse("ProjectFull", { most: rules.most.stewards });
  return { type: "stewardAdded", body: { orgId, personId } };
}
