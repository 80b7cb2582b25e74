import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import { laterIsThere } from "./lanes.ts";

/** How long a code holds, and how long who gave it may take to say who they are (ms). */
const codeLife = 10 * 60_000;
const ticketLife = 30 * 60_000;
const tries = 5;
const digits = 6;

/** What is kept for one address, under a keyed hash of it: the newest code, then the ticket of whoever gave it. `gone`: when all of it is over. */
type Row = {
  _id: string;
  salt: string;
  hash?: string;
  until: Date;
  tried: number;
  ticket?: string;
  ticketUntil?: Date;
  gone: Date;
};

/**
 * Codes that prove an address: six digits, kept as keyed hashes. One at a time for an address, for ten minutes, five tries, once: each step is one
 * compare-and-set, so it holds on every node at once.
 */
export function createMailCodes({ database, clock, secret }: { database: Database; clock: Clock; secret: string }) {
  const rows = database.collection<Row>("mailCodes");
  const keyed = (what: string): string => createHmac("sha256", secret).update(`linkwork mail codes|${what}`).digest("base64url");
  const placeOf = (email: string): string => keyed(`address|${email}`);
  const hashOf = (email: string, salt: string, code: string): string => keyed(`code|${email}|${salt}|${code}`);
  const same = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other));
  const ticketHash = (ticket: string): string => createHash("sha256").update(ticket).digest("base64url");
  const held = (email: string, ticket: string) => ({
    _id: placeOf(email),
    ticket: ticketHash(ticket),
    ticketUntil: { $gt: new Date(clock.now()) },
  });

  return {
    /** A new code for an address; the one before is over. */
    async make(email: string): Promise<string> {
      const code = String(randomInt(10 ** digits)).padStart(digits, "0");
      const salt = randomBytes(16).toString("base64url");
      const until = new Date(clock.now() + codeLife);
      const $set = { salt, hash: hashOf(email, salt, code), until, tried: 0, gone: until };
      const put = () => rows.updateOne({ _id: placeOf(email) }, { $set, $unset: { ticket: "", ticketUntil: "" } }, { upsert: true });
      // two first codes of one instant: the later one stays
      if (!(await put().catch(laterIsThere))) await put();
      return code;
    },
    /** Uses a code up; with it, a ticket that says for half an hour that the address is theirs. Undefined if it doesn't fit, for whatever reason. */
    async use(email: string, given: string): Promise<string | undefined> {
      const now = new Date(clock.now());
      const _id = placeOf(email);
      const open = { _id, hash: { $exists: true }, until: { $gt: now }, tried: { $lt: tries } };
      const row = await rows.findOneAndUpdate(open, { $inc: { tried: 1 } }, { returnDocument: "after" });
      const hash = hashOf(email, row?.salt ?? "", given.replace(/\D/g, ""));
      if (!row?.hash || !same(row.hash, hash)) return undefined;
      const ticket = randomBytes(32).toString("base64url");
      const ticketUntil = new Date(now.getTime() + ticketLife);
      const $set = { ticket: ticketHash(ticket), ticketUntil, gone: ticketUntil };
      const used = await rows.updateOne({ _id, hash: row.hash }, { $set, $unset: { hash: "" } });
      return used.matchedCount === 1 ? ticket : undefined;
    },
    /** Whether a ticket holds, without using it up. */
    async ticketHolds(email: string, ticket: string): Promise<boolean> {
      return (await rows.countDocuments(held(email, ticket), { limit: 1 })) === 1;
    },
    /** Uses a ticket up; false if it is used, over, or another address's. */
    async useTicket(email: string, ticket: string): Promise<boolean> {
      return (await rows.updateOne(held(email, ticket), { $unset: { ticket: "", ticketUntil: "" } })).matchedCount === 1;
    },
    /** Forgets what is over. */
    async tidy(): Promise<void> {
      await rows.deleteMany({ gone: { $lt: new Date(clock.now()) } });
    },
  };
}
