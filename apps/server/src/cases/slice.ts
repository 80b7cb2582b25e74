import { type AccessState, conceal, foldAccess, noAccess, took } from "@linkwork/shared/cases/redaction.ts";
import {
  foldRequests,
  noRequests,
  type RequestCommand,
  type RequestEvent,
  type RequestsState,
  requestEvents,
} from "@linkwork/shared/cases/requests.ts";
import * as rules from "@linkwork/shared/cases/rules.ts";
import { fetchable, mayAttach } from "@linkwork/shared/cases/rules-files.ts";
import { looksAfter } from "@linkwork/shared/cases/rules-redaction.ts";
import {
  type AccessCommand,
  type AccessRoomEvent,
  accessEvents,
  type CaseCommand,
  type CaseEvent,
  events,
} from "@linkwork/shared/cases/schema.ts";
import { type CaseState, foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import { agreementWith, membersAs } from "@linkwork/shared/identity/rules.ts";
import type { OrgCard } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, caseRoom, clientRoom, compartmentOf, compartments, orgRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { commitLimit } from "../kernel/log.ts";
import { type Ask, defineSlice, type Past } from "../kernel/slice.ts";
import { type CaseFacts, decide } from "./decide.ts";
import { type AccessFacts, decideAccess } from "./decide-redaction.ts";
import { decideRequests, type RequestFacts } from "./decide-requests.ts";
import { effectsOf, hasEffects, recordEffects } from "./effects.ts";
import { answerUnread, audienceOf, present, presentState } from "./present.ts";
import type { CaseViews } from "./views.ts";
import { type AskViews, changesAsks } from "./views-asks.ts";
import type { RequestViews } from "./views-requests.ts";

/** A case's conversation: one log for consent and speech. */
export const caseSlice = (views: CaseViews, asks: AskViews) =>
  defineSlice<CaseState, CaseCommand, CaseEvent, CaseFacts>({
    kind: "case",
    events,
    initial: noCase,
    shape: 7,
    fold: foldCase,
    epochOf: (state) => state.epoch,
    rules: {
      mayKnow: (state, actor, now, _roomId, command) =>
        rules.mayKnow(state, actor, now, command) || (command === "redactMessage" && looksAfter(state, actor)),
      mayRead: rules.mayRead,
      readableFrom: rules.readableFrom,
      whyClosed: (state, actor, now) => rules.whyClosed(state, actor.orgId, now),
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
    effects: { of: hasEffects, list: effectsOf },
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
      return { cards: {}, clientIsOurs: client.leadOrgs.includes(actor.orgId) };
    }
    case "openCompartment":
      return { cards: {}, general: await ask<CaseState>(general), past: await past(general, 0, 1) };
    case "followSharing":
      return compartmentOf(roomId) === "general" || state.status === "absent"
        ? noFacts
        : { cards: {}, past: await past(general, state.followed) };
    case "proposeConsent":
    case "recordConsent":
      return { cards: await cards(command.input.terms.controllers) };
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
      const member = (await ask<OrgState>(orgRoom(actor.orgId))).members[command.input.personId];
      return { cards: {}, colleague: member && !member.ended ? member.name : undefined };
    }
    default:
      return noFacts;
  }
}
/** Who has this role in the organisation that leads the case, but for those whom the person wants kept away. */
async function leadsPeople({ leadOrg, ...state }: CaseState, role: Role, ask: Ask): Promise<PersonId[]> {
  if (leadOrg === "") return [];
  const people = membersAs(await ask<OrgState>(orgRoom(leadOrg)), role).map((m) => m.personId);
  return people.filter((personId) => !rules.keptAway({ ...state, leadOrg }, personId, leadOrg));
}

const noFacts: CaseFacts = { cards: {} };

/**
 * What became of a person's request for a copy of what is held about them. Nobody subscribes to it: who may see of it what is judged on the case itself,
 * by the procedures of `router-requests.ts`, and what is done in it stands in the case's ledger.
 */
