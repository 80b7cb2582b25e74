import type { AssetId, OrgId, PersonId } from "../kernel/shapes.ts";
import type { ForOrg } from "./schema.ts";
import type { AssetDetails, AssetEvent, Capacity, Method, Source, Told } from "./schema-asset.ts";
import { guardedWords } from "./words-house.ts";

/** Somebody, with the hat that they wore. */
export type Who = { readonly personId: PersonId; readonly orgId: OrgId };
export type AssetStatus = "absent" | "held" | "live" | "closing" | "closed" | "rejected" | "merged";
export type Field = keyof AssetDetails;
/** Some of what is said of it. */
export type SomeDetails = { readonly [F in Field]?: AssetDetails[F] | undefined };
/** What was announced: who is told was worked out once, and `read` are those who have. */
export type Closing = {
  readonly closesOn: string;
  readonly reason: string;
  readonly alternatives: readonly AssetId[];
  readonly noneKnown: boolean;
  readonly told: readonly Told[];
  readonly read: readonly PersonId[];
  readonly at: string;
  readonly org: ForOrg;
};
export type Claim = {
  readonly org: ForOrg;
  readonly status: "asked" | "held";
  readonly by: PersonId;
  readonly words: string;
  readonly at: string;
};

/** What somebody says is wrong about it, until a steward has looked. */
export type Doubt = {
  readonly doubtId: string;
  readonly what: "gone" | "wrong";
  readonly words: string;
  readonly by: Who;
  readonly org: ForOrg;
  readonly at: string;
};

/** Something that is there for people, and what is known of how sure that is. */
export type AssetState = {
  readonly status: AssetStatus;
  readonly assetId: AssetId | "";
  /** kept from outsiders and residents, and off the map */
  readonly hidden: boolean;
  /** the house hid it for what it is about, and no steward has said yet whether it stays so */
  readonly guarded: boolean;
  /** since when everybody was shown it and isn't any more; "" for what they are shown, and for what they never were */
  readonly goneAt: string;
  readonly details: AssetDetails | null;
  /** the number of the event that wrote each field */
  readonly fields: Readonly<Partial<Record<Field, number>>>;
  /** who added it; null for a suggestion without an account, and for an import */
  readonly by: Who | null;
  readonly from: "person" | "outsider" | "import";
  readonly heardAt: string | null;
  readonly source: Source | null;
  /** when somebody last made sure of it, apart from when its words were changed */
  readonly verified: { readonly at: string; readonly method: Method | "source"; readonly org: ForOrg | null } | null;
  readonly capacity: (Capacity & { readonly at: string; readonly org: ForOrg }) | null;
  readonly closing: Closing | null;
  /** since when it is closed; "" where it isn't */
  readonly closedAt: string;
  readonly doubts: readonly Doubt[];
  /** why it was rejected, closed, hidden or merged: public words */
  readonly words: string;
  /** why it stands as it does, and why it stood so before it was merged: what is shown again when it is hidden or merged no more */
  readonly why: readonly [now: string, before: string];
  readonly into: AssetId | null;
  readonly before: Exclude<AssetStatus, "merged"> | null;
  readonly claims: Readonly<Partial<Record<OrgId, Claim>>>;
  readonly followers: readonly Who[];
  /** who made sure of it since it was added, and who changed what is said of it */
  readonly verifiers: readonly Who[];
  readonly revisers: readonly Who[];
  readonly addedAt: string;
  readonly modifiedAt: string;
  /** the number of the newest event */
  readonly head: number;
};
export const noAsset: AssetState = {
  ...{
    status: "absent",
    assetId: "",
    hidden: false,
    guarded: false,
    goneAt: "",
    details: null,
    fields: {},
    by: null,
    from: "person",
    heardAt: null,
  },
  ...{
    source: null,
    verified: null,
    capacity: null,
    closing: null,
    closedAt: "",
    doubts: [],
    words: "",
    why: ["", ""],
    into: null,
    before: null,
    claims: {},
    followers: [],
    verifiers: [],
    revisers: [],
  },
  ...{ addedAt: "", modifiedAt: "", head: 0 },
};

