import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const port = Number(process.env.PORT || 3000);
const webPort = port + 1;
const address = `http://localhost:${webPort}`;

// Browsers come through the web client's own server here, so its address is the one that is let in.
const env = { ...process.env, PORT: String(port), PUBLIC_URL: process.env.PUBLIC_URL || address };
const run = (command: string, ...args: string[]): ChildProcess => spawn(command, args, { cwd: root, env, stdio: "inherit" });

console.log(`dev: the web client at ${address}, the server behind it at ${port}; both start again when their sources change`);
const parts = [
  run(process.execPath, "--watch", "--watch-preserve-output", "apps/server/src/main.ts"),
  run("node_modules/.bin/vite", "apps/web", "--port", String(webPort), "--strictPort", "--clearScreen", "false"),
];
const alive = (part: ChildProcess): boolean => part.exitCode === null && part.signalCode === null;

let stopping = false;
const stop = (code: number): void => {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  for (const part of parts.filter(alive)) part.kill("SIGTERM");
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop(0));
// one without the other is of no use
for (const part of parts) {
  part.once("exit", (code) => stop(code ?? 0));
  part.once("error", (error) => {
    console.error(error.message);
    stop(1);
  });
}
