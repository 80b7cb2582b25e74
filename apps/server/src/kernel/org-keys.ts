import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { type Bytes, bytes } from "./commit.ts";
import type { Database } from "./database.ts";
import { laterIsThere } from "./lanes.ts";
import { openWith, sealWith } from "./seal.ts";

type OrgKeyDoc = { _id: string; wrapped: Bytes };

/** The key of each organisation, under which its wraps of rooms' keys lie; itself wrapped by the master key. Made at the first use: whoever writes first decides it. */
export function createOrgKeys({ database, masterKey }: { database: Database; masterKey: KeyObject }): (orgId: OrgId) => Promise<KeyObject> {
  const docs = database.collection<OrgKeyDoc>("orgKeys");
  const known = new Map<OrgId, KeyObject>();
  return async (orgId) => {
    const held = known.get(orgId);
    if (held) return held;
    const place = Buffer.from(`org/${orgId}`);
    let doc = await docs.findOne({ _id: orgId });
    if (!doc) {
      const wrapped = sealWith(masterKey, randomBytes(32), place);
      await docs.updateOne({ _id: orgId }, { $setOnInsert: { wrapped } }, { upsert: true }).catch(laterIsThere);
      doc = await docs.findOne({ _id: orgId });
    }
    if (!doc) throw new Error("an organisation's key was written and is not there");
    const key = createSecretKey(openWith(masterKey, bytes(doc.wrapped), place));
    known.set(orgId, key);
    return key;
  };
}
