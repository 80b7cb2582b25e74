import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { EventId, FileName, RoomId as RoomIdShape } from "@linkwork/shared/kernel/shapes.ts";
import express, { type Request, type Response, type Router } from "express";
import { z } from "zod";
import { iso } from "./clock.ts";
import { hide, statusOf, toWire } from "./errors.ts";
import { type Files, fileLimit } from "./files.ts";
import { isDenial } from "./records.ts";
import type { OpenRoom } from "./room.ts";
import { keyAfter } from "./slice.ts";
import type { Transfers } from "./transfers.ts";
import type { Context, Deps } from "./trpc.ts";

/** Where a file goes and what its sender says of it. The name stands in a header: names of people are in file names, and addresses are written down. */
const Upload = z.strictObject({
  roomId: RoomIdShape,
  /** uuid v7 made by the device; the file's id and its event's */
  id: EventId,
  name: FileName,
  declared: z.string().max(100),
});
const Download = z.strictObject({ roomId: RoomIdShape, id: EventId });
const Whole = z.strictObject({ roomId: RoomIdShape });
/** All of a room with its files, made while it goes out; `taken` once the last piece has gone. */
export type WholeRoom = { name: string; pieces: AsyncGenerator<Uint8Array>; taken(): Promise<void> };

/** How long nothing may come before an upload is given up, in milliseconds. */
const defaultSilence = 20_000;
/** How long what is refused may go on arriving, so that its sender hears the answer. */
const drainFor = 5_000;

type Options = {
  deps: Deps;
  files: Files;
  transfers: Transfers;
  contextOf(req: Request, res: Response): Context;
  /** what can be taken along as one file; undefined for other rooms */
  whole(room: OpenRoom): Promise<WholeRoom | undefined>;
  silence?: number | undefined;
};

