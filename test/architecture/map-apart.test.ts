import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** What a file imports of ours, types too: what can't even be named can't be reached. */
function importsOf(path: string): string[] {
  const found = read(path).matchAll(/(?:^(?:import|export)\b[^;"']*?from\s+|\bimport\(\s*|^import\s+)"([^"]+)"/gm);
  return [...found].flatMap(([, from = ""]) => {
    const own = from.startsWith(".")
      ? normalize(join(dirname(path), from))
      : from.replace(/^@linkwork\/shared\//, "packages/shared/src/").replace(/^@linkwork\/(server|web)\//, "apps/$1/src/");
    return existsSync(join(root, own)) ? [own] : [];
  });
}
/** Everything that can be reached from some files, each with the file that led there. */
function reachable(from: readonly string[]): Map<string, string> {
  const seen = new Map(from.map((path) => [path, ""]));
  const next = [...from];
  for (let path = next.pop(); path !== undefined; path = next.pop())
    for (const each of importsOf(path))
      if (!seen.has(each)) {
        seen.set(each, path);
        next.push(each);
      }
  return seen;
}
const map = [...globSync("apps/server/src/map/*.ts", { cwd: root }), ...globSync("packages/shared/src/map/*.ts", { cwd: root })];

test("I12. nothing of cases, clients or worries can be reached from the map, on the server or in what is shared; of clients only what a number of the health service looks like", () => {
  expect(map.length).toBeGreaterThan(40);
  const seen = reachable(map);
  // it follows imports at all
  expect(seen.has("apps/server/src/kernel/slice.ts")).toBe(true);
  const led = [...seen].filter(([path]) => /\/(cases|clients|concerns)\//.test(path)).map(([path, by]) => `${by} -> ${path}`);
  expect(led).toEqual(["packages/shared/src/map/rules.ts -> packages/shared/src/clients/numbers.ts"]);
});

test("I12. the one way from cases to the map is what they are given: two files speak of the map, and the map's store is handed to them in one line", () => {
  const cases = [...globSync("apps/server/src/cases/*.ts", { cwd: root }), ...globSync("packages/shared/src/cases/*.ts", { cwd: root })];
  expect(cases.length).toBeGreaterThan(60);
  const speaking = cases.filter(
    (path) => importsOf(path).some((from) => from.includes("/map/")) || /\b(gap|asset|area)Room\b/.test(read(path)),
  );
  expect(speaking.sort()).toEqual(["apps/server/src/cases/router-unfound.ts", "apps/server/src/cases/views-unfound.ts"]);
  const handed = globSync("apps/server/src/*.ts", { cwd: root }).filter((path) => /\bunfoundOf\(/.test(read(path)));
  expect(handed).toEqual(["apps/server/src/slices.ts"]);
  expect(read("apps/server/src/slices.ts").match(/\bunfoundOf\(/g)).toHaveLength(1);
});

test("I6. the store of what was counted is read by the job of a week alone: no procedure of the map knows it", () => {
  const doors = reachable(globSync("apps/server/src/map/router*.ts", { cwd: root }));
  expect(doors.size).toBeGreaterThan(20);
  expect([...doors.keys()].filter((path) => /views-(unmet|cells)\.ts$/.test(path))).toEqual([]);
});
