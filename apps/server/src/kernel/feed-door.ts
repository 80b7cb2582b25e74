import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import express, { type Router } from "express";
import { hide, sendRefused, toWire } from "./errors.ts";
import type { Deps } from "./trpc.ts";

type Options = {
  deps: Pick<Deps, "limits" | "logger">;
  /** the calendar behind a secret address; undefined for no address of ours */
  feed(token: string): Promise<string | undefined>;
};

/**
 * The door for calendar programs, which can't sign in: whoever has the address reads the feed, and nothing else. The address is in no log of ours, and
 * what is wrong with one is not told: never made, over, or somebody's who works nowhere any more.
 */
export function createFeedDoor({ deps: { limits, logger }, feed }: Options): Router {
  const door = express.Router();
  door.get("/:token.ics", async (req, res) => {
    const started = performance.now();
    try {
      await limits.callFrom(req.ip ?? "");
      const text = await feed(req.params.token);
      if (text === undefined) throw refuse("NotFound");
      res.setHeader("Content-Type", "text/calendar; charset=utf-8");
      res.setHeader("Content-Disposition", 'inline; filename="visits.ics"');
      // kept, but asked for each time: Express answers who has it already with 304
      res.setHeader("Cache-Control", "private, no-cache");
      res.setHeader("X-Robots-Tag", "noindex");
      res.send(text);
    } catch (error) {
      const wire = toWire(error, logger);
      if (wire.meaning === "NOT_FOUND") await hide(started);
      sendRefused(res, wire);
    }
  });
  return door;
}
