import { spawnSync } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const built = resolve(root, "apps/web/dist/index.html");
const sources = ["apps/web/{src,public,build}/**", "apps/web/*.{html,ts,json}", "packages/shared/src/**", "package-lock.json"];

const newestSource = (): number => Math.max(0, ...globSync(sources, { cwd: root }).map((file) => statSync(resolve(root, file)).mtimeMs));

/** Builds the web client if its sources are newer than the build, and says so. False if it does not build; why is on the screen by then. */
export const buildWebClient = (say: (line: string) => void): boolean => {
  const there = existsSync(built);
  if (there && statSync(built).mtimeMs > newestSource()) return true;
  say(`Building the web client: ${there ? "its sources are newer than the build" : "there is no build yet"}.`);
  // in a test's own mode, React's slow half for developers would be built in, and stay there for the next start
  const env = { ...process.env, NODE_ENV: "production" };
  return spawnSync("npm", ["run", "build", "-w", "apps/web"], { cwd: root, stdio: "inherit", env }).status === 0;
};
