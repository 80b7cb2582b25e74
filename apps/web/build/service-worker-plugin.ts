import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { build, type Plugin, type ResolvedConfig } from "vite";

const drawing = /^assets\/(?:maplibre|map-canvas)/;

/**
 * Builds `src/service-worker.ts` into one classic script at `/service-worker.js` (no hash: its address must never change) that begins with
 * `self.__ASSETS__` (every built and public file, as paths from "/", but what draws maps: that is fetched by who wants one) and `self.__VERSION__` (a digest of them). Does nothing without that file.
 */
export function serviceWorker(source = "src/service-worker.ts"): Plugin {
  let config: ResolvedConfig;
  return {
    name: "linkwork-service-worker",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    async writeBundle(_options, bundle) {
      const input = resolve(config.root, source);
      if (!existsSync(input)) return;
      const digest = createHash("sha256");
      const built = Object.values(bundle).filter((file) => !file.fileName.endsWith(".map"));
      for (const file of built) digest.update(file.fileName).update(file.type === "chunk" ? file.code : file.source);
      const ahead = built.map((file) => file.fileName).filter((file) => !drawing.test(file));
      const assets = [...ahead, ...publicFiles(config.publicDir)].map((path) => `/${path}`).sort();
      const banner = `self.__ASSETS__=${JSON.stringify(assets)};self.__VERSION__=${JSON.stringify(digest.digest("hex").slice(0, 12))};`;
      await build({
        configFile: false,
        root: config.root,
        publicDir: false,
        logLevel: "warn",
        build: {
          outDir: config.build.outDir,
          emptyOutDir: false,
          target: config.build.target,
          rolldownOptions: { input, output: { format: "iife", entryFileNames: "service-worker.js", postBanner: banner } },
        },
      });
    },
  };
}

function publicFiles(folder: string): string[] {
  if (folder === "" || !existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
