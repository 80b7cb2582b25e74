import { hash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import express, { type Request, type Response, type Router } from "express";
import { sendRefused, toWire } from "./errors.ts";
import type { Deps } from "./trpc.ts";

/** What is answered to anybody: a document, or where it is now. */
export type PublicAnswer =
  | {
      type: string;
      /** all of it, or piece by piece */
      body: string | AsyncIterable<string>;
      /** what it was made of: the same for the same bytes. Of a text it follows from the text */
      made?: string;
      /** when it last changed (UTC) */
      modified?: string | undefined;
      /** as what it is saved */
      fileName?: string;
    }
  | { moved: string };
type Options = {
  deps: Pick<Deps, "limits" | "logger">;
  /** the answer to a path below the door, `/` for the door itself; undefined for nothing that is here */
  answer(path: string, query: URLSearchParams): Promise<PublicAnswer | undefined>;
};

/**
 * A door for everybody, also for pages of others: nothing but reading, no session and no cookie, counted by address. What comes out is public, so that any
 * origin may read it; what is behind it decides what that is.
 */
export function createPublicDoor({ deps: { limits, logger }, answer }: Options): Router {
  const door = express.Router();

  async function answered(req: Request, res: Response): Promise<void> {
    await limits.callFrom(req.ip ?? "");
    const found = await answer(req.path, new URL(req.originalUrl, "http://here").searchParams);
    if (!found) throw refuse("NotFound");
    // Express's own redirect would write a page
    if ("moved" in found) return void res.status(308).location(found.moved).end();
    const { type, body, modified, fileName } = found;
    const tag = `W/"${hash("sha256", found.made ?? (typeof body === "string" ? body : ""), "base64url").slice(0, 27)}"`;
    res.setHeader("Content-Type", type);
    res.setHeader("ETag", tag);
    if (modified) res.setHeader("Last-Modified", new Date(modified).toUTCString());
    if (fileName) res.setHeader("Content-Disposition", `attachment; filename="${fileName}"`);
    // kept, but asked for each time: what is hidden since is gone at once
    res.setHeader("Cache-Control", "public, no-cache");
    if (isKnown(req, { tag, modified: typeof body === "string" && !found.made ? modified : undefined })) return void res.status(304).end();
    if (typeof body === "string") return void res.end(req.method === "HEAD" ? undefined : body);
    if (req.method === "HEAD") return void res.end();
    await pipeline(Readable.from(body), res).catch((error: unknown) => {
      res.destroy();
      const cut = (error as { code?: unknown }).code === "ERR_STREAM_PREMATURE_CLOSE";
      if (!cut) logger.error({ error: String(error) }, "a public answer could not be sent to its end");
    });
  }

  door.use((req, res) => {
    res.setHeader("Access-Control-Allow-Origin", "*");
    res.setHeader("Access-Control-Expose-Headers", "ETag, Last-Modified, Retry-After");
    res.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    if (req.method === "OPTIONS") {
      res.setHeader("Access-Control-Allow-Methods", "GET, HEAD");
      res.setHeader("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since");
      return void res.status(204).end();
    }
    if (req.method !== "GET" && req.method !== "HEAD") {
      res.setHeader("Allow", "GET, HEAD, OPTIONS");
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

/** Whether who asks has it already: by its mark, or where no mark is named by the second in which one thing changed. */
function isKnown({ headers }: Request, { tag, modified }: { tag: string; modified: string | undefined }): boolean {
  const marks = headers["if-none-match"];
  if (marks !== undefined) return marks === "*" || marks.split(",").some((one) => one.trim().replace(/^W\//, "") === tag.slice(2));
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return modified !== undefined && Math.floor(Date.parse(modified) / 1000) * 1000 <= since;
}
