import { readConfig } from "../apps/server/src/config.ts";
import { createAuth } from "../apps/server/src/kernel/auth.ts";
import { systemClock } from "../apps/server/src/kernel/clock.ts";
import { createLimits } from "../apps/server/src/kernel/limits.ts";
import { createLogger } from "../apps/server/src/kernel/logger.ts";
import { accounts } from "../apps/server/src/seed/people.ts";
import { SeedRefusal, seedCommunity } from "../apps/server/src/seed/seed.ts";
import { openStore, wordsOf } from "../apps/server/src/store.ts";

const say = (line: string): void => console.log(line);

const seed = async (): Promise<void> => {
  const config = readConfig();
  if (!(config.DEMO ?? config.MONGODB_URI === undefined))
    throw new SeedRefusal(
      "Everybody in the invented community has the same, published password. With MONGODB_URI set, say DEMO=1 if you want them there; nothing was changed.",
    );
  const store = await openStore(config, say);
  try {
    const { database, keyStore, masterKey, sessionSecret } = store;
    const limits = createLimits({ callsPerMinute: config.CALLS_PER_MINUTE, burst: config.CALL_BURST, signIns: config.SIGN_INS });
    const publicUrl = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`;
    const origins = new Set([new URL(publicUrl).origin]);
    const clock = systemClock(config.APP_CLOCK_OFFSET_MS);
    const auth = await createAuth({ database, secret: sessionSecret, publicUrl, origins, limits, clock, ended: () => undefined });
    const now = clock.now();
    await seedCommunity({ database, keyStore, masterKey, auth, logger: createLogger(config.LOG_LEVEL), now });
    say(
      `A small invented community has moved in: ${accounts.length} people. Start with npm start; their names and the password are on the sign-in page.`,
    );
  } finally {
    await store.close();
  }
};

await seed().catch((error: unknown) => {
  console.error(wordsOf(error));
  process.exitCode = 1;
});
