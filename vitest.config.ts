import { defineConfig } from "vitest/config";
import { mainStories } from "./test/e2e/main-stories.ts";

// what is polled for comes when a busy machine gets to it: the bound finds what never comes, and times nothing
const node = { pool: "threads" as const, environment: "node" as const, testTimeout: 60_000, expect: { poll: { timeout: 30_000 } } };

export default defineConfig({
  test: {
    projects: [
      { test: { ...node, name: "fences", include: ["test/architecture/**/*.test.ts"] } },
      { test: { ...node, name: "shared", include: ["test/shared/**/*.test.ts"] } },
      {
        test: {
          ...node,
          name: "server",
          // each file has its own world and database; loading the server anew for each cost half of all CPU
          isolate: false,
          // most of their time is waiting: for the database, and for the floor under "not found"
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          include: ["test/server/**/*.test.ts"],
          globalSetup: ["test/kit/engine.ts"],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      { test: { ...node, name: "web", include: ["test/web/**/*.test.ts"] } },
      {
        test: {
          ...node,
          name: "e2e",
          include: process.env.STORIES === "main" ? mainStories.map((name) => `test/e2e/${name}.test.ts`) : ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/kit/engine.ts", "test/e2e/seeded.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // the files of a worker share its browser; each has its own product and devices
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
