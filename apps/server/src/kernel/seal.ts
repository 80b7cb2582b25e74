import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";

const nonceBytes = 12;
const tagBytes = 16;

/** Where wrapped keys lie. One document a room and epoch. */
export type KeyStore = {
  load(id: string): Promise<Buffer | undefined>;
  /** keeps the first that was written; returns the one that stands */
  create(id: string, wrapped: Buffer): Promise<Buffer>;
};

/** AES-256-GCM: nonce, tag, ciphertext in one buffer. `aad` binds it to its place. */
export function sealWith(key: KeyObject, plain: Buffer, aad: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(aad);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Opens what `sealWith` made; throws when key, place or content differ. */
export function openWith(key: KeyObject, sealed: Buffer, aad: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
}

export type Seal = {
  /** The key if it is at hand, so that sealing need not wait. */
  atHand(room: RoomId, epoch: number): KeyObject | undefined;
  /** The room's key of that epoch; made on first use when `create` is set. Kept as one key object, since a raw buffer costs a tenth of all CPU. */
  keyOf(room: RoomId, epoch: number, create?: boolean): Promise<KeyObject>;
};

/** Room keys, each wrapped by the master key under its own id. */
export function createSeal({ masterKey, keys }: { masterKey: KeyObject; keys: KeyStore }): Seal {
  const cache = new Map<string, KeyObject>();
  const unwrap = (id: string, wrapped: Buffer): KeyObject => {
    const key = createSecretKey(openWith(masterKey, wrapped, Buffer.from(id)));
    if (cache.size > 20_000) cache.clear();
    cache.set(id, key);
    return key;
  };
  return {
    atHand: (room, epoch) => cache.get(`${room}/${epoch}`),
    async keyOf(room, epoch, create = false) {
      const id = `${room}/${epoch}`;
      const known = cache.get(id);
      if (known) return known;
      // who may make it need not look first: for what is sealed the key is at hand, unless the room is new
      const stored = create ? await keys.create(id, sealWith(masterKey, randomBytes(32), Buffer.from(id))) : await keys.load(id);
      if (!stored) throw new Error(`no key for epoch ${epoch} of a room: it was destroyed, or the key store belongs to another database`);
      return unwrap(id, stored);
    },
  };
}
