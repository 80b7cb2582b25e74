import { readConfig } from "../apps/server/src/config.ts";
import { assemble } from "../apps/server/src/kernel/assemble.ts";
import { systemClock } from "../apps/server/src/kernel/clock.ts";
import { createLogger } from "../apps/server/src/kernel/logger.ts";
import { rebuildViews } from "../apps/server/src/kernel/rebuild.ts";
import { openSlices } from "../apps/server/src/slices.ts";
import { openStore, wordsOf } from "../apps/server/src/store.ts";

const say = (line: string): void => console.log(line);

const rebuild = async (): Promise<void> => {
  const config = readConfig();
  const store = await openStore(config, say);
  try {
    const { database, keyStore, masterKey } = store;
    const { slices, views } = await openSlices(database, masterKey);
    const clock = systemClock(config.APP_CLOCK_OFFSET_MS);
    const parts = { database, keyStore, masterKey, node: "rebuild-views", clock, logger: createLogger(config.LOG_LEVEL), slices };
    const { log, rooms } = await assemble(parts);
    const written = await rebuildViews({ log, rooms, tables: Object.values(views) });
    say(`The lists are written anew from the log: ${written} rooms. Read markers are people's own and were left as they are.`);
  } finally {
    await store.close();
  }
};

await rebuild().catch((error: unknown) => {
  console.error(wordsOf(error));
  process.exitCode = 1;
});
