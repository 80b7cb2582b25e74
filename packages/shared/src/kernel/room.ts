import type { CaseId, ClientId, ConcernId, OrgId, PersonId, RoomId } from "./ids.ts";

export const roomKinds = ["case", "access", "request", "client", "concern", "org", "person"] as const;
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
