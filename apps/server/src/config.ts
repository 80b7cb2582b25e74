import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { cacheFolder } from "./kernel/engine-install.ts";
import { namesProxies, type Proxies } from "./kernel/proxies.ts";

const flag = z.enum(["0", "1", "true", "false", "yes", "no"]).transform((v) => v === "1" || v === "true" || v === "yes");
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const Env = z.object({
  /** port of the web client and both doors */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** address to listen on; 127.0.0.1 unless a container needs more */
  HOST: z.string().default("127.0.0.1"),
  /** where the engine's folder and our keys lie */
  DATA_DIR: z.string().default("./.data"),
  MONGODB_URI: z.string().optional(),
  DATABASE: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,58}$/)
    .default("linkwork"),
  /** where the keys lie, if not beside the data: another MongoDB, backed up on its own */
  KEYS_URI: z.string().optional(),
  /** the one Origin that is let in; default: localhost and 127.0.0.1 at PORT */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** what stands in front of us and is believed about who is behind it: how many proxies, or their addresses, with commas; this machine's own always is */
  TRUSTED_PROXIES: z
    .string()
    .max(1_000)
    .transform((text): Proxies => (/^\s*\d{1,2}\s*$/.test(text) ? Number(text) : text.split(",").map((each) => each.trim())))
    .pipe(z.union([z.number(), z.array(z.string().refine(namesProxies, "an address, a network like 10.0.0.0/8, or uniquelocal"))]))
    .default([]),
  DEMO: flag.optional(),
  MASTER_KEY: z.string().optional(),
  MASTER_KEY_FILE: z.string().optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  SESSION_SECRET_FILE: z.string().optional(),
  REDIS_URL: z.url().optional(),
  /** clamd, which looks at files for viruses: tcp://host:port */
  CLAMD_URL: z.url({ protocol: /^tcp$/ }).optional(),
  /** where postcodes are: ONSPD or Code-Point Open as CSV, one file or a folder of them */
  POSTCODES_FILE: z.string().optional(),
  /** a style of MapLibre, which this server fetches; not beside MAP_PMTILES */
  MAP_STYLE_URL: z
    .url({ protocol: /^https$/ })
    .max(2_000)
    .optional(),
  /** a file of vector tiles on this machine (PMTiles 3, layers as Protomaps has them) */
  MAP_PMTILES: z.string().max(1_000).optional(),
  /** hosts from which feeds of other directories may be fetched, with commas: directory.example.org, feeds.example.org:8443 */
  IMPORT_HOSTS: z
    .string()
    .max(2_000)
    .transform((text) =>
      text
        .split(",")
        .map((host) => host.trim().toLowerCase())
        .filter((host) => host !== ""),
    )
    .pipe(
      z.array(z.string().regex(/^[a-z0-9.-]+(?::\d{1,5})?$|^\[[0-9a-f:]+\](?::\d{1,5})?$/, "a host like directory.example.org")).max(50),
    )
    .optional(),
  /** the mail server; without it mails go to the demo's catcher, or nowhere */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** whom mails are from: an address, or "Name <address>" */
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>"\p{Cc}]{1,80} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u, "an address, or a name and <address>")
    .optional(),
  ENGINE: z.enum(["mongod", "rust", "python"]).optional(),
  MONGOMS_SYSTEM_BINARY: z.string().optional(),
  /** port of the figures for Prometheus; without it none are counted */
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** address that the figures are served on; not HOST, so that opening the product doesn't open them */
  METRICS_HOST: z.string().default("127.0.0.1"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("warn"),
  /** limits for one person (reliability.md M7); benches and fault tests raise them and say so */
  CALLS_PER_MINUTE: count(600),
  CALL_BURST: count(60),
  SIGN_INS: count(10),
  SOCKETS_PER_PERSON: count(10),
  /** megabytes of files that one person may send in a day */
  FILE_MEGABYTES_A_DAY: count(200),
  /** moves this node's clock, for fault tests */
  APP_CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
  PATH: z.string().default(""),
  HOME: z.string().optional(),
  XDG_CACHE_HOME: z.string().optional(),
});

/** What the environment says, checked once. An empty value counts as unset. */
export function readConfig(env: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(Object.entries(env).filter(([key, value]) => key in Env.shape && value !== undefined && value !== ""));
  const parsed = Env.safeParse(given);
  if (!parsed.success)
    throw new ConfigRefusal(`The settings don't fit:\n${z.prettifyError(parsed.error)}\nSee .env.example for what each one means.`);
  const e = parsed.data;
  if (e.MAP_STYLE_URL !== undefined && e.MAP_PMTILES !== undefined)
    throw new ConfigRefusal("The settings don't fit: the map lies on one thing, so set MAP_STYLE_URL or MAP_PMTILES, not both.");
  const dataDir = resolve(e.DATA_DIR);
  const fromFile = (path: string | undefined) => (path ? readFileSync(path, "utf8").trim() : undefined);
  return {
    ...e,
    dataDir,
    cacheDir: cacheFolder(e),
    masterKeyText: e.MASTER_KEY ?? fromFile(e.MASTER_KEY_FILE),
    sessionSecretText: e.SESSION_SECRET ?? fromFile(e.SESSION_SECRET_FILE),
    masterKeyPath: join(dataDir, "master.key"),
    sessionSecretPath: join(dataDir, "session.key"),
    /** where the figures for Prometheus are served, if at all */
    figures: e.METRICS_PORT === undefined ? undefined : { port: e.METRICS_PORT, host: e.METRICS_HOST },
    webDir: resolve(import.meta.dirname, "../../web/dist"),
  };
}

/** Settings that people can mend; the message is for them. */
export class ConfigRefusal extends Error {
  override name = "ConfigRefusal";
}

export type Config = ReturnType<typeof readConfig>;
