import { existsSync } from "node:fs";

/** Flags with which Debian's Chromium runs as root and without the internet. */
export const launchArgs = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

/** The browser that `npm test` found, or Debian's. */
export function chromiumPath(): string {
  const path = process.env.CHROMIUM ?? names.map((name) => `/usr/bin/${name}`).find((p) => existsSync(p));
  if (!path) throw new Error("no Chromium: npm test brings one, or set CHROMIUM to its path");
  return path;
}
