import { readFileSync } from "node:fs";
import { join } from "node:path";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { authPaths } from "../../../apps/server/src/kernel/auth.ts";
import { aCase, type BuiltCase } from "../../kit/build.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";
import { socketEvents } from "./expectations.ts";
import { httpLayers } from "./http-expectations.ts";

type Json = { [key: string]: Json } & { $ref?: string; type?: string; const?: unknown; required?: string[]; properties?: Json };
type Parameter = { name: string; in: string; required: boolean; schema?: Json; content?: Json };
type Operation = {
  operationId: string;
  parameters: Parameter[];
  requestBody?: { content: Json };
  responses: Json;
  security?: unknown[];
};
type Called = { method: string; path: string } & Operation;

let world: World;
let rhona: Client;
let built: BuiltCase;
let text: string;
let document: Json;
beforeAll(async () => {
  world = await createWorld();
  built = await aCase(world);
  rhona = await world.as(world.people.rhona);
  text = await (await fetch(`${world.base}/api/openapi.json`)).text();
  document = JSON.parse(text) as Json;
});
afterAll(() => world?.stop());

const at = (place: string): unknown =>
  place
    .slice(2)
    .split("/")
    .reduce<unknown>((node, step) => (node as Json | undefined)?.[step], document);
/** The document with what its references name in their place. */
function whole(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(whole);
  if (typeof node !== "object" || node === null) return node;
  const { $ref } = node as Json;
  if ($ref !== undefined) return whole(at($ref));
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, whole(value)]));
}
const operations = (): Called[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Json).map(([method, operation]) => ({ method, path, ...(whole(operation) as Operation) })),
  );
const operation = (id: string): Called => operations().find((o) => o.operationId === id) as Called;
const schemaIn = (content: Json | undefined): Json => content?.["application/json"]?.schema as Json;
const fits = (schema: Json): z.ZodType => z.fromJSONSchema(schema as never);
const running = () => Object.entries(world.app.router._def.procedures as unknown as Record<string, { _def: { type: string } }>);

/** The least that a schema asks for; what no schema can know (which room, which id) is given by its name. */
function least(schema: Json, known: Record<string, unknown>, name = ""): unknown {
  if (name in known) return known[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.type === "object")
    return Object.fromEntries((schema.required ?? []).map((key) => [key, least(schema.properties?.[key] as Json, known, key)]));
  throw new Error(`${name} is not known`);
}

/** A request as the document says it is made, and nothing beside. */
function written({ method, path, parameters, requestBody }: Called, known: Record<string, unknown>): [string, RequestInit] {
  const headers: Record<string, string> = { cookie: rhona.cookie };
  const query = new URLSearchParams();
  for (const { name, in: place, required, schema, content } of parameters.filter((p) => p.required)) {
    const value = content ? JSON.stringify(least(schemaIn(content), known)) : String(least(schema as Json, known, name));
    if (place === "query") query.set(name, value);
    else headers[name] = value;
    expect(required).toBe(true);
  }
  const body = requestBody && JSON.stringify(least(schemaIn(requestBody.content), known));
  if (body) headers["content-type"] = "application/json";
  return [`${world.base}${path}?${query}`, { method: method.toUpperCase(), headers, ...(body ? { body } : {}) }];
}

test("it has every procedure of the running router, a question by GET and a change by POST, and nothing else", () => {
  const wanted = running().map(([path, { _def }]) => `${_def.type === "query" ? "get" : "post"} /trpc/${path}`);
  expect(wanted.length).toBeGreaterThanOrEqual(37);
  expect(
    operations()
      .map((o) => `${o.method} ${o.path}`)
      .sort(),
  ).toEqual(wanted.sort());
});

