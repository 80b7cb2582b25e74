import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { houseId, type OrgId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { StoredEvent } from "./log.ts";
import type { Slice } from "./slice.ts";

/** The house itself: effects and the seed. No door leads to it. */
export const systemActor: Actor = {
  personId: houseId as PersonId,
  orgId: houseId as OrgId,
  roles: [],
  name: "Linkwork",
  orgName: "Linkwork",
  sector: "third",
  system: true,
};

/** An event without what only the log keeps and what was taken out since, as this audience may see it. */
export function presentTo(slice: Slice, state: unknown, audience: string, stored: StoredEvent): AnyEvent {
  const { print: _print, struck: _struck, epoch: _epoch, ...event } = stored;
  const left = slice.takesBack?.conceal(event, state) ?? event;
  return slice.present?.(left, audience, state) ?? left;
}

/** An event as this reader may see it. */
export const asClientSees = (slice: Slice, state: unknown, actor: Actor, stored: StoredEvent): AnyEvent =>
  presentTo(slice, state, slice.audience?.(state, actor) ?? "", stored);
