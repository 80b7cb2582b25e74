/** Every exception and every closed list of the fences, in one place. The exceptions may only shrink. */

/** Files that may still be longer than 300 lines. */
export const longFiles: readonly string[] = [];

/** The names in the kernels. A new one needs an ADR. */
export const serverKernel = [
  "accounts assemble auth chain clock commit connection database decide doors effects egress engine engine-install engine-process errors factors feed-door file-check file-door files",
  "key-docs keys lanes limits live loaded log logger mail mail-codes metrics openapi org-keys passkeys passwords piece-door proxies public-door queue readings rebuild records refusals room scanner seal secrets",
  "session signals slice subscribers system tail tokens transfers trpc upload-door wraps",
]
  .join(" ")
  .split(" ");
export const sharedKernel = ["event", "ids", "london", "refusal", "room", "shapes", "wire", "words"];

/** The folders, and what a slice's file may be called. */
export const sharedSlices = ["boards", "cases", "clients", "concerns", "exchange", "identity", "map", "projects"];
export const serverSlices = ["boards", "cases", "clients", "concerns", "exchange", "identity", "map", "projects"];
export const sharedFile = /^(state|(schema|rules|words)(-[a-z]+)?)$/;
/**
 * The consent record is as long as the rest of the cases' schema, and what happens when the person can't give it has a file beside it (`rest`); `files` and `sharing` are parts of the state: what came in, and the part that
 * consent moves; `guests` is who was let in for a while; `asks` who was asked to say that they have read something; `redaction` is what becomes of words that are taken out, in the state and wherever an event is read; the ledger's lines and their words belong together, and the paper is made of them; `search` says what of a room can be found, on
 * the server and on a device; `keeping` and `keeping-state` are how long a case is kept, and how it ends; `requests` is the state of what somebody asked to
 * be given, `pack` what they are given, `pack-paper` the page of it. In clients, `numbers` is what a CHI or NHS number is.
 * In boards, `state-cards` is what is true of one card, `state-files` is what came in, `state-transfers` what goes from one board to another, `templates` what a board begins with, `trello` what a file of another product says. In projects, `state-words` is what is left when words are taken out.
 * In identity, `notices` is where notices reach somebody, and when. In the exchange, `state-session`, `state-week`, `state-reflection`, `state-learning`, `state-training`, `state-hosting` and `state-readiness` are the states of its other kinds of room, `state-calendar` is what of a session stands in whose calendar. In the map there are three kinds of room, each with its state.
 */
export const sharedMore: Readonly<Record<string, readonly string[]>> = {
  boards: ["state-cards", "state-files", "state-transfers", "templates", "trello"],
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
    ...["rest", "search", "search-words", "sharing", "shown"],
  ],
  clients: ["numbers"],
  exchange: ["calendar", "hosting", "learning", "readiness", "reflection", "session", "training", "week"].map((of) => `state-${of}`),
  identity: ["notices"],
  map: ["asset", "gap", "area"].map((of) => `state-${of}`),
  projects: ["state-words"],
};
/**
 * `waiting` says what waits for somebody, by the slice's rules at that moment; `due` tells what has become true by the clock; `round` goes from one
 * person to the next with the mail (0012). `present` says what of an event and a state each audience may see; `search` goes through the
 * rooms that somebody may read; `feed` is what the map is handed out as to anybody, `imports` reads what comes in from elsewhere, `basemap` is what the map lies on; `pack` makes what may leave the house of a case; `times` works out
 * dates from wall time and zone; `places` knows where postcodes, towns and areas are that somebody types; `claims` takes somebody's time in another room before the one that it is for decides; a file that would hold two stories has a second one: `router-ledger`.
 */
export const serverFile =
  /^(slice|decide|router|views|effects|present|search|waiting|due|round|pack|times|claims|places|feed|imports|basemap|(slice|decide|router|views|effects|present|claims|places|feed|imports|basemap)-[a-z-]+)$/;
export const serverRoot = ["app", "config", "main", "router", "serve", "slices", "store"];

/** Who may read the environment besides config.ts: nobody under apps and packages. */
export const environment = /^(apps\/server\/src\/config\.ts|test\/.*|scripts\/.*|[a-z.]+\.config\.ts)$/;

/** Fewer than this many files scanned means that the fence looks at the wrong place. */
export const leastScanned = { all: 150, shared: 17, server: 50, web: 60 };