export const requestSlice = (views: RequestViews) =>
  defineSlice<RequestsState, RequestCommand, RequestEvent, RequestFacts>({
    kind: "request",
    events: requestEvents,
    initial: noRequests,
    shape: 1,
    fold: foldRequests,
    rules: {
      mayKnow: (state, actor) => actor.system === true || state.leadOrg === actor.orgId,
      mayRead: (_state, actor) => actor.system === true,
      changesReaders: () => false,
    },
    decide: decideRequests,
    facts: async ({ command, roomId, ask, past }) => {
      const caseId = subjectOf(roomId) as CaseId;
      const general = await ask<CaseState>(caseRoom(caseId));
      if (command.type === "markPart") {
        const { compartment, seq } = command.input;
        // it may lie in a commit that began as many events before as one holds
        const near = await past(caseRoom(caseId, compartment), seq - 1, commitLimit + 1);
        return { general, isMessage: near.some((event) => event.seq === seq && event.type === "messagePosted") };
      }
      if (command.type !== "moveRequest" || command.input.to !== "ready") return { general };
      const ends = compartments.map(async (part) => [part, (await past(caseRoom(caseId, part), 0)).at(-1)?.seq ?? 0] as const);
      return { general, heads: Object.fromEntries(await Promise.all(ends)) };
    },
    views: { of: (event) => event.type !== "partMarked", write: views.write },
    effects: {
      of: () => true,
      list: ({ type, actor }, _state, roomId) => [
        {
          target: accessRoom(subjectOf(roomId) as CaseId),
          type: "noteAccess",
          input: { decision: "permit", what: "request", ...actor, fromSeq: 0, toSeq: 0, asked: askedBy[type] },
        },
      ],
    },
    recordAccess: ({ actor, roomId, state: _state, ...access }) =>
      access.decision === "permit"
        ? []
        : [
            {
              target: accessRoom(subjectOf(roomId) as CaseId),
              type: "noteAccess",
              input: { ...access, personId: actor.personId, orgId: actor.orgId },
            },
          ],
  });
const askedBy: Record<RequestEvent["type"], RequestCommand["type"]> = {
  requestStarted: "startRequest",
  partMarked: "markPart",
  requestMoved: "moveRequest",
};

/** Who read a case and who was refused: written by the house, read through `cases.ledger` alone. */
export const accessSlice = (views: CaseViews) =>
  defineSlice<AccessState, AccessCommand, AccessRoomEvent, AccessFacts>({
    kind: "access",
    events: accessEvents,
    initial: noAccess,
    shape: 3,
    fold: foldAccess,
    rules: {
      mayKnow: (_state, actor) => actor.system === true,
      mayRead: (_state, actor) => actor.system === true,
      changesReaders: () => false,
    },
    // who reaches for the records past their own door is on record as well
    recordAccess: ({ actor, roomId, state: _state, ...access }) => [
      {
        target: roomId,
        type: "noteAccess",
        input: { ...access, what: access.what === "command" ? "command" : "ledger", personId: actor.personId, orgId: actor.orgId },
      },
    ],
    decide: decideAccess,
    async facts({ command, roomId, ask }) {
      if (command.type !== "noteFlag" && command.type !== "noteRedaction") return { author: [], leads: [] };
      const { author, compartment } = command.input;
      const { orgId } = author;
      const state = await ask<CaseState>(caseRoom(subjectOf(roomId) as CaseId, compartment));
      const hear = (people: readonly PersonId[]) => people.filter((personId) => !rules.keptAway(state, personId, orgId));
      const leads = membersAs(await ask<OrgState>(orgRoom(orgId)), "infoLead").map(({ personId }) => personId);
      return { author: hear([author.personId]), leads: hear(leads) };
    },
    views: {
      of: (event) => event.type !== "accessNoted",
      write: ({ state, roomId, seq }) => views.writeFlags({ flags: state.flags, caseId: subjectOf(roomId) as CaseId, seq }),
    },
    effects: { of: (event) => event.type !== "accessNoted", list: recordEffects },
  });
