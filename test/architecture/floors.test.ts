import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), "utf8")) as T;
type Lock = { packages: Record<string, { version?: string }> };

const numbers = (version: string): number[] => version.split(/[.-]/).slice(0, 3).map(Number);
function below(version: string, floor: string): boolean {
  const [a, b] = [numbers(version), numbers(floor)];
  const at = a.findIndex((n, i) => n !== b[i]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

test("R21: no copy of a library is older than the version that mended its last known weakness (security/floors.json)", () => {
  const floors = read<Record<string, string>>("security/floors.json");
  const { packages } = read<Lock>("package-lock.json");
  const found = Object.entries(packages).flatMap(([path, { version = "" }]) => {
    const name = path.split("node_modules/").at(-1) ?? "";
    const floor = path.includes("node_modules/") ? floors[name] : undefined;
    return floor === undefined ? [] : [{ path, version, floor }];
  });
  expect(new Set(found.map(({ path }) => path.split("node_modules/").at(-1))).size).toBeGreaterThan(12);
  expect(found.filter(({ version, floor }) => below(version, floor))).toEqual([]);
});
