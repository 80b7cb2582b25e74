import type { Verdict } from "../kernel/refusal.ts";
import { refuse } from "./rules.ts";
import type { PasswordLink, PersonState } from "./state.ts";

/** For how long a link for a new password holds, in milliseconds: an hour. */
export const passwordLinkLife = 3600 * 1000;
/** How many such links somebody is sent in an hour, whoever asks for them. */
export const passwordLinksAnHour = 5;

/** Whether a link can still be used at this instant. */
export const passwordLinkHolds = (link: PasswordLink | undefined, now: string): link is PasswordLink =>
  link !== undefined && !link.used && now < link.until;

/** Whether somebody has anything to sign in to: who works nowhere and doesn't look after the platform has not. */
export const comesIn = ({ name, memberships, administrator }: PersonState): boolean =>
  name !== null && (memberships.length > 0 || administrator);

/** May this person be sent a link for a new password? */
export function mayAskForPasswordLink(state: PersonState, now: string): Verdict {
  if (!comesIn(state)) return refuse("NotThere");
  const since = Date.parse(now) - passwordLinkLife;
  return state.password.asked.filter((at) => Date.parse(at) > since).length < passwordLinksAnHour || refuse("AskedOften");
}

/** May the secret of this link set a new password now? */
export const mayUsePasswordLink = (state: PersonState, { linkId, hash }: { linkId: string; hash: string }, now: string): Verdict => {
  const link = state.password.links[linkId];
  return (comesIn(state) && passwordLinkHolds(link, now) && link.hash === hash) || refuse("PasswordLinkOver");
};
