import type { OrgId, PersonId, Role } from "../kernel/shapes.ts";
import { markTold, type NoticeWishes, stillAbout, tell } from "./notices.ts";
import { withMember } from "./rules-residents.ts";
import type {
  Agreement,
  ColleagueInvitation,
  Membership,
  Notice,
  OrgCard,
  OrgEvent,
  PersonEvent,
  Recovery,
  RecoveryNote,
} from "./schema.ts";
import type { Poster } from "./schema-residents.ts";

/** An agreement as one of its two sides holds it. */
export type HeldAgreement = Agreement & {
  readonly status: "proposed" | "received" | "signed" | "ended";
  /** the number of the event here that changed it last: when it was signed or ended, of two the newer */
  readonly asOf: number;
  /** it has run out, and those who can sign a new one were told */
  readonly lapsed?: true;
};
export type Invitation = {
  readonly caseId: string;
  readonly participationId: string;
  readonly fromOrgId: OrgId;
  readonly fromName: string;
  readonly at: string;
};

/** What the organisation's people wrote in a conversation that it is no longer in: sealed, for its information lead to open once. */
export type HeldExport = {
  readonly exportId: string;
  readonly at: string;
  /** when it is destroyed if nobody opens it; null while the organisation has no information lead: then it waits (UTC) */
  readonly until: string | null;
  /** who opened it, and until when they can look at it */
  readonly opened?: { readonly by: PersonId; readonly until: string };
  /** members whom the person wants kept away; shown to nobody */
  readonly notFor?: readonly PersonId[];
};

/** `posterId`: by which poster they came, `letIn`: and somebody of the panel has let them in; `without`: they have no account */
export type Member = {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly ended?: true;
  readonly posterId?: string | undefined;
  readonly letIn?: true;
  readonly without?: true | undefined;
};

export type OrgState = {
  readonly card: OrgCard | null;
  readonly members: Readonly<Record<PersonId, Member>>;
  /** the newest of a panel's posters, if nobody ended it; whether it still holds is asked at each read. `joined`: when those of one hour came by it */
  readonly poster: (Poster & { readonly joined: readonly string[] }) | null;
  readonly agreements: Readonly<Record<string, HeldAgreement>>;
  /** open invitations to cases, by participation */
  readonly invitations: Readonly<Record<string, Invitation>>;
  /** invitations to work here that nobody has taken up; whether one still holds is asked at each read */
  readonly colleagues: Readonly<Record<string, ColleagueInvitation>>;
  /** when the newest of them were sent, those of one day */
  readonly invited: readonly string[];
  /** the newest that was told of each colleague's way back in; those who are never asked hold none */
  readonly recoveries: Readonly<Record<PersonId, RecoveryNote>>;
  /** what waits to be handed over */
  readonly exports: Readonly<Record<string, HeldExport>>;
  /** as whoever came by a poster is told it until they are let in: of its people nobody but themselves */
  readonly partly?: true;
};
export const noOrg: OrgState = {
  ...{ card: null, members: {}, poster: null, agreements: {}, invitations: {} },
  ...{ colleagues: {}, invited: [], recoveries: {}, exports: {} },
};

const anHour = 3600 * 1000;
const aDay = 24 * anHour;
const withAgreement = (state: OrgState, held: HeldAgreement): OrgState => ({
  ...state,
  agreements: { ...state.agreements, [held.agreementId]: held },
});
const changeAgreement = (state: OrgState, agreementId: string, change: Partial<HeldAgreement>): OrgState => {
  const held = state.agreements[agreementId];
  return held ? withAgreement(state, { ...held, ...change }) : state;
};

/** How long an export waits to be opened by somebody who could, in milliseconds: 30 days. */
const exportLife = 30 * aDay;
const informed = ({ members }: OrgState, { notFor = [] }: HeldExport): boolean =>
  Object.entries(members).some(([id, m]) => !m.ended && m.roles.includes("infoLead") && !notFor.includes(id as PersonId));
/** An export's time begins when there is somebody who can open it, and stops while there is nobody. */
function timed(state: OrgState, at: string): OrgState {
  const from = new Date(Date.parse(at) + exportLife).toISOString();
  const exports = Object.entries(state.exports).map(([id, e]) => {
    const until = informed(state, e) ? from : null;
    return [id, (e.until === null) === (until === null) ? e : { ...e, until }];
  });
  return { ...state, exports: Object.fromEntries(exports) };
}

