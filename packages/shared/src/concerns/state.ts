import type { CaseId, ConcernId } from "../kernel/shapes.ts";
import type { Authority, ConcernEvent, Lead } from "./schema.ts";

/** A worry about somebody's safety (FHIR Flag). `raised`: the second person has not looked at it yet. */
export type ConcernState = {
  readonly status: "absent" | "raised" | "confirmed" | "closed";
  readonly concernId: ConcernId | "";
  readonly caseId: CaseId | "";
  readonly label: string;
  readonly authority: Authority | "";
  readonly raisedBy: Lead | null;
  readonly second: Lead | null;
  /** those who were named later */
  readonly named: readonly Lead[];
  readonly raisedAt: string;
  readonly lastAt: string;
};

export const noConcern: ConcernState = {
  status: "absent",
  concernId: "",
  caseId: "",
  label: "",
  authority: "",
  raisedBy: null,
  second: null,
  named: [],
  raisedAt: "",
  lastAt: "",
};

export function foldConcern(before: ConcernState, event: ConcernEvent): ConcernState {
  const state = { ...before, lastAt: event.at };
  switch (event.type) {
    case "concernRaised": {
      const { concernId, caseId, label, authority, raisedBy, second } = event.body;
      return { ...state, status: "raised", concernId, caseId, label, authority, raisedBy, second, raisedAt: event.at };
    }
    case "concernConfirmed":
      return { ...state, status: "confirmed" };
    case "leadNamed": {
      const { why: _why, ...lead } = event.body;
      return { ...state, named: [...state.named, lead] };
    }
    case "noteWritten":
      return state;
    case "concernClosed":
      return { ...state, status: "closed" };
  }
}
