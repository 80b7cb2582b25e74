import { residentRows } from "./resident-expectations.ts";
import { type Cells, cells, type Row } from "./rows.ts";
import { standings } from "./standings.ts";

const everybody = (cell: string): Cells => Object.fromEntries(standings.map((standing) => [standing, cell])) as Cells;
const nowhere = { token: "A".repeat(86) };
const password = "kettle moss violin tram";

/** Another password, and the way in of who has none: asked for by anybody, of whom nobody learns whether they have an account; set by who holds a link, or is in. */
export const passwordRows: readonly Row[] = [
  {
    name: "passwords.askForLink",
    path: "passwords.askForLink",
    input: () => ({ email: "nobody@linkwork.test" }),
    cells: everybody("allow"),
  },
  { name: "passwords.readLink", path: "passwords.readLink", input: () => nowhere, cells: everybody("NOT_FOUND PasswordLinkOver") },
  {
    name: "passwords.renew",
    path: "passwords.renew",
    input: () => ({ ...nowhere, password }),
    cells: everybody("NOT_FOUND PasswordLinkOver"),
  },
  {
    name: "passwords.change",
    path: "passwords.change",
    input: () => ({ current: "a long enough password", password }),
    // the cast is invented, and the tests' node is a demonstration; for anybody else: test/server/identity/passwords.test.ts
    cells: { ...cells("FORBIDDEN DemoPassword"), noHat: "FORBIDDEN DemoPassword" },
  },
  ...residentRows,
];
