import type { Actor } from "../kernel/event.ts";
import type { AccessState } from "./keeping-state.ts";
import { reasonKey } from "./redaction.ts";
import { isMember } from "./rules.ts";
import type { CaseState } from "./state.ts";

/** Why somebody who is not in a case looks into it. */
export const relations = ["asked", "accessRequest", "complaint", "check", "other"] as const;
export type Relation = (typeof relations)[number];

/** For how long a reason that was given stands, in milliseconds: a working day. */
export const reasonLife = 8 * 3600_000;

/**
 * Whether they have to say why before they look: everybody who is not in the case themselves. Who is in it works with the person, as the person agreed,
 * and is never asked; stopping a sharing asks nobody either, for what takes away has no hurdle.
 */
export const mustSayWhy = (state: CaseState, access: AccessState, actor: Actor, now: string): boolean => {
  const inside = Object.values(state.participations).some(
    (p) => p.orgId === actor.orgId && p.status === "joined" && isMember(p, actor.personId),
  );
  const said = access.reasons[reasonKey(actor)];
  return !inside && (said === undefined || Date.parse(now) - Date.parse(said) > reasonLife);
};

/** What makes a look worth asking about. Never a reproach: a colleague may have the best of reasons. */
export const browsingMarks = ["knows", "sameName", "manyCases"] as const;
export type BrowsingMark = (typeof browsingMarks)[number];

/** That somebody looked into a case at a moment (UTC). */
export type Look = { readonly caseId: string; readonly at: string };
/** So many different cases within an hour, and nothing written in it, are more than a day's work brings. */
export const manyCases = 12;
const hour = 3600_000;

/** Marks that are no letters of their own, and what is no letter at all. */
const plain = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[\p{M}\p{P}\s]/gu, "")
    .toLocaleLowerCase("en-GB");
/** The surname: the last word, and of a double name each part. */
const surnames = (name: string): string[] => {
  const last = name.trim().split(/\s+/).at(-1) ?? "";
  return [last, ...last.split(/[-\u2010-\u2015]/)].map(plain).filter((part) => part.length > 1);
};
/** Whether two people may be of one family, by their full names. One name alone says nothing. */
export const sameSurname = (one: string, other: string): boolean =>
  [one, other].every((name) => /\S\s+\S/.test(name.trim())) && surnames(one).some((part) => surnames(other).includes(part));

/** The stretch of an hour or less around a look in which somebody looked into that many different cases; undefined where there is none. */
export function busyHour(looks: readonly Look[], at: string): { from: number; to: number; caseIds: string[] } | undefined {
  const moment = Date.parse(at);
  const near = looks.filter((look) => Math.abs(Date.parse(look.at) - moment) <= hour).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  for (const first of near) {
    const from = Date.parse(first.at);
    if (from > moment) break;
    if (from + hour < moment) continue;
    const within = near.filter((look) => Date.parse(look.at) >= from && Date.parse(look.at) <= from + hour);
    const caseIds = [...new Set(within.map((look) => look.caseId))];
    if (caseIds.length >= manyCases) return { from, to: from + hour, caseIds };
  }
  return undefined;
}

export type Browsing = {
  /** the worker's name, and the person's as they gave it */
  worker: string;
  person: string;
  /** the worker said that they know the person outside work */
  knows: boolean;
  /** the moment of the look, and all looks of the worker's around it */
  at: string;
  looks: readonly Look[];
  /** moments at which the worker wrote something in those cases (UTC) */
  wrote: readonly string[];
};

/** What about a look is worth asking about. Pure. */
export function marksOf({ worker, person, knows, at, looks, wrote }: Browsing): BrowsingMark[] {
  const busy = busyHour(looks, at);
  const idle = busy !== undefined && !wrote.some((moment) => Date.parse(moment) >= busy.from && Date.parse(moment) <= busy.to);
  return [
    ...(knows ? (["knows"] as const) : []),
    ...(sameSurname(worker, person) ? (["sameName"] as const) : []),
    ...(idle ? (["manyCases"] as const) : []),
  ];
}
