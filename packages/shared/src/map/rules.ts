import { numbersIn } from "../clients/numbers.ts";
import { detailsIn } from "../exchange/rules-detail.ts";
import { livesHere } from "../identity/rules.ts";
import type { Actor } from "../kernel/event.ts";
import { type Meaning, refusing, type Verdict } from "../kernel/refusal.ts";
import type { ForOrg, Side } from "./schema.ts";

export const mapCodes = {
  /** the id doesn't fit the room, or something is there already */
  WrongAsset: "BAD_REQUEST",
  WrongGap: "BAD_REQUEST",
  WrongArea: "BAD_REQUEST",
  /** no such area is drawn */
  UnknownArea: "BAD_REQUEST",
  /** out of the bounds of the map: `swapped` where the other way round lies in it, `zero` for 0, 0 */
  OutOfBounds: "BAD_REQUEST",
  /** what is to lie on the map at a point has none: `field` */
  PointMissing: "BAD_REQUEST",
  /** text that looks like somebody's: `field`, `what`, `from` and `to` in UTF-16 units */
  LooksLikeSomebody: "BAD_REQUEST",
  /** it stands otherwise by now: `status` */
  AssetMoved: "CONFLICT",
  GapMoved: "CONFLICT",
  /** somebody else changed these fields meanwhile: `fields`, with commas */
  FieldsMoved: "CONFLICT",
  NothingChanged: "CONFLICT",
  /** only a steward of the residents' panel */
  ResidentStewardsOnly: "FORBIDDEN",
  /** only a steward of an organisation that is no panel */
  PartnerStewardsOnly: "FORBIDDEN",
  /** another organisation has taken it on */
  OthersTookItOn: "FORBIDDEN",
  /** this person has spoken for the other side */
  OneVoiceEach: "FORBIDDEN",
  StewardsOnly: "FORBIDDEN",
  CoordinatorsOnly: "FORBIDDEN",
  /** people who work for an organisation */
  WorkersOnly: "FORBIDDEN",
  /** for those who run it, a steward or a coordinator */
  NotYours: "FORBIDDEN",
  OwnGap: "FORBIDDEN",
  /** one of each side has to speak before it can be taken on: `missing` */
  OneSideMissing: "PRECONDITION_FAILED",
  /** it isn't addressed by anything: no project and nothing that is there is linked to it */
  NothingAddressesIt: "PRECONDITION_FAILED",
  /** an end needs one other thing at least, or the word that none is known */
  AlternativeMissing: "BAD_REQUEST",
  /** the day is over already */
  DayOver: "BAD_REQUEST",
  /** another organisation runs it, and hears beforehand that it closes */
  ToldFirst: "CONFLICT",
  UnknownOther: "BAD_REQUEST",
  /** into itself, or into what was merged into something */
  MergedInCircles: "BAD_REQUEST",
  /** what everybody sees, into what no steward has looked at yet */
  NotLookedAt: "CONFLICT",
  ClaimedAlready: "CONFLICT",
  NoClaim: "CONFLICT",
  NoDoubt: "CONFLICT",
  SaidAlready: "CONFLICT",
  /** others stand behind it by now */
  OthersEndorsed: "CONFLICT",
  NotAsked: "CONFLICT",
  /** as many as it holds: `most` */
  MapFull: "CONFLICT",
  UnknownLink: "BAD_REQUEST",
  /** an id that is taken: `field` */
  TakenOnMap: "BAD_REQUEST",
  /** too many in an hour: `most` */
  TooManyPins: "TOO_MANY_REQUESTS",
  /** of an outline: `what` (open, crossed, few, many), `at` which of its points */
  BadOutline: "BAD_REQUEST",
  UnknownChange: "BAD_REQUEST",
  /** there are no words there that could be taken out: `field` */
  UnknownWords: "BAD_REQUEST",
} as const satisfies Record<string, Meaning>;
export const refuse = refusing(mapCodes);

