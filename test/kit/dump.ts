import type { Database } from "../../apps/server/src/kernel/database.ts";

/** Everything that lies in a database, collection by collection, each document as a thief would read it: its fields, and the bytes in them. */
export async function dumpOf(database: Database): Promise<Map<string, string[]>> {
  const dump = new Map<string, string[]>();
  for (const { name } of await database.listCollections()) {
    const docs = await database.collection(name).find({}, { promoteBuffers: true }).toArray();
    dump.set(name, docs.map(asFound));
  }
  return dump;
}

function asFound(doc: Record<string, unknown>): string {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Buffer.isBuffer(value)) found.push(value.toString("latin1"));
    else if (value !== null && typeof value === "object") for (const each of Object.values(value)) walk(each);
  };
  walk(doc);
  return [JSON.stringify(doc), ...found].join("\n");
}
