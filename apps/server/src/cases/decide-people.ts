import type { Excluded } from "@linkwork/shared/cases/consent.ts";
import { isMember, keptAway, leads, mayRead, refuse } from "@linkwork/shared/cases/rules.ts";
import { mayAdmit, mayEndGuest } from "@linkwork/shared/cases/rules-guests.ts";
import type { CaseCommand, CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import type { CaseContext, Decision } from "./decide.ts";

type Noted = "noteColleagueGone" | "noteKeptAway" | "noteAgreement";
type PeopleCommand = Extract<CaseCommand, { type: "addColleague" | "admitGuest" | "endGuest" | Noted }>;
type InputOf<Type extends PeopleCommand["type"]> = Extract<PeopleCommand, { type: Type }>["input"];

/** Single people come in and go: colleagues of who takes part, and from outside, by name and for a while, guests. And what the house notes of who is in. */
export function decidePeople(state: CaseState, command: PeopleCommand, context: CaseContext): Decision {
  const { actor, now } = context;
  switch (command.type) {
    case "addColleague":
      return addColleague(state, command.input, context);
    case "noteColleagueGone": {
      if (!actor.system) return refuseKernel("NotFound");
      const { orgId, personId } = command.input;
      const guest = Object.values(state.guests).some((g) => g.orgId === orgId && g.personId === personId && !g.ended);
      const inIt = guest || Object.values(state.participations).some((p) => p.orgId === orgId && isMember(p, personId));
      return inIt ? { type: "colleagueGone", body: command.input } : refuse("WrongState", { field: "personId" });
    }
    case "admitGuest":
      return admitGuest(state, command.input, context);
    case "endGuest": {
      const may = mayEndGuest(state, command.input.guestId, actor, now);
      return may !== true ? may : { type: "guestEnded", body: command.input };
    }
    case "noteKeptAway":
      return actor.system ? noteKeptAway(state, command.input, context) : refuseKernel("NotFound");
    case "noteAgreement": {
      if (!actor.system) return refuseKernel("NotFound");
      const { orgId, asOf = Number.POSITIVE_INFINITY } = command.input;
      return asOf < (state.agreed[orgId] ?? 0) ? refuse("WrongState", { field: "asOf" }) : { type: "agreementNoted", body: command.input };
    }
  }
}

/** Only who isn't kept away here already. To the outside it is an agreement noted once more. */
function noteKeptAway(state: CaseState, { excluded }: InputOf<"noteKeptAway">, { now, id }: CaseContext): Decision {
  const known = (one: Excluded) => (one.kind === "org" ? keptAway(state, null, one.orgId) : keptAway(state, one.personId, noOrg));
  const fresh = excluded.filter((one) => !known(one));
  if (fresh.length === 0 || state.leadOrg === "") return refuse("WrongState");
  return { type: "keptAwayNoted", body: { excluded: fresh, shown: asNoted(state, { now, id }) } };
}

/** What is shown in the place of something that nobody is to see: an agreement as it stands here, or the practice's own. */
export function asNoted(
  { participations, leadOrg }: CaseState,
  { now, id }: Pick<CaseContext, "now" | "id">,
): Extract<CaseEvent, { type: "keptAwayNoted" }>["body"]["shown"] {
  const places = Object.values(participations).filter((p) => p.agreement !== undefined);
  // one that stands, else the newest: what is noted for an organisation holds for all its places, and an older word of it would shut out who is in
  const place = places.find(({ status }) => status === "joined" || status === "invited") ?? places.at(-1);
  const ours = { agreementId: id as string, validFrom: now, validTo: new Date(Date.parse(now) + aYear).toISOString() };
  return place?.agreement ? { orgId: place.orgId, ...place.agreement } : { orgId: leadOrg as OrgId, ...ours };
}
/** No organisation: asked of a person alone. */
const noOrg = "" as OrgId;
const aYear = 365 * 24 * 3600_000;

function addColleague(state: CaseState, input: InputOf<"addColleague">, { actor, now, facts }: CaseContext): Decision {
  const p = state.participations[input.participationId];
  if (!p || p.orgId !== actor.orgId || !mayRead(state, actor, now)) return refuse("UnknownReference", { field: "participationId" });
  // to who doesn't know whom the person wants kept away it is an answer like any other, or trying colleague after colleague would tell; nobody reads by it
  const away = leads(state, actor) && keptAway(state, input.personId, actor.orgId);
  if (!facts.colleague || away) return refuse("NoSuchColleague", { field: "personId" });
  if (isMember(p, input.personId)) return refuse("AlreadyIn", { field: "personId" });
  return {
    type: "colleagueAdded",
    body: { participationId: p.participationId, member: { personId: input.personId, name: facts.colleague } },
  };
}

function admitGuest(state: CaseState, input: InputOf<"admitGuest">, { actor, now, facts }: CaseContext): Decision {
  const { personId, orgId } = input;
  const may = mayAdmit(state, input, actor, now);
  if (may !== true) return may;
  const card = facts.cards[orgId];
  if (!card || keptAway(state, null, orgId)) return refuse("NoSuchOrganisation", { field: "orgId" });
  if (!facts.guest || keptAway(state, personId, orgId)) return refuse("NoSuchGuest", { field: "personId" });
  return { type: "guestAdmitted", body: { ...input, name: facts.guest, orgName: card.name, sector: card.sector } };
}
