import { buildWebClient } from "./web-client.ts";

if (buildWebClient((line) => console.log(line))) {
  // in this process, so that Ctrl-C reaches the server and nothing else
  await import("../apps/server/src/main.ts");
} else {
  console.error("The web client does not build (see above), so Linkwork was not started.");
  process.exitCode = 1;
}
