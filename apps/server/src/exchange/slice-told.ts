import { unfinished } from "@linkwork/shared/exchange/state.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { AssetId, OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { Ask } from "../kernel/slice.ts";
import type { ExchangeViews } from "./views.ts";

/** Somebody who goes there, or receives who goes there. */
type Known = { personId: PersonId; orgId: OrgId; why: "visit" };

/** Those who have to know that something closes because of visits to come at whoever runs it: who has a place or waits for one, and who receives them. */
export const visitsAtWhoRuns =
  ({ aheadAt }: Pick<ExchangeViews, "aheadAt">) =>
  async (assetId: AssetId, ask: Ask, now: string): Promise<Known[]> => {
    const { claims } = await ask<AssetState>(assetRoom(assetId));
    const hosts = Object.values(claims).flatMap((claim) => (claim?.status === "held" ? claim.org.orgId : []));
    const ahead = (await Promise.all(hosts.map((orgId) => aheadAt(orgId, now)))).flat();
    const states = await Promise.all(ahead.map((sessionId) => ask<SessionState>(sessionRoom(sessionId))));
    return states.flatMap(inSession);
  };

function inSession({ host, card, cancelled, bookings }: SessionState): Known[] {
  if (!host || cancelled !== null) return [];
  const coming = Object.values(bookings).filter(({ status }) => unfinished.includes(status));
  if (coming.length === 0) return [];
  const contact = card?.contact?.personId;
  return [
    ...coming.map(({ personId, orgId }): Known => ({ personId, orgId, why: "visit" })),
    ...(contact ? [{ personId: contact, orgId: host.orgId, why: "visit" as const }] : []),
  ];
}
