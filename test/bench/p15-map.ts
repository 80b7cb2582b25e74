import { type AssetId, newId } from "../../packages/shared/src/kernel/ids.ts";
import { Theme } from "../../packages/shared/src/map/schema.ts";
import type { AssetDetails } from "../../packages/shared/src/map/schema-asset.ts";
import { hangUp } from "./fan-out.ts";
import { makeCommunity } from "./fixture.ts";
import { startProduct } from "./machine.ts";
import { areaId, fillMap, spread, thing, towns } from "./map-fixture.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";
import { connect, type Raw, signIn } from "./wire.ts";

const many = 100_000;
const views = 300;
const changes = 60;
const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** P15: the map over 100,000 things: a piece of it with a theme and how sure it is, over HTTP; and how long until a change that one member makes is in another's list. Beside it a call that does nothing. */
export async function map(bench: Bench): Promise<void> {
  const databaseName = `p15-${Date.now()}`;
  const community = await makeCommunity({ uri: bench.uri, databaseName, each: 1, cases: 0 });
  await fillMap({ uri: bench.uri, databaseName, many });
  const server = await startProduct({ uri: bench.uri, databaseName });
  const [first, second] = community.people as [(typeof community.people)[0], (typeof community.people)[0]];
  const cookie = await signIn(server.port, first);
  const get = async (path: string, input?: unknown): Promise<{ total: number; rows: { assetId: string; name: string }[] }> => {
    const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const answer = await fetch(`http://127.0.0.1:${server.port}/trpc/${path}${query}`, {
      headers: { cookie, "x-linkwork-org": first.orgId },
    });
    const body = (await answer.json()) as { result?: { data: { total: number; rows: { assetId: string; name: string }[] } } };
    if (!body.result) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body.result.data;
  };
  const timed = async (what: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await what();
    return performance.now() - began;
  };
  const loaded = await timed(() => get("map.assets", {}));
  const total = (await get("map.features", {})).total;
  if (total !== many) throw new Error(`${total} of ${many} are there`);

  /** A screen over one town, or a part of it. */
  const view = (n: number) => {
    const { lon, lat } = towns[n % towns.length] as { lon: number; lat: number };
    const half = 0.02 + spread(n) * 0.15;
    return {
      where: { bbox: [lon - half, lat - half / 2, lon + half, lat + half / 2] },
      themes: [Theme.options[n % 21]],
      fresh: ["fresh", "ageing"],
    };
  };
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let run = 0; run < Math.max(2, bench.runs); run++) {
    const [lists, plain]: [number[], number[]] = [[], []];
    for (let n = 0; n < views; n++) {
      lists.push(await timed(() => get("map.assets", view(run * views + n))));
      plain.push(await timed(() => get("identity.me")));
    }
    // the first one warms both
    if (run === 0) continue;
    ours.push(at(lists, 0.95));
    peer.push(at(plain, 0.95));
  }
  note({
    ...{
      goal: "P15",
      what: `the list of a piece of the map with a theme and how sure, of ${many.toLocaleString("en-GB")} things, through the whole stack over HTTP, p95; beside a call that does nothing (identity.me)`,
      unit: "ms",
    },
    ...{ ours, peer, aim: "< 50 ms and <= 3 x" },
    ...(bench.judged ? { judge: (ratio: number, ms: number) => ms < 50 && ratio <= 3 } : {}),
  });
  note({
    goal: "P15",
    what: "the first question after a start: all rows are read",
    unit: "ms",
    ours: [loaded],
    peer: [],
    aim: "printed",
  });

  const member: Raw = await connect({ port: server.port, cookie: await signIn(server.port, second), auth: { orgId: second.orgId } });
  const seen: number[] = [];
  for (let n = 0; n < changes; n++) {
    const assetId = newId<AssetId>(Date.now());
    const name = `New thing ${n} ${assetId.slice(-8)}`;
    const details = { ...(thing(n).details as AssetDetails), name, areaId };
    const began = performance.now();
    const input = { roomId: `asset:${assetId}`, id: newId(Date.now()), input: { assetId, details } };
    const done = await member.ask("call", { path: "map.addAsset", input });
    if (!done.ok) throw new Error(JSON.stringify(done));
    while ((await get("map.assets", { text: name })).total === 0);
    seen.push(performance.now() - began);
  }
  note({
    ...{
      goal: "P15",
      what: "from one member's click until it is in another's list, p95",
      unit: "ms",
      ours: [at(seen, 0.95)],
      peer: [],
    },
    aim: "< 500 ms",
    ...(bench.judged ? { judge: (_r: number, ms: number) => ms < 500 } : {}),
  });
  hangUp([{ roomId: "", listeners: [member], post: async () => undefined }]);
  await server.stop();
}
