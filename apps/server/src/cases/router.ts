import type { Purpose, Scope } from "@linkwork/shared/cases/consent.ts";
import * as rules from "@linkwork/shared/cases/rules.ts";
import { mayStillAnswer } from "@linkwork/shared/cases/rules-consent.ts";
import { endingSoon } from "@linkwork/shared/cases/rules-due.ts";
import { commands } from "@linkwork/shared/cases/schema.ts";
import { Search } from "@linkwork/shared/cases/schema-search.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Identity } from "@linkwork/shared/clients/schema.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, OrgId } from "@linkwork/shared/kernel/ids.ts";
import { besideGeneral, type Compartment, caseRoom, clientRoom } from "@linkwork/shared/kernel/room.ts";
import type { RoomId } from "@linkwork/shared/kernel/shapes.ts";
import { iso } from "../kernel/clock.ts";
import type { Rooms } from "../kernel/room.ts";
import { commandIn, inRoom, router, signedIn } from "../kernel/trpc.ts";
import { identityFor } from "./present.ts";
import { consentProcedures } from "./router-consent.ts";
import type { EndingProcedures } from "./router-exports.ts";
import { flagProcedures } from "./router-flags.ts";
import { ledgerProcedures } from "./router-ledger.ts";
import { ownProcedures } from "./router-own.ts";
import { readingProcedures } from "./router-reading.ts";
import { requestProcedures } from "./router-requests.ts";
import { sharingProcedures } from "./router-sharing.ts";
import { unfoundProcedures } from "./router-unfound.ts";
import { type Found, search, searchWeight } from "./search.ts";
import type { CaseViews, Marker } from "./views.ts";
import type { LooksViews } from "./views-browsing.ts";
import type { OwnWords } from "./views-own.ts";
import type { RequestViews } from "./views-requests.ts";
import type { SealViews } from "./views-seals.ts";
import type { Unfound } from "./views-unfound.ts";
import { unreadIn } from "./waiting.ts";

const command = <Name extends keyof typeof commands>(name: Name) => commandIn("case", name, commands[name]);

/** A case as it stands in somebody's list. */
export type CaseRow = {
  roomId: RoomId;
  caseId: CaseId;
  label: string;
  need: string;
  standing: "in" | "invited";
  participationId: string;
  leadName: string;
  orgs: { orgId: OrgId; name: string; sector: string }[];
  unread: number;
  mentions: number;
  lastAt: string;
  /** the compartments that I may read, and what is new there; counted in `unread`, `mentions` and `asked` too */
  parts: { compartment: Compartment; unread: number; mentions: number; asked: number; takenOut: number }[];
  /** the event by which words were last taken out; 0 for never. A copy that a device kept before is thrown away */
  takenOut: number;
  /** messages, here and in its parts, that my organisation is asked to say it has read */
  asked: number;
  /** organisations that were invited and have not answered yet, for the one that leads the case */
  waiting: { orgId: OrgId; name: string; since: string }[];
  /** a yes that ends within a month, for who asks the person again: whom it names, and its end (UTC, not included) */
  endingSoon: { consentId: string; orgs: string[]; until: string }[];
  /** while I am here as a guest: until when (UTC, not included) */
  guestUntil?: string;
  /** while we are invited: what the person agreed to for us, so that we know what we say yes to */
  agreed?: { purpose: Purpose; scopes: readonly Scope[]; until: string };
};

/** A part of a case beside its main conversation. `begun` is false where nobody has written yet. */
export type Part = { compartment: Compartment; roomId: RoomId; begun: boolean };

/** Everything that a row is judged and counted by. */
type Look = { rooms: Rooms; actor: Actor; marks: Map<string, Marker>; now: string };

/** The compartments of a case that this reader may read, with what is new there. */
async function partsOf(caseId: CaseId, begun: readonly Compartment[], look: Look) {
  const found = begun.map(async (compartment) => {
    const roomId = caseRoom(caseId, compartment);
    const state = await look.rooms.ask<CaseState>(roomId);
    return rules.mayRead(state, look.actor, look.now)
      ? [{ compartment, lastAt: state.speech > 0 ? state.lastEntryAt : "", ...unreadIn(state, look.marks.get(roomId), look.actor) }]
      : [];
  });
  return (await Promise.all(found)).flat();
}