/** Who looks at the map: somebody with a hat on, or whoever comes by without an account. */
export type Viewer = Actor | "outsider";

/** On which side somebody speaks. */
export const sideOf = ({ sector }: Pick<Actor, "sector">): Side => (sector === "citizen" ? "residents" : "partners");
/** Chosen to look at what the map is told. */
export const isSteward = ({ roles }: Pick<Actor, "roles">): boolean => roles.includes("steward");
/** Keeps the directory of the area. */
export const isCoordinator = ({ roles }: Pick<Actor, "roles">): boolean => roles.includes("coordinator");
/** Works for an organisation, beyond living beside it. */
export const isWorker = ({ roles, sector }: Pick<Actor, "roles" | "sector">): boolean => sector !== "citizen" && !livesHere(roles);
/** Looks after the map: what is held is theirs to see. */
export const looksAfter = (actor: Actor): boolean => isSteward(actor) || isCoordinator(actor);

export const byOrg = ({ orgId, orgName, sector }: Actor): ForOrg => ({ orgId, name: orgName, sector });

/** What in a text looks as if it told who somebody is: the first of it. `client`: names that nobody may write here, as the case from which somebody comes has them. */
export type Somebody = {
  readonly from: number;
  readonly to: number;
  readonly what: "number" | "telephone" | "postcode" | "birth" | "address" | "client";
};

/** All in a text that looks as if it told who somebody is, as it stands there; nothing is found twice. It warns: what it finds may be something else, and it doesn't find all. */
export function somebodiesIn(text: string, client: readonly string[] = []): Somebody[] {
  const found: Somebody[] = numbersIn(text).map(({ from, to }) => ({ from, to, what: "number" }));
  for (const name of client) {
    const sought = name.trim();
    if (sought.length < 2) continue;
    for (const { index, 0: said } of text.matchAll(new RegExp(`(?<![\\p{L}])${escaped(sought)}(?![\\p{L}])`, "giu")))
      found.push({ from: index, to: index + said.length, what: "client" });
  }
  for (const { kind, from, to } of detailsIn(text, [])) {
    if (kind === "phone" || kind === "email") found.push({ from, to, what: "telephone" });
    if (kind === "postcode" || kind === "birth" || kind === "address") found.push({ from, to, what: kind });
  }
  const alone = found.filter((one, at) => !found.some((other, before) => before < at && other.from < one.to && one.from < other.to));
  return alone.sort((a, b) => a.from - b.from);
}
/** The first of it that has to be asked about: a number of the health service before all else. */
export function somebodyIn(text: string, client: readonly string[] = []): Somebody | undefined {
  const all = somebodiesIn(text, client);
  return all.find(({ what }) => what === "number") ?? all.find(({ what }) => what === "client") ?? all[0];
}
const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** May these words stand on the map? A number of the health service never; what else looks like somebody's, once its author was asked. */
export function mayWrite(words: Readonly<Record<string, string>>, anyway: true | undefined): Verdict {
  for (const [field, text] of Object.entries(words)) {
    const found = somebodyIn(text);
    if (found && (found.what === "number" || !anyway)) return refuse("LooksLikeSomebody", { field, ...found });
  }
  return true;
}

/** How much one thing on the map holds. `reopeners`: so many residents open a gap again; `farMoves`: so often in an hour one person moves pins by more than a kilometre. */
export const most = {
  claims: 10,
  followers: 500,
  evidence: 200,
  endorsements: 2_000,
  links: 20,
  reopeners: 3,
  farMoves: 20,
  doubts: 30,
  told: 2_000,
} as const;
/** How much one person says in an hour: more than anybody has to tell, and less than would bury those who read it. Who looks after the map writes down whole meetings. */
export const mostAnHour = { gaps: 20, assets: 40, evidence: 30, doubts: 20, changes: 30 } as const;
export type Telling = keyof typeof mostAnHour;
