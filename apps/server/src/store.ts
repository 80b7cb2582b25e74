import { mkdir } from "node:fs/promises";
import { type Config, ConfigRefusal } from "./config.ts";
import { keysNameFor } from "./kernel/assemble.ts";
import { connectDatabase, DatabaseRefusal, disconnectDatabase } from "./kernel/database.ts";
import { findEngine } from "./kernel/engine.ts";
import { masterKey, SecretRefusal, sessionSecret } from "./kernel/secrets.ts";
import { PostcodesRefusal } from "./map/places-postcodes.ts";
import { SeedRefusal } from "./seed/seed.ts";

/** The configured store: its engine, its database and its keys. The server and the scripts open it in the same way. */
export async function openStore(config: Config, say: (line: string) => void) {
  await mkdir(config.dataDir, { recursive: true });
  const engine = await findEngine({
    mongodbUri: config.MONGODB_URI,
    dataDir: config.dataDir,
    cacheDir: config.cacheDir,
    path: config.PATH,
    systemBinary: config.MONGOMS_SYSTEM_BINARY,
    force: config.ENGINE,
    say,
  });
  try {
    const database = await connectDatabase(engine.uri, config.DATABASE);
    const keyStore = config.KEYS_URI ? await connectDatabase(config.KEYS_URI, keysNameFor(config.DATABASE)) : undefined;
    return {
      engine,
      database,
      /** where keys lie, if not beside the data */
      keyStore,
      masterKey: await masterKey({ text: config.masterKeyText, path: config.masterKeyPath, say }),
      sessionSecret: await sessionSecret({ text: config.sessionSecretText, path: config.sessionSecretPath, say }),
      /** Closes the connection, then ends the engine if it is ours. */
      async close(): Promise<void> {
        if (keyStore) await disconnectDatabase(keyStore);
        await disconnectDatabase(database);
        await engine.stop();
      },
    };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

/** What to tell people of an error that stopped a start: the refusal's own words, or everything there is about a bug. */
export function wordsOf(error: unknown): string {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE")
    return `The port ${port} is taken. Stop what runs there, or choose another with PORT=3001 npm start (METRICS_PORT for the figures).`;
  const forPeople = [ConfigRefusal, DatabaseRefusal, SecretRefusal, SeedRefusal, PostcodesRefusal].some((kind) => error instanceof kind);
  return error instanceof Error ? ((forPeople ? undefined : error.stack) ?? error.message) : String(error);
}