async function rowOf(caseId: CaseId, begun: readonly Compartment[], look: Look): Promise<CaseRow | undefined> {
  const { rooms, actor, now } = look;
  const roomId = caseRoom(caseId);
  const state = await rooms.ask<CaseState>(roomId);
  const standing = rules.mayRead(state, actor, now) ? "in" : mayStillAnswer(state, actor, now) ? "invited" : undefined;
  if (!standing) return undefined;
  const parts = standing === "in" ? await partsOf(caseId, begun, look) : [];
  const news = standing === "in" ? [unreadIn(state, look.marks.get(roomId), actor), ...parts] : [];
  const lead = Object.values(state.participations).find((p) => p.consentId === null);
  const mine = rules.participationOf(state, actor.orgId);
  const guest = standing === "in" ? rules.guestOf(state, actor) : undefined;
  const terms = mine?.consentId ? state.consents[mine.consentId]?.terms : undefined;
  return {
    roomId,
    caseId,
    label: state.label,
    need: state.need,
    standing,
    participationId: mine?.participationId ?? "",
    leadName: lead?.name ?? "",
    orgs: standing === "in" ? rules.readersTold(state, actor, now).map(({ orgId, name, sector }) => ({ orgId, name, sector })) : [],
    unread: news.reduce((sum, { unread }) => sum + unread, 0),
    mentions: news.reduce((sum, { mentions }) => sum + mentions, 0),
    lastAt: standing === "in" ? parts.reduce((last, { lastAt }) => (lastAt > last ? lastAt : last), state.lastEntryAt) : "",
    parts: parts.map(({ lastAt: _lastAt, ...part }) => part),
    takenOut: news[0]?.takenOut ?? 0,
    asked: news.reduce((sum, { asked }) => sum + asked, 0),
    waiting:
      standing === "in" && rules.leads(state, actor)
        ? Object.values(state.participations)
            .filter((p) => p.status === "invited")
            .map(({ orgId, name, invitedAt }) => ({ orgId, name, since: invitedAt }))
        : [],
    endingSoon:
      standing === "in"
        ? endingSoon(state, actor, now).map(({ consentId, terms: { period }, record }) => ({
            consentId,
            orgs: (record?.told ?? []).map((told) => told.name),
            until: period.end,
          }))
        : [],
    ...(guest ? { guestUntil: guest.until } : {}),
    ...(standing === "invited" && terms ? { agreed: { purpose: terms.purpose, scopes: terms.scopes, until: terms.period.end } } : {}),
  };
}

type Tables = { cases: CaseViews; looks: LooksViews; requests: RequestViews };
type Options = { views: Tables; seals: SealViews; words: OwnWords; ending: EndingProcedures; unfound: Unfound };
/** Case conversations. */
export const caseRouter = ({ views: { cases: views, looks, requests }, seals, words, ending, unfound }: Options) =>
  router({
    /** The cases of my organisation that I take part in or may answer for, newest word first. */
    list: signedIn.query(async ({ ctx }): Promise<CaseRow[]> => {
      const { actor } = ctx;
      const { rooms, clock } = ctx.house;
      const [ids, marks] = await Promise.all([views.casesFor(actor), views.marksOf(actor.personId, actor.orgId)]);
      const begun = await views.compartmentsIn(ids);
      const look = { rooms, actor, marks, now: iso(clock.now()) };
      const rows = await Promise.all(ids.map((caseId) => rowOf(caseId, begun.get(caseId) ?? [], look)));
      const mine = rows.filter((r) => r !== undefined);
      rooms.listed(actor, mine);
      return mine.sort((a, b) => b.lastAt.localeCompare(a.lastAt));
    }),
    /** The parts of a case beside the main conversation: those that I may read, and those that I may begin. */
    parts: inRoom(["case"]).query(async ({ ctx }): Promise<Part[]> => {
      const { actor, house } = ctx;
      const general = ctx.room.state as CaseState;
      const now = iso(house.clock.now());
      const mine = besideGeneral.filter((c) => rules.mayOpenCompartment(general, c, actor, now));
      const found = mine.map(async (compartment) => {
        const roomId = caseRoom(general.caseId as CaseId, compartment);
        const { status } = await house.rooms.ask<CaseState>(roomId);
        return { compartment, roomId, begun: status === "active" };
      });
      return Promise.all(found);
    }),
    /** What stands somewhere in the cases that I may read. It goes by POST, so that the words are in no address; it counts as several calls. */
    search: signedIn.input(Search).mutation(async ({ ctx, input }): Promise<Found> => {
      const { rooms, clock, limits } = ctx.house;
      await limits.call(ctx.me.personId, searchWeight);
      return search({ rooms, views, clock }, ctx.actor, input);
    }),
    /** Who the person is, as far as they agreed that this organisation may know. On record. */
    client: inRoom(["case"]).query(async ({ ctx }): Promise<Partial<Identity>> => {
      const state = ctx.room.state as CaseState;
      const client = state.clientId === "" ? undefined : await ctx.house.rooms.ask<ClientState>(clientRoom(state.clientId));
      await ctx.house.rooms.record(ctx.room, ctx.actor, { what: "client", decision: "permit", fromSeq: 0, toSeq: 0 });
      // a guest knows somebody by their initials, whatever their organisation may know
      const scopes = rules.guestOf(state, ctx.actor) ? [] : rules.scopesOf(state, ctx.actor.orgId);
      return client?.identity ? identityFor(client.identity, scopes) : {};
    }),
    ...readingProcedures(views),
    ...ledgerProcedures({ seals, views, looks }),
    ...sharingProcedures(views),
    ...requestProcedures(requests),
    ...flagProcedures(views),
    ...ownProcedures(words),
    ...sharingProcedures(views),
    ...{ ...consentProcedures, ...unfoundProcedures(unfound) },
    ...ending,
    openCase: command("openCase"),
    openCompartment: command("openCompartment"),
    inviteOrganisation: command("inviteOrganisation"),
    joinCase: command("joinCase"),
    declineInvitation: command("declineInvitation"),
    leaveCase: command("leaveCase"),
    addColleague: command("addColleague"),
    admitGuest: command("admitGuest"),
    endGuest: command("endGuest"),
    postMessage: command("postMessage"),
    acknowledge: command("acknowledge"),
    editMessage: command("editMessage"),
    redactMessage: command("redactMessage"),
    react: command("react"),
    pinMessage: command("pinMessage"),
    unpinMessage: command("unpinMessage"),
    openTopic: command("openTopic"),
    resolveTopic: command("resolveTopic"),
    reopenTopic: command("reopenTopic"),
  });