function asMember(state: OrgState, personId: PersonId, change: Partial<Member>, at: string): OrgState {
  const member = state.members[personId];
  return member ? timed({ ...state, members: { ...state.members, [personId]: { ...member, ...change } } }, at) : state;
}

export function foldOrg(state: OrgState, event: OrgEvent): OrgState {
  // what isn't for whoever reads has come to them without its body
  if (Object.keys(event.body).length === 0) return state;
  switch (event.type) {
    case "exportReceived": {
      const { exportId, notFor } = event.body;
      // it is shown to information leads alone
      if (exportId === undefined) return state;
      const held: HeldExport = { exportId, at: event.at, until: null, ...(notFor ? { notFor } : {}) };
      return timed({ ...state, exports: { ...state.exports, [exportId]: held } }, event.at);
    }
    case "exportOpened": {
      const { exportId = "", until = "" } = event.body;
      const held = state.exports[exportId];
      return held
        ? { ...state, exports: { ...state.exports, [exportId]: { ...held, opened: { by: event.actor.personId, until } } } }
        : state;
    }
    case "exportClosed": {
      const { [event.body.exportId ?? ""]: _closed, ...exports } = state.exports;
      return { ...state, exports };
    }
    case "organisationRegistered":
      return { ...state, card: event.body };
    case "memberAdded":
      return timed(withMember(state, event.body, event.at), event.at);
    case "residentLetIn":
      return asMember(state, event.body.personId, { letIn: true }, event.at);
    case "posterMade":
      return { ...state, poster: { ...event.body, joined: [] } };
    case "posterEnded":
      return state.poster?.posterId === event.body.posterId ? { ...state, poster: null } : state;
    case "membershipEnded":
      return asMember(state, event.body.personId, { ended: true }, event.at);
    case "rolesChanged":
      return asMember(state, event.body.personId, { roles: event.body.roles }, event.at);
    case "colleagueInvited": {
      const since = Date.parse(event.at) - aDay;
      const holding = Object.entries(state.colleagues).filter(([, each]) => event.at < each.until);
      return {
        ...state,
        colleagues: { ...Object.fromEntries(holding), [event.body.invitationId]: event.body },
        invited: [...state.invited.filter((at) => Date.parse(at) > since), event.at],
      };
    }
    case "colleagueInvitationCancelled":
    case "colleagueInvitationTakenUp": {
      const { [event.body.invitationId]: _gone, ...colleagues } = state.colleagues;
      return { ...state, colleagues };
    }
    case "agreementProposed":
      return withAgreement(state, { ...event.body, status: "proposed", asOf: event.seq });
    case "agreementReceived":
      return withAgreement(state, { ...event.body, status: "received", asOf: event.seq });
    case "agreementSigned":
      return changeAgreement(state, event.body.agreementId, { status: "signed", asOf: event.seq });
    case "agreementEnded":
      return changeAgreement(state, event.body.agreementId, { status: "ended", asOf: event.seq, validTo: event.body.at });
    case "agreementLapsed":
      return changeAgreement(state, event.body.agreementId, { lapsed: true });
    case "invitationReceived":
      return { ...state, invitations: { ...state.invitations, [event.body.participationId]: { ...event.body, at: event.at } } };
    case "invitationClosed": {
      const { [event.body.participationId]: _closed, ...invitations } = state.invitations;
      return { ...state, invitations };
    }
    case "recoveryNoted":
      return event.body.note ? { ...state, recoveries: { ...state.recoveries, [event.body.note.personId]: event.body.note } } : state;
  }
}

