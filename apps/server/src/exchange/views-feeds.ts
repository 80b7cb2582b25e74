import type { KeyObject } from "node:crypto";
import type { EventId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import type { Database } from "../kernel/database.ts";
import { createTokens, readToken } from "../kernel/tokens.ts";

/** The calendar address that somebody made: whose, which one, the hash of its secret, and when; no hash once it is over. `used`: what it may never be again. */
type Feed = { _id: string; feedId: string; used: string[]; hash: string | null; at: Date };

/** How many of somebody's addresses are remembered as used up. */
const mostUsed = 200;
/** 86 characters of base64url: whose, which one, and 256 bits. */
const shape = /^[A-Za-z0-9_-]{86}$/;

/** The addresses of calendar feeds: like sessions no part of any log, for they let somebody in. One for each person; its secret is in no store. */
export async function openFeeds(database: Database, masterKey: KeyObject) {
  const feeds = database.collection<Feed>("calendarFeeds");
  const tokens = createTokens(masterKey);
  return {
    /** Makes an address, and the one before it is over; the same id gives the same one. Its token is told this once. */
    async make(personId: PersonId, feedId: EventId, now: number): Promise<string> {
      const linked = { subject: personId, id: feedId };
      const known = await feeds.findOne({ _id: personId });
      if (known?.feedId === feedId && known.hash) return tokens.token(linked);
      const used = known?.used ?? [];
      // what was ended stays ended, whoever sends the old request once more
      if (used.includes(feedId)) throw refuse("IdReused", { field: "id" });
      const made = { feedId, hash: tokens.hash(linked), at: new Date(now), used: [...used, feedId].slice(-mostUsed) };
      await feeds.updateOne({ _id: personId }, { $set: made }, { upsert: true });
      return tokens.token(linked);
    },
    /** Since when somebody has an address (UTC); undefined for none. */
    async since(personId: PersonId): Promise<string | undefined> {
      const feed = await feeds.findOne({ _id: personId });
      return feed?.hash ? feed.at.toISOString() : undefined;
    },
    async end(personId: PersonId): Promise<void> {
      await feeds.updateOne({ _id: personId }, { $set: { hash: null } });
    },
    /** Whose address this is; undefined for what is none, or none any more. */
    async whose(token: string): Promise<PersonId | undefined> {
      // one address has one spelling
      if (!shape.test(token) || Buffer.from(token, "base64url").toString("base64url") !== token) return undefined;
      const { subject, id, hash } = readToken(token);
      const feed = await feeds.findOne({ _id: subject });
      return feed?.feedId === id && feed.hash === hash ? (feed._id as PersonId) : undefined;
    },
  };
}

export type Feeds = Awaited<ReturnType<typeof openFeeds>>;
