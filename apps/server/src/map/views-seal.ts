import { createSecretKey, type KeyObject } from "node:crypto";
import type { AssetId } from "@linkwork/shared/kernel/ids.ts";
import { openWith, sealWith } from "../kernel/seal.ts";
import { derivedKey } from "../kernel/secrets.ts";
import type { AssetInner } from "./views-rows.ts";

/** What of a row only some people see, under a key that is nowhere in the database, and bound to the thing that it is about. */
export function innerSeal(masterKey: KeyObject) {
  const key = createSecretKey(derivedKey(masterKey, "linkwork map rows"));
  const place = (assetId: AssetId) => Buffer.from(`map|${assetId}`);
  return {
    close: (assetId: AssetId, inner: AssetInner): Buffer => sealWith(key, Buffer.from(JSON.stringify(inner)), place(assetId)),
    open: (assetId: AssetId, sealed: Uint8Array): AssetInner =>
      JSON.parse(openWith(key, Buffer.from(sealed), place(assetId)).toString()) as AssetInner,
  };
}
export type InnerSeal = ReturnType<typeof innerSeal>;
