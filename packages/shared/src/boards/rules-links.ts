import type { Link } from "./schema-links.ts";

/** An address on the web as a card may lead there: https alone, no name and password in it, of a machine with a public name; other letters than ASCII as a browser writes them. */
export const webAddress = /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(?::\d{1,5})?(?:[/?#][!#-;=?-[\]-~]*)?$/i;
/** Its characters. */
export const longestAddress = 500;
const ofOneNetwork = /\.(?:local|internal|localhost|home|lan|corp|intranet|test|invalid|example)(?::\d+)?(?:[/?#]|$)/i;
/** Whether it is one that anybody can open. */
export const opensForAll = (url: string): boolean => !ofOneNetwork.test(url);

/** What a card can lead to, in the house. */
export type LinkedTo = { readonly kind: Exclude<Link["kind"], "web">; readonly id: string };

/** What a link leads to; undefined for what is on the web. */
export function linkedTo(to: Link): LinkedTo | undefined {
  switch (to.kind) {
    case "visit":
      return { kind: to.kind, id: to.opportunityId };
    case "session":
      return { kind: to.kind, id: to.sessionId };
    case "note":
      return { kind: to.kind, id: to.reflectionId };
    case "gap":
      return { kind: to.kind, id: to.gapId };
    case "asset":
      return { kind: to.kind, id: to.assetId };
    case "web":
      return undefined;
  }
}
/** What of it is looked up by. */
export function linkKey(to: Link): string | undefined {
  const linked = linkedTo(to);
  return linked && `${linked.kind} ${linked.id}`;
}
