import type { Excluded } from "@linkwork/shared/cases/consent.ts";
import * as rules from "@linkwork/shared/cases/rules.ts";
import { mayAcknowledge, mayAsk, mentionable } from "@linkwork/shared/cases/rules-asks.ts";
import { canTakePart, waitsForAnswer } from "@linkwork/shared/cases/rules-consent.ts";
import { mayAttach, mayHold } from "@linkwork/shared/cases/rules-files.ts";
import { notForGuest } from "@linkwork/shared/cases/rules-guests.ts";
import { mayOpenTopic, mayPin, numberedHead } from "@linkwork/shared/cases/rules-limits.ts";
import type { CaseCommand, CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { blankedNumbers, numbersIn } from "@linkwork/shared/clients/numbers.ts";
import type { OrgCard } from "@linkwork/shared/identity/schema.ts";
import type { AnyEvent, Draft } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { type besideGeneral, caseRoom, compartmentOf } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Context } from "../kernel/slice.ts";
import { decideConsent } from "./decide-consent.ts";
import { translateReceipt } from "./decide-papers.ts";
import { decidePeople } from "./decide-people.ts";
import { decideRedaction } from "./decide-redaction.ts";
import { decideRest } from "./decide-rest.ts";
import { quietly } from "./present-others.ts";

/** What decide needs from other rooms: names and dates that are copied into the event. */
export type CaseFacts = {
  cards: Readonly<Record<OrgId, OrgCard>>;
  /** the agreement between the lead organisation and the invited one */
  agreement?: { agreementId: string; validFrom: string; validTo: string } | undefined;
  /** the colleague's name, if they belong to the actor's organisation */
  colleague?: string | undefined;
  /** the name of who is to be let in as a guest, if they belong to the organisation that was named */
  guest?: string | undefined;
  /** whether the actor may read who this client is, and whom the client wants kept away */
  clientIsOurs?: boolean | undefined;
  excluded?: readonly Excluded[] | undefined;
  /** for a compartment: the case's general room, and what happened there since it was followed */
  general?: CaseState | undefined;
  past?: readonly AnyEvent[] | undefined;
  /** the information leads of the organisation that leads the case */
  informed?: readonly PersonId[] | undefined;
  /** and its safeguarding leads */
  safeguarding?: readonly PersonId[] | undefined;
};
export type CaseContext = Context<CaseFacts>;
export type Decision = Draft<CaseEvent> | Refusal;
type Decisions = Decision | Draft<CaseEvent>[];

const { refuse } = rules;

/** Turns a request into an event, or says why not. Pure. */
export function decide(state: CaseState, command: CaseCommand, context: CaseContext): Decisions {
  const { actor, now } = context;
  if (command.type === "openCompartment") return openCompartment(state, command.input.compartment, context);
  if ((state.status === "absent" && command.type !== "openCase") || state.status === "erased") return refuseKernel("NotFound");
  if (command.type === "followSharing") return followSharing(state, context);
  if (notForGuest(state, command.type, actor, now)) return refuse("NotForGuests");
  if (command.type === "redactMessage") return decideRedaction(state, command.input, context);
  if (isSpeech(command)) return decideSpeech(state, command, context);
  if (command.type === "addFile" || command.type === "noteFile") return decideFile(state, command, context);
  if (state.compartment !== "general") return refuse("GeneralOnly", { field: "roomId" });
  switch (command.type) {
    case "openCase":
      return openCase(state, command.input, context);
    case "proposeConsent":
    case "recordConsent":
    case "refuseConsent":
    case "pauseConsent":
    case "resumeConsent":
    case "narrowConsent":
    case "withdrawConsent":
    case "markConsentInError":
      return decideConsent(state, command, context);
    case "translateReceipt":
      return translateReceipt(state, command.input, context);
    case "restSharing":
    case "recordBestInterests":
    case "endRest":
      return decideRest(state, command, context);
    case "inviteOrganisation":
      return inviteOrganisation(state, command.input, context);
    case "joinCase": {
      const may = rules.mayJoin(state, actor, command.input.participationId, now);
      return may !== true
        ? may
        : { type: "participationJoined", body: { ...command.input, member: { personId: actor.personId, name: actor.name } } };
    }
    case "declineInvitation": {
      const p = state.participations[command.input.participationId];
      if (!p || p.orgId !== actor.orgId) return refuse("ConsentMissing", { field: "participationId" });
      return p.status === "invited" ? { type: "invitationDeclined", body: command.input } : refuse("WrongState");
    }
    case "leaveCase": {
      const p = state.participations[command.input.participationId];
      if (!p || p.orgId !== actor.orgId) return refuse("UnknownReference", { field: "participationId" });
      if (p.consentId === null) return refuse("LeadOnly");
      return p.status === "joined" ? { type: "participationLeft", body: command.input } : refuse("WrongState");
    }
    case "addColleague":
    case "noteColleagueGone":
    case "admitGuest":
    case "endGuest":
    case "noteKeptAway":
    case "noteAgreement":
      return decidePeople(state, command, context);
    case "eraseCase":
      return actor.system && state.status === "active" ? { type: "caseErased", body: {} } : refuseKernel("NotFound");
  }
}

