import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isOutside } from "../../../apps/server/src/kernel/egress.ts";
import { importOf, previewOf } from "../../kit/imports.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";
import { castIn } from "./scenes.ts";

let world: World;
let cora: Client;
let server: Server;
let host = "";
let answer: (url: URL) => { status?: number; location?: string; body?: unknown } = () => ({ status: 404 });

beforeAll(async () => {
  server = createServer((req, res) => {
    const { status = 200, location, body } = answer(new URL(req.url ?? "/", "http://feed"));
    res.writeHead(status, location ? { location } : { "content-type": "application/json" });
    res.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  world = await createWorld({ importHosts: { hosts: [host, "localhost:1", "169.254.169.254", "inner.example"], near: [host] } });
  cora = await world.as((await castIn(world)).cora);
});
afterAll(async () => {
  server?.close();
  await world?.stop();
});

describe("15. and 16. R12: feeds", () => {
  const fetchFrom = async (url: string) => {
    const importId = newId(Date.now()) as string;
    const answer = await cora.call("imports.fetch", { importId, url });
    if (!answer.ok) return answer.error;
    await world.app.importer.go();
    return importOf(cora, importId);
  };
  const service = (n: number) => ({ id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`, name: `Service ${n}`, status: "active" });

  test("15. a feed that says 31 and holds 128 under one id, and never ends, is trusted for its contents: each id once, with a warning", async () => {
    answer = (url) => ({
      body: {
        total_items: 31,
        total_pages: 999,
        contents: url.searchParams.get("page") === "1" ? Array.from({ length: 128 }, () => service(1)) : [service(2)],
      },
    });
    const row = await fetchFrom(`http://${host}/api`);
    expect(row).toMatchObject({ status: "ready" });
    const { warnings, importId } = row as { warnings: string[]; importId: string };
    expect(warnings).toHaveLength(3);
    expect((await previewOf(cora, importId)).total).toBe(2);
  });
  test("15. a feed that says 128, holds 31 and has no page beyond them gives those 31, with a warning; one that fails on its way gives none", async () => {
    const some = Array.from({ length: 31 }, (_, n) => service(n));
    for (const status of [404, 400]) {
      answer = ({ searchParams }) =>
        searchParams.get("page") === "1" ? { body: { total_items: 128, last_page: true, contents: some } } : { status };
      const row = (await fetchFrom(`http://${host}/api`)) as { warnings: string[]; importId: string };
      expect(row).toMatchObject({ status: "ready" });
      expect(row.warnings).toEqual([expect.stringContaining("no page 2"), "The feed says that it has 128; 31 came."]);
      expect((await previewOf(cora, row.importId)).total).toBe(31);
    }
    answer = ({ searchParams }) => (searchParams.get("page") === "1" ? { body: { total_items: 128, contents: some } } : { status: 500 });
    expect(await fetchFrom(`http://${host}/api`)).toMatchObject({
      ...{ status: "failed", fault: { code: "FeedFailed", details: { what: "status", page: 2 } } },
    });
  });
  test("16. only hosts that the operator allows, and none that leads inside, whatever the address looks like", async () => {
    for (const url of [
      ...["http://example.org/", "file:///etc/passwd", "http://127.0.0.1/", `http://user@${host}/`, "gopher://inner.example/"],
      ...["http://2130706433/", "http://0x7f.1/", "http://[::1]/", "ftp://localhost:1/"],
    ])
      expect(await fetchFrom(url), url).toMatchObject({ code: "FeedNotAllowed" });
    for (const url of ["http://localhost:1/", "http://169.254.169.254/latest/meta-data"])
      expect(await fetchFrom(url), url).toMatchObject({ status: "failed", fault: { code: "FeedNotAllowed" } });
  });
  test("16. each hop is checked anew: a redirect to somewhere inside, to another host or to a file leads nowhere", async () => {
    for (const location of ["http://169.254.169.254/", "http://127.0.0.1:1/", "file:///etc/passwd", "http://example.org/"]) {
      answer = () => ({ status: 302, location });
      expect(await fetchFrom(`http://${host}/`), location).toMatchObject({ status: "failed", fault: { code: "FeedNotAllowed" } });
    }
    answer = () => ({ status: 302, location: "/services" });
    expect(await fetchFrom(`http://${host}/`)).toMatchObject({
      status: "failed",
      fault: { code: "FeedFailed", details: { what: "hops" } },
    });
  });
  test("a feed that answers with something else takes nothing in", async () => {
    answer = () => ({ body: "not found" });
    expect(await fetchFrom(`http://${host}/`)).toMatchObject({
      status: "failed",
      fault: { code: "FeedFailed", details: { what: "shape", page: 1 } },
    });
    answer = () => ({ status: 500 });
    expect(await fetchFrom(`http://${host}/`)).toMatchObject({
      status: "failed",
      fault: { code: "FeedFailed", details: { what: "status", page: 1 } },
    });
  });

  test("16. which addresses are out in the world, and which are not, in whatever way they are written", () => {
    for (const inner of [
      ...["127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255"],
      ...[
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
      ],
    ])
      expect(isOutside(inner), inner).toBe(false);
    for (const outer of ["8.8.8.8", "151.101.1.1", "2a00:1450:4009::1"]) expect(isOutside(outer), outer).toBe(true);
  });
});
