import type { GapDetails } from "@linkwork/shared/map/schema-gap.ts";
import { whereWords, raiseWords as words } from "@linkwork/shared/map/words-forms.ts";
import type { FormError } from "../ui/error-summary.tsx";
import { isUnlooked, noWhere, type Where } from "./where.ts";

/** What stands in the form, as it is typed. */
export type GapDraft = {
  title: string;
  theme: GapDetails["theme"] | "";
  statement: string;
  audiences: GapDetails["audiences"];
  where: Where;
  heardAt: string;
};
export const emptyGap: GapDraft = { title: "", theme: "", statement: "", audiences: [], where: noWhere, heardAt: "" };

/** What is sent; null as long as something is missing. */
export function gapOf({ title, theme, statement, audiences, where }: GapDraft): GapDetails | null {
  if (theme === "" || where.areaId === "") return null;
  return {
    ...{ title: title.trim(), theme, audiences, areaId: where.areaId, statement: statement.trim() },
    ...(where.point ? { point: where.point } : {}),
  };
}

/** What has to be mended on each step before one goes on. */
export function missingInGap(step: number, { title, theme, statement, where }: GapDraft): FormError[] {
  const need = (field: string, message: string, fine: boolean): FormError[] => (fine ? [] : [{ field, message }]);
  if (step === 0)
    return [
      ...need("title", words.missing.title, title.trim() !== ""),
      ...need("theme", words.missing.theme, theme !== ""),
      ...need("statement", words.missing.statement, statement.trim() !== ""),
    ];
  if (step === 1)
    return isUnlooked(where) ? need("where", whereWords.unlooked, false) : need("where", whereWords.missing, where.areaId !== "");
  return [];
}
