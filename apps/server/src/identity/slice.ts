import { mayReadOrg, mayReadPerson } from "@linkwork/shared/identity/rules.ts";
import {
  type OrgCommand,
  type OrgEvent,
  orgEvents,
  type PersonCommand,
  type PersonEvent,
  personEvents,
} from "@linkwork/shared/identity/schema.ts";
import { foldOrg, foldPerson, noOrg, noPerson, type OrgState, type PersonState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { defineSlice } from "../kernel/slice.ts";
import { decideOrg, decidePerson, type OrgFacts } from "./decide.ts";
import { type CasesBetween, effectsOf, hasEffects } from "./effects.ts";
import type { OrgViews } from "./views.ts";

/** An organisation: its card, its members, its agreements, its open invitations. */
export const orgSlice = ({ views, casesBetween }: { views: OrgViews; casesBetween: CasesBetween }) => {
  const mayRead = (state: OrgState, actor: Actor, _now: string, roomId: RoomId) => mayReadOrg(state, actor, subjectOf(roomId) as OrgId);
  return defineSlice<OrgState, OrgCommand, OrgEvent, OrgFacts>({
    kind: "org",
    events: orgEvents,
    initial: noOrg,
    shape: 1,
    fold: foldOrg,
    rules: { mayKnow: mayRead, mayRead, changesReaders: (e) => e.type === "memberAdded" || e.type === "membershipEnded" },
    decide: decideOrg,
    facts: async ({ command, ask }) =>
      command.type === "proposeAgreement" ? { other: (await ask<OrgState>(orgRoom(command.input.withOrgId))).card?.name } : {},
    views: { of: (e) => e.type === "organisationRegistered", write: views.write },
    effects: { of: hasEffects, list: (event, state) => effectsOf(event, state, casesBetween) },
  });
};

/** A person: their hats, their notices, their wishes. */
export const personSlice = () => {
  const mayRead = (_state: PersonState, actor: Actor, _now: string, roomId: RoomId) => mayReadPerson(actor, subjectOf(roomId) as PersonId);
  return defineSlice<PersonState, PersonCommand, PersonEvent>({
    kind: "person",
    events: personEvents,
    initial: noPerson,
    shape: 1,
    fold: foldPerson,
    rules: { mayKnow: mayRead, mayRead, changesReaders: () => false },
    decide: decidePerson,
  });
};
