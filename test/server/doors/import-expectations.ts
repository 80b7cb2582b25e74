import { choicesOf } from "../../kit/imports.ts";
import { cells, type Row, uuid } from "./rows.ts";

/** Directories are brought in by coordinators, whatever else somebody is; who they are is looked at in test/server/map/imports. */
const coordinators = cells("FORBIDDEN CoordinatorsOnly");
const asked = (path: string, input: Row["input"] = () => undefined): Row => ({ name: path, path, input, cells: coordinators });
const one = () => ({ importId: uuid() });
export const importRows: readonly Row[] = [
  asked("imports.list"),
  asked("imports.hosts"),
  asked("imports.one", one),
  asked("imports.fetch", () => ({ importId: uuid(), url: "https://directory.example/" })),
  asked("imports.preview", one),
  asked("imports.start", () => ({ importId: uuid(), choices: choicesOf() })),
  asked("imports.results", () => ({ importId: uuid(), after: 0 })),
  asked("imports.table", one),
];
