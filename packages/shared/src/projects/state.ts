import type { BoardId, GapId, OrgId, PersonId, ProjectId } from "../kernel/shapes.ts";
import type { Charter, Funding, ProjectEvent, Question, Template, WayOn } from "./schema.ts";
import type { Owner, ProjectStatus } from "./schema-owners.ts";
import { silenced } from "./state-words.ts";

type Body<Type extends ProjectEvent["type"]> = Extract<ProjectEvent, { type: Type }>["body"];

/** An organisation in the project, with when it came and went. */
export type HeldOwner = Owner & { readonly since: string; readonly ended?: string; readonly words?: string };
/** `seq`: the number of the event, by which its words can be taken out again; an older copy on a device doesn't know it */
export type Vote = {
  readonly yes: boolean;
  readonly personId: PersonId;
  readonly words: string;
  readonly at: string;
  readonly seq?: number;
};
/** Who noted something, with the number of the event. */
export type Noted = { readonly by: { readonly orgId: OrgId; readonly personId: PersonId }; readonly seq: number };
/** `heard`: how far the project itself had come in it; an older copy on a device doesn't know it */
type Taken = { readonly at: string; readonly boardHead: number; readonly heard?: number };
export type ProposalStatus = "open" | "passed" | "executed" | "rejected" | "expired" | "withdrawn" | "overtaken";
/** Something put to the vote: who votes was fixed when it was opened, one vote for each organisation. */
export type Proposal = {
  readonly proposalId: string;
  readonly question: Question;
  /** the number of the event that opened it; an older copy on a device doesn't know it */
  readonly seq?: number;
  readonly by: { readonly orgId: OrgId; readonly personId: PersonId };
  readonly at: string;
  readonly until: string;
  readonly voters: readonly OrgId[];
  readonly votes: Readonly<Partial<Record<OrgId, Vote>>>;
  readonly status: ProposalStatus;
  /** they were told once more */
  readonly reminded: boolean;
  /** decided, and done only then; UTC */
  readonly from: string | null;
  /** what whoever is to be removed has to say to it */
  readonly reply: { readonly words: string; readonly personId: PersonId; readonly at: string; readonly seq?: number } | null;
  readonly endedAt: string | null;
  /** of a way on: the end of the money that it was asked about; an older copy on a device doesn't know it */
  readonly ends?: string;
};

/** A project: its charter, who owns it, and what they decided. */
export type ProjectState = {
  readonly status: ProjectStatus | "absent";
  readonly projectId: ProjectId | "";
  readonly charter: Charter | null;
  /** the number of the event that wrote it */
  readonly charterAt: number;
  /** the words to which an organisation had said yes, where it is asked again as they were changed; an older copy on a device doesn't know them */
  readonly agreed?: Readonly<Partial<Record<OrgId, Charter>>>;
  readonly owners: Readonly<Partial<Record<OrgId, HeldOwner>>>;
  readonly boards: readonly { readonly boardId: BoardId; readonly title: string; readonly template: Template }[];
  readonly proposals: Readonly<Record<string, Proposal>>;
  /** `<funding> <until> <days>` of each milestone that was reached */
  readonly milestones: readonly string[];
  /** how it goes on after each money, as it was decided; `until`: for the end that it was decided for */
  readonly waysOn: Readonly<Record<string, { readonly wayOn: WayOn; readonly at: string; readonly until: string }>>;
  readonly given: readonly (Body<"contributionRecorded"> & Noted & { readonly at: string })[];
  readonly entries: readonly (Body<"measureRecorded"> & Noted)[];
  readonly outcomes: readonly (Body<"outcomeRecorded"> & Noted)[];
  /** the numbers of events whose words were taken out */
  readonly silenced: readonly number[];
  /** when each owner last took all of a board with them, and how far it had come */
  readonly exports: Readonly<Partial<Record<OrgId, Readonly<Record<BoardId, Taken>>>>>;
  /** what it is to address, of the map, and who proposed it for whom */
  readonly gapId: GapId | null;
  readonly proposer: { readonly personId: PersonId; readonly orgId: OrgId } | null;
  readonly proposedAt: string;
  /** the number of the event by which it first became active, and its boards began; 0 before */
  readonly begunAt: number;
  readonly closedAt: string | null;
  /** the number of the newest event */
  readonly heard: number;
};
export const noProject: ProjectState = {
  ...{ status: "absent", projectId: "", charter: null, charterAt: 0, owners: {}, boards: [], proposals: {}, milestones: [] },
  ...{
    waysOn: {},
    given: [],
    entries: [],
    outcomes: [],
    silenced: [],
    exports: {},
    gapId: null,
    proposer: null,
    proposedAt: "",
    begunAt: 0,
    closedAt: null,
    heard: 0,
  },
};

