import { createSecretKey } from "node:crypto";
import { assemble } from "../../apps/server/src/kernel/assemble.ts";
import { systemClock } from "../../apps/server/src/kernel/clock.ts";
import { connectDatabase, disconnectDatabase } from "../../apps/server/src/kernel/database.ts";
import { derivedId } from "../../apps/server/src/kernel/decide.ts";
import { createLogger } from "../../apps/server/src/kernel/logger.ts";
import { systemActor } from "../../apps/server/src/kernel/system.ts";
import { openSlices } from "../../apps/server/src/slices.ts";
import type { Actor } from "../../packages/shared/src/kernel/event.ts";
import { type AreaId, newId } from "../../packages/shared/src/kernel/ids.ts";
import { areaRoom, orgRoom } from "../../packages/shared/src/kernel/room.ts";
import type { ImportRow } from "../../packages/shared/src/map/schema-import.ts";
import { type BenchPerson, benchKeys, makeCommunity } from "./fixture.ts";
import { startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";
import { signIn } from "./wire.ts";

const many = 4_000;
const areaId = derivedId("area", "G51") as string as AreaId;

/** An area that is drawn, and somebody who keeps its directory. */
async function prepare(uri: string, databaseName: string, { personId, orgId }: BenchPerson): Promise<void> {
  const database = await connectDatabase(uri, databaseName);
  const masterKey = createSecretKey(Buffer.from(benchKeys.MASTER_KEY, "hex"));
  const { slices } = await openSlices(database, masterKey);
  const { rooms, effects } = await assemble({
    database,
    masterKey,
    node: "bench",
    clock: systemClock(),
    logger: createLogger("silent"),
    slices,
  });
  const { system: _house, ...somebody } = systemActor;
  const keeper: Actor = { ...somebody, personId, orgId, roles: ["coordinator"] };
  const area = { code: "G51", name: "Govan", middle: { lon: -4.31, lat: 55.86 }, outline: null, residents: null, districts: ["G51"] };
  await rooms.act(keeper, areaRoom(areaId), { id: newId(Date.now()), type: "setArea", input: { areaId, ...area } });
  const input = { personId, name: "Keeper", roles: ["worker", "coordinator"] };
  await rooms.act(systemActor, orgRoom(orgId), { id: newId(Date.now()), type: "addMember", input });
  await effects.settled();
  await disconnectDatabase(database);
}

/** A council's spreadsheet. */
const spreadsheet = (): Buffer => {
  const lines = Array.from({ length: many }, (_, n) => {
    const [lon, lat] = [-4.35 + (n % 80) * 0.001, 55.83 + Math.floor(n / 80) * 0.001];
    return `S${n},Service number ${n} of the town,"What it is, said in a sentence or two, as councils do",${lon},${lat},Food,0141 496 ${String(n).padStart(4, "0")}`;
  });
  return Buffer.from(`id,name,description,longitude,latitude,category,phone\r\n${lines.join("\r\n")}\r\n`);
};

/** P16: a spreadsheet of 4,000 services, from the press until the last row is in its room and on the map; and the same once more, which changes nothing. */
export async function imports(bench: Bench): Promise<void> {
  const databaseName = `p16-${Date.now()}`;
  const community = await makeCommunity({ uri: bench.uri, databaseName, each: 1, cases: 0 });
  const keeper = community.people[1] as BenchPerson;
  await prepare(bench.uri, databaseName, keeper);
  const server = await startProduct({ uri: bench.uri, databaseName });
  const base = `http://127.0.0.1:${server.port}`;
  const headers = { cookie: await signIn(server.port, keeper), "x-linkwork": "1", "x-linkwork-org": keeper.orgId };
  const call = async <T>(path: string, init: RequestInit): Promise<T> => {
    const answer = await fetch(`${base}${path}`, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } });
    const body = (await answer.json()) as { result?: { data: T } } & T;
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body.result ? body.result.data : body;
  };
  const choices = { system: "Invented council", licence: "OGL", themes: [], areaId: null, takeDuplicates: false };
  async function bringIn(): Promise<{ took: number; counts: ImportRow["counts"] }> {
    const importId = newId<string & never>(Date.now()) as string;
    const sent = { "content-type": "application/octet-stream", "x-linkwork-name": "services.csv" };
    await call(`/imports?id=${importId}`, { method: "POST", headers: sent, body: new Uint8Array(spreadsheet()) });
    const began = performance.now();
    const body = JSON.stringify({ importId, choices });
    await call("/trpc/imports.start", { method: "POST", headers: { "content-type": "application/json" }, body });
    for (;;) {
      const row = await call<ImportRow>(`/trpc/imports.one?input=${encodeURIComponent(JSON.stringify({ importId }))}`, {});
      if (row.status === "failed") throw new Error(JSON.stringify(row.fault));
      if (row.status === "done") return { took: (performance.now() - began) / 1000, counts: row.counts };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const first = await bringIn();
  if (first.counts.created !== many) throw new Error(`created ${JSON.stringify(first.counts)}`);
  const again = await bringIn();
  if (again.counts.unchanged !== many) throw new Error(`again ${JSON.stringify(again.counts)}`);
  await server.stop();
  note({
    ...{
      goal: "P16",
      what: `import of ${many.toLocaleString("en-GB")} services, to the last row`,
      unit: "s",
      ours: [first.took],
      peer: [],
    },
    aim: "< 20 s",
    ...(bench.judged ? { judge: (_ratio: number, took: number) => took < 20 } : {}),
  });
  note({ goal: "P16", what: "the same file once more, which changes nothing", unit: "s", ours: [again.took], peer: [], aim: "printed" });
}