const mostKept = 500;
const same = (a: Who, b: Who): boolean => a.personId === b.personId;
const withWho = (all: readonly Who[], who: Who): Who[] => [...all.filter((one) => !same(one, who)), who].slice(-mostKept);
const isField = (details: AssetDetails, name: string): name is Field => Object.hasOwn(details, name);

/** The fields that a change touches. */
export const fieldsOf = (changes: SomeDetails): Field[] => Object.keys(changes) as Field[];
/** What stands where somebody changes something. */
export function beforeOf(details: AssetDetails, changes: SomeDetails): SomeDetails {
  return Object.fromEntries(fieldsOf(changes).flatMap((field) => (isField(details, field) ? [[field, details[field]]] : [])));
}

function changed(state: AssetState, changes: SomeDetails, { seq, at }: Pick<AssetEvent, "seq" | "at">): AssetState {
  if (!state.details) return state;
  const fields = Object.fromEntries(fieldsOf(changes).map((field) => [field, seq]));
  return {
    ...state,
    details: { ...state.details, ...(changes as Partial<AssetDetails>) },
    fields: { ...state.fields, ...fields },
    modifiedAt: at,
  };
}

function begun(state: AssetState, { seq, at }: AssetEvent, body: { assetId: AssetId; details: AssetDetails }): AssetState {
  const fields = Object.fromEntries(fieldsOf(body.details).map((field) => [field, seq]));
  return { ...state, assetId: body.assetId, details: body.details, fields, addedAt: state.addedAt || at, modifiedAt: at };
}

/** What is true of an asset after an event. */
export function foldAsset(state: AssetState, event: AssetEvent): AssetState {
  const next = foldOne(state, event);
  const goneAt = isShownToAll(next) ? "" : isShownToAll(state) ? event.at : state.goneAt;
  return { ...next, goneAt, head: event.seq };
}
const unseen: readonly AssetStatus[] = ["absent", "held", "rejected"];
const isShownToAll = ({ status, hidden }: Pick<AssetState, "status" | "hidden">): boolean => !hidden && !unseen.includes(status);

function foldOne(state: AssetState, event: AssetEvent): AssetState {
  const { at, body } = event;
  const who: Who = { personId: event.actor.personId, orgId: event.actor.orgId };
  switch (event.type) {
    case "assetAdded": {
      const { held, hidden, heardAt = null, org } = event.body;
      const begins = begun(state, event, event.body);
      // who adds something knows it: for now it is as sure as they are
      const verified = held ? null : { at, method: "theySaid" as const, org };
      const status = held ? "held" : "live";
      return { ...begins, status, hidden, guarded: hidden, by: who, from: "person", heardAt, verified, followers: [who] };
    }
    case "assetSuggested": {
      const { hidden } = event.body;
      return { ...begun(state, event, event.body), status: "held", from: "outsider", hidden, guarded: hidden };
    }
    case "assetImported":
      return imported(state, event);
    case "assetAccepted":
      return {
        ...because(state, ""),
        status: "live",
        verified: state.verified ?? { at, method: "theySaid", org: event.body.org },
        modifiedAt: at,
      };
    case "assetRejected":
      return { ...because(state, event.body.words), status: "rejected", modifiedAt: at };
    case "assetRevised":
      return { ...changed(state, event.body.changes, event), revisers: withWho(state.revisers, who) };
    case "changeUndone":
      return changed(state, event.body.changes, event);
    case "assetVerified":
      return {
        ...state,
        verified: { at, method: event.body.method, org: event.body.org },
        verifiers: withWho(state.verifiers, who),
      };
    case "capacitySaid": {
      const { org, ...capacity } = event.body;
      return { ...state, capacity: { ...capacity, at, org } };
    }
    case "closingAnnounced":
      return { ...state, status: "closing", closing: { ...event.body, read: [], at }, modifiedAt: at };
    case "assetDoubted":
      return { ...state, doubts: [...state.doubts, { ...event.body, by: who, at }] };
    case "doubtSettled":
      return { ...state, doubts: state.doubts.filter(({ doubtId }) => doubtId !== event.body.doubtId) };
    case "closingRead":
      return state.closing ? { ...state, closing: { ...state.closing, read: [...state.closing.read, who.personId] } } : state;
    case "closingTold":
      return state.closing ? { ...state, closing: { ...state.closing, told: [...state.closing.told, ...event.body.told] } } : state;
    default:
      return foldStanding(state, event, { at, who, body });
  }
}

