import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { basemap } from "./build/basemap-plugin.ts";
import { serviceWorker } from "./build/service-worker-plugin.ts";

const server = `http://localhost:${process.env.PORT || 3000}`;

/** The latin font is needed by the first word on every page: fetch it beside the style sheet, not after it. */
function preloadFont(): Plugin {
  return {
    name: "linkwork-preload-font",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        return Object.keys(bundle)
          .filter((file) => /next-latin-wght-normal.*\.woff2$/.test(file))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "preload", as: "font", type: "font/woff2", href: `/${file}`, crossorigin: "" },
            injectTo: "head" as const,
          }));
      },
    },
  };
}

/** The product speaks English: what React Aria says by itself (how to drag, how to close) is English too, and its 33 other languages stay at home. */
function oneLanguage(): Plugin {
  return {
    name: "linkwork-one-language",
    load: (id) =>
      /[\\/]react-(?:aria|stately)[^\\/]*[\\/].*[\\/]intl[\\/].*[\\/](?!en-US)[a-z]{2}-[A-Z]{2}\.mjs$/.test(id)
        ? 'export { default } from "./en-US.mjs";'
        : null,
  };
}

export default defineConfig({
  plugins: [react(), preloadFont(), serviceWorker(), oneLanguage(), basemap()],
  worker: { format: "es" },
  build: {
    // Phones of 2021: Chrome 94, Safari 15.4, Firefox 93.
    target: ["es2022", "chrome94", "safari15.4", "firefox93"],
    outDir: "dist",
    // dist also holds the type checker's notes
    emptyOutDir: true,
    // A strict policy has no room for inlined data: addresses, and an icon of its own is cached for a year.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // React changes once a quarter, we change daily: apart, a returning phone fetches only what changed. React Aria is left to
          // the bundler, so that each lazy part brings only what it needs and nothing of it reaches the first load.
          groups: [{ name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  // Lazy parts name their libraries late; found only then, the dev server would reload the page under one's hands.
  optimizeDeps: { include: ["Button", "Dialog", "Menu", "Modal", "Popover"].map((part) => `react-aria-components/${part}`) },
  server: {
    proxy: {
      "/trpc": server,
      "/api": server,
      "/imports": server,
      "/openreferral": server,
      "/basemap": server,
      "/socket.io": { target: server, ws: true },
    },
  },
});