export const milestoneKey = ({ fundingId, until, milestone }: Body<"milestoneReached">): string => `${fundingId} ${until} ${milestone}`;

/** One organisation changed; the others as they are. */
function owner(state: ProjectState, orgId: OrgId, change: Partial<HeldOwner>): ProjectState {
  const before = state.owners[orgId];
  return before ? { ...state, owners: { ...state.owners, [orgId]: { ...before, ...change } } } : state;
}
function proposal(state: ProjectState, proposalId: string, change: Partial<Proposal>): ProjectState {
  const before = state.proposals[proposalId];
  return before ? { ...state, proposals: { ...state.proposals, [proposalId]: { ...before, ...change } } } : state;
}
/** The last day of some money, as it stands; empty where there is none. */
export const endOf = ({ charter }: Pick<ProjectState, "charter">, fundingId: string): string =>
  charter?.money.find((each) => each.fundingId === fundingId)?.until ?? "";
/** Without what was agreed to: other words have to be agreed to anew. */
const asked = (state: ProjectState, except: OrgId, at: string): ProjectState["owners"] =>
  Object.fromEntries(
    Object.entries(state.owners).map(([orgId, held]) => [
      orgId,
      held && held.orgId !== except && held.status === "joined" ? { ...held, status: "invited" as const, since: at } : held,
    ]),
  );

/** The words to which those had said yes who are asked again: they are shown what has changed. */
const agreedTo = ({ agreed, owners, charter }: ProjectState, except: OrgId): NonNullable<ProjectState["agreed"]> => ({
  ...agreed,
  ...Object.fromEntries(
    Object.values(owners).flatMap((held) => (held?.status === "joined" && held.orgId !== except ? [[held.orgId, charter]] : [])),
  ),
});
/** An organisation has answered, or isn't asked any more. */
const answered = ({ agreed = {}, ...state }: ProjectState, orgId: OrgId): ProjectState => {
  const { [orgId]: _read, ...others } = agreed;
  return { ...state, agreed: others };
};

