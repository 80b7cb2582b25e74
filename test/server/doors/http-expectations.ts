import { type Standing, standings } from "./standings.ts";

/** Every layer of the Express app, in order. */
export const httpLayers: readonly string[] = [
  "use / helmetMiddleware",
  "GET /healthz",
  "GET /readyz",
  "GET /.well-known/security.txt",
  "GET /api/openapi.json",
  "use /trpc /api /files /imports <anonymous>",
  "use /trpc /api /files /imports <anonymous>",
  "ALL /api/auth/{*path}",
  "use /trpc <anonymous>",
  "use /trpc compression",
  "use /trpc <anonymous>",
  "use /files router",
  "use /imports router",
  "use /ics router",
  "use /openreferral compression",
  "use /openreferral router",
  "use /basemap compression",
  "use /basemap router",
  "ALL /api/{*path},/files,/files/{*path},/imports,/imports/{*path},/ics,/ics/{*path}",
  "use / <anonymous>",
  "use / <anonymous>",
];

const all = (answer: string): Readonly<Record<Standing, string>> =>
  Object.fromEntries(standings.map((standing) => [standing, answer])) as Record<Standing, string>;
/** What those get who have no session or no hat. */
const withoutHat = { anonymous: "401", expired: "401", stale: "401", pendingFactor: "401", noHat: "403" } as const;
const someFile = "01900000-0000-7000-8000-000000000001";
const someRoom = "case:01900000-0000-7000-8000-000000000002:general";
/** HTTP beside the calls: method, address, body, and the status for each standing. */
export const httpRoutes: readonly {
  method: string;
  path: string;
  body?: Record<string, unknown>;
  cells: Readonly<Record<Standing, string>>;
  origin?: string;
  /** it names the fields that there are, and says nothing that anybody wrote */
  unheard?: true;
}[] = [
  { method: "GET", path: "/healthz", cells: all("200") },
  { method: "GET", path: "/readyz", cells: all("200") },
  { method: "GET", path: "/.well-known/security.txt", cells: all("200") },
  { method: "GET", path: "/api/openapi.json", cells: all("200"), unheard: true },
  { method: "POST", path: "/api/openapi.json", body: {}, cells: all("404") },
  { method: "GET", path: "/metrics", cells: all("404") },
  { method: "GET", path: "/api/auth/get-session", cells: all("200") },
  {
    method: "POST",
    path: "/api/auth/sign-in/email",
    body: { email: "nobody@linkwork.test", password: "not a password at all" },
    cells: all("401"),
  },
  {
    method: "POST",
    path: "/api/auth/sign-in/email",
    body: { email: "nobody@linkwork.test", password: "x" },
    origin: "https://evil.example",
    cells: all("403"),
  },
  { method: "POST", path: "/api/auth/revoke-sessions", body: {}, origin: "https://evil.example", cells: all("403") },
  { method: "POST", path: "/api/auth/sign-out", body: {}, origin: "https://evil.example", cells: all("403") },
  { method: "GET", path: "/api/anything", cells: all("404") },
  // who may do what with a file: test/server/files and cases/add-file; here, that nobody gets in without saying who, and for what
  { method: "POST", path: "/files", body: {}, cells: all("415") },
  { method: "POST", path: "/files", body: {}, origin: "https://evil.example", cells: all("403") },
  { method: "GET", path: "/files", cells: all("404") },
  { method: "GET", path: `/files/${someFile}`, cells: { ...all("400"), ...withoutHat } },
  { method: "GET", path: `/files/${someFile}?roomId=${someRoom}`, cells: { ...all("404"), ...withoutHat } },
  // all of a room as one file, by the same steps
  { method: "GET", path: "/files/whole", cells: { ...all("400"), ...withoutHat } },
  { method: "GET", path: `/files/whole?roomId=${someRoom}`, cells: { ...all("404"), ...withoutHat } },
  { method: "DELETE", path: `/files/${someFile}`, cells: all("404") },
  // whose calendar is behind which address: test/server/exchange/feed; here, that being signed in opens none
  { method: "GET", path: `/ics/${"A".repeat(86)}.ics`, cells: all("404") },
  { method: "HEAD", path: `/ics/${"A".repeat(86)}.ics`, cells: all("404") },
  { method: "GET", path: "/ics/anything", cells: all("404") },
  { method: "POST", path: `/ics/${"A".repeat(86)}.ics`, body: {}, cells: all("404") },
  // who may bring a directory in: test/server/map/imports; here, that nobody gets in without saying who
  { method: "POST", path: "/imports", body: {}, cells: all("415") },
  { method: "POST", path: "/imports", body: {}, origin: "https://evil.example", cells: all("403") },
  { method: "GET", path: "/imports", cells: all("404") },
  { method: "GET", path: `/imports/${someFile}`, cells: all("404") },
  // the directory is anybody's to read, and nobody's to write: what is in it is looked at in test/server/map/feed
  { method: "GET", path: "/openreferral/", cells: all("200") },
  { method: "GET", path: "/openreferral/openapi.json", cells: all("200"), unheard: true },
  { method: "GET", path: "/openreferral/services", cells: all("200") },
  { method: "HEAD", path: "/openreferral/services", cells: all("200") },
  { method: "POST", path: "/openreferral/services", body: {}, cells: all("405") },
  { method: "DELETE", path: `/openreferral/services/${someFile}`, cells: all("405") },
  { method: "GET", path: `/openreferral/services/${someFile}`, cells: all("404") },
  { method: "GET", path: "/openreferral/assets.csv", cells: all("200") },
  { method: "GET", path: "/basemap/map.json", cells: all("200"), unheard: true },
  { method: "HEAD", path: "/basemap/map.json", cells: all("200") },
  { method: "POST", path: "/basemap/map.json", body: {}, cells: all("405") },
  { method: "GET", path: "/basemap/000000000000/t/0/0/0/0", cells: all("404") },
  { method: "GET", path: "/trpc/nothing.there", cells: all("404") },
  { method: "POST", path: "/trpc/cases.postMessage", body: {}, origin: "https://evil.example", cells: all("403") },
  { method: "GET", path: "/trpc/cases.postMessage", cells: all("405") },
  { method: "GET", path: "/anything", cells: all("404") },
  { method: "GET", path: "/socket.io/?EIO=4&transport=polling", cells: all("400") },
];

/** Where better-auth would answer, were its door not shut (its own list of endpoints, 1.7). */
export const shutAuthPaths: readonly string[] = [
  "/sign-up/email",
  "/sign-in/social",
  "/callback/google",
  "/forget-password",
  "/request-password-reset",
  "/reset-password",
  "/reset-password/token",
  "/verify-email",
  "/verify-password",
  "/send-verification-email",
  "/change-email",
  "/change-password",
  "/update-user",
  "/update-session",
  "/delete-user",
  "/delete-user/callback",
  "/link-social",
  "/list-accounts",
  "/unlink-account",
  "/refresh-token",
  "/get-access-token",
  "/account-info",
  "/list-sessions",
  "/revoke-session",
  "/revoke-other-sessions",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/verify-totp",
  "/passkey/verify-authentication",
  "/enter",
  "/ok",
  "/error",
  "/sign-out/",
  "/../auth/update-user",
  "/SIGN-UP/email",
];
