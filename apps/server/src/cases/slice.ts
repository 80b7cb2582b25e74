import { conceal, took } from "@linkwork/shared/cases/redaction.ts";
import * as rules from "@linkwork/shared/cases/rules.ts";
import { whyShut } from "@linkwork/shared/cases/rules-ending.ts";
import { fetchable, mayAttach } from "@linkwork/shared/cases/rules-files.ts";
import { guestHolder, keyholders } from "@linkwork/shared/cases/rules-keys.ts";
import { looksAfter } from "@linkwork/shared/cases/rules-redaction.ts";
import { type CaseCommand, type CaseEvent, events } from "@linkwork/shared/cases/schema.ts";
import { type CaseState, foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import { mayReadClient } from "@linkwork/shared/clients/rules.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import { agreementWith, livesHere, membersAs } from "@linkwork/shared/identity/rules.ts";
import type { OrgCard } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, caseRoom, clientRoom, compartmentOf, orgRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { type Ask, defineSlice, type Past } from "../kernel/slice.ts";
import { type CaseFacts, decide } from "./decide.ts";
import { effectsOf, hasEffects } from "./effects.ts";
import { shutFromWorries, type WorriesNaming } from "./effects-worries.ts";
import { answerUnread, audienceOf, present, presentState } from "./present.ts";
import type { CaseViews } from "./views.ts";
import { type AskViews, changesAsks } from "./views-asks.ts";

/** A case's conversation: one log for consent and speech. */
export const caseSlice = (views: CaseViews, asks: AskViews, worries: WorriesNaming) =>
  defineSlice<CaseState, CaseCommand, CaseEvent, CaseFacts>({
    kind: "case",
    events,
    initial: noCase,
    shape: 13,
    fold: foldCase,
    epochOf: (state) => state.epoch + state.turned,
    holders: keyholders,
    readsBy: guestHolder,
    over: (state) => state.status === "erased",
    rules: {
      mayKnow: (state, actor, now, _roomId, command) =>
        rules.mayKnow(state, actor, now, command) || (command === "redactMessage" && looksAfter(state, actor)),
      mayRead: rules.mayRead,
      readableFrom: rules.readableFrom,
      whyClosed: whyShut,
      changesReaders: rules.changesReaders,
    },
    decide,
    refs: ({ type, input }) => {
      if (type === "postMessage") return input.replyTo === undefined ? [] : [input.replyTo];
      if (type === "editMessage" || type === "react" || type === "redactMessage") return [input.messageSeq];
      return type === "pinMessage" ? [input.messageSeq, input.versionSeq] : [];
    },
    facts,
    audience: audienceOf,
    present,
    presentState,
    answerUnread,
    takesBack: {
      conceal: (event, state) => conceal(event, state.redactions),
      // a file was there before its message
      of: ({ type, body }) =>
        type === "messageRedacted" ? { from: body.files.length > 0 ? 1 : body.messageSeq, files: body.files } : undefined,
      took,
    },
    views: {
      of: (event) => rules.changesReaders(event) || changesAsks(event),
      async write(written) {
        await views.write(written);
        await asks.write(written);
      },
    },
    effects: {
      of: hasEffects,
      list: async (event, state, roomId, ask) => [
        ...(await effectsOf(event, state, roomId, ask)),
        ...(await shutFromWorries(event, state, { ask, worries })),
      ],
    },
    files: {
      mayAdd: mayAttach,
      add: (input) => ({ type: "addFile", input }),
      find(state, actor, fileId) {
        const { name, result, messageSeq } = fetchable(state, actor, fileId) ?? {};
        if (name === undefined || result?.type === undefined || result.size === undefined || messageSeq === undefined) return undefined;
        return { name, type: result.type, size: result.size, seq: messageSeq };
      },
      added: ({ type, body }) => (type === "fileAdded" ? body : undefined),
      note: (input) => ({ type: "noteFile", input }),
    },
    recordAccess: ({ actor, roomId, state: _state, ...access }) => {
      const compartment = compartmentOf(roomId);
      const where = compartment === "general" ? {} : { compartment };
      return [
        {
          target: accessRoom(subjectOf(roomId) as CaseId),
          type: "noteAccess",
          input: { ...access, personId: actor.personId, orgId: actor.orgId, ...where },
        },
      ];
    },
  });

/** Names and dates from other rooms that an event will carry. */
async function facts({
  command,
  actor,
  state,
  roomId,
  ask,
  past,
}: {
  command: CaseCommand;
  actor: Actor;
  state: CaseState;
  roomId: RoomId;
  ask: Ask;
  past: Past;
}): Promise<CaseFacts> {
  const general = caseRoom(subjectOf(roomId) as CaseId);
  const cards = async (ids: readonly OrgId[]): Promise<Record<OrgId, OrgCard>> => {
    const found: Record<OrgId, OrgCard> = {};
    for (const id of ids) {
      const { card } = await ask<OrgState>(orgRoom(id));
      if (card) found[id] = card;
    }
    return found;
  };
  switch (command.type) {
    case "openCase": {
      const client = await ask<ClientState>(clientRoom(command.input.clientId));
      return { cards: {}, clientIsOurs: mayReadClient(client, actor), excluded: client.keptAway };
    }
    case "openCompartment":
      return { cards: {}, general: await ask<CaseState>(general), past: await past(general, 0, 1) };
    case "followSharing":
      return compartmentOf(roomId) === "general" || state.status === "absent"
        ? noFacts
        : { cards: {}, past: await past(general, state.followed) };
    case "proposeConsent":
      return { cards: await cards(command.input.terms.controllers) };
    case "recordConsent":
      // whose number stands on the paper
      return { cards: await cards([...command.input.terms.controllers, actor.orgId]) };
    case "inviteOrganisation": {
      const held =
        state.leadOrg === actor.orgId ? agreementWith(await ask<OrgState>(orgRoom(actor.orgId)), command.input.orgId) : undefined;
      const agreement = held && { agreementId: held.agreementId, validFrom: held.validFrom, validTo: held.validTo };
      return { cards: await cards([command.input.orgId]), agreement };
    }
    case "recordBestInterests":
      return { cards: {}, informed: await leadsPeople(state, "infoLead", ask) };
    case "pauseConsent":
      return command.input.doubt ? { cards: {}, safeguarding: await leadsPeople(state, "safeguardingLead", ask) } : noFacts;
    case "addColleague": {
      return { cards: {}, colleague: worksThere(await ask<OrgState>(orgRoom(actor.orgId)), command.input.personId) };
    }
    case "admitGuest": {
      const { personId, orgId } = command.input;
      return { cards: await cards([orgId]), guest: worksThere(await ask<OrgState>(orgRoom(orgId)), personId) };
    }
    default:
      return noFacts;
  }
}
/** The name of somebody who works for an organisation. Who is there as a resident alone works for nobody, and comes into no case. */
function worksThere({ members }: OrgState, personId: PersonId): string | undefined {
  const member = members[personId];
  return member && !member.ended && !livesHere(member.roles) ? member.name : undefined;
}

/** Who has this role in the organisation that leads the case, but for those whom the person wants kept away. */
export async function leadsPeople({ leadOrg, ...state }: CaseState, role: Role, ask: Ask): Promise<PersonId[]> {
  if (leadOrg === "") return [];
  const people = membersAs(await ask<OrgState>(orgRoom(leadOrg)), role).map((m) => m.personId);
  return people.filter((personId) => !rules.keptAway({ ...state, leadOrg }, personId, leadOrg));
}

const noFacts: CaseFacts = { cards: {} };
