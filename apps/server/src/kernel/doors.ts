import { existsSync } from "node:fs";
import { join } from "node:path";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { OrgId } from "@linkwork/shared/kernel/shapes.ts";
import type { AnyTRPCRouter } from "@trpc/server";
import { createExpressMiddleware } from "@trpc/server/adapters/express";
import { toNodeHandler } from "better-auth/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import { type Auth, authPaths } from "./auth.ts";
import { toWire } from "./errors.ts";
import { createFeedDoor } from "./feed-door.ts";
import { createFileDoor, type WholeRoom } from "./file-door.ts";
import type { Files } from "./files.ts";
import { createPieceDoor, type Piece } from "./piece-door.ts";
import { type Proxies, trustedBy } from "./proxies.ts";
import { createPublicDoor, type PublicAnswer } from "./public-door.ts";
import type { OpenRoom } from "./room.ts";
import { samePerson } from "./session.ts";
import type { Transfers } from "./transfers.ts";
import type { Context, Deps } from "./trpc.ts";
import { createUploadDoor, type Uploads } from "./upload-door.ts";

/** Most calls in one HTTP request. */
const batchLimit = 10;
const bodyLimit = 256 * 1024;

/** What is here beside the calls and the web client. */
const ownPaths: ReadonlySet<string> = new Set([
  "/healthz",
  "/readyz",
  "/.well-known/security.txt",
  "/api/openapi.json",
  "/files",
  "/imports",
  ...authPaths.map((path) => `/api/auth${path}`),
]);

type Options = {
  deps: Deps;
  auth: Auth;
  router: AnyTRPCRouter;
  origins: ReadonlySet<string>;
  webDir: string | undefined;
  /** whose word about who is behind them is believed */
  proxies: Proxies;
  /** the document of the calls */
  openApi(): unknown;
  ready(): boolean;
  files: Files;
  transfers: Transfers;
  /** a room that is taken along as one file */
  whole(room: OpenRoom): Promise<WholeRoom | undefined>;
  /** the calendar behind a secret address; undefined for no address of ours */
  feed(token: string): Promise<string | undefined>;
  /** what is handed out of the directory to anybody */
  directory(path: string, query: URLSearchParams): Promise<PublicAnswer | undefined>;
  /** what maps are drawn on, for our own pages */
  basemap(path: string): Promise<Piece | undefined>;
  /** what is read once, and kept as what it says */
  uploads: Uploads;
  /** how long nothing may come before an upload is given up (ms) */
  silence?: number | undefined;
};

/** The HTTP doors: calls, files, sign-in, health, and the web client. */
export function createDoors({
  deps,
  auth,
  router,
  origins,
  webDir,
  proxies,
  openApi,
  ready,
  files,
  transfers,
  whole,
  feed,
  directory,
  basemap,
  uploads,
  silence,
}: Options) {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustedBy(proxies));
  if (deps.metrics) app.use(deps.metrics.timed(ownPaths, new Set(Object.keys(router._def.procedures))));
  app.use(headers(origins));
  app.get("/healthz", (_req, res) => void res.json({ ok: true }));
  app.get("/readyz", (_req, res) => void res.status(ready() ? 200 : 503).json({ ok: ready() }));
  app.get(
    "/.well-known/security.txt",
    (_req, res) =>
      void res
        .type("text/plain")
        .send("Contact: see the README of your installation\nPreferred-Languages: en\nExpires: 2027-12-31T23:59:59Z\n"),
  );
  let document: string | undefined;
  app.get("/api/openapi.json", compression(), (_req, res) => {
    document ??= JSON.stringify(openApi());
    // the same for everybody until the next start: Express answers who has it already with 304
    res.setHeader("Cache-Control", "public, max-age=300");
    res.type("application/json").send(document);
  });
  app.use(["/trpc", "/api", "/files", "/imports"], (_req, res, next) => {
    res.setHeader("Cache-Control", "no-store");
    next();
  });
  app.use(["/trpc", "/api", "/files", "/imports"], ownPagesOnly(origins, deps));

  const authHandler = toNodeHandler(auth.handler);
  app.all("/api/auth/{*path}", (req, res) => {
    const path = req.path.slice("/api/auth".length);
    if (!(authPaths as readonly string[]).includes(path)) return void missing(res);
    if (path !== "/sign-in/email") return void authHandler(req, res);
    deps.limits.signInFrom(req.ip ?? "").then(
      () => authHandler(req, res),
      (error: unknown) => res.status(429).json({ error: toWire(error, deps.logger) }),
    );
  });
  app.use(
    "/trpc",
    jsonOnly(deps),
    compression(),
    createExpressMiddleware({
      router,
      createContext: ({ req, res }) => contextOf(deps, req, res),
      allowBatching: true,
      maxBatchSize: batchLimit,
      maxBodySize: bodyLimit,
    }),
  );
  app.use("/files", createFileDoor({ deps, files, transfers, whole, silence, contextOf: (req, res) => contextOf(deps, req, res) }));
  app.use("/imports", createUploadDoor({ deps, uploads, silence, contextOf: (req, res) => contextOf(deps, req, res) }));
  app.use("/ics", createFeedDoor({ deps, feed }));
  app.use("/openreferral", compression(), createPublicDoor({ deps, answer: directory }));
  app.use("/basemap", compression(), createPieceDoor({ deps, piece: basemap }));
  app.all(
    ["/api/{*path}", "/files", "/files/{*path}", "/imports", "/imports/{*path}", "/ics", "/ics/{*path}"],
    (_req, res) => void missing(res),
  );
  if (webDir && existsSync(webDir)) webClient(app, webDir);
  app.use((_req: Request, res: Response) => void missing(res));
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    const status = (error as { status?: number }).status;
    const wire =
      typeof status === "number" && status < 500
        ? toWire(refuse(status === 413 ? "TooLarge" : "BadInput"), deps.logger)
        : toWire(error, deps.logger);
    res.status(typeof status === "number" && status < 500 ? status : 500).json({ error: wire });
  });
  return app;
}

