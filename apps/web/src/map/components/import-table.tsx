import { importWords as words } from "@linkwork/shared/map/words-import.ts";
import type { ReactNode } from "react";

/** Rows of an import: each with its number, its name and what becomes of it. */
export function ImportTable({ children }: { children: ReactNode }) {
  return (
    <div className="area-table-frame">
      <table className="area-table">
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.becomes}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
