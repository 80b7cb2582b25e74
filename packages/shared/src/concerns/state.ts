import type { CaseId, ConcernId } from "../kernel/shapes.ts";
import type { Authority, ConcernEvent, Lead } from "./schema.ts";

/** A worry about somebody's safety (FHIR Flag). `raised`: the second person has not looked at it yet. */
export type ConcernState = {
  readonly status: "absent" | "raised" | "confirmed" | "closed" | "destroyed";
  readonly concernId: ConcernId | "";
  readonly caseId: CaseId | "";
  readonly label: string;
  readonly authority: Authority | "";
  readonly raisedBy: Lead | null;
  readonly second: Lead | null;
  /** those who were named later */
  readonly named: readonly Lead[];
  /** those to whom it was handed when nobody was left who could read it */
  readonly handed: readonly Lead[];
  /** of all these, who reads it no more */
  readonly out: readonly LeadRef[];
  readonly raisedAt: string;
  readonly lastAt: string;
  /** the last entry that somebody made: the time for which it is kept runs from there */
  readonly keptFrom: string;
  /** the day on which it is destroyed if nobody keeps it on; empty while none is planned */
  readonly destroyOn: string;
};

/** A lead by their hat. */
export type LeadRef = Pick<Lead, "personId" | "orgId">;
export const isSame = (one: LeadRef, other: LeadRef): boolean => one.personId === other.personId && one.orgId === other.orgId;
const without = (list: readonly LeadRef[], who: LeadRef): readonly LeadRef[] => list.filter((each) => !isSame(each, who));

export const noConcern: ConcernState = {
  status: "absent",
  concernId: "",
  caseId: "",
  label: "",
  authority: "",
  raisedBy: null,
  second: null,
  named: [],
  handed: [],
  out: [],
  raisedAt: "",
  lastAt: "",
  keptFrom: "",
  destroyOn: "",
};
/** What somebody wrote or decided in it, beside what only follows from elsewhere. */
const entries: readonly ConcernEvent["type"][] = [
  "concernRaised",
  "concernConfirmed",
  "leadNamed",
  "noteWritten",
  "concernClosed",
  "keptOn",
];

export function foldConcern(before: ConcernState, event: ConcernEvent): ConcernState {
  const state = { ...before, lastAt: event.at, ...(entries.includes(event.type) ? { keptFrom: event.at } : {}) };
  switch (event.type) {
    case "concernRaised": {
      const { concernId, caseId, label, authority, raisedBy, second } = event.body;
      return { ...state, status: "raised", concernId, caseId, label, authority, raisedBy, second, raisedAt: event.at };
    }
    case "concernConfirmed":
      return { ...state, status: "confirmed" };
    case "leadNamed": {
      const { why: _why, ...lead } = event.body;
      return { ...state, named: [...state.named.filter((known) => !isSame(known, lead)), lead], out: without(state.out, lead) };
    }
    case "secondChosen":
      return { ...state, second: event.body, out: without(state.out, event.body) };
    case "leadsFollowed": {
      const { out, handedTo = [] } = event.body;
      const gone = handedTo.reduce<readonly LeadRef[]>(without, [...state.out, ...out]);
      return { ...state, out: gone, handed: [...state.handed, ...handedTo] };
    }
    case "noteWritten":
      return state;
    case "concernClosed":
      return { ...state, status: "closed" };
    case "destructionPlanned":
      return { ...state, destroyOn: event.body.on };
    case "destructionOff":
    case "keptOn":
      return { ...state, destroyOn: "" };
    case "concernDestroyed":
      return { ...state, status: "destroyed", destroyOn: "" };
  }
}
