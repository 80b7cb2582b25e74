import { newId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readConfig } from "../../../apps/server/src/config.ts";
import { connectDatabase, disconnectDatabase } from "../../../apps/server/src/kernel/database.ts";
import { createMetrics, serveMetrics } from "../../../apps/server/src/kernel/metrics.ts";
import { aCase, actAs, type BuiltCase } from "../../kit/build.ts";
import { eventually } from "../../kit/clock.ts";
import { ourOrigin } from "../../kit/wire.ts";
import { type Client, createWorld, startNode, type World } from "../../kit/world.ts";

const canary = "canary-kettle";
const metrics = createMetrics();
let world: World;
let built: BuiltCase;
let rhona: Client;
let served: Awaited<ReturnType<typeof serveMetrics>>;
beforeAll(async () => {
  world = await createWorld({ metrics });
  served = await serveMetrics(metrics, { port: 0, host: "127.0.0.1" });
  built = await aCase(world);
  rhona = await world.as(world.people.rhona);
});
afterAll(async () => {
  served?.stop();
  await world?.stop();
});

const scrape = async (): Promise<string> => (await fetch(`http://127.0.0.1:${served.port}/metrics`)).text();
/** Every figure by its name and labels. */
async function figures(): Promise<Record<string, number>> {
  const lines = (await scrape()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}
const starting = (all: Record<string, number>, name: string) =>
  Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith(name)));

const letter = (text: string = canary) => ({ roomId: built.roomId, id: newId(Date.now()), input: { text } });
const http = (
  path: string,
  { query = false, headers = {}, body = "" }: { query?: boolean; headers?: Record<string, string>; body?: string } = {},
) =>
  fetch(`${world.base}${path}`, {
    method: query ? "GET" : "POST",
    headers: { cookie: rhona.cookie, origin: ourOrigin, "x-linkwork-org": rhona.who.orgId, "content-type": "application/json", ...headers },
    ...(query ? {} : { body }),
  }).then((response) => response.text());

test("commands are counted once each, by what became of them, over both doors, also where they never got to their room", async () => {
  const once = letter();
  for (const door of ["socket", "http"] as const) {
    expect(await rhona.call("cases.postMessage", letter(), door)).toMatchObject({ ok: true });
    expect(await rhona.call("cases.postMessage", once, door)).toMatchObject({ ok: true });
    expect(await rhona.call("cases.postMessage", { ...once, input: { text: "other" } }, door)).toMatchObject({
      error: { code: "IdReused" },
    });
    expect(await rhona.call("cases.postMessage", { ...letter(), from: canary }, door)).toMatchObject({ error: { code: "BadInput" } });
    expect(await rhona.call("cases.react", { ...letter(), input: { messageSeq: 9_999, reaction: "👍", on: true } }, door)).toMatchObject({
      error: { code: "UnknownReference" },
    });
    expect(await rhona.call("cases.list", undefined, door)).toMatchObject({ ok: true });
  }
  await http("/trpc/cases.postMessage", { headers: { cookie: "" }, body: JSON.stringify(letter()) });
  await http("/trpc/cases.postMessage", { headers: { "x-linkwork-org": world.orgs.hub.orgId }, body: JSON.stringify(letter()) });
  await http("/trpc/cases.postMessage", { body: "{" });
  await http("/trpc/cases.postMessage", { body: JSON.stringify(letter("x".repeat(300_000))) });
  await http("/trpc/cases.postMessage,cases.react?batch=1", { body: JSON.stringify({ 0: letter(), 1: letter() }) });
  expect(starting(await figures(), "linkwork_commands_total")).toEqual({
    'linkwork_commands_total{command="cases.postMessage",outcome="written"}': 5,
    'linkwork_commands_total{command="cases.postMessage",outcome="IdReused"}': 2,
    'linkwork_commands_total{command="cases.postMessage",outcome="BadInput"}': 3,
    'linkwork_commands_total{command="cases.postMessage",outcome="NotSignedIn"}': 1,
    'linkwork_commands_total{command="cases.postMessage",outcome="NotAMember"}': 1,
    'linkwork_commands_total{command="cases.postMessage",outcome="TooLarge"}': 1,
    'linkwork_commands_total{command="cases.react",outcome="UnknownReference"}': 2,
    'linkwork_commands_total{command="cases.react",outcome="BadInput"}': 1,
  });
});

test("every HTTP request is timed under a route from a closed list, whatever strangers ask for", async () => {
  const counts = async () => starting(await figures(), "http_request_duration_seconds_count");
  const before = await counts();
  await http("/healthz", { query: true });
  await http("/trpc/cases.list", { query: true });
  await http("/trpc/cases.list", { query: true, headers: { cookie: "" } });
  await http("/trpc/cases.list,clients.list?batch=1&input=%7B%7D", { query: true });
  await http(`/trpc/cases.${canary}`, { query: true });
  await http(`/cases/${built.caseId}?who=${canary}`, { query: true });
  await http(`/api/auth/${canary}`);
  await http("/api/auth/sign-in/email", { body: JSON.stringify({ email: `${canary}@linkwork.test`, password: "a wrong password" }) });
  const news = Object.entries(await counts()).map(
    ([key, n]) => [key.replace("http_request_duration_seconds_count", ""), n - (before[key] ?? 0)] as const,
  );
  expect(Object.fromEntries(news.filter(([, n]) => n > 0))).toEqual({
    '{route="/healthz",status="200"}': 1,
    '{route="cases.list",status="200"}': 1,
    '{route="cases.list",status="401"}': 1,
    '{route="batch",status="200"}': 1,
    '{route="other",status="404"}': 3,
    '{route="/api/auth/sign-in/email",status="401"}': 1,
  });
});

