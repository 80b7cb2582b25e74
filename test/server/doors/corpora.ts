import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../../../shared/data");

/** Why the corpora can't be read here; undefined when they can. In CI they must be there. */
export function missing(): string | undefined {
  if (existsSync(join(folder, "README.md"))) return undefined;
  if (process.env.CI) throw new Error(`the corpora are not at ${folder}: in CI a skip is a failure`);
  return `the corpora of ../shared/data are not here (${folder})`;
}

/** nst/JSONTestSuite: bodies by name. */
export const jsonBodies = (): { name: string; body: Buffer }[] =>
  readdirSync(join(folder, "json-parsing"))
    .filter((name) => /^[yni]_.*\.json$/.test(name))
    .map((name) => ({ name, body: readFileSync(join(folder, "json-parsing", name)) }));

/** The big list of naughty strings. */
export const naughtyStrings = (): string[] => JSON.parse(readFileSync(join(folder, "strings/naughty-strings.json"), "utf8")) as string[];

/** NoSQL injections, one a line. */
export const injections = (): string[] =>
  readFileSync(join(folder, "strings/nosql-injection.txt"), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