function openCase(
  state: CaseState,
  input: CaseCommand & { type: "openCase" } extends { input: infer I } ? I : never,
  { actor, roomId, id, facts }: CaseContext,
): Decision {
  const may = rules.mayOpenCase(actor);
  if (may !== true) return may;
  if (state.status !== "absent") return refuse("AlreadyOpen");
  if (roomId !== caseRoom(input.caseId)) return refuse("UnknownReference", { field: "caseId" });
  const numbered = numberedHead(input);
  if (numbered) return refuse("NumberInText", { field: numbered });
  if (!facts.clientIsOurs) return refuse("UnknownReference", { field: "clientId" });
  const member = { personId: actor.personId, name: actor.name };
  const lead = { participationId: derivedId(id, "lead"), orgId: actor.orgId, name: actor.orgName, sector: actor.sector, member };
  const excluded = [...(facts.excluded ?? [])];
  return { type: "caseOpened", body: { ...input, lead, ...(excluded.length > 0 ? { leadOnly: { excluded } } : {}) } };
}

/** A compartment begins as the case began, and nobody reads it until it has been told who is in. */
function openCompartment(
  state: CaseState,
  compartment: (typeof besideGeneral)[number],
  { actor, now, roomId, facts: { general, past = [] } }: CaseContext,
): Decision {
  if (!general || !rules.mayOpenCompartment(general, compartmentOf(roomId), actor, now)) return refuseKernel("NotFound");
  if (roomId !== caseRoom(general.caseId as CaseId, compartment)) return refuse("UnknownReference", { field: "compartment" });
  if (state.status !== "absent") return refuse("AlreadyOpen");
  // as the case itself began: what was decided since is copied after it, in its order
  const [first] = past as readonly CaseEvent[];
  if (first?.type !== "caseOpened") return refuseKernel("NotFound");
  return { type: "compartmentOpened", body: { ...first.body, compartment } };
}

/** As many decisions as are copied into one commit. */
const followedAtOnce = 100;

/** What was decided in the general room since this one last looked, in the order in which it was decided. */
function followSharing(state: CaseState, { actor, facts: { past = [] } }: CaseContext): Decisions {
  if (!actor.system || state.compartment === "general") return refuseKernel("NotFound");
  const fresh = past.filter((e) => e.seq > state.followed);
  const decided = fresh.filter(rules.isDecision);
  if (decided.length === 0 && state.status === "active") return refuse("WrongState");
  const copied = decided.slice(0, followedAtOnce);
  const more = copied.length < decided.length;
  const through = (more ? copied : fresh).at(-1)?.seq ?? state.followed;
  // what is for the safeguarding leads alone stays where it was said
  const copies = copied.map((event) => quietly(event as CaseEvent)).map(({ type, body }) => ({ type, body }) as Draft<CaseEvent>);
  return [...copies, { type: "sharingFollowed", body: { through, ...(more ? { more } : {}) } }];
}

function inviteOrganisation(
  state: CaseState,
  input: { participationId: string; orgId: OrgId; consentId: string },
  { actor, now, facts }: CaseContext,
): Decision {
  const may = rules.mayInvite(state, actor);
  if (may !== true) return may;
  const card = facts.cards[input.orgId];
  if (!card || rules.keptAway(state, null, input.orgId)) return refuse("NoSuchOrganisation", { field: "orgId" });
  if (!canTakePart(card)) return refuse("CantTakePart", { field: "orgId" });
  if (input.orgId === state.leadOrg || state.participations[input.participationId]) return refuse("AlreadyIn", { field: "orgId" });
  const consent = state.consents[input.consentId];
  if (!consent || !rules.stands(state, consent, now)) return refuse("ConsentMissing", { field: "consentId" });
  if (!consent.terms.controllers.includes(input.orgId)) return refuse("NotNamed", { field: "orgId" });
  const present = rules.participationOf(state, input.orgId);
  if (present && (present.status === "joined" || waitsForAnswer(present, now))) return refuse("AlreadyIn", { field: "orgId" });
  return {
    type: "organisationInvited",
    body: { ...input, name: card.name, sector: card.sector, ...(facts.agreement ? { agreement: facts.agreement } : {}) },
  };
}

/** A file comes by its own door once its bytes are there, and the house says what became of it. */
function decideFile(state: CaseState, command: CaseCommand & { type: "addFile" | "noteFile" }, { actor, now, id }: CaseContext): Decision {
  const held = state.files[command.input.fileId];
  if (command.type === "noteFile") {
    if (!actor.system) return refuseKernel("NotFound");
    return held && !held.result ? { type: "fileChecked", body: command.input } : refuse("WrongState");
  }
  const may = mayAttach(state, actor, now);
  if (may !== true) return may;
  if (command.input.fileId !== id || held) return refuse("WrongState", { field: "fileId" });
  const room = mayHold(state, command.input.size);
  // what a file is called is not chosen anew for us, so a number in it is hidden and not refused
  return room !== true ? room : { type: "fileAdded", body: { ...command.input, name: blankedNumbers(command.input.name) } };
}

