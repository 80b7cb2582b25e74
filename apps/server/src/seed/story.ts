import type { ConsentTerms, Method, Purpose, Said, Scope } from "@linkwork/shared/cases/consent.ts";
import type { reactions } from "@linkwork/shared/cases/rules.ts";
import type { CaseCommand, CommandName } from "@linkwork/shared/cases/schema.ts";
import type { Identity } from "@linkwork/shared/clients/schema.ts";
import { initialsOf } from "@linkwork/shared/clients/state.ts";
import type { Authority } from "@linkwork/shared/concerns/schema.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, ClientId, ConcernId, EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { type besideGeneral, type Compartment, caseRoom, clientRoom, concernRoom } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Calendar } from "./calendar.ts";
import { seedId } from "./ids.ts";
import { type OrgKey, organisations } from "./organisations.ts";

/** The numbers that messages were given when they were written, by the name that their story gave them. */
export type Numbers = { message(name: string): number; version(name: string): number };

type Beside = (typeof besideGeneral)[number];
/** One thing that somebody did at a moment: a command in a room, or reading a case up to its end. */
export type Step = { readonly at: number; readonly by: Actor; readonly room: RoomId } & (
  | {
      readonly kind: "act";
      readonly id: EventId;
      readonly type: string;
      input(numbers: Numbers): Record<string, unknown>;
      readonly wrote?: string;
      readonly changed?: string;
    }
  | { readonly kind: "read" }
);

type Input<Name extends CommandName> = Extract<CaseCommand, { type: Name }>["input"];
type Opening = { name: string; calendar: Calendar; lead: Actor; client: Identity; need: string; purpose: Purpose };
type Yes = {
  orgs: readonly OrgKey[];
  scopes: readonly Scope[];
  /** for how many days from the day it was said */
  days: number;
  /** why; the purpose of the case unless it is another */
  purpose?: Purpose;
  history?: ConsentTerms["historyFrom"];
  otherServices?: ConsentTerms["otherServices"];
  said: Pick<Said, "method"> & Partial<Said>;
  decided?: Partial<Pick<Input<"recordConsent">, "grantor" | "capacity" | "evidenceRef" | "excluded">>;
  supersedes?: string;
};
type Words = { as?: string; topic?: string; to?: string; names?: readonly Actor[] };

