import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { FileName, PartId } from "@linkwork/shared/kernel/shapes.ts";
import express, { type Request, type Response, type Router } from "express";
import { z } from "zod";
import { hide, statusOf, toWire } from "./errors.ts";
import { arriving, decoded } from "./file-door.ts";
import type { Context, Deps } from "./trpc.ts";

/** What comes in: its id, made by the device, and what its sender calls it. */
const Upload = z.strictObject({ id: PartId, name: FileName });
/** What is taken by this door, and from whom. */
export type Uploads = {
  /** bytes that one may have, and the refusal of a larger one */
  most: number;
  tooLarge(): Refusal;
  /** refused before anything is read */
  mayUpload(actor: Actor): true | Refusal;
  take(upload: { id: string; name: string; actor: Actor; bytes: Buffer }): Promise<unknown>;
};
type Options = { deps: Deps; uploads: Uploads; contextOf(req: Request, res: Response): Context; silence?: number | undefined };

const defaultSilence = 20_000;
/** How long what is refused may go on arriving, so that its sender hears the answer. */
const drainFor = 5_000;

/** The door for what is read once and kept nowhere as a file: raw bytes in, by the same steps as every call (session, limit, hat). */
export function createUploadDoor({ deps, uploads, contextOf, silence = defaultSilence }: Options): Router {
  const { limits, sessions, logger } = deps;

  async function taken(req: Request, res: Response): Promise<void> {
    const context = contextOf(req, res);
    const me = await context.session();
    await limits.call(me.personId);
    const actor = await context.hat();
    await sessions.touch(me.sessionId);
    const may = uploads.mayUpload(actor);
    if (may !== true) throw may;
    const { id, name } = Upload.parse({ ...req.query, name: decoded(req.headers["x-linkwork-name"]) });
    if (Number(req.headers["content-length"] ?? 0) > uploads.most) throw uploads.tooLarge();
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of arriving(req, silence)) {
      size += piece.length;
      if (size > uploads.most) throw uploads.tooLarge();
      pieces.push(piece);
    }
    res.json(await uploads.take({ id, name, actor, bytes: Buffer.concat(pieces) }));
  }

  async function refused(started: number, { req, res }: { req: Request; res: Response }, error: unknown, as?: number): Promise<void> {
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

  const door = express.Router();
  door.post("/", (req, res) => {
    const started = performance.now();
    if (!req.is("application/octet-stream")) return void refused(started, { req, res }, refuse("BadInput", { field: "content-type" }), 415);
    taken(req, res).catch((error: unknown) => refused(started, { req, res }, error));
  });
  return door;
}