test("it is whole: each reference leads somewhere, each name is there once, each schema is one", () => {
  expect(document.openapi).toBe("3.1.0");
  const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, place]) => place ?? "");
  expect(refs.length).toBeGreaterThan(100);
  for (const place of refs) expect(at(place), place).toBeDefined();
  const all = operations();
  expect(new Set(all.map((o) => o.operationId)).size).toBe(all.length);
  for (const { operationId, method, parameters, requestBody, responses } of all) {
    const places = parameters.map((p) => `${p.in} ${p.name}`);
    expect(new Set(places).size, operationId).toBe(places.length);
    expect(method === "get" && requestBody, operationId).toBeFalsy();
    expect(Object.keys(responses)).toEqual(["200", "default"]);
    const schemas = [
      ...parameters.map((p) => p.schema ?? schemaIn(p.content)),
      ...(requestBody ? [schemaIn(requestBody.content)] : []),
      ...(Object.values(responses) as Json[]).map((r) => schemaIn(r.content)),
    ];
    for (const schema of schemas) expect(() => fits(schema), operationId).not.toThrow();
  }
});

test("a question and a command that were written from it alone are answered, in the shape that it promises, and errors too", async () => {
  const known = {
    "x-linkwork-org": rhona.who.orgId,
    roomId: built.roomId,
    afterSeq: 0,
    id: newId(Date.now()),
    text: "Written from the page.",
  };
  for (const id of ["cases.postMessage", "room.since", "cases.list", "identity.me", "identity.welcome"]) {
    const response = await fetch(...written(operation(id), known));
    const answer = await response.json();
    expect([id, response.status, answer]).toEqual([id, 200, expect.anything()]);
    expect(fits(schemaIn(operation(id).responses["200"]?.content)).safeParse(answer).error, id).toBeUndefined();
    if (id === "room.since") expect(JSON.stringify(answer)).toContain(known.text);
  }
  const refusals = schemaIn(operation("room.since").responses.default?.content);
  const [url, init] = written(operation("cases.postMessage"), { ...known, id: newId(Date.now()) });
  const { cookie: _none, ...headers } = init.headers as Record<string, string>;
  for (const [status, change] of [
    [400, { body: "{" }],
    [400, { body: '{"text":"by itself"}' }],
    [401, { headers }],
    [403, { headers: { ...headers, origin: "https://evil.example" } }],
    [409, { body: JSON.stringify({ roomId: built.roomId, id: known.id, input: { text: "other" } }) }],
    [415, { headers: { ...headers, "content-type": "text/plain" } }],
  ] as const) {
    const response = await fetch(url, { ...init, ...change });
    const answer = await response.json();
    expect([response.status, fits(refusals).safeParse(answer).error], JSON.stringify(answer)).toEqual([status, undefined]);
  }
});

test("its schemas refuse what the door refuses: strangers' fields, what is too long, ids of the wrong kind", async () => {
  const post = operation("cases.postMessage");
  const schema = fits(schemaIn(post.requestBody?.content));
  const good = { roomId: built.roomId, id: newId(Date.now()), input: { text: "fits" } };
  expect(schema.safeParse(good).success).toBe(true);
  for (const bad of [
    { ...good, actor: "me" },
    { ...good, input: { text: "fits", at: "now" } },
    { ...good, input: { text: "x".repeat(10_001) } },
    { ...good, roomId: "case:1:general" },
    { ...good, input: {} },
  ]) {
    expect(schema.safeParse(bad).success, JSON.stringify(bad).slice(0, 100)).toBe(false);
    expect(await rhona.call("cases.postMessage", bad, "http")).toMatchObject({ ok: false, error: { code: "BadInput" } });
  }
});