export function foldProject(before: ProjectState, event: ProjectEvent): ProjectState {
  const state = { ...before, heard: event.seq };
  const { at, actor } = event;
  switch (event.type) {
    case "projectProposed": {
      const { projectId, charter, template, boardId, owners, gapId = null } = event.body;
      return {
        ...{ ...state, status: "proposed", projectId, charter, charterAt: event.seq, proposedAt: at, gapId, proposer: actor },
        boards: [{ boardId, title: charter.title, template }],
        owners: Object.fromEntries(owners.map((each) => [each.orgId, { ...each, since: at }])),
      };
    }
    case "charterRevised":
      return {
        ...{ ...state, charter: event.body.charter, charterAt: event.seq },
        ...{ owners: asked(state, actor.orgId, at), agreed: agreedTo(state, actor.orgId) },
      };
    case "partnerInvited":
      return { ...state, owners: { ...state.owners, [event.body.owner.orgId]: { ...event.body.owner, since: at } } };
    case "placeAccepted":
      return owner(answered(state, actor.orgId), actor.orgId, {
        ...{ status: "joined", since: at },
        // who had said yes to older words, and says it again, keeps those who spoke for it
        stewards: [...new Set([...(state.owners[actor.orgId]?.stewards ?? []), event.body.steward])],
      });
    case "placeDeclined":
      return owner(answered(state, actor.orgId), actor.orgId, { status: "declined", ended: at, words: event.body.words, stewards: [] });
    case "placeLapsed":
      return owner(answered(state, event.body.orgId), event.body.orgId, { status: "declined", ended: at, stewards: [] });
    case "partnerLeft":
      return owner(state, actor.orgId, { status: "left", ended: at, words: event.body.words, stewards: [] });
    case "stewardAdded":
      return owner(state, event.body.orgId, { stewards: [...(state.owners[event.body.orgId]?.stewards ?? []), event.body.personId] });
    case "stewardRemoved":
      return owner(state, event.body.orgId, {
        stewards: (state.owners[event.body.orgId]?.stewards ?? []).filter((id) => id !== event.body.personId),
      });
    case "projectActivated":
      return { ...state, status: owesWayOn(state) ? "sustainReview" : "active", begunAt: state.begunAt || event.seq };
    case "partnerNeeded":
      return { ...state, status: "needsPartner" };
    case "projectLapsed":
      return { ...state, status: "lapsed", closedAt: at };
    case "projectWithdrawn":
      return { ...state, status: "withdrawn", closedAt: at };
    case "proposalOpened": {
      const { proposalId, question, voters, until } = event.body;
      const opened: Proposal = {
        ...{ proposalId, question, voters, until, by: { orgId: actor.orgId, personId: actor.personId }, at, votes: {} },
        seq: event.seq,
        ...{ status: "open", reminded: false, from: null, reply: null, endedAt: null },
        ...(question.kind === "wayOn" ? { ends: endOf(state, question.fundingId) } : {}),
      };
      return { ...state, proposals: { ...state.proposals, [proposalId]: opened } };
    }
    case "voteCast": {
      const { proposalId, orgId, yes, words } = event.body;
      const votes = { ...state.proposals[proposalId]?.votes, [orgId]: { yes, words, personId: actor.personId, at, seq: event.seq } };
      return proposal(state, proposalId, { votes });
    }
    case "votersReminded":
      return proposal(state, event.body.proposalId, { reminded: true });
    case "removalAnswered":
      return proposal(state, event.body.proposalId, { reply: { words: event.body.words, personId: actor.personId, at, seq: event.seq } });
    case "proposalWithdrawn":
      return proposal(state, event.body.proposalId, { status: "withdrawn", endedAt: at });
    case "proposalRejected":
      return proposal(state, event.body.proposalId, { status: "rejected", endedAt: at });
    case "proposalExpired":
      return proposal(state, event.body.proposalId, { status: "expired", endedAt: at });
    case "proposalOvertaken":
      return proposal(state, event.body.proposalId, { status: "overtaken", endedAt: at });
    case "proposalPassed":
      return proposal(state, event.body.proposalId, { status: "passed", from: event.body.from });
    case "proposalExecuted": {
      const done = state.proposals[event.body.proposalId];
      return done ? executed(proposal(state, done.proposalId, { status: "executed", endedAt: at }), done, event) : state;
    }
    case "milestoneReached": {
      const milestones = [...state.milestones, milestoneKey(event.body)];
      const review = event.body.milestone === 90 && state.status === "active";
      return { ...state, milestones, status: review ? "sustainReview" : state.status };
    }
    case "closingBegun":
      return { ...state, status: "closing" };
    case "projectClosed":
      return { ...state, status: "closed", closedAt: at };
    case "projectArchived":
      return { ...state, status: "archived" };
    case "projectRestored":
      return { ...state, status: "closed" };
    case "contributionRecorded":
      return { ...state, given: [...state.given, { ...event.body, at, by: actor, seq: event.seq }] };
    case "measureRecorded":
      return { ...state, entries: [...state.entries, { ...event.body, by: actor, seq: event.seq }] };
    case "outcomeRecorded":
      return { ...state, outcomes: [...state.outcomes, { ...event.body, by: actor, seq: event.seq }] };
    case "wordsRemoved":
      return silenced(state, event.body.seq);
    case "boardAdded": {
      const { boardId, title, template } = event.body;
      return { ...state, boards: [...state.boards, { boardId, title, template }] };
    }
    case "exportNoted": {
      const { orgId, boardId, boardHead, heard = event.seq } = event.body;
      return { ...state, exports: { ...state.exports, [orgId]: { ...state.exports[orgId], [boardId]: { at, boardHead, heard } } } };
    }
  }
}

