import { createHmac, type KeyObject } from "node:crypto";
import type { AreaId, ClientId, OrgId } from "@linkwork/shared/kernel/ids.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import { derivedKey } from "../kernel/secrets.ts";

type Looked = { readonly theme: Theme; readonly areaId: AreaId; readonly orgId: OrgId /** ISO instant */; readonly at: string };
/** The one way from a case to the map: what the map takes of it. It is told of no case and of no client. */
export type ToTheMap = {
  /** whether numbers are told of an area; undefined where there is none */
  tellsOf(areaId: AreaId): Promise<boolean | undefined>;
  areaOf(district: string): Promise<AreaId | undefined>;
  areaOfOrg(orgId: OrgId): Promise<AreaId | undefined>;
  sighted(sighting: Looked & { personKey: string }): Promise<void>;
  forget(personKey: string): Promise<void>;
};

/** What is told the map of what was looked for in vain: somebody without a name, who is the same one in all their cases, whoever works with them. */
export function unfoundOf(masterKey: KeyObject, map: ToTheMap) {
  const pepper = derivedKey(masterKey, "linkwork people counted on the map");
  const personKey = (clientId: ClientId): string => createHmac("sha256", pepper).update(clientId).digest("base64url");
  return {
    /** Somebody found nothing for this person. Where no numbers are told, nothing is kept of it; undefined where there is no such area. */
    async sight({ clientId, ...looked }: Looked & { clientId: ClientId }): Promise<boolean | undefined> {
      const tells = await map.tellsOf(looked.areaId);
      if (tells) await map.sighted({ ...looked, personKey: personKey(clientId) });
      return tells;
    },
    /** Nothing of them is counted any more. */
    forget: (clientId: ClientId): Promise<void> => map.forget(personKey(clientId)),
    /** The area of a postcode district, else of what an organisation runs. */
    async areaFor({ district, orgId }: { district: string | undefined; orgId: OrgId }): Promise<AreaId | undefined> {
      return (district === undefined ? undefined : await map.areaOf(district)) ?? (await map.areaOfOrg(orgId));
    },
  };
}
export type Unfound = ReturnType<typeof unfoundOf>;
