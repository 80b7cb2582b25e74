import { hash } from "node:crypto";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import express, { type Request, type Response, type Router } from "express";
import { sendRefused, toWire } from "./errors.ts";
import type { Deps } from "./trpc.ts";

/** A small piece of something large: bytes, or that there are none here. */
export type Piece = {
  type: string;
  body: Buffer;
  /** its name says what it is made of, so that it can be kept; else it is asked for each time */
  lasting: boolean;
};
type Options = {
  deps: Pick<Deps, "limits" | "logger">;
  /** the piece at a path below the door; undefined for none that can be */
  piece(path: string): Promise<Piece | undefined>;
};

/**
 * A door for what our own pages draw with and what is nobody's secret, such as streets: nothing but reading, no session, counted by address apart from calls,
 * since one look takes dozens. No page of others is let in: it would be our line that they use.
 */
export function createPieceDoor({ deps: { limits, logger }, piece }: Options): Router {
  const door = express.Router();

  async function answered(req: Request, res: Response): Promise<void> {
    await limits.pieceFrom(req.ip ?? "");
    const found = await piece(req.path);
    if (!found) throw refuse("NotFound");
    res.setHeader("Cache-Control", found.lasting ? "public, max-age=86400" : "public, no-cache");
    if (found.body.length === 0) return void res.status(204).end();
    res.setHeader("Content-Type", found.type);
    res.setHeader("ETag", `W/"${hash("sha256", found.body, "base64url").slice(0, 27)}"`);
    // Express answers who has it already with 304
    res.send(found.body);
  }

  door.use((req, res) => {
    res.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (req.method !== "GET" && req.method !== "HEAD") {
      res.setHeader("Allow", "GET, HEAD");
      return void res.status(405).json({ error: toWire(refuse("BadInput", { field: "method" }), logger) });
    }
    answered(req, res).catch((error: unknown) => {
      const wire = toWire(error, logger);
      if (res.headersSent) return void res.destroy();
      sendRefused(res, wire);
    });
  });
  return door;
}
