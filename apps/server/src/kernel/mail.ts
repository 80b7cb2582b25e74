import { createSecretKey, type KeyObject } from "node:crypto";
import type { PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { Email } from "@linkwork/shared/kernel/shapes.ts";
import { createTransport } from "nodemailer";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import { laterIsThere } from "./lanes.ts";
import type { Logger } from "./logger.ts";
import { openWith, sealWith } from "./seal.ts";
import { derivedKey } from "./secrets.ts";

/** What a mail changes in its reader's calendar: an iCalendar file (RFC 5545), and whether it puts something there or takes it out. */
type ForCalendar = { readonly method: "REQUEST" | "CANCEL"; readonly text: string };
/** A mail: plain text to one address. Never holds what people say in confidence. */
export type Letter = { readonly to: string; readonly subject: string; readonly text: string; readonly calendar?: ForCalendar };
/** A mail that is written when it is handed over, not before: what it is about is judged at that moment. It belongs to an event of a room: the person's own, unless it says which. */
export type Unwritten = { readonly personId: PersonId; readonly seq: number; readonly roomId?: RoomId };
/** What becomes of such a mail: its words, a later moment (ms), or nothing, since there is nothing to say any more. */
export type Written = Letter | { readonly later: number } | undefined;
/** A mail that the demo's catcher kept. `at`: UTC. */
export type Caught = Letter & { id: string; at: string };
export type MailSettings = {
  /** smtp: or smtps: address of the mail server */
  url?: string | undefined;
  /** whom the mails are from */
  from: string;
  /** without a server: keep the mails for a page of the demo */
  catches: boolean;
};

type Status = "waiting" | "sent" | "caught" | "failed" | "needless";
type Sealed = InstanceType<Database["base"]["mongo"]["Binary"]> | Buffer;
/** `next`: when it may be tried; while somebody tries, when others may take over. */
type Row = { _id: string; status: Status; at: Date; next: Date; tries: number; letter?: Sealed };

const lease = 90_000;
const firstPause = 10_000;
const longestPause = 3600_000;
const keptCaught = 100;
const keptSent = 30 * 24 * 3600_000;
/** Line breaks and other control characters: in a header they would begin another one. */
const control = /\p{Cc}|[\u2028\u2029]/u;

/** Refuses a letter whose address or subject could be more than that. */
function checked(letter: Letter): Letter {
  if (!Email.safeParse(letter.to).success) throw refuse("BadInput", { field: "to" });
  if (control.test(letter.subject)) throw refuse("BadInput", { field: "subject" });
  return letter;
}

/** Mail goes out once, and is tried until it does: written down sealed first, with an id that never writes twice, then handed to the mail server. */
export async function openMail({
  database,
  masterKey,
  clock,
  logger,
  settings: { url, from, catches },
  write = async () => undefined,
}: {
  database: Database;
  masterKey: KeyObject;
  clock: Clock;
  logger: Logger;
  settings: MailSettings;
  /** writes a mail at the moment at which it goes out */
  write?: (what: Unwritten) => Promise<Written>;
}) {
  const rows = database.collection<Row>("mails");
  const key = createSecretKey(derivedKey(masterKey, "linkwork mails"));
  const placeOf = (id: string): Buffer => Buffer.from(`mail/${id}`);
  const open = ({ _id, letter }: Row): Letter | Unwritten | undefined =>
    letter && JSON.parse(openWith(key, Buffer.isBuffer(letter) ? letter : Buffer.from(letter.buffer), placeOf(_id)).toString("utf8"));
  const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
  const transport = url ? createTransport({ url, disableFileAccess: true, disableUrlAccess: true, ...patience }) : undefined;
  await rows.createIndex({ status: 1, next: 1 });

  /** Takes the letter that has waited longest, so that no other node tries it meanwhile. */
  const take = (now: number) =>
    rows.findOneAndUpdate(
      { status: "waiting", next: { $lte: new Date(now) } },
      { $set: { next: new Date(now + lease) }, $inc: { tries: 1 } },
      { sort: { next: 1 }, returnDocument: "after" },
    );

  const seal = (id: string, letter: Letter | Unwritten) => sealWith(key, Buffer.from(JSON.stringify(letter)), placeOf(id));
  const over = (row: Row, status: Status) => rows.updateOne({ _id: row._id }, { $set: { status }, $unset: { letter: "" } });

  async function hand(row: Row): Promise<void> {
    const held = open(row);
    if (!held) return;
    try {
      const letter = "personId" in held ? await write(held) : held;
      if (!letter) return void (await over(row, "needless"));
      if ("later" in letter)
        return void (await rows.updateOne({ _id: row._id }, { $set: { next: new Date(letter.later) }, $inc: { tries: -1 } }));
      if (!transport) {
        const caught = { status: "caught" as const, at: new Date(clock.now()), letter: seal(row._id, checked(letter)) };
        return void (await rows.updateOne({ _id: row._id }, { $set: caught }));
      }
      // the id is the same at each try, so that a mail server that has it already can tell
      const messageId = `<${row._id}@${from.split("@").at(-1)?.replace(">", "")}>`;
      await transport.sendMail({
        from,
        to: { name: "", address: checked(letter).to },
        subject: letter.subject,
        text: letter.text,
        messageId,
        // beside the text and as a file: some calendars take the one, some the other
        ...(letter.calendar ? { icalEvent: { method: letter.calendar.method, filename: "visit.ics", content: letter.calendar.text } } : {}),
      });
      await over(row, "sent");
    } catch (error) {
      // its words may name the address: only the codes are noted
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      const forGood = code === "BadInput" || (responseCode !== undefined && responseCode >= 550 && responseCode < 560);
      logger.warn({ mail: row._id, tries: row.tries, code, responseCode }, forGood ? "mail given up" : "mail waits");
      const next = new Date(clock.now() + Math.min(longestPause, firstPause * 2 ** Math.min(row.tries, 20)));
      if (forGood) await over(row, "failed");
      else await rows.updateOne({ _id: row._id }, { $set: { next } });
    }
  }

  let running: Promise<void> | undefined;
  let asked = false;
  async function handAll(): Promise<void> {
    try {
      // what was written down while the last look was under way may not have been in it
      while (asked) {
        asked = false;
        for (let row = await take(clock.now()); row; row = await take(clock.now())) await hand(row as Row);
      }
    } finally {
      running = undefined;
    }
  }
  /** Hands over what waits and is due, of any node; what was written down before the call is looked at before it resolves. */
  function deliver(): Promise<void> {
    if (!transport && !catches) return Promise.resolve();
    asked = true;
    running ??= handAll();
    return running;
  }

  async function tidy(): Promise<void> {
    await rows.deleteMany({ status: { $in: ["sent", "failed", "needless"] }, at: { $lt: new Date(clock.now() - keptSent) } });
    const old = await rows
      .find({ status: "caught" }, { projection: { _id: 1 } })
      .sort({ at: -1 })
      .skip(keptCaught)
      .toArray();
    if (old.length > 0) await rows.deleteMany({ _id: { $in: old.map((row) => row._id) } });
  }

  return {
    /** whether a mail that is written now goes anywhere */
    ready: transport !== undefined || catches,
    catches: catches && !transport,
    deliver,
    /** Writes a letter down, or what one will be about; the same id writes once. Resolves when that is durable: from then on it goes out, whatever crashes. */
    async post(id: string, letter: Letter | Unwritten): Promise<void> {
      const unwritten = "personId" in letter;
      // it would wait for a mail server that may come in a year
      if (unwritten && !transport && !catches) return;
      const at = new Date(clock.now());
      const status: Status = catches && !transport && !unwritten ? "caught" : "waiting";
      const sealed = seal(id, unwritten ? letter : checked(letter));
      await rows
        .updateOne({ _id: id }, { $setOnInsert: { status, at, next: at, tries: 0, letter: sealed } }, { upsert: true })
        .catch(laterIsThere);
      await tidy();
      void deliver().catch((error: unknown) => logger.warn({ error: String(error) }, "mail"));
    },
    /** What the catcher holds, newest first. */
    async caught(): Promise<Caught[]> {
      const found = await rows.find({ status: "caught" }).sort({ at: -1 }).limit(keptCaught).toArray();
      return found.flatMap((row) => {
        const letter = open(row as Row);
        return letter && "to" in letter ? [{ ...letter, id: row._id, at: row.at.toISOString() }] : [];
      });
    },
    async settled(): Promise<void> {
      await running;
      transport?.close();
    },
  };
}
