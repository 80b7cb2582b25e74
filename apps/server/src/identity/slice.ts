import { answersFor, mayReadOrg, mayReadPerson } from "@linkwork/shared/identity/rules.ts";
import { keepersOf, mayKeep } from "@linkwork/shared/identity/rules-recovery.ts";
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
import { orgAccessRoom, orgRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../kernel/decide.ts";
import { defineSlice } from "../kernel/slice.ts";
import { decideOrg, decidePerson, type OrgFacts } from "./decide.ts";
import type { PersonFacts } from "./decide-recovery.ts";
import {
  type BoardsOf,
  type CasesOf,
  effectsOf,
  hasEffects,
  hasPersonEffects,
  type Links,
  personEffects,
  type VisitsOf,
  type WorriesNaming,
} from "./effects.ts";
import { audience, present, presentState } from "./present.ts";
import type { OrgViews } from "./views.ts";
import type { BellViews } from "./views-bells.ts";

type OrgTables = {
  views: OrgViews;
  bells: BellViews;
  cases: CasesOf;
  boards: BoardsOf;
  visits: VisitsOf;
  worries: WorriesNaming;
  links?: Links | undefined;
};
/** An organisation: its card, its members, its agreements, its open invitations. */
export const orgSlice = ({ views, bells, cases, boards, visits, worries, links }: OrgTables) => {
  const mayRead = (state: OrgState, actor: Actor, _now: string, roomId: RoomId) => mayReadOrg(state, actor, subjectOf(roomId) as OrgId);
  return defineSlice<OrgState, OrgCommand, OrgEvent, OrgFacts>({
    kind: "org",
    events: orgEvents,
    initial: noOrg,
    shape: 8,
    fold: foldOrg,
    rules: {
      mayKnow: mayRead,
      mayRead,
      changesReaders: (e) => e.type === "memberAdded" || e.type === "membershipEnded" || e.type === "rolesChanged",
    },
    decide: decideOrg,
    async facts({ command, id, state, ask }) {
      if (command.type === "proposeAgreement") return { other: (await ask<OrgState>(orgRoom(command.input.withOrgId))).card?.name };
      if (!state.card) return {};
      if (command.type === "addResident") return { personId: derivedId(id, "person") as string as PersonId };
      const linked = { subject: state.card.orgId, id };
      if (command.type === "makePoster") return { hash: links?.poster(linked).hash };
      return command.type === "inviteColleague" ? { mail: links?.ready, hash: links?.hash(linked) } : {};
    },
    audience,
    present,
    presentState,
    // its room is its members' own and keeps no record of readers; who looked somebody up is no matter of one case
    recordAccess: ({ actor, roomId: _roomId, state: _state, what, ...access }) =>
      what === "lookup"
        ? [
            {
              target: orgAccessRoom(actor.orgId),
              type: "noteAccess",
              input: { ...access, what, personId: actor.personId, orgId: actor.orgId },
            },
          ]
        : [],
    views: {
      of: (e) => /^(organisationRegistered|invitationReceived|agreement|poster)/.test(e.type),
      async write(written) {
        await views.write(written);
        if (Object.keys(written.state.invitations).length > 0) await bells.ring(answersFor(written.state));
      },
    },
    effects: { of: hasEffects, list: (event, state) => effectsOf(event, state, { cases, boards, visits, worries, links }) },
  });
};

const ringing: readonly PersonEvent["type"][] = ["membershipStarted", "noticeDelivered", "noticesChosen"];

/** A person: their hats, their notices, their wishes. */
export const personSlice = (bells: BellViews, links?: Links | undefined) => {
  const mayRead = (_state: PersonState, actor: Actor, _now: string, roomId: RoomId) => mayReadPerson(actor, subjectOf(roomId) as PersonId);
  return defineSlice<PersonState, PersonCommand, PersonEvent, PersonFacts>({
    kind: "person",
    events: personEvents,
    initial: noPerson,
    shape: 7,
    fold: foldPerson,
    rules: {
      mayKnow: (state, actor, now, roomId, command) =>
        mayRead(state, actor, now, roomId) || ((command === "confirmRecovery" || command === "stopRecovery") && mayKeep(state, actor)),
      mayRead,
      changesReaders: () => false,
    },
    // who answers for somebody else doesn't learn how much there is in their room
    answerUnread: (event) => ({ ...event, seq: 0 }),
    decide: decidePerson,
    views: { of: (event) => ringing.includes(event.type), write: bells.write },
    async facts({ command, id, roomId, ask }) {
      if (command.type === "askForPasswordLink") return { mail: links?.ready, hash: links?.hash({ subject: subjectOf(roomId), id }) };
      if (command.type !== "confirmRecovery") return {};
      const { memberships } = await ask<PersonState>(roomId);
      const organisations = await Promise.all(memberships.map(({ orgId }) => ask<OrgState>(orgRoom(orgId))));
      return { keepers: keepersOf(subjectOf(roomId) as PersonId, organisations) };
    },
    effects: { of: hasPersonEffects, list: (event, state, roomId) => personEffects(event, state, { roomId, links }) },
  });
};
