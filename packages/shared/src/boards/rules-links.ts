import type { Link } from "./schema-links.ts";

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
