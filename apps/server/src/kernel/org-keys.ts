import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import type { HolderId } from "@linkwork/shared/kernel/ids.ts";
import { type Bytes, bytes } from "./commit.ts";
import type { Database } from "./database.ts";
import { laterIsThere } from "./lanes.ts";
import { openWith, sealWith } from "./seal.ts";

type OrgKeyDoc = { _id: string; wrapped: Bytes };

/** The key of each organisation, and of each guest, under which its wraps of rooms' keys lie; itself wrapped by the master key. Made at the first use: whoever writes first decides it. */
export function createOrgKeys({
  database,
  masterKey,
}: {
  database: Database;
  masterKey: KeyObject;
}): (holder: HolderId) => Promise<KeyObject> {
  const docs = database.collection<OrgKeyDoc>("orgKeys");
  const known = new Map<HolderId, KeyObject>();
  return async (holder) => {
    const held = known.get(holder);
    if (held) return held;
    const place = Buffer.from(`org/${holder}`);
    let doc = await docs.findOne({ _id: holder });
    if (!doc) {
      const wrapped = sealWith(masterKey, randomBytes(32), place);
      await docs.updateOne({ _id: holder }, { $setOnInsert: { wrapped } }, { upsert: true }).catch(laterIsThere);
      doc = await docs.findOne({ _id: holder });
    }
    if (!doc) throw new Error("an organisation's key was written and is not there");
    const key = createSecretKey(openWith(masterKey, bytes(doc.wrapped), place));
    known.set(holder, key);
    return key;
  };
}
