import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Beside the code it is made of, so that nobody else on the machine can put other code there. Where it can't be written, the start takes half a second longer.
enableCompileCache(join(import.meta.dirname, "../../../node_modules/.cache/linkwork-code"));
await import("./serve.ts");
