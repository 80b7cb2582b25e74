import { asksAnything, type Item, itemsOf, missingAt, readyOf } from "@linkwork/shared/exchange/rules-readiness.ts";
import type { Requirement } from "@linkwork/shared/exchange/schema-asks.ts";
import type { Ready } from "@linkwork/shared/exchange/schema-session.ts";
import type { HostingState } from "@linkwork/shared/exchange/state-hosting.ts";
import type { ReadinessState } from "@linkwork/shared/exchange/state-readiness.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { hostingRoom, readinessRoom } from "@linkwork/shared/kernel/room.ts";
import type { ActorRef } from "@linkwork/shared/kernel/shapes.ts";
import type { Ask } from "../kernel/slice.ts";

/** How it stands with what a session asks of somebody; `missing`: what keeps them from having a place now. */
export type Looked = { items: Item[]; ready: Ready; missing: Requirement[]; inducted?: string };

/** Looks up how it stands with somebody; undefined where the session asks for nothing. */
export async function lookReady(ask: Ask, state: SessionState, { personId, orgId }: ActorRef, now: string): Promise<Looked | undefined> {
  const { card, host, date } = state;
  const { asks } = card ?? {};
  if (!host || !date || !(asksAnything(asks) || asks?.induction)) return undefined;
  // the person's room first: what changes in the host's meanwhile is told to theirs, and from there to the session
  const readiness = await ask<ReadinessState>(readinessRoom(personId));
  const hosting = await ask<HostingState>(hostingRoom(host.orgId));
  const items = itemsOf({ asks, readiness, orgId, hosting, hostOrgId: host.orgId });
  const inducted = readiness.inductions[host.orgId]?.until;
  return { items, ready: readyOf(items, readiness.head), missing: missingAt(items, date, now), ...(inducted ? { inducted } : {}) };
}
