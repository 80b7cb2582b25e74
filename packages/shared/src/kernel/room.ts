import type {
  AreaId,
  AssetId,
  BoardId,
  CaseId,
  ClientId,
  ConcernId,
  GapId,
  OpportunityId,
  OrgId,
  PersonId,
  ProjectId,
  ReflectionId,
  RoomId,
  SessionId,
} from "./ids.ts";

export const roomKinds = [
  ...(["case", "access", "request", "client", "concern", "opportunity", "session", "week", "reflection", "learning", "training"] as const),
  ...(["hosting", "readiness", "project", "board", "asset", "gap", "area", "org", "person"] as const),
] as const;
/** One kind, one slice. `access` is the record of who read a case or a concern, and in an organisation of who looked somebody up; `request` is what became of a person's asking for a copy of what is held. */
export type RoomKind = (typeof roomKinds)[number];

/** A case's rooms: what everybody in it reads, and beside it one for each kind of note that the person agreed to separately. Who may not read one can't tell whether it is there. */
export const compartments = ["general", "health", "mental", "sexual", "social"] as const;
export type Compartment = (typeof compartments)[number];
/** The rooms that follow the general one. */
export const besideGeneral = ["health", "mental", "sexual", "social"] as const satisfies readonly Compartment[];

export const caseRoom = (caseId: CaseId, compartment: Compartment = "general"): RoomId => `case:${caseId}:${compartment}` as RoomId;
/** Which of a case's rooms this is. */
export const compartmentOf = (roomId: RoomId): Compartment => (roomId.split(":")[2] ?? "general") as Compartment;
export const accessRoom = (caseId: CaseId): RoomId => `case:${caseId}:access` as RoomId;
export const requestsRoom = (caseId: CaseId): RoomId => `case:${caseId}:requests` as RoomId;
export const clientRoom = (clientId: ClientId): RoomId => `client:${clientId}` as RoomId;
/** A worry about somebody's safety: a room of its own name, so that nobody finds it from the case that it is about. */
export const concernRoom = (concernId: ConcernId): RoomId => `concern:${concernId}` as RoomId;
export const concernAccessRoom = (concernId: ConcernId): RoomId => `concern:${concernId}:access` as RoomId;
export const orgAccessRoom = (orgId: OrgId): RoomId => `org:${orgId}:access` as RoomId;
export const orgRoom = (orgId: OrgId): RoomId => `org:${orgId}` as RoomId;
/** A chance to shadow, as its host writes it; and each of its dates, with who comes and who waits. */
export const opportunityRoom = (opportunityId: OpportunityId): RoomId => `opportunity:${opportunityId}` as RoomId;
export const sessionRoom = (sessionId: SessionId): RoomId => `session:${sessionId}` as RoomId;
/** One person's time in one week of the calendar, `2027-W13`: what keeps them from being in two places at once. `all`: what they ask for in any week, so that nobody has more than a few. */
export const weekRoom = (personId: PersonId, week: string): RoomId => `week:${personId}:${week}` as RoomId;
/** What one side of a visit writes about it afterwards; the note that comes of it, for everybody who works somewhere; and what somebody notes for themselves of what they learnt. */
export const reflectionRoom = (reflectionId: ReflectionId): RoomId => `reflection:${reflectionId}` as RoomId;
export const learningRoom = (reflectionId: ReflectionId): RoomId => `learning:${reflectionId}` as RoomId;
export const trainingRoom = (personId: PersonId): RoomId => `training:${personId}` as RoomId;
/** What an organisation says of itself as a host; and what is in place for one person before they visit anybody. */
export const hostingRoom = (orgId: OrgId): RoomId => `hosting:${orgId}` as RoomId;
export const readinessRoom = (personId: PersonId): RoomId => `readiness:${personId}` as RoomId;
/** What two sectors do together: its charter, who owns it, what they decide. And each of its boards, with its cards. */
export const projectRoom = (projectId: ProjectId): RoomId => `project:${projectId}` as RoomId;
export const boardRoom = (boardId: BoardId): RoomId => `board:${boardId}` as RoomId;
/** What is there for people, what is missing, and a part of the map with a name, in which it is told that something of it changed. */
export const assetRoom = (assetId: AssetId): RoomId => `asset:${assetId}` as RoomId;
export const gapRoom = (gapId: GapId): RoomId => `gap:${gapId}` as RoomId;
export const areaRoom = (areaId: AreaId): RoomId => `area:${areaId}` as RoomId;
export const personRoom = (personId: PersonId): RoomId => `person:${personId}` as RoomId;

export function kindOf(roomId: RoomId): RoomKind {
  const [first, , third] = roomId.split(":");
  if (third === "access") return "access";
  return third === "requests" ? "request" : (first as RoomKind);
}

/** The id in the middle of a room's name: the case's, the client's, the organisation's, the person's. */
export const subjectOf = (roomId: RoomId): string => roomId.split(":")[1] ?? "";

/** Folds events over a state, oldest first. */
export function foldAll<S, E>(fold: (state: S, event: E) => S, state: S, events: readonly E[]): S {
  let next = state;
  for (const event of events) next = fold(next, event);
  return next;
}