const missing = (res: Response): void => void res.status(404).json({ error: { code: "NotFound", meaning: "NOT_FOUND", details: {} } });

function headers(origins: ReadonlySet<string>) {
  const sockets = [...origins].map((o) => o.replace(/^http/, "ws"));
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", ...sockets],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
}

/** What changes something must come from our own pages (Origin), or from a script that says so in a header that no foreign page can send unasked. */
function ownPagesOnly(origins: ReadonlySet<string>, deps: Deps) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const { origin } = req.headers;
    const ours = origin !== undefined ? origins.has(origin) : req.headers["x-linkwork"] !== undefined;
    if (req.method === "GET" || req.method === "HEAD" || ours) next();
    else res.status(403).json({ error: toWire(refuse("WrongOrigin"), deps.logger) });
  };
}

/** Calls are JSON: forms and octet streams would pass a browser's guard without being asked (M6). */
function jsonOnly(deps: Deps) {
  return (req: Request, res: Response, next: NextFunction): void => {
    if (req.method === "GET" || req.is("application/json")) next();
    else res.status(415).json({ error: toWire(refuse("BadInput", { field: "content-type" }), deps.logger) });
  };
}

function contextOf(deps: Deps, req: Request, res: Response): Context {
  const orgId = OrgId.safeParse(req.headers["x-linkwork-org"]);
  const cookies = () => new Headers({ cookie: req.headers.cookie ?? "" });
  // asked once a request, however many calls it holds
  let session: ReturnType<Context["session"]> | undefined;
  let hat: ReturnType<Context["hat"]> | undefined;
  const sessionOf = () => {
    session ??= deps.sessions.fromHeaders(cookies());
    return session;
  };
  const actorOf = async () => {
    const me = await sessionOf();
    samePerson(me, req.headers["x-linkwork-person"]);
    if (!orgId.success) throw refuse("NotAMember", { field: "orgId" });
    return deps.sessions.actorOf(me, orgId.data);
  };
  return {
    house: deps,
    enter: (carried) => void res.appendHeader("Set-Cookie", [...carried]),
    session: (half) => (half ? deps.sessions.entering(cookies()) : sessionOf()),
    hat() {
      hat ??= actorOf();
      return hat;
    },
    ip: req.ip ?? "",
  };
}

/** The built client: hashed files for ever, the page itself never from a cache. */
function webClient(app: ReturnType<typeof express>, webDir: string): void {
  app.use(compression());
  app.use("/assets", express.static(join(webDir, "assets"), { immutable: true, maxAge: "1y", fallthrough: true }));
  app.use(express.static(webDir, { index: false, maxAge: 0 }));
  app.get("/{*splat}", (req, res, next) => {
    if (!req.accepts("html") || req.path.startsWith("/assets/")) return next();
    res.setHeader("Cache-Control", "no-cache");
    res.sendFile(join(webDir, "index.html"));
  });
}
