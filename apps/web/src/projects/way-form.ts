import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import type { WayOn } from "@linkwork/shared/projects/schema.ts";
import { charterWords, wayWords as words } from "@linkwork/shared/projects/words-charter.ts";
import type { FormError } from "../ui/error-summary.tsx";
import { penceOf } from "./charter-form.ts";

export const ways = [
  "mainstreamed",
  "successorFunding",
  "partnerTakesOver",
  "volunteerLed",
  "plannedConclusion",
] as const satisfies readonly WayOn["way"][];

/** What stands in the form, as it is typed. */
export type WayDraft = {
  way: WayOn["way"] | null;
  orgId: OrgId | "";
  day: string;
  words: string;
  name: string;
  funder: string;
  pounds: string;
  from: string;
  until: string;
};
export const emptyWay: WayDraft = { way: null, orgId: "", day: "", words: "", name: "", funder: "", pounds: "", from: "", until: "" };

/** All that is missing, at once. */
export function missingInWay(draft: WayDraft): FormError[] {
  const { way } = draft;
  const ask = (field: string, is: boolean, message: string): FormError[] => (is ? [{ field, message }] : []);
  if (way === null) return [{ field: "way", message: words.missing.way }];
  const who = ask("orgId", draft.orgId === "", words.missing.who);
  if (way === "successorFunding") {
    const { missing } = charterWords;
    return [
      ...ask("name", draft.name.trim() === "", missing.moneyName),
      ...ask("funder", draft.funder.trim() === "", missing.funder),
      ...ask("pounds", penceOf(draft.pounds) === undefined, missing.pounds),
      ...ask("from", draft.from === "", missing.from),
      ...ask("until", draft.until === "", missing.until),
      ...ask("until", draft.from !== "" && draft.until !== "" && draft.until < draft.from, missing.order),
      ...who,
    ];
  }
  return [
    ...who,
    ...ask("day", draft.day === "", way === "plannedConclusion" ? words.missing.endsOn : words.missing.from),
    ...ask("words", draft.words.trim() === "", words.missing.words),
  ];
}

/** What is sent; null as long as something is missing. */
export function wayOf(draft: WayDraft, fundingId: string): WayOn | null {
  const { way, orgId, day } = draft;
  if (missingInWay(draft).length > 0 || way === null || orgId === "") return null;
  const said = draft.words.trim();
  switch (way) {
    case "successorFunding": {
      const { from, until } = draft;
      const funding = {
        fundingId,
        name: draft.name.trim(),
        funder: draft.funder.trim(),
        pence: penceOf(draft.pounds) ?? null,
        from,
        until,
      };
      return { way, orgId, funding, words: said };
    }
    case "plannedConclusion":
      return { way, orgId, endsOn: day, words: said };
    case "mainstreamed":
    case "partnerTakesOver":
    case "volunteerLed":
      return { way, orgId, from: day, words: said };
  }
}
