import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import { laterIsThere } from "./lanes.ts";

/** How long a code holds, and how long who gave it may take to say who they are (ms). */
const codeLife = 10 * 60_000;
const ticketLife = 30 * 60_000;
const tries = 5;
/** Digits of a code: six, and more for an address for which many wrong ones were given within a day. Nobody is locked out by that, and going through them leads nowhere. */
const digits = { usual: 6, guarded: 10 };
const wrongADay = 20;
const aDay = 24 * 3600_000;

/** What is kept for one address, under a keyed hash of it: the newest code, then the ticket of whoever gave it; how many wrong ones were given, whichever code it was, and until when that counts. `gone`: when all of it is over. */
type Row = {
  _id: string;
  salt: string;
  hash?: string;
  until: Date;
  tried: number;
  ticket?: string;
  ticketUntil?: Date;
  wrong?: number;
  wrongUntil?: Date;
  gone: Date;
};

/**
 * Codes that prove an address: six digits, or ten where somebody guesses, kept as keyed hashes. One at a time for an address, for ten minutes, five tries, once: each step is one
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

  /** One more wrong one within a day that began with the first of them. */
  async function noteWrong(_id: string, now: Date): Promise<void> {
    const more = await rows.updateOne({ _id, wrongUntil: { $gt: now } }, { $inc: { wrong: 1 } });
    if (more.matchedCount === 1) return;
    const wrongUntil = new Date(now.getTime() + aDay);
    await rows.updateOne({ _id }, { $set: { wrong: 1, wrongUntil }, $max: { gone: wrongUntil } });
  }

  return {
    /** A new code for an address; the one before is over. */
    async make(email: string): Promise<string> {
      const now = new Date(clock.now());
      const guessed = await rows.findOne({ _id: placeOf(email), wrongUntil: { $gt: now } }, { projection: { wrong: 1, wrongUntil: 1 } });
      const length = (guessed?.wrong ?? 0) >= wrongADay ? digits.guarded : digits.usual;
      const code = String(randomInt(10 ** length)).padStart(length, "0");
      const salt = randomBytes(16).toString("base64url");
      const until = new Date(clock.now() + codeLife);
      const gone = new Date(Math.max(until.getTime(), guessed?.wrongUntil?.getTime() ?? 0));
      const $set = { salt, hash: hashOf(email, salt, code), until, tried: 0, gone };
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
      if (!row?.hash || !same(row.hash, hash)) {
        if (row) await noteWrong(_id, now);
        return undefined;
      }
      const ticket = randomBytes(32).toString("base64url");
      const ticketUntil = new Date(now.getTime() + ticketLife);
      const gone = new Date(Math.max(ticketUntil.getTime(), row.wrongUntil?.getTime() ?? 0));
      const $set = { ticket: ticketHash(ticket), ticketUntil, gone };
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
