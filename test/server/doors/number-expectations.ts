import { testNumber } from "../../kit/numbers.ts";
import { cells, type Row } from "./rows.ts";

/** Finding somebody by their CHI or NHS number: for those who may open a case. Whoever finds nobody is answered null. */
export const numberRows: readonly Row[] = [
  {
    name: "clients.lookUp",
    path: "clients.lookUp",
    input: () => ({ number: testNumber(900) }),
    cells: cells("FORBIDDEN NotLinkWorker", { lead: "allow", leadColleague: "allow", otherPractice: "allow" }),
  },
  { name: "clients.lookUps", path: "clients.lookUps", input: () => undefined, cells: cells("allow") },
];
