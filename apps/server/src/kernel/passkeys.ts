import { randomBytes } from "node:crypto";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import type { PasskeyMade, PasskeyShown } from "@linkwork/shared/kernel/wire.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import { type Factors, type Kept, onlyIfFirst, type Passkey } from "./factors.ts";
import { laterIsThere } from "./lanes.ts";

/** How long a device has to answer a challenge (ms), and how many passkeys one account may have. */
const challengeFor = 5 * 60_000;
const most = 20;

type Deps = { database: Database; clock: Clock; factors: Factors; publicUrl: string; origins: ReadonlySet<string> };
type Who = { readonly userId: string; readonly sessionId: string; readonly email: string; readonly personId: PersonId };
type Challenge = { _id: string; sessionId: string | null; until: Date };
type Transports = NonNullable<PasskeyMade["transports"]>;

/** Fetched when the first passkey is shown: a start needs none of it. */
const webauthn = () => import("@simplewebauthn/server");

const known = ({ passkeys }: Kept) => passkeys.map(({ id, transports }) => ({ id, transports: [...transports] as Transports }));
const wrong = () => refuse("WrongCode", { field: "passkey" });

/** Passkeys (WebAuthn). One is both factors, so the device must always have made sure who holds it (user verification). */
export async function createPasskeys({ database, clock, factors, publicUrl, origins }: Deps) {
  const rpID = new URL(publicUrl).hostname;
  const expected = { expectedOrigin: [...origins], expectedRPID: rpID, requireUserVerification: true };
  const challenges = database.collection<Challenge>("passkeyChallenges");
  await challenges.createIndex({ until: 1 }, { expireAfterSeconds: 0 });
  /** a credential belongs to one account, whoever shows it next */
  const owners = database.collection<{ _id: string; userId: string }>("passkeyOwners");

  async function newChallenge(sessionId: string | null): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(randomBytes(32));
    const until = new Date(clock.now() + challengeFor);
    await challenges.insertOne({ _id: Buffer.from(bytes).toString("base64url"), sessionId, until });
    return bytes;
  }

  /** A challenge is good once, for a while, and only where it was asked for. */
  const taken = (sessionId: string | null) => async (challenge: string) => {
    const found = await challenges.findOneAndDelete({ _id: challenge });
    return found !== null && found.until.getTime() > clock.now() && found.sessionId === sessionId;
  };

  return {
    /** What a device needs to make one for this account. */
    async creation({ userId, sessionId, email, personId }: Who) {
      return await (await webauthn()).generateRegistrationOptions({
        rpName: "Linkwork",
        rpID,
        userName: email,
        userID: new Uint8Array(Buffer.from(personId.replaceAll("-", ""), "hex")),
        challenge: await newChallenge(sessionId),
        excludeCredentials: known(await factors.of(userId)),
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      });
    },

    /** Keeps the one that a device has made. */
    async add({ userId, sessionId }: Who, { made, first }: { made: PasskeyMade; first: boolean }): Promise<void> {
      const { id, name, transports, clientDataJSON, attestationObject } = made;
      const response = { id, rawId: id, type: "public-key" as const, clientExtensionResults: {} };
      const { registrationInfo } = await (await webauthn())
        .verifyRegistrationResponse({
          ...expected,
          response: { ...response, response: { clientDataJSON, attestationObject } },
          expectedChallenge: taken(sessionId),
        })
        .catch(() => ({ registrationInfo: undefined }));
      if (!registrationInfo || registrationInfo.credential.id !== id) throw wrong();
      const { publicKey, counter } = registrationInfo.credential;
      await owners.updateOne({ _id: id }, { $setOnInsert: { userId } }, { upsert: true }).catch(laterIsThere);
      // an id that is another account's stays theirs
      if ((await owners.findOne({ _id: id }))?.userId !== userId) throw wrong();
      const passkey: Passkey = {
        ...{ id, name, counter, transports },
        publicKey: Buffer.from(publicKey).toString("base64url"),
        addedAt: new Date(clock.now()),
        usedAt: null,
      };
      await factors.change(userId, (kept) => {
        onlyIfFirst(kept, first);
        const { passkeys } = kept;
        if (passkeys.length >= most) throw refuse("TooManyCalls");
        return [{ passkeys: [...passkeys.filter((one) => one.id !== id), passkey] }, undefined];
      });
    },

    /** What a device needs to show one: of this account where somebody is signed in so far, else whichever the person chooses. */
    async request(who: Who | undefined) {
      return await (await webauthn()).generateAuthenticationOptions({
        rpID,
        challenge: await newChallenge(who?.sessionId ?? null),
        allowCredentials: who ? known(await factors.of(who.userId)) : [],
        userVerification: "required",
      });
    },

    /** Whose passkey answered, and after which event all of theirs had ended last when it was looked for. One that answers with a count that was seen before may be a copy, and is refused. */
    async shown(sessionId: string | null, { id, clientDataJSON, authenticatorData, signature }: PasskeyShown) {
      const userId = (await owners.findOne({ _id: id }))?.userId;
      const kept = userId ? await factors.of(userId) : undefined;
      const passkey = kept?.passkeys.find((one) => one.id === id);
      if (!userId || !passkey) throw wrong();
      const { publicKey, counter, transports } = passkey;
      const answer = await (await webauthn())
        .verifyAuthenticationResponse({
          ...expected,
          response: {
            ...{ id, rawId: id, type: "public-key", clientExtensionResults: {} },
            response: { clientDataJSON, authenticatorData, signature },
          },
          expectedChallenge: taken(sessionId),
          credential: {
            id,
            publicKey: new Uint8Array(Buffer.from(publicKey, "base64url")),
            counter,
            transports: [...transports] as Transports,
          },
        })
        .catch(() => ({ verified: false, authenticationInfo: undefined }));
      if (!answer.verified || !answer.authenticationInfo) throw wrong();
      const { newCounter } = answer.authenticationInfo;
      await factors.change(userId, ({ passkeys }) => {
        const now = passkeys.find((one) => one.id === id);
        if (!now || (newCounter > 0 && newCounter <= now.counter)) throw wrong();
        const used = { ...now, counter: newCounter, usedAt: new Date(clock.now()) };
        return [{ passkeys: passkeys.map((one) => (one.id === id ? used : one)) }, undefined];
      });
      return { userId, ended: kept?.ended?.after ?? 0 };
    },
  };
}

export type Passkeys = Awaited<ReturnType<typeof createPasskeys>>;
