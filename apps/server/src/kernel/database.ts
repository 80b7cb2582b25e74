import mongoose from "mongoose";

/** What stops a start for a reason that people can mend; its message is meant for them, without a stack. */
export class DatabaseRefusal extends Error {
  override name = "DatabaseRefusal";
}

/** A live connection. Models are made on it (`connection.model`), better-auth takes its `getClient()`. */
export type Database = mongoose.Connection;

/** Who answers at an address. */
export type DatabaseServer = { version: string; replicaSet: string | undefined };

// An unknown field is a bug to hear about, and an object from outside must never become a query operator.
mongoose.set("strict", "throw");
mongoose.set("strictQuery", "throw");
mongoose.set("sanitizeFilter", true);

const patience = 10_000;

const waitAtMost = (ms: number) => ({ serverSelectionTimeoutMS: ms, connectTimeoutMS: ms });

/** Everything up to the last "@" goes, and the options with it: they may hold passwords too. */
export const withoutCredentials = (uri: string): string => {
  const [, scheme = "", rest = uri] = /^(\w[\w+.-]*:\/\/)(.*)$/s.exec(uri) ?? [];
  return scheme + (rest.slice(rest.lastIndexOf("@") + 1).split(/[?&]/)[0] ?? "");
};

// A driver's message normally holds no credentials. Where one does, it is not repeated.
const reasonWithoutCredentials = (error: unknown, uri: string): string => {
  const reason = error instanceof Error ? error.message : String(error);
  const secrets = uri.includes("@") ? uri.slice(uri.indexOf("://") + 3, uri.lastIndexOf("@")).split(":") : [];
  const leaks = secrets.some((secret) => secret !== "" && (reason.includes(secret) || uri.includes(reason)));
  return leaks ? "the driver's reason is kept back because it repeats the credentials" : reason;
};

const refusal = (error: unknown, uri: string) =>
  new DatabaseRefusal(
    [
      `The database at ${withoutCredentials(uri)} can't be reached: ${reasonWithoutCredentials(error, uri)}.`,
      "Three ways on:",
      "  1. Check that it runs, and that MONGODB_URI names the right address, user and replica set.",
      "  2. Start the one that belongs to Linkwork: docker compose up -d db (see docker-compose.yml).",
      "  3. Leave MONGODB_URI empty: Linkwork then finds a database engine on this machine by itself.",
    ].join("\n"),
  );

/**
 * Connects, or refuses after ten seconds. Writes are acknowledged once they are durable on a majority; reads see only such writes.
 * Nothing that needs the database may be built before this has answered: some libraries reject unheard when it can't be reached.
 */
export const connectDatabase = async (uri: string, dbName: string, patienceMs = patience): Promise<Database> => {
  const connection = mongoose.createConnection();
  try {
    return await connection.openUri(uri, {
      dbName,
      ...waitAtMost(patienceMs),
      writeConcern: { w: "majority", journal: true, wtimeoutMS: 5000 },
      readConcern: { level: "majority" },
      readPreference: "primary",
    });
  } catch (error) {
    await connection.close(true).catch(() => undefined);
    throw refusal(error, uri);
  }
};

/** Lets what is under way finish, then closes the connection. */
export const disconnectDatabase = async (database: Database): Promise<void> => {
  await database.close();
};

const withClient = async <T>(uri: string, patienceMs: number, use: (admin: mongoose.mongo.Admin) => Promise<T>): Promise<T> => {
  const client = new mongoose.mongo.MongoClient(uri, waitAtMost(patienceMs));
  try {
    return await use(client.db().admin());
  } finally {
    await client.close();
  }
};

/** Asks the server at an address who it is; refuses after ten seconds, in words without credentials. */
export const askServer = async (uri: string, patienceMs = patience): Promise<DatabaseServer> => {
  try {
    return await withClient(uri, patienceMs, async (admin) => {
      const [hello, build] = [await admin.command({ hello: 1 }), await admin.command({ buildInfo: 1 })];
      return { version: String(build.version), replicaSet: hello.setName };
    });
  } catch (error) {
    throw refusal(error, uri);
  }
};

const replicaSet = "linkwork";

/**
 * Makes the mongod at a loopback port the primary of a replica set of one, or does nothing if it is that already.
 * The port is a free one at each start, so a set that was made under another port is told the new one.
 */
export const ensureReplicaSetOfOne = async (port: number, patienceMs = 60_000): Promise<void> => {
  const host = `127.0.0.1:${port}`;
  await withClient(`mongodb://${host}/?directConnection=true`, patienceMs, async (admin) => {
    const deadline = Date.now() + patienceMs;
    const config = await admin.command({ replSetGetConfig: 1 }).catch(() => undefined);
    if (config === undefined) await admin.command({ replSetInitiate: { _id: replicaSet, members: [{ _id: 0, host }] } });
    else if (config.config.members[0]?.host !== host) {
      const members = [{ ...config.config.members[0], host }];
      await admin.command({ replSetReconfig: { ...config.config, version: config.config.version + 1, members }, force: true });
    }
    while (!(await admin.command({ hello: 1 })).isWritablePrimary) {
      if (Date.now() > deadline) throw new DatabaseRefusal(`mongod on ${host} did not become the primary of its replica set of one.`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
};

/** The option that starts mongod as a member of the set that `ensureReplicaSetOfOne` makes. */
export const replicaSetName = replicaSet;
