import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import type { PersonId } from "../kernel/shapes.ts";
import { refuse } from "./rules.ts";
import type { Recovery, RecoveryNote } from "./schema.ts";
import type { OrgState, PersonState } from "./state.ts";

const aDay = 24 * 3600 * 1000;
/** For how long a request for a way back in holds, in milliseconds: 7 days. */
export const recoveryLife = 7 * aDay;
/** How long it waits after the second yes, so that whose account it is can stop it. */
export const recoveryWait = aDay;
/** For how long it can be used then, if the 7 days are over sooner: over a weekend. */
export const recoveryUse = 3 * aDay;
/** How often one may ask in a week. */
export const recoveriesAWeek = 3;
/** How many people have to say that it is them. */
const peopleNeeded = 2;

const later = (at: string, by: number): string => new Date(Date.parse(at) + by).toISOString();

/** Whether a request is still open at this instant. */
export const recoveryHolds = (recovery: Recovery | null | undefined, now: string): recovery is Recovery =>
  recovery != null && now < recovery.until;
/** Whether it can be used: two have said yes, and the day is over. */
export const recoveryReady = (recovery: Recovery | null, now: string): recovery is Recovery =>
  recoveryHolds(recovery, now) && recovery.ready !== undefined && recovery.ready <= now;

/** May somebody who gave this person's password ask for a way back in? One request at a time, and three in a week. */
export function mayAskForRecovery({ recovery, recoveriesAsked, memberships }: PersonState, now: string): Verdict {
  if (recoveryHolds(recovery, now)) return refuse("AskedAlready");
  const since = Date.parse(now) - recoveryLife;
  if (recoveriesAsked.filter((at) => Date.parse(at) > since).length >= recoveriesAWeek) return refuse("AskedOften");
  return memberships.length > 0 || refuse("NobodyToAsk");
}

/** May whoever runs the machine let them begin anew? Only who looks after the platform and works nowhere: everybody else has people to ask. */
export const mayStartAnew = ({ administrator, memberships }: PersonState): Verdict =>
  (administrator && memberships.length === 0) || refuse("NotThere");

/** A request as it begins. */
export const newRecovery = (recoveryId: string, now: string): Recovery => ({ recoveryId, until: later(now, recoveryLife), yes: [] });

/** Who can be asked whether it is them: those who manage an organisation of theirs, and its information leads. */
export type Keepers = { readonly managers: readonly PersonId[]; readonly infoLeads: readonly PersonId[] };

/** The keepers of a person, from the organisations that they work for. Never the person themselves. */
export function keepersOf(personId: PersonId, organisations: readonly OrgState[]): Keepers {
  const as = (role: "manager" | "infoLead"): PersonId[] => {
    const ids = organisations.flatMap(({ members }) =>
      !members[personId] || members[personId].ended
        ? []
        : (Object.entries(members) as [PersonId, OrgState["members"][PersonId]][]).flatMap(([id, member]) =>
            id === personId || member?.ended || !member?.roles.includes(role) ? [] : [id],
          ),
    );
    return [...new Set(ids)];
  };
  return { managers: as("manager"), infoLeads: as("infoLead") };
}

/** Whether somebody can be asked about this person at all: by it they know that there is a request, and no more of the person's room. */
export const mayKeep = ({ memberships }: PersonState, { orgId, roles }: Actor): boolean =>
  memberships.some((each) => each.orgId === orgId) && (roles.includes("manager") || roles.includes("infoLead"));

type Asking = { recovery: Recovery | null | undefined; personId: PersonId; recoveryId: string; keepers: Keepers; now: string };

/**
 * May they say that it is them? A manager may. Where the managers are too few for two, an information lead or an administrator of the platform
 * (`system`) stands in for the one that is missing. Nobody for themselves, and nobody twice.
 */
export function mayConfirmRecovery(actor: Actor, { recovery, personId, recoveryId, keepers, now }: Asking): Verdict {
  if (!recoveryHolds(recovery, now) || recovery.recoveryId !== recoveryId || recovery.ready !== undefined)
    return refuse("NotThere", { field: "recoveryId" });
  if (actor.personId === personId) return refuse("NotYourself");
  if (recovery.yes.some((each) => each.personId === actor.personId)) return refuse("SaidAlready");
  if (keepers.managers.includes(actor.personId)) return true;
  if (!actor.system && !keepers.infoLeads.includes(actor.personId)) return refuse("NotManager");
  const missing = peopleNeeded - keepers.managers.length;
  return recovery.yes.filter((each) => each.standIn).length < missing || refuse("ManagersFirst");
}

/** The request with one more yes. With the second the day begins. */
export function confirmed(
  { recoveryId, until, yes }: Recovery,
  actor: Actor,
  { keepers, now }: { keepers: Keepers; now: string },
): Recovery {
  const { personId, name } = actor;
  const said = [...yes, { personId, name, ...(keepers.managers.includes(personId) ? {} : { standIn: true as const }) }];
  if (said.length < peopleNeeded) return { recoveryId, until, yes: said };
  const ready = later(now, recoveryWait);
  const usable = later(ready, recoveryUse);
  return { recoveryId, yes: said, ready, until: usable > until ? usable : until };
}

/** What an organisation still has to answer, or can stop: the open requests of those who work there. */
export const openRecoveries = ({ recoveries, members }: OrgState, now: string): RecoveryNote[] =>
  // what a device kept of an older build has none
  Object.values(recoveries ?? {}).filter((note) => !note.over && recoveryHolds(note, now) && members[note.personId]?.ended !== true);