/** What was decided, done. Who is invited, asked to go or brought to an end by it follows in events of its own where more than this changes. */
function executed(state: ProjectState, { question, ends }: Proposal, { seq, at }: ProjectEvent): ProjectState {
  switch (question.kind) {
    case "charter":
      return goingOn({ ...state, charter: question.charter, charterAt: seq });
    case "wayOn": {
      const { fundingId, wayOn } = question;
      const money = state.charter?.money ?? [];
      const until = ends ?? endOf(state, fundingId);
      const waysOn = { ...state.waysOn, [fundingId]: { wayOn, at, until } };
      if (wayOn.way !== "successorFunding") return goingOn({ ...state, waysOn });
      const next = [...money.filter((each) => each.fundingId !== wayOn.funding.fundingId), wayOn.funding];
      return goingOn({ ...state, waysOn, charter: state.charter && { ...state.charter, money: next }, charterAt: seq });
    }
    case "remove":
      return owner(state, question.orgId, { status: "removed", ended: at, words: question.words, stewards: [] });
    case "ceased":
      return owner(state, question.orgId, { status: "ceased", ended: at, words: question.words, stewards: [] });
    case "close":
      return { ...state, status: "closed", closedAt: at };
    case "delete":
      return { ...noProject, status: "deleted", projectId: state.projectId, boards: state.boards, owners: state.owners, heard: seq };
    case "invite":
      return state;
  }
}

type Ends = Pick<ProjectState, "charter" | "milestones" | "waysOn">;
/** The ends of money for which it is not decided how it goes on. A decision was for one end: a later one asks anew. */
export const undecided = ({ charter, waysOn }: Pick<Ends, "charter" | "waysOn">): readonly Funding[] =>
  (charter?.money ?? []).filter(({ fundingId, until }) => waysOn[fundingId]?.until !== until);
const over: readonly ProjectState["status"][] = ["closed", "archived", "lapsed", "withdrawn", "deleted"];
/** Whether it is over, or is being brought to its end since some money is and how it goes on isn't decided. */
export function endedBy(state: Ends & Pick<ProjectState, "status">): "over" | "money" | undefined {
  if (over.includes(state.status)) return "over";
  const gone = undecided(state).some(({ fundingId, until }) => state.milestones.includes(milestoneKey({ fundingId, until, milestone: 0 })));
  return state.status === "closing" && gone ? "money" : undefined;
}
/** Whether some money has come near its end, and how it goes on is not decided. */
export const owesWayOn = (state: Ends): boolean =>
  undecided(state).some(({ fundingId, until }) => state.milestones.includes(milestoneKey({ fundingId, until, milestone: 90 })));
/** The last day of the project, where it was decided that it ends. */
export const lastDayOf = ({ charter, waysOn }: Pick<Ends, "charter" | "waysOn">): string | undefined =>
  (charter?.money ?? [])
    .flatMap(({ fundingId, until }) => {
      const decided = waysOn[fundingId];
      return decided?.until === until && decided.wayOn.way === "plannedConclusion" ? decided.wayOn.endsOn : [];
    })
    .sort()[0];

/** What was to be reviewed, or to end, goes on once nothing is left to decide. One that ends on a day is being brought to that end. */
function goingOn(state: ProjectState): ProjectState {
  if (lastDayOf(state) !== undefined && (state.status === "active" || state.status === "sustainReview"))
    return { ...state, status: "closing" };
  if (state.status !== "sustainReview" && state.status !== "closing") return state;
  return owesWayOn(state) || lastDayOf(state) !== undefined ? state : { ...state, status: "active" };
}