test("commits, their events and the time they took are those that are in the database; connections and subscriptions are those that are open", async () => {
  const together = Array.from({ length: 12 }, () =>
    actAs(world, world.people.rhona, { roomId: built.roomId, type: "postMessage", input: { text: canary } }),
  );
  await Promise.all(together);
  await world.app.effects.settled();
  await world.app.rooms.settled();
  const stored = await world.database.collection<{ n: number }>("commits").find().toArray();
  const all = await figures();
  expect(stored.length).toBeGreaterThan(20);
  expect(Math.max(...stored.map(({ n }) => n))).toBeGreaterThan(1);
  expect(all.linkwork_commit_events_count).toBe(stored.length);
  expect(all.linkwork_commit_events_sum).toBe(stored.reduce((sum, { n }) => sum + n, 0));
  expect(all.linkwork_append_seconds_count).toBe(stored.length);
  expect(all.linkwork_append_seconds_sum).toBeGreaterThan(0);

  const [one, other] = [await rhona.again(), await rhona.again()];
  await one.ask("subscribe", { roomId: built.roomId, afterSeq: null });
  await other.ask("subscribe", { roomId: built.roomId, afterSeq: null });
  await one.ask("subscribe", { roomId: `person:${rhona.who.personId}`, afterSeq: null });
  const open = async () => {
    const { linkwork_sockets, linkwork_subscriptions } = await figures();
    return [linkwork_sockets, linkwork_subscriptions];
  };
  expect(await open()).toEqual([3, 3]);
  await other.ask("unsubscribe", { roomId: built.roomId });
  expect(await open()).toEqual([3, 2]);
  one.close();
  await eventually("one is gone", async () => (await open()).join() === "2,0");
});

test("a race that this node lost is counted, and nothing is counted for a node that nobody measures", async () => {
  const database = await connectDatabase(inject("engineUri"), world.name);
  const second = await startNode({ database, masterKey: world.masterKey, clock: world.clock });
  try {
    const before = await figures();
    const lost = async () => ((await figures()).linkwork_lost_races_total ?? 0) - (before.linkwork_lost_races_total ?? 0);
    const write = (node: { app: World["app"] }) =>
      actAs({ ...node, clock: world.clock }, world.people.rhona, { roomId: built.roomId, type: "postMessage", input: { text: canary } });
    let rounds = 0;
    for (; (await lost()) === 0 && rounds < 1000; rounds++) await Promise.all([write(world), write(second)]);
    expect(await lost()).toBeGreaterThan(0);
    await world.app.rooms.settled();
    // its own commits and no others: what the second node wrote is not among them
    const mine = await world.database.collection<{ node: string }>("commits").countDocuments({ node: world.app.node });
    expect((await figures()).linkwork_commit_events_count).toBe(mine);
  } finally {
    await second.app.stop();
    await disconnectDatabase(database);
  }
});

test("I12: no figure says who anybody is, what anybody wrote, or which room it was", async () => {
  const text = await scrape();
  expect(text).toContain("nodejs_eventloop_lag_seconds");
  const { people, orgs } = world;
  const personal = [canary, rhona.cookie, "127.0.0.1", "linkwork.test", ...Object.values(orgs).map((o) => o.name)];
  for (const word of [...personal, ...Object.values(people).flatMap((p) => [p.name, p.email])])
    expect(text.includes(word), word).toBe(false);
  expect(/[0-9a-f]{8}-[0-9a-f]{4}-/.exec(text)).toBeNull();
  const labels = new Set([...text.matchAll(/[{,]([a-z_]+)="/g)].map(([, name]) => name));
  expect([...labels].sort()).toEqual(
    ["command", "kind", "le", "major", "minor", "outcome", "patch", "quantile", "route", "space", "status", "type", "version"].filter((l) =>
      labels.has(l),
    ),
  );
});

test("the figures are on a port of their own and not beside the product; unless it is named there are none", async () => {
  const own = await fetch(`http://127.0.0.1:${served.port}/metrics`);
  expect([own.status, own.headers.get("content-type")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
  for (const [path, method] of [
    ["/", "GET"],
    ["/metrics?x", "GET"],
    ["/metrics", "POST"],
    ["/trpc/identity.welcome", "GET"],
  ] as const)
    expect((await fetch(`http://127.0.0.1:${served.port}${path}`, { method })).status, path).toBe(404);
  const beside = await fetch(`${world.base}/metrics`);
  expect([beside.status, await beside.json()]).toEqual([404, { error: { code: "NotFound", meaning: "NOT_FOUND", details: {} } }]);

  expect(readConfig({}).figures).toBeUndefined();
  expect(readConfig({ METRICS_PORT: "", HOST: "0.0.0.0" }).figures).toBeUndefined();
  expect(readConfig({ METRICS_PORT: "9464", HOST: "0.0.0.0" }).figures).toEqual({ port: 9464, host: "127.0.0.1" });
  for (const METRICS_PORT of ["0", "70000", "yes"]) expect(() => readConfig({ METRICS_PORT })).toThrow(/METRICS_PORT/);
});
