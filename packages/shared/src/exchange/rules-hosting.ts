import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import { refuse, worksHere } from "./rules.ts";
import type { Appetite } from "./schema-hosting.ts";
import type { AgreementText, HostingState } from "./state-hosting.ts";

const day = 24 * 3600_000;
/** How long it counts what an organisation said of its appetite: ms. */
export const appetiteLife = 90 * day;
/** How long somebody who asked doesn't ask the same organisation again: ms. */
const askAgain = 30 * day;

/** What an organisation says of itself as a host is its own people's to read, and to say. */
export const isOwnHosting = (actor: Actor, orgId: string): boolean => actor.system === true || (actor.orgId === orgId && worksHere(actor));
/** Its agreement binds others: whoever manages it, or answers for its information, writes it. */
export const mayWriteAgreement = ({ roles }: Pick<Actor, "roles">): boolean => roles.includes("manager") || roles.includes("infoLead");

/** What it says now; nothing once that has lapsed. */
export const appetiteAt = ({ appetite }: HostingState, now: string): Appetite | undefined =>
  appetite && now < appetite.until ? appetite.could : undefined;

/** Whether somebody elsewhere can find it among those that could host. Who said not now, or nothing, is not there for them. */
export const couldHost = (state: HostingState, actor: Actor, now: string): boolean =>
  worksHere(actor) && state.host !== null && state.host.orgId !== actor.orgId && appetiteAt(state, now) === "couldHost";

/** May they ask? Once a month is enough. */
export function mayAskToHost(state: HostingState, actor: Actor, now: string): Verdict {
  const last = state.asked[actor.personId]?.at;
  return last === undefined || Date.parse(now) >= Date.parse(last) + askAgain || refuse("AskedThem");
}

/** Who asked lately, the newest first. */
export const askedLately = ({ asked }: HostingState, now: string) =>
  Object.values(asked)
    .filter(({ at }) => Date.parse(now) < Date.parse(at) + askAgain)
    .sort((a, b) => b.at.localeCompare(a.at));

/** The version in force; undefined where nothing is written. */
export const newest = ({ versions }: HostingState): AgreementText | undefined => versions.at(-1);
