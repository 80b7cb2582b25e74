import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createAuth } from "./kernel/auth.ts";
import { systemClock } from "./kernel/clock.ts";
import { evaluationNotice } from "./kernel/engine.ts";
import { createLimits } from "./kernel/limits.ts";
import { createLogger } from "./kernel/logger.ts";
import { createMetrics, serveMetrics } from "./kernel/metrics.ts";
import { postcodesOf, readPostcodes } from "./map/places-postcodes.ts";
import { seedPostcodes } from "./seed/map-postcodes.ts";
import { demoPeople } from "./seed/people.ts";
import { isEmpty, seedCommunity } from "./seed/seed.ts";
import { openStore, wordsOf } from "./store.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts the product: engine, database, keys, seed, doors. */
async function start(): Promise<void> {
  const config = readConfig();
  const store = await openStore(config, say);
  const { engine, database, keyStore } = store;
  const logger = createLogger(config.LOG_LEVEL);
  const clock = systemClock(config.APP_CLOCK_OFFSET_MS);
  const demo = config.DEMO ?? config.MONGODB_URI === undefined;
  const publicUrl = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`;
  const origins = new Set(config.PUBLIC_URL ? [new URL(config.PUBLIC_URL).origin] : [publicUrl, `http://127.0.0.1:${config.PORT}`]);
  const metrics = config.figures && createMetrics();
  const postcodes = config.POSTCODES_FILE ? await readPostcodes(config.POSTCODES_FILE) : demo ? postcodesOf(seedPostcodes) : undefined;
  const empty = await isEmpty(database);
  if (demo && empty) {
    say("The store is empty: a small invented community moves in.");
    // before anything sweeps by today's clock: what is told of weeks ago would be over in the middle of it
    const limits = createLimits({ callsPerMinute: config.CALLS_PER_MINUTE, burst: config.CALL_BURST, signIns: config.SIGN_INS });
    const auth = await createAuth({ database, secret: store.sessionSecret, publicUrl, origins, limits, clock, ended: () => undefined });
    await seedCommunity({ database, keyStore, masterKey: store.masterKey, auth, logger, now: clock.now() });
  }
  const app = await createApp({
    database,
    keyStore,
    masterKey: store.masterKey,
    sessionSecret: store.sessionSecret,
    publicUrl,
    origins,
    clock,
    logger,
    demo: demo ? demoPeople : undefined,
    engine: { name: engine.name, evaluation: engine.evaluation },
    callsPerMinute: config.CALLS_PER_MINUTE,
    callBurst: config.CALL_BURST,
    signIns: config.SIGN_INS,
    socketsPerPerson: config.SOCKETS_PER_PERSON,
    redisUrl: config.REDIS_URL,
    clamdUrl: config.CLAMD_URL,
    postcodes,
    basemap: { styleUrl: config.MAP_STYLE_URL, pmtiles: config.MAP_PMTILES },
    importHosts: { hosts: config.IMPORT_HOSTS ?? [] },
    filesPerDay: config.FILE_MEGABYTES_A_DAY * 1024 * 1024,
    mail: {
      url: config.SMTP_URL,
      from: config.MAIL_FROM ?? `Linkwork <no-reply@${new URL(publicUrl).hostname}>`,
      catches: demo && config.SMTP_URL === undefined,
    },
    webDir: config.webDir,
    proxies: config.TRUSTED_PROXIES,
    metrics,
  });
  const firstLink = demo ? undefined : await app.firstLink(empty);
  const port = await app.listen(config.PORT, config.HOST);
  if (metrics && config.figures) await serveMetrics(metrics, config.figures);

  let stopping = false;
  async function stop(code: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    await app.stop();
    await store.close();
    process.exit(code);
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(0));
  process.on("unhandledRejection", (error) =>
    logger.error({ error: error instanceof Error ? error.stack : String(error) }, "unhandled rejection"),
  );
  process.on("uncaughtException", (error) => {
    logger.error({ error: error.stack }, "uncaught exception: draining");
    void stop(1);
  });
  void engine.died.then(({ code, words }) => {
    if (stopping) return;
    say(
      `The database engine stopped by itself (${code ?? "killed"}); Linkwork stops with it. Nothing that was acknowledged is lost.\n${words}`,
    );
    process.exit(1);
  });

  say("");
  say(`Linkwork is at ${config.PUBLIC_URL ?? `http://localhost:${port}`}`);
  say(`Database engine: ${engine.name}${engine.evaluation ? `\n  ${evaluationNotice}` : ""}`);
  if (firstLink) {
    say(
      "Nobody looks after this installation yet. Who opens this link first does. It works once, for seven days; the next start makes a new one:",
    );
    say(`  ${firstLink}`);
  }
  if (demo) {
    say("Sign in as one of these invented people (all have the same password):");
    for (const person of demoPeople) say(`  ${person.email.padEnd(34)} ${person.name}, ${person.orgName}`);
    say(`  password: ${demoPeople[0]?.password ?? ""}`);
  }
}

start().catch((error: unknown) => {
  say(wordsOf(error));
  process.exit(1);
});
