/** Every exception and every closed list of the fences, in one place. The exceptions may only shrink. */

/** Files that may still be longer than 300 lines. */
export const longFiles: readonly string[] = [];

/** The names in the kernels. A new one needs an ADR. */
export const serverKernel = [
  "accounts assemble auth chain clock commit database decide doors effects engine engine-install engine-process errors factors file-check file-door files",
  "keys lanes limits live loaded log logger mail metrics openapi org-keys passkeys queue rebuild records refusals room scanner seal secrets session signals",
  "slice subscribers system tail tokens transfers trpc wraps",
]
  .join(" ")
  .split(" ");
export const sharedKernel = ["event", "ids", "london", "refusal", "room", "shapes", "wire", "words"];

/** The folders, and what a slice's file may be called. */
export const sharedSlices = ["cases", "clients", "concerns", "identity"];
export const serverSlices = ["cases", "clients", "concerns", "identity"];
export const sharedFile = /^(schema|state|(rules|words)(-[a-z]+)?)$/;
/**
 * The consent record is as long as the rest of the cases' schema, and what happens when the person can't give it has a file beside it (`rest`); `files` and `sharing` are parts of the state: what came in, and the part that
 * consent moves; `guests` is who was let in for a while; `asks` who was asked to say that they have read something; `redaction` is what becomes of words that are taken out, in the state and wherever an event is read; the ledger's lines and their words belong together, and the paper is made of them; `search` says what of a room can be found, on
 * the server and on a device; `keeping` and `keeping-state` are how long a case is kept, and how it ends; `requests` is the state of what somebody asked to
 * be given, `pack` what they are given, `pack-paper` the page of it. In clients, `numbers` is what a CHI or NHS number is.
 */
export const sharedMore: Readonly<Record<string, readonly string[]>> = {
  cases: [
    ...[
      "asks",
      "consent",
      "files",
      "guests",
      "keeping",
      "keeping-state",
      "ledger",
      "ledger-paper",
      "pack",
      "pack-paper",
      "redaction",
      "requests",
    ],
    ...["rest", "search", "search-words", "sharing"],
  ],
  clients: ["numbers"],
};
/**
 * `waiting` says what waits for somebody, by the slice's rules at that moment; `due` tells what has become true by the clock; `round` goes from one
 * person to the next with the mail (0012). `present` says what of an event and a state each audience may see; `search` goes through the
 * rooms that somebody may read; `pack` makes what may leave the house of a case; a file that would hold two stories has a second one: `router-ledger`.
 */
export const serverFile =
  /^(slice|decide|router|views|effects|present|search|waiting|due|round|pack|(slice|decide|router|views|effects|present)-[a-z-]+)$/;
export const serverRoot = ["app", "config", "main", "router", "slices", "store"];

/** Who may read the environment besides config.ts: nobody under apps and packages. */
export const environment = /^(apps\/server\/src\/config\.ts|test\/.*|scripts\/.*|[a-z.]+\.config\.ts)$/;

/** Fewer than this many files scanned means that the fence looks at the wrong place. */
export const leastScanned = { all: 150, shared: 17, server: 50, web: 60 };