type Standing = Exclude<
  AssetEvent,
  {
    type:
      | "assetAdded"
      | "assetSuggested"
      | "assetImported"
      | "assetAccepted"
      | "assetRejected"
      | "assetRevised"
      | "changeUndone"
      | "assetVerified"
      | "capacitySaid"
      | "closingAnnounced"
      | "closingRead"
      | "closingTold"
      | "assetDoubted"
      | "doubtSettled";
  }
>;

const because = (state: AssetState, words: string): AssetState => ({ ...state, words, why: [words, ""] });
function foldStanding(state: AssetState, event: Standing, { at, who }: { at: string; who: Who; body: unknown }): AssetState {
  const told = { ...state, modifiedAt: at };
  switch (event.type) {
    case "closingCancelled":
      return { ...told, status: "live", closing: null };
    case "assetClosed":
      return { ...because(told, event.body.words), status: "closed", closedAt: at };
    case "assetReopened": {
      const open = { ...because(told, ""), status: "live" as const, closing: null, closedAt: "" };
      // after a while what was known of it is old: somebody has to make sure of it again
      return event.body.undone ? open : { ...open, verified: null, capacity: null };
    }
    case "assetHidden":
      // of before, only its words say that the house did it
      return { ...told, hidden: true, guarded: event.body.guarded ?? event.body.words === guardedWords, words: event.body.words };
    case "assetShown":
      return { ...told, hidden: false, guarded: false, words: told.why[0] };
    case "assetMerged":
      return {
        ...told,
        status: "merged",
        into: event.body.into,
        words: event.body.words,
        why: [event.body.words, state.why[0]],
        before: state.status === "merged" ? null : state.status,
      };
    case "assetUnmerged":
      return { ...because(told, state.why[1]), status: state.before ?? "live", into: null, before: null };
    case "assetClaimed":
      return withClaim(state, { org: event.body.org, status: "asked", by: who.personId, words: event.body.words, at });
    case "claimAccepted": {
      const claim = state.claims[event.body.orgId];
      return claim ? withClaim(told, { ...claim, status: "held", at }) : state;
    }
    case "claimRefused":
    case "claimEnded":
      return { ...told, claims: { ...state.claims, [event.body.orgId]: undefined } };
    case "assetFollowed": {
      const others = state.followers.filter((one) => !same(one, who));
      return { ...state, followers: event.body.on ? withWho(others, who) : others };
    }
  }
}

const withClaim = (state: AssetState, claim: Claim): AssetState => ({ ...state, claims: { ...state.claims, [claim.org.orgId]: claim } });

function imported(state: AssetState, event: Extract<AssetEvent, { type: "assetImported" }>): AssetState {
  const { source, details, kept } = event.body;
  const news = Object.fromEntries(fieldsOf(details).flatMap((field) => (kept.includes(field) ? [] : [[field, details[field]]])));
  const next = state.details
    ? changed(state, news, event)
    : { ...begun(state, event, event.body), status: "live" as const, from: "import" as const };
  // only the source's own word of when it was sure counts, and never for less than what somebody here found out
  const assured = source.assuredOn === null ? null : `${source.assuredOn}T00:00:00.000Z`;
  const newer = assured !== null && (state.verified === null || assured > state.verified.at);
  return {
    ...next,
    source,
    hidden: state.hidden || event.body.hidden,
    // what a steward keeps off the map was looked at
    guarded: state.guarded || (event.body.hidden && !state.hidden),
    verified: newer ? { at: assured, method: "source", org: null } : state.verified,
  };
}
