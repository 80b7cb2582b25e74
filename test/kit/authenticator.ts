import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** What an authenticator app shows at this moment (RFC 6238), from the key as it is typed in. */
export function codeAt(key: string, at: number): string {
  const bits = [...key.replaceAll("=", "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", secret).update(step).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** CBOR (RFC 8949) of what an attestation needs: small numbers, bytes, text and maps. */
function cbor(value: unknown): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.from([(major << 5) | n])
      : n < 256
        ? Buffer.from([(major << 5) | 24, n])
        : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  const entries = [...(value as Map<unknown, unknown>)];
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([k, v]) => [cbor(k), cbor(v)])]);
}

type Asked = { challenge: string };
type How = { origin?: string; rpId?: string; verified?: boolean };

/** A device with one passkey (ES256; one that is kept in a cloud doesn't count its uses), written from the standard (WebAuthn level 3), with none of our code nor of the library that judges it. */
export function aPasskey({ origin: home, rpId: site, counts = true }: { origin: string; rpId: string; counts?: boolean }) {
  const id = randomBytes(32);
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const cose = cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, "base64url")],
      [-3, Buffer.from(y, "base64url")],
    ]),
  );
  let counter = 0;
  const client = (type: string, { challenge }: Asked, origin = home) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const data = (extra: Buffer, { rpId = site, verified = true }: How) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const flags = 0x01 | (verified ? 0x04 : 0) | (extra.length > 0 ? 0x40 : 0);
    return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.from([flags]), count, extra]);
  };
  return {
    id: id.toString("base64url"),
    /** sets the count of its uses, as a copy does that knows nothing of the other's */
    rewind(to: number): void {
      counter = to;
    },
    /** makes itself known */
    made(asked: Asked, name: string, how: How = {}) {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", data(attested, how)],
      ]);
      return {
        id: id.toString("base64url"),
        clientDataJSON: client("webauthn.create", asked, how.origin).toString("base64url"),
        attestationObject: cbor(attestation).toString("base64url"),
        transports: ["internal"],
        name,
      };
    },
    /** answers a challenge */
    shown(asked: Asked, how: How = {}) {
      if (counts) counter += 1;
      const clientData = client("webauthn.get", asked, how.origin);
      const authenticatorData = data(Buffer.alloc(0), how);
      const signed = Buffer.concat([authenticatorData, createHash("sha256").update(clientData).digest()]);
      return {
        id: id.toString("base64url"),
        clientDataJSON: clientData.toString("base64url"),
        authenticatorData: authenticatorData.toString("base64url"),
        signature: sign("sha256", signed, privateKey).toString("base64url"),
      };
    },
  };
}
