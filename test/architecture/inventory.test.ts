import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const text = (path: string): string => readFileSync(join(root, path), "utf8");
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
const found = (from: string, pattern: RegExp): string[] => [...from.matchAll(pattern)].map(([, name]) => name ?? "");

type Locked = { version?: string; integrity?: string; license?: string; dev?: true; link?: true };
const { packages } = JSON.parse(text("package-lock.json")) as { packages: Record<string, Locked> };
const nameOf = (path: string): string => path.split("node_modules/").at(-1) ?? "";
/** What the product ships, or is built of. */
const shipped = Object.entries(packages).filter(([path, { dev, link }]) => path.includes("node_modules/") && !dev && !link);

/** Licences whose works may be part of one under AGPL-3.0-or-later (gnu.org/licenses/license-list). */
const compatible: readonly string[] = [
  ...["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-3.0-or-later", "MIT", "MIT-0", "MPL-2.0", "Unlicense"],
  // a font: it lies beside the program
  "OFL-1.1",
];
/** What says its licence in a way that npm doesn't read any more, looked up in its package.json. */
const saidElsewhere: Readonly<Record<string, string>> = { "xmlhttprequest-ssl": "MIT" };

test("R21, ASVS 15.1.2: every package that is shipped has one version, a hash, and a licence that goes with AGPL-3.0-or-later", () => {
  expect(shipped.length).toBeGreaterThan(200);
  expect(
    shipped.filter(([, { version, integrity }]) => !/^\d+\.\d+\.\d+/.test(version ?? "") || !integrity?.startsWith("sha512-")),
  ).toEqual([]);
  const licences = shipped.map(([path, { license }]) => [nameOf(path), license ?? saidElsewhere[nameOf(path)] ?? "none"] as const);
  // where there is a choice, one of them suffices
  const goes = (licence: string) =>
    licence
      .replace(/[()]/g, "")
      .split(" OR ")
      .some((one) => one.split(" AND ").every((each) => compatible.includes(each)));
  expect(licences.filter(([, licence]) => !goes(licence))).toEqual([]);
  // the exceptions may only shrink
  expect(shipped.filter(([, { license }]) => license === undefined).map(([path]) => nameOf(path))).toEqual(Object.keys(saidElsewhere));
});

test("R21: npm run sbom lists every package that is shipped, with its version, and none that is only a tool of ours", () => {
  const { stdout } = spawnSync(process.execPath, ["scripts/sbom.ts"], { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 });
  const bom = JSON.parse(stdout) as { bomFormat: string; components: { purl: string }[]; dependencies: { dependsOn: string[] }[] };
  expect(bom.bomFormat).toBe("CycloneDX");
  const names = bom.components.map(({ purl }) => decodeURIComponent(purl.replace("pkg:npm/", "")));
  const ours = names.filter((name) => name.startsWith("@linkwork/"));
  expect(ours.map((name) => name.split("@")[1]).sort()).toEqual(["linkwork/server", "linkwork/shared", "linkwork/web"]);
  const others = names.filter((name) => !ours.includes(name));
  expect(sorted(others)).toEqual(sorted(shipped.map(([path, { version }]) => `${nameOf(path)}@${version}`)));
  // what we ask for by name is there: npm's own way leaves some of it out
  for (const workspace of ["packages/shared", "apps/server", "apps/web"]) {
    const { dependencies = {} } = JSON.parse(text(`${workspace}/package.json`)) as { dependencies?: Record<string, string> };
    for (const [name, version] of Object.entries(dependencies)) expect(names, workspace).toContain(`${name}@${version}`);
  }
  expect(
    bom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => /^(playwright-core|knip|@biomejs\/biome)@/.test(ref)),
  ).toEqual([]);
});

test("R21, ASVS 13.4.5: every setting that the server reads is in the README's table and in .env.example, and none is told of that it doesn't read", () => {
  const read = found(text("apps/server/src/config.ts"), /^ {2}([A-Z][A-Z0-9_]+):/gm);
  expect(read.length).toBeGreaterThan(20);
  // of the system, and one that is for fault tests
  const beside = ["APP_CLOCK_OFFSET_MS", "HOME", "PATH", "XDG_CACHE_HOME"];
  const settings = sorted(read.filter((name) => !beside.includes(name)));
  const rows = text("README.md")
    .split("\n")
    .filter((line) => /^\| `[A-Z]/.test(line));
  expect(sorted(rows.flatMap((row) => found(row.split(" | ")[0] ?? "", /`([A-Z][A-Z0-9_]+)`/g)))).toEqual(settings);
  expect(sorted(found(text(".env.example"), /^(?:# )?([A-Z][A-Z0-9_]+)=/gm))).toEqual(settings);
  const composed = text("docker-compose.yml").split("environment:")[1]?.split("volumes:")[0] ?? "";
  expect(found(composed, /^ {6}([A-Z][A-Z0-9_]+):/gm).filter((name) => !settings.includes(name))).toEqual([]);
});

test("R21: every frame that the server sends of itself is in docs/wire.md, and every one there is sent", () => {
  const told = text("docs/wire.md").split("| The server sends | |")[1]?.split("\n\n")[0] ?? "";
  expect(sorted(found(told, /^\| `(\w+) /gm))).toEqual(sorted(found(text("apps/server/src/kernel/live.ts"), /\.emit\("(\w+)"/g)));
});