test("who needs a session and a hat by the document needs them at the door, and nobody else", async () => {
  const easy = operations().filter((o) => o.method === "get" && !o.parameters.some((p) => p.in === "query"));
  expect(easy.map((o) => o.operationId).sort()).toEqual([
    "boards.mine",
    "cases.certificates",
    "cases.erasures",
    "cases.flags",
    "cases.later",
    "cases.list",
    "cases.requestsDue",
    "cases.seal",
    "cases.stoppable",
    "concerns.doubts",
    "concerns.list",
    "exchange.confirming",
    "exchange.couldHost",
    "exchange.feed",
    "exchange.hosting",
    "exchange.mine",
    "exchange.missed",
    "exchange.oddVisits",
    "exchange.ourHosting",
    "exchange.owed",
    "exchange.owedReflections",
    "exchange.ready",
    "exchange.reciprocity",
    "exchange.reflections",
    "exchange.stirred",
    "exchange.training",
    "factors.mine",
    "factors.standing",
    "identity.administration",
    "identity.demoMail",
    "identity.me",
    "identity.organisations",
    "identity.waits",
    "identity.welcome",
    "imports.hosts",
    "imports.list",
    "map.areas",
    "map.mine",
    "map.queue",
    "projects.list",
    "projects.waiting",
    "public.areas",
    "recovery.standing",
    "recovery.waiting",
    "residents.poster",
  ]);
  for (const { operationId, path, parameters, security } of easy) {
    const status = async (headers: Record<string, string>) => (await fetch(`${world.base}${path}`, { headers })).status;
    const hat = parameters.some((p) => p.name === "x-linkwork-org" && p.required);
    // there only for who looks after the platform
    if (["identity.administration", "recovery.waiting", "exchange.oddVisits"].includes(operationId)) {
      expect(await status({ cookie: rhona.cookie })).toBe(404);
      continue;
    }
    expect(await status({}), operationId).toBe(security?.length === 0 ? 200 : 401);
    expect(await status({ cookie: rhona.cookie }), operationId).toBe(hat ? 403 : 200);
    // there for who looks after the map, and for who keeps its directory
    const own = ["map.queue", "imports.hosts", "imports.list"].includes(operationId) ? 403 : 200;
    expect(await status({ cookie: rhona.cookie, "x-linkwork-org": rhona.who.orgId }), operationId).toBe(own);
  }
  expect(rhona.cookie.split("=")[0]).toBe((document.components?.securitySchemes?.session as Json | undefined)?.name);
});

test("it is for everybody: no session, no word of anybody in it, and who has it is told so", async () => {
  const response = await fetch(`${world.base}/api/openapi.json`, { headers: { "accept-encoding": "gzip" } });
  expect([
    response.status,
    response.headers.get("content-type"),
    response.headers.get("cache-control"),
    response.headers.get("content-encoding"),
  ]).toEqual([200, "application/json; charset=utf-8", "public, max-age=300", "gzip"]);
  expect(response.headers.getSetCookie()).toEqual([]);
  const again = await fetch(`${world.base}/api/openapi.json`, {
    // fetch would ask for no-cache by itself
    headers: { "if-none-match": response.headers.get("etag") ?? "", "cache-control": "max-age=0" },
  });
  expect(again.status).toBe(304);
  expect(await (await fetch(`${world.base}/api/openapi.json`, { headers: { cookie: rhona.cookie } })).text()).toBe(text);
  for (const word of [...Object.values(world.people).flatMap((p) => [p.name, p.email]), ...Object.values(world.orgs).map((o) => o.name)])
    expect(text.includes(word), word).toBe(false);
  expect(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/.exec(text)).toBeNull();
  expect(/the secret of the tests|\/(?:tmp|home|root|work)\//.exec(text)).toBeNull();
});

test("R21: every route of the HTTP server, every path of the library for accounts and every event that a socket listens to is told in docs/wire.md", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/wire.md"), "utf8");
  // what runs is what these lists say: matrix.test.ts
  const routes = httpLayers.flatMap((layer) => layer.match(/\/[^\s,{]+/g) ?? []).map((route) => route.replace(/\/$/, ""));
  expect(routes.length).toBeGreaterThan(8);
  for (const route of [...routes, ...authPaths]) expect(page, route).toContain(route);
  for (const { path } of socketEvents) expect(page, path).toContain(`| \`${path} {`);
});
