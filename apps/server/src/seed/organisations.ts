import type { OrgCard } from "@linkwork/shared/identity/schema.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { seedId } from "./ids.ts";

/** The invented organisations. Phone numbers are from Ofcom's range for drama. */
export const organisations = {
  southside: {
    orgId: seedId<OrgId>("southside"),
    name: "Southside Practice",
    sector: "statutory",
    phone: "0141 496 0000",
    about: "A GP practice with two community link workers.",
  },
  ropeworks: {
    orgId: seedId<OrgId>("ropeworks"),
    name: "Ropeworks Lane Surgery",
    sector: "statutory",
    phone: "0141 496 0110",
    about: "A small surgery by the river; a link worker is in on most days.",
  },
  foodHub: {
    orgId: seedId<OrgId>("foodHub"),
    name: "Govan Food Hub",
    sector: "third",
    phone: "0141 496 0200",
    about: "Cooking together, a pantry, and a Men's Shed in the yard behind it.",
  },
  choir: {
    orgId: seedId<OrgId>("choir"),
    name: "Mind the Gap Choir",
    sector: "third",
    phone: "0141 496 0310",
    about: "A choir for people who think they can't sing. Tea first.",
  },
  debtDesk: {
    orgId: seedId<OrgId>("debtDesk"),
    name: "Debt Help Desk",
    sector: "third",
    phone: "0141 496 0420",
    about: "Free, quiet help with debt, benefits and letters that nobody wants to open.",
  },
  panel: {
    orgId: seedId<OrgId>("panel"),
    name: "Southside Citizens' Panel",
    sector: "citizen",
    phone: "0141 496 0530",
    about: "Residents who say what is missing here, and check whether it came.",
  },
} as const satisfies Record<string, OrgCard>;

export type OrgKey = keyof typeof organisations;

/**
 * Information-sharing agreements: the week in which they were proposed, and the day after the seed's on which they end.
 * Two organisations that are not here have none: Ropeworks Lane and the Debt Help Desk, for one.
 */
export const agreements = [
  { from: "southside", with: "choir", dpiaRef: "SP-DPIA-03", week: -48, endsIn: 12, signed: true },
  { from: "southside", with: "foodHub", dpiaRef: "SP-DPIA-04", week: -41, endsIn: 440, signed: true },
  { from: "southside", with: "debtDesk", dpiaRef: "SP-DPIA-05", week: -30, endsIn: 520, signed: true },
  { from: "ropeworks", with: "foodHub", dpiaRef: "RLS-DPIA-1", week: -21, endsIn: 215, signed: true },
  { from: "ropeworks", with: "choir", dpiaRef: "RLS-DPIA-2", week: -1, endsIn: 360, signed: false },
] as const satisfies readonly { from: OrgKey; with: OrgKey; dpiaRef: string; week: number; endsIn: number; signed: boolean }[];