const quarterHour = 15 * 60_000;
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Tells one case as its people lived it: each method is something that one of them did, first the moment, then who. */
export function tell({ name, calendar, lead, client, need, purpose }: Opening) {
  const caseId = seedId<CaseId>(`case ${name}`);
  const clientId = seedId<ClientId>(`client ${name}`);
  const room = caseRoom(caseId);
  const part = (what: string) => seedId<string>(`case ${name} ${what}`);
  const steps: Step[] = [];
  let opening: EventId | undefined;

  const nextId = () => seedId<EventId>(`case ${name} step ${steps.length}`);
  const act = <Name extends CommandName>(
    at: number,
    by: Actor,
    type: Name,
    input: Input<Name> | ((numbers: Numbers) => Input<Name>),
    { in: where = room, ...marks }: { wrote?: string; changed?: string; in?: RoomId } = {},
  ): void => {
    const made = typeof input === "function" ? input : () => input;
    steps.push({ kind: "act", at, by, room: where, id: nextId(), type, input: made, ...marks });
  };
  const termsOf = (at: number, yes: Yes): ConsentTerms => ({
    controllers: yes.orgs.map((key) => organisations[key].orgId),
    purpose: yes.purpose ?? purpose,
    scopes: [...yes.scopes],
    otherServices: yes.otherServices ?? "none",
    historyFrom: yes.history ?? { kind: "now" },
    period: { start: new Date(at - quarterHour).toISOString(), end: calendar.midnight(at, yes.days) },
    lawfulBasis: { art6: "6(1)(e)", art9: "9(2)(h)" },
    confidentialityBasis: "explicit",
    reuse: { learning: false, story: false, research: false },
    labelsDenied: [],
    retention: "practice schedule, adult, link work",
  });

  return {
    steps,
    /** The link worker registers the person and opens the case. */
    open(at: number): void {
      steps.push({
        ...{ kind: "act", at, by: lead, room: clientRoom(clientId), id: nextId(), type: "registerClient" },
        input: () => ({ clientId, identity: client }),
      });
      opening = nextId();
      act(at, lead, "openCase", { caseId, clientId, label: initialsOf(client.name), need, purpose, jurisdiction: "SCT" });
    },
    /** The person is asked and wants to think about it. */
    ask(at: number, consent: string, yes: Omit<Yes, "said">): void {
      act(at, lead, "proposeConsent", { consentId: part(consent), terms: termsOf(at, { ...yes, said: { method: "face" } }) });
    },
    /** The person says yes; the paper that they take home is made as everywhere. */
    agree(at: number, consent: string, yes: Yes): void {
      const terms = termsOf(at, yes);
      const said: Said = { on: new Date(at - quarterHour).toISOString(), language: "en", ...yes.said };
      const { grantor = { kind: "self" } } = yes.decided ?? {};
      act(at, lead, "recordConsent", {
        consentId: part(consent),
        ...(yes.supersedes ? { supersedes: part(yes.supersedes) } : {}),
        terms,
        said,
        notice: { version: 1, language: "en-GB" },
        grantor,
        capacity: { outcome: "has", assessedBy: lead.name, assessedOn: day(at) },
        excluded: [],
        ...yes.decided,
      });
    },
    /** The person changes their mind, all or in part; anyone who is in can note it on their word. */
    pause: (at: number, by: Actor, consent: string, method: Method) => act(at, by, "pauseConsent", { consentId: part(consent), method }),
    withdraw: (at: number, by: Actor, consent: string, method: Method) =>
      act(at, by, "withdrawConsent", { consentId: part(consent), method }),
    narrow: (at: number, by: Actor, consent: string, method: Method, scopes: readonly Scope[]) =>
      act(at, by, "narrowConsent", { consentId: part(consent), method, scopes: [...scopes] }),
    refuse: (at: number, consent: string, method: Method) => act(at, lead, "refuseConsent", { consentId: part(consent), method }),
    /** An organisation is asked in, under a consent that names it. */
    invite: (at: number, org: OrgKey, consent: string) =>
      act(at, lead, "inviteOrganisation", {
        participationId: part(`with ${org}`),
        orgId: organisations[org].orgId,
        consentId: part(consent),
      }),
    join: (at: number, by: Actor, org: OrgKey) => act(at, by, "joinCase", { participationId: part(`with ${org}`) }),
    decline: (at: number, by: Actor, org: OrgKey, reason: Input<"declineInvitation">["reason"]) =>
      act(at, by, "declineInvitation", { participationId: part(`with ${org}`), reason }),
    /** A colleague of the same organisation comes in; for the link worker's own side say "lead". */
    bring: (at: number, by: Actor, org: OrgKey | "lead", colleague: Actor) =>
      act(at, by, "addColleague", {
        participationId: org === "lead" && opening ? derivedId(opening, "lead") : part(`with ${org}`),
        personId: colleague.personId,
      }),
    /** Somebody from outside is let in for a while, to read what is written from now on. */
    guest: (at: number, who: Actor, as: Input<"admitGuest">["as"], until: number) =>
      act(at, lead, "admitGuest", {
        ...{ guestId: part(`guest ${who.personId}`), personId: who.personId, orgId: who.orgId, as, may: "read", history: false },
        until: new Date(until).toISOString(),
        said: { on: new Date(at - quarterHour).toISOString(), method: "phone", language: "en" },
      }),
    topic: (at: number, by: Actor, topic: string, title: string) => act(at, by, "openTopic", { topicId: part(`about ${topic}`), title }),
    settle: (at: number, by: Actor, topic: string) => act(at, by, "resolveTopic", { topicId: part(`about ${topic}`) }),
    /** A message. `as` names it, so that others can answer it. */
    say: (at: number, by: Actor, text: string, { as, topic, to, names = [] }: Words = {}) =>
      act(
        at,
        by,
        "postMessage",
        (numbers) => ({
          text,
          ...(topic ? { topicId: part(`about ${topic}`) } : {}),
          ...(to ? { replyTo: numbers.message(to) } : {}),
          ...(names.length > 0 ? { mentions: names.map((n) => ({ kind: "person" as const, personId: n.personId })) } : {}),
        }),
        as ? { wrote: as } : {},
      ),
    /** A place beside the conversation is begun, and a note written there. */
    beside: (at: number, by: Actor, compartment: Beside) =>
      act(at, by, "openCompartment", { compartment }, { in: caseRoom(caseId, compartment) }),
    note: (at: number, by: Actor, compartment: Beside, text: string) =>
      act(at, by, "postMessage", { text }, { in: caseRoom(caseId, compartment) }),
    edit: (at: number, by: Actor, message: string, text: string) =>
      act(at, by, "editMessage", (numbers) => ({ messageSeq: numbers.message(message), text }), { changed: message }),
    react: (at: number, by: Actor, message: string, reaction: (typeof reactions)[number]) =>
      act(at, by, "react", (numbers) => ({ messageSeq: numbers.message(message), reaction, on: true })),
    pin: (at: number, by: Actor, message: string) =>
      act(at, by, "pinMessage", (numbers) => ({ messageSeq: numbers.message(message), versionSeq: numbers.version(message) })),
    unpin: (at: number, by: Actor, message: string) => act(at, by, "unpinMessage", (numbers) => ({ messageSeq: numbers.message(message) })),
    /** A safeguarding lead raises a worry, and it waits for a second one. */
    worry(at: number, by: Actor, second: Actor, { authority, reason }: { authority: Authority; reason: string }): void {
      const concernId = seedId<ConcernId>(`case ${name} worry`);
      const input = { concernId, caseId, authority, reason, second: { orgId: second.orgId, personId: second.personId } };
      steps.push({ kind: "act", at, by, room: concernRoom(concernId), id: nextId(), type: "raiseConcern", input: () => input });
    },
    /** Somebody opens the case and reads it to its end. */
    read: (at: number, by: Actor, beside: Compartment = "general"): void =>
      void steps.push({ kind: "read", at, by, room: caseRoom(caseId, beside) }),
  };
}