/** The door for files: raw bytes in, raw bytes out; who may is asked of the room, at the start, at each piece and at the end. */
export function createFileDoor({ deps, files, transfers, contextOf, whole: wholeOf, silence = defaultSilence }: Options): Router {
  const { rooms, limits, sessions, clock, logger } = deps;
  const now = () => iso(clock.now());

  /** The steps of every call: session, limit, hat. */
  async function caller(req: Request, res: Response) {
    const context = contextOf(req, res);
    const me = await context.session();
    await limits.call(me.personId);
    return { me, actor: await context.hat() };
  }

  /** Like every other door: codes, and "not found" in the same time whatever the cause. */
  async function refused(started: number, req: Request, res: Response, error: unknown, as?: number): Promise<void> {
    // who broke off hears nothing any more, and that is no bug
    if (res.destroyed || (req.destroyed && !req.complete)) return void res.destroy();
    const wire = toWire(error, logger);
    if (wire.meaning === "NOT_FOUND") await hide(started);
    if (res.headersSent || res.destroyed) return void res.destroy();
    res.status(as ?? statusOf(wire)).json({ error: wire });
    if (req.complete) return;
    req.removeAllListeners("readable");
    req.resume();
    const enough = setTimeout(() => req.destroy(), drainFor);
    req.once("close", () => clearTimeout(enough));
  }

  const answering =
    (handle: (req: Request, res: Response) => Promise<void>) =>
    (req: Request, res: Response): void => {
      const started = performance.now();
      void handle(req, res).catch((error: unknown) => refused(started, req, res, error));
    };

  async function upload(req: Request, res: Response): Promise<void> {
    const { me, actor } = await caller(req, res);
    await sessions.touch(me.sessionId);
    const {
      roomId,
      id: fileId,
      ...said
    } = Upload.parse({
      ...req.query,
      name: decoded(req.headers["x-linkwork-name"]),
      declared: req.headers["x-linkwork-type"] ?? "",
    });
    const room = await rooms.open(actor, roomId);
    const { slice, state, head } = room;
    const denied = (why: Refusal): Refusal => {
      if (isDenial(why)) void rooms.record(room, actor, { what: "command", decision: "deny", fromSeq: 0, toSeq: 0, asked: "addFile" });
      return why;
    };
    if (!slice.files) throw denied(refuse("NotFound"));
    const may = slice.files.mayAdd(state, actor, now());
    if (may !== true) throw denied(may);
    const length = Number(req.headers["content-length"] ?? 0);
    if (length > fileLimit) throw refuse("FileTooLarge", { most: fileLimit });
    const { add, mayAdd } = slice.files;
    let cut: (why: Refusal) => void = () => undefined;
    const ended = new Promise<never>((_, reject) => {
      cut = reject;
    });
    ended.catch(() => undefined);
    const under = transfers.begin({
      way: "up",
      roomId,
      actor,
      me,
      may: (s, a, at) => mayAdd(s, a, at) === true,
      end: (why) => cut(denied(why)),
    });
    try {
      const taken = await files.take(
        { room: roomId, fileId, personId: actor.personId, expected: length, ...keyAfter(slice, state, head.seq) },
        incoming(req, ended, silence),
      );
      const { type, input } = add({ fileId, ...said, ...taken });
      const event = await rooms.act(actor, roomId, { id: fileId, type, input }).catch(async (error: unknown) => {
        // a definite no; of anything else nobody knows whether it happened, and the same will be sent again
        if (error instanceof Refusal && error.meaning !== "SERVICE_UNAVAILABLE") await files.forget(roomId, fileId);
        throw error;
      });
      res.json({ event });
    } finally {
      under.done();
    }
  }

  async function download(req: Request, res: Response): Promise<void> {
    const { me, actor } = await caller(req, res);
    const { roomId, id: fileId } = Download.parse({ ...req.query, id: req.params.id });
    const room = await rooms.open(actor, roomId);
    const found = room.slice.files?.find(room.state, actor, fileId);
    // where the house alone holds a room's keys, there is no wrap of an organisation's to open them with
    const bytes = found && (await files.open(roomId, fileId, room.slice.holders ? actor.orgId : undefined));
    if (!found || !bytes) {
      void record(room, found?.seq ?? 0, "deny");
      throw refuse("NotFound");
    }
    const { mayRead } = room.slice.rules;
    const under = transfers.begin({
      way: "down",
      roomId,
      actor,
      me,
      may: (state, who, at) => mayRead(state, who, at, roomId) && room.slice.files?.find(state, who, fileId) !== undefined,
      end(why) {
        if (isDenial(why)) void record(room, found.seq, "deny");
        res.destroy();
      },
    });
    try {
      await record(room, found.seq, "permit");
      // consent may have gone meanwhile: what is answered now is judged now
      if (!under.may()) {
        void record(room, found.seq, "deny");
        throw refuse("NotFound");
      }
      res.setHeader("Content-Length", found.size);
      await goOut(res, {
        ...{ name: found.name, type: found.type === "text/plain" ? "text/plain; charset=utf-8" : found.type },
        ...{ pieces: whileAllowed(bytes, under.may), about: { room: roomId, file: fileId } },
        denied: () => void record(room, found.seq, "deny"),
      });
    } finally {
      under.done();
    }
  }

  type Going = { name: string; type: string; pieces: AsyncIterable<Uint8Array>; about: object; denied?(): void };
  /** Bytes to keep, never to be shown as a page of ours; true once all of them have gone. */
  async function goOut(res: Response, { name, type, pieces, about, denied }: Going): Promise<boolean> {
    res.attachment(name);
    res.setHeader("Content-Type", type);
    res.setHeader("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
    return await pipeline(Readable.from(pieces), res).then(
      () => true,
      (error: unknown) => {
        res.destroy();
        if (error instanceof Refusal) denied?.();
        const cut = error instanceof Refusal || (error as { code?: unknown }).code === "ERR_STREAM_PREMATURE_CLOSE";
        if (!cut) logger.error({ ...about, error: String(error) }, "a file could not be read to its end");
        return false;
      },
    );
  }

  /** All of a room as one file, by the same steps: what is half gone out is not taken. */
  async function whole(req: Request, res: Response): Promise<void> {
    const { me, actor } = await caller(req, res);
    const { roomId } = Whole.parse(req.query);
    const room = await rooms.open(actor, roomId);
    const found = await wholeOf(room);
    if (!found) throw refuse("NotFound");
    const { mayRead } = room.slice.rules;
    const under = transfers.begin({
      ...{ way: "down", roomId, actor, me },
      may: (state, who, at) => mayRead(state, who, at, roomId),
      end: () => res.destroy(),
    });
    try {
      if (!under.may()) throw refuse("NotFound");
      const pieces = whileAllowed(found.pieces, under.may);
      const all = await goOut(res, { name: found.name, type: "application/zip", pieces, about: { room: roomId } });
      if (all) await found.taken();
    } finally {
      under.done();
    }
  }

  const record = (room: OpenRoom, seq: number, decision: "permit" | "deny"): Promise<unknown> =>
    rooms.record(room, room.actor, { what: "file", decision, fromSeq: seq, toSeq: seq });

  const door = express.Router();
  door.post("/", (req, res, next) => {
    if (req.is("application/octet-stream")) next();
    else void refused(performance.now(), req, res, refuse("BadInput", { field: "content-type" }), 415);
  });
  door.post("/", answering(upload));
  door.get("/whole", answering(whole));
  door.get("/:id", answering(download));
  return door;
}

/** A name as it stands in a header: UTF-8, percent-encoded. */
export function decoded(header: string | string[] | undefined): unknown {
  if (typeof header !== "string") return undefined;
  try {
    return decodeURIComponent(header);
  } catch {
    return undefined;
  }
}

/** What arrives, until it is all there, the right to it ends, or nothing comes for too long. */
async function* incoming(req: Request, ended: Promise<never>, silence: number): AsyncGenerator<Buffer> {
  // left open when it is given up: its sender is to hear why
  const source = req.iterator({ destroyOnReturn: false });
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const silent = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(refuse("TooSlow")), silence);
    });
    const next: Promise<IteratorResult<Buffer>> = source.next();
    next.catch(() => undefined);
    const step = await Promise.race([next, ended, silent]).finally(() => clearTimeout(timer));
    if (step.done) return;
    yield step.value;
  }
}

const never = new Promise<never>(() => undefined);
/** What arrives, until it is all there or nothing comes for too long (ms). */
export const arriving = (req: Request, silence: number): AsyncGenerator<Buffer> => incoming(req, never, silence);

/** Each piece is judged when it leaves. */
async function* whileAllowed<Piece>(bytes: AsyncIterable<Piece>, may: () => boolean): AsyncGenerator<Piece> {
  for await (const piece of bytes) {
    if (!may()) throw refuse("NotFound");
    yield piece;
  }
}
