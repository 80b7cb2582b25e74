import { spawnSync } from "node:child_process";
import { cacheFolder, onPath, rustEngine, rustRelease, rustRoot } from "../apps/server/src/kernel/engine-install.ts";

const path = process.env.PATH ?? "";
const cacheDir = cacheFolder({ XDG_CACHE_HOME: process.env.XDG_CACHE_HOME, HOME: process.env.HOME });
const { crate, version } = rustRelease;

const refuse = (...lines: string[]) => {
  console.error(lines.join("\n"));
  process.exitCode = 1;
};

const build = (cargo: string) => {
  console.log(`engine: building SecantusDB (${crate} ${version}) into ${rustRoot(cacheDir)}; about 7 minutes on 2 cores, once`);
  const args = ["install", crate, "--version", version, "--ignore-rust-version", "--root", rustRoot(cacheDir)];
  const { status } = spawnSync(cargo, args, { stdio: "inherit" });
  if (status === 0) console.log("engine: built; the next start uses it");
  else refuse(`engine: cargo could not build it (code ${status}; its own words are above).`, "Linkwork still runs on the Python engine.");
};

const built = await rustEngine({ cacheDir, path, say: () => undefined });
const cargo = await onPath("cargo", path);
if (built) console.log(`engine: there already, ${built.command}`);
else if (cargo) build(cargo);
else {
  refuse(
    "engine: cargo is not on PATH, and the Rust engine can only be built with it. Ways on:",
    "  - install Rust (on Debian: apt-get install cargo, if it is recent enough; else rustup) and run this again",
    "  - do without: with Python 3 on PATH, npm start brings the Python engine by itself",
    "  - for real work, set MONGODB_URI (see docker-compose.yml)",
  );
}