export type PersonState = {
  readonly name: string | null;
  readonly memberships: readonly Membership[];
  /** by organisation: the number of its event that was heard last about this person's place there */
  readonly heard: Readonly<Record<string, number>>;
  /** those that are not put away; `told`: by mail */
  readonly notices: Readonly<Record<string, Notice & { readonly at: string; readonly told?: true }>>;
  /** where notices reach them; null until they choose. `since`: from when that holds, ISO */
  readonly wishes: NoticeWishes | null;
  readonly since: string;
  /** mails so far, when the last was written, and what was told and may still wait: conversations with the messages they held, invitations */
  readonly told: {
    readonly count: number;
    readonly at: string;
    readonly rooms: Readonly<Record<string, number>>;
    readonly invitations: readonly string[];
  };
  readonly receiptsShown: boolean;
  /** looks after the platform: which organisations there are, and who first manages them; reads nothing by it */
  readonly administrator: boolean;
  /** the one-time link that would make them so; `until` UTC */
  readonly link: { readonly hash: string; readonly until: string } | null;
  /** the way back in that was asked for last, if nobody stopped or used it; whether it still holds is asked at each read */
  readonly recovery: Recovery | null;
  /** when those of one week were asked for */
  readonly recoveriesAsked: readonly string[];
  readonly password: {
    /** the links for a new one that were sent; whether one still holds is asked at each read */
    readonly links: Readonly<Record<string, PasswordLink>>;
    /** when those of one hour were asked for */
    readonly asked: readonly string[];
    /** the number of the event that set it last, 0 while it is the first */
    readonly since: number;
  };
};
/** `until` UTC */
export type PasswordLink = { readonly hash: string; readonly until: string; readonly used?: true };
export const noPerson: PersonState = {
  name: null,
  memberships: [],
  heard: {},
  notices: {},
  wishes: null,
  since: "",
  told: { count: 0, at: "", rooms: {}, invitations: [] },
  receiptsShown: true,
  administrator: false,
  link: null,
  recovery: null,
  recoveriesAsked: [],
  password: { links: {}, asked: [], since: 0 },
};

/** What an organisation says last of somebody is all that holds there. */
function withMemberships(
  state: PersonState,
  { orgId, asOf }: { orgId: string; asOf?: number | undefined },
  now: readonly Membership[],
): PersonState {
  const memberships = [...state.memberships.filter((m) => m.orgId !== orgId), ...now];
  return { ...state, memberships, heard: asOf === undefined ? state.heard : { ...state.heard, [orgId]: asOf } };
}

export function foldPerson(state: PersonState, event: PersonEvent): PersonState {
  switch (event.type) {
    case "personRegistered":
      return { ...state, name: event.body.name, since: event.at };
    case "administratorInvited":
      return { ...state, link: event.body };
    case "administratorMade":
      return { ...state, link: null, administrator: true };
    case "membershipStarted": {
      const { asOf, ...membership } = event.body;
      return withMemberships(state, { orgId: membership.orgId, asOf }, [membership]);
    }
    case "membershipStopped":
      return withMemberships(state, event.body, []);
    case "noticeDelivered":
      return { ...state, notices: { ...stillAbout(state.notices, event.body), [event.id]: { ...event.body, at: event.at } } };
    case "noticeRead": {
      const { [event.body.noticeId]: _read, ...notices } = state.notices;
      return { ...state, notices };
    }
    case "receiptsChosen":
      return { ...state, receiptsShown: event.body.shown };
    case "noticesChosen":
      return { ...state, wishes: event.body, since: event.at };
    case "toldByMail":
      return { ...state, notices: markTold(state.notices, event.body.notices), told: tell(state.told, event.body, event.at) };
    case "recoveryAsked": {
      const since = Date.parse(event.at) - 7 * aDay;
      const recoveriesAsked = [...state.recoveriesAsked.filter((at) => Date.parse(at) > since), event.at];
      return { ...state, recovery: event.body, recoveriesAsked };
    }
    case "recoveryConfirmed":
      return { ...state, recovery: event.body };
    case "passwordLinkMade": {
      const { linkId, hash, until } = event.body;
      const links = Object.entries(state.password.links).filter(([, link]) => event.at < link.until);
      const asked = [...state.password.asked.filter((at) => Date.parse(at) > Date.parse(event.at) - anHour), event.at];
      return { ...state, password: { ...state.password, links: { ...Object.fromEntries(links), [linkId]: { hash, until } }, asked } };
    }
    case "passwordRenewed": {
      const { linkId } = event.body;
      const link = state.password.links[linkId];
      const links = link ? { [linkId]: { ...link, used: true as const } } : {};
      return { ...state, password: { ...state.password, links, since: event.seq } };
    }
    case "passwordChanged":
      return { ...state, password: { ...state.password, links: {}, since: event.seq } };
    case "recoveryStopped":
    case "recoveryUsed":
    case "startedAnew":
      return { ...state, recovery: null };
  }
}