/** Files go with one message, their author's own. */
function unknownFile(state: CaseState, files: readonly string[], { actor, now }: CaseContext): Refusal | undefined {
  if (files.length === 0) return undefined;
  const may = mayAttach(state, actor, now);
  if (may !== true) return may;
  const ours = (id: string): boolean => {
    const file = state.files[id];
    return file?.messageSeq === undefined && file?.by.personId === actor.personId && file.by.orgId === actor.orgId;
  };
  return new Set(files).size === files.length && files.every(ours) ? undefined : refuse("UnknownReference", { field: "files" });
}

const speech = [
  "postMessage",
  "acknowledge",
  "editMessage",
  "react",
  "pinMessage",
  "unpinMessage",
  "openTopic",
  "resolveTopic",
  "reopenTopic",
] as const;
type Speech = Extract<CaseCommand, { type: (typeof speech)[number] }>;
const isSpeech = (command: CaseCommand): command is Speech => (speech as readonly string[]).includes(command.type);

/** Where a number of the health service stands that nobody said shall be read. */
function numberedField({ type, input }: Speech): "text" | "title" | undefined {
  if (type === "openTopic") return numbersIn(input.title).length > 0 ? "title" : undefined;
  if (type !== "postMessage" && type !== "editMessage") return undefined;
  return !input.wholeNumbers && numbersIn(input.text).length > 0 ? "text" : undefined;
}

function decideSpeech(state: CaseState, command: Speech, context: CaseContext): Decision {
  const { actor, now, event } = context;
  const may = rules.mayPost(state, actor, now);
  if (may !== true) return may;
  const field = numberedField(command);
  if (field) return refuse("NumberInText", { field });
  const from = rules.readableFrom(state, actor);
  /** an earlier message that this actor may read, and whose words are still there */
  const message = (seq: number): CaseEvent | undefined => {
    const found = event(seq) as CaseEvent | undefined;
    const theirs = found?.type === "messagePosted" && found.seq >= from.seq && found.at >= from.at;
    return theirs && !state.redactions[seq] ? found : undefined;
  };
  switch (command.type) {
    case "postMessage": {
      const { replyTo, topicId, mentions = [], files = [], ask } = command.input;
      if (replyTo !== undefined && !message(replyTo)) return refuse("UnknownReference", { field: "replyTo" });
      if (topicId !== undefined && !state.topics[topicId]) return refuse("UnknownReference", { field: "topicId" });
      if (!mentions.every((m) => mentionable(state, m, now, actor))) return refuse("MentionUnknown", { field: "mentions" });
      const mayAskThem = ask ? mayAsk(state, ask.orgs, actor, now) : true;
      if (mayAskThem !== true) return mayAskThem;
      return unknownFile(state, files, context) ?? { type: "messagePosted", body: command.input };
    }
    case "acknowledge": {
      const verdict = mayAcknowledge(state, command.input, actor, now);
      return verdict !== true ? verdict : { type: "acknowledged", body: { ...command.input, name: actor.name } };
    }
    case "editMessage": {
      const original = message(command.input.messageSeq);
      const verdict = rules.mayEdit(original, actor, now);
      return verdict !== true ? verdict : { type: "messageEdited", body: { ...command.input, ...(original && { postedAt: original.at }) } };
    }
    case "react":
      return message(command.input.messageSeq)
        ? { type: "reactionSet", body: command.input }
        : refuse("UnknownReference", { field: "messageSeq" });
    case "pinMessage": {
      const { messageSeq, versionSeq } = command.input;
      const original = message(messageSeq);
      const version = event(versionSeq) as CaseEvent | undefined;
      if (original?.type !== "messagePosted") return refuse("UnknownReference", { field: "messageSeq" });
      const room = mayPin(state, messageSeq);
      if (room !== true) return room;
      if (version?.type === "messageEdited" && version.body.messageSeq === messageSeq)
        return { type: "messagePinned", body: { ...command.input, text: version.body.text } };
      return versionSeq === messageSeq
        ? { type: "messagePinned", body: { ...command.input, text: original.body.text } }
        : refuse("UnknownReference", { field: "versionSeq" });
    }
    case "unpinMessage":
      return state.pins.some((p) => p.messageSeq === command.input.messageSeq)
        ? { type: "messageUnpinned", body: command.input }
        : refuse("WrongState");
    case "openTopic": {
      if (state.topics[command.input.topicId]) return refuse("WrongState", { field: "topicId" });
      const room = mayOpenTopic(state);
      return room !== true ? room : { type: "topicOpened", body: command.input };
    }
    case "resolveTopic":
    case "reopenTopic": {
      const topic = state.topics[command.input.topicId];
      if (!topic) return refuse("UnknownReference", { field: "topicId" });
      if (topic.resolved === (command.type === "resolveTopic")) return refuse("WrongState");
      return { type: command.type === "resolveTopic" ? "topicResolved" : "topicReopened", body: command.input };
    }
  }
}
