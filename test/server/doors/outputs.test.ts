import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "../../../apps/server/src/kernel/database.ts";
import { ourOrigin } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { procedures } from "./expectations.ts";
import { httpRoutes } from "./http-expectations.ts";
import { bodyOf } from "./rows.ts";
import { aCast, aFreshCase, type Hatted, type Visitor, visitorsOf } from "./standings.ts";
import { isQuery, overHttp, overSocket } from "./tries.ts";

let world: World;
let webDir: string;
beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), "linkwork-web-"));
  await mkdir(join(webDir, "assets"));
  await writeFile(join(webDir, "index.html"), "<!doctype html><title>Linkwork</title>");
  await writeFile(join(webDir, "assets", "main.js"), "export {};");
  world = await createWorld({ webDir });
});
afterAll(async () => {
  await world?.stop();
  await rm(webDir, { recursive: true, force: true });
});

/** Every header of every answer but a file's own (test/server/files). */
const headersSent = [
  "accept-ranges cache-control connection content-encoding content-length content-security-policy content-type cross-origin-opener-policy",
  "cross-origin-resource-policy date etag keep-alive last-modified origin-agent-cluster pragma referrer-policy strict-transport-security transfer-encoding",
  "vary x-content-type-options x-dns-prefetch-control x-download-options x-frame-options x-permitted-cross-domain-policies x-xss-protection",
].flatMap((line) => line.split(" "));
/** What only the doors of the directory and of the map below the things say besides (kernel/public-door.ts, piece-door.ts): nobody writes there; the directory any page may read, and a list is saved as a file. */
const besidesOfDirectory = ["access-control-allow-origin", "access-control-expose-headers", "allow", "content-disposition"];

test("R20, R21, ASVS 3.4.1-8, 14.3.2: every route, whatever it answers, says how a browser must keep it: nothing inline, in no frame, by https, not sniffed, not referred to; and no header leaves that is not on our list", async () => {
  const rhona = await world.as(world.people.rhona);
  const page = { method: "GET", body: undefined, origin: ourOrigin };
  const routes = [
    // what Engine.IO refuses is a code in JSON, before any of this
    ...httpRoutes.filter(({ path }) => !path.startsWith("/socket.io")),
    ...["/", "/cases", "/join", "/assets/main.js", "/assets/gone.js", "/gone.txt"].map((path) => ({ ...page, path })),
    ...["/trpc/identity.me", "/trpc/room.since", "/trpc/nowhere", "/files/nothing", "/files"].map((path) => ({ ...page, path })),
    { ...page, method: "POST", path: "/trpc/cases.openCase", body: {} },
    { ...page, method: "POST", path: "/trpc/cases.openCase", body: {}, origin: "https://evil.example" },
  ];
  const [names, ofDirectory] = [new Set<string>(), new Set<string>()];
  for (const { method, path, body, origin = ourOrigin } of routes)
    for (const cookie of ["", rhona.cookie]) {
      const headers = {
        cookie,
        origin,
        accept: "text/html,application/json",
        "x-linkwork-org": rhona.who.orgId,
        "content-type": "application/json",
      };
      const response = await fetch(`${world.base}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      await response.arrayBuffer();
      for (const name of response.headers.keys()) (/^\/(openreferral|basemap)/.test(path) ? ofDirectory : names).add(name);
      const said = (name: string) => response.headers.get(name) ?? "";
      const place = `${method} ${path} ${response.status}`;
      const policy = said("content-security-policy");
      expect(policy, place).toMatch(/default-src 'none'/);
      expect(policy, place).toMatch(/frame-ancestors 'none'/);
      expect(policy, place).not.toMatch(/unsafe|\*|https?:/);
      expect(said("strict-transport-security"), place).toMatch(/max-age=\d{8}/);
      expect(said("x-content-type-options"), place).toBe("nosniff");
      expect(said("referrer-policy"), place).toBe("no-referrer");
      expect(said("cross-origin-opener-policy"), place).toBe("same-origin");
      expect(said("x-frame-options"), place).toBe("DENY");
      expect(said("x-powered-by"), place).toBe("");
      // the description of the calls is the same for everybody
      if (/^\/(trpc|api|files)/.test(path) && !(method === "GET" && path === "/api/openapi.json"))
        expect(said("cache-control"), place).toContain("no-store");
      if (said("content-type").startsWith("text/html")) expect(said("cache-control"), place).toBe("no-cache");
    }
  expect([...names].sort()).toEqual(headersSent);
  expect([...ofDirectory].filter((name) => !headersSent.includes(name)).sort()).toEqual(besidesOfDirectory);
});

test("R8, ASVS 15.3.1: a field that is new in the store leaves by no door, for nobody", { timeout: 180_000 }, async () => {
  const canary = "a field that nobody asked for";
  const cast = await aCast(world);
  const target = await aFreshCase(world, cast, "lead", "a word");
  const visitors = (await visitorsOf(world, cast)).filter((v) => v.who && v.wire);
  await world.app.effects.settled();
  const keys = await connectDatabase(inject("engineUri"), `${world.name}-keys`);
  let marked = 0;
  for (const database of [world.database, keys])
    for (const { collectionName } of (await database.db?.collections()) ?? [])
      marked += (await database.collection(collectionName).updateMany({}, { $set: { unasked: canary } })).modifiedCount;
  await disconnectDatabase(keys);
  expect(marked).toBeGreaterThan(100);
  const answered = new Set<string>();
  for (const visitor of visitors.filter(({ standing }) =>
    (["lead", "leadInfoLead", "leadManager", "joined", "joinedInfoLead", "platformAdministrator"] as Hatted[]).includes(standing as Hatted),
  ))
    for (const row of procedures.filter(({ path }) => isQuery(world, path))) {
      const scene = { world, target, who: visitor.who as NonNullable<Visitor["who"]>, fresh: false };
      const { said } = await overHttp(world, visitor, row.path, bodyOf(row, row.room?.(scene), await row.input(scene)));
      if (said === "allow") answered.add(row.path);
    }
  for (const visitor of visitors) await overSocket(visitor, "subscribe", { roomId: caseRoom(target.caseId), afterSeq: null });
  for (const { standing, heard } of visitors) for (const text of heard) expect(text, standing).not.toContain(canary);
  // the others need something prepared
  expect(answered.size).toBeGreaterThan(30);
});
