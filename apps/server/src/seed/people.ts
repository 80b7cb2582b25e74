import type { DemoPerson } from "../identity/router.ts";

const password = "demo-linkwork-2026";

/** The invented people whom the sign-in page offers while the demo flag is on. */
export const demoPeople: readonly DemoPerson[] = [
  { name: "Rhona MacLeod", email: "rhona@southside.demo", password, orgName: "Southside Practice", doing: "link worker, eight cases" },
  { name: "Tariq Ansari", email: "tariq@foodhub.demo", password, orgName: "Govan Food Hub", doing: "runs the Tuesday kitchen" },
];
