import type { Excluded } from "../cases/consent.ts";
import { isAmong } from "../cases/rules.ts";
import type { CaseId, OrgId } from "../kernel/ids.ts";
import type { ClientEvent, Identity } from "./schema.ts";

export type ClientState = {
  readonly identity: Identity | null;
  /** organisations that lead a case of this person */
  readonly leadOrgs: readonly OrgId[];
  readonly cases: readonly CaseId[];
  /** whom the person wants kept away, ever: nothing takes it back */
  readonly keptAway: readonly Excluded[];
  /** their last case was erased: nobody reads who they are any more */
  readonly erased: boolean;
};
export const noClient: ClientState = { identity: null, leadOrgs: [], cases: [], keptAway: [], erased: false };

export function foldClient(state: ClientState, event: ClientEvent): ClientState {
  switch (event.type) {
    case "clientRegistered":
      return { ...state, identity: event.body.identity, leadOrgs: [event.body.leadOrgId] };
    case "identityCorrected":
      return { ...state, identity: event.body.identity };
    case "caseLinked":
      return {
        ...state,
        leadOrgs: state.leadOrgs.includes(event.body.leadOrgId) ? state.leadOrgs : [...state.leadOrgs, event.body.leadOrgId],
        cases: [...state.cases, event.body.caseId],
      };
    case "caseUnlinked":
      return event.body.last
        ? { ...noClient, erased: true }
        : { ...state, cases: state.cases.filter((caseId) => caseId !== event.body.caseId) };
    case "keptAwayNoted":
      return { ...state, keptAway: [...state.keptAway, ...event.body.excluded.filter((one) => !isThere(state.keptAway, one))] };
  }
}

const isThere = (list: readonly Excluded[], one: Excluded): boolean =>
  one.kind === "org" ? isAmong(list, null, one.orgId) : list.some((each) => each.kind === "person" && each.personId === one.personId);

/** "M.K." from "Mohammed Khan": how a case is headed, so that a glance over a shoulder tells little. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((w) => `${[...(w ?? "")][0]?.toLocaleUpperCase("en-GB") ?? ""}.`).join("");
}
