import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import type { DemoPerson } from "../identity/router.ts";
import { seedId } from "./ids.ts";
import { type OrgKey, organisations } from "./organisations.ts";

const password = "demo-linkwork-2026";

type SeedPerson = {
  name: string;
  email: string;
  /** for each organisation they act for; the first is the one they start with */
  hats: Partial<Record<OrgKey, readonly Role[]>>;
  /** what one can try as them; only these are offered on the sign-in page */
  doing?: string;
};

/** Everybody in the invented community; all can sign in with the same password. */
const people = {
  rhona: {
    name: "Rhona MacLeod",
    email: "rhona@southside.demo",
    hats: { southside: ["linkWorker"], ropeworks: ["linkWorker"] },
    doing: "link worker at two practices: open a case, record a yes or a no, invite, talk",
  },
  tariq: {
    name: "Tariq Ansari",
    email: "tariq@foodhub.demo",
    hats: { foodHub: ["worker"] },
    doing: "runs the Tuesday kitchen: an invitation waits, and one person has stopped sharing",
  },
  isla: {
    name: "Isla Fraser",
    email: "isla@southside.demo",
    hats: { southside: ["linkWorker"], ropeworks: ["linkWorker"], foodHub: ["worker"] },
    doing: "three bosses: change hats and see how the list of cases changes",
  },
  grace: {
    name: "Grace Okafor",
    email: "grace@choir.demo",
    hats: { choir: ["worker", "infoLead"] },
    doing: "leads the choir: sign the agreement with Ropeworks Lane, then answer its invitation",
  },
  agnieszka: {
    name: "Agnieszka Nowak",
    email: "agnieszka@debtdesk.demo",
    hats: { debtDesk: ["worker"] },
    doing: "helps with debt: waits for an answer, one invitation has no agreement behind it, and she is a guest for a while",
  },
  callum: {
    name: "Callum Reid",
    email: "callum@ropeworks.demo",
    hats: { ropeworks: ["linkWorker", "roleInbox", "steward"] },
    doing: "link worker at Ropeworks Lane: a yes whose time has run out; on the map he says for the partners what they know",
  },
  davie: {
    name: "Davie Kerr",
    email: "davie@foodhub.demo",
    hats: { foodHub: ["worker"] },
    doing: "keeps the Men's Shed: someone has paused sharing with him, and may tell him to stop for good",
  },
  jean: {
    name: "Jean Paterson",
    email: "jean@panel.demo",
    hats: { panel: ["resident"] },
    doing: "on the citizens' panel: sees no case at all, and that is right",
  },
  moira: {
    name: "Moira Sinclair",
    email: "moira@southside.demo",
    hats: { southside: ["manager", "roleInbox"] },
    doing: "manages the practice: invite a colleague (the mail is on the demonstration's mail page), or end somebody's access",
  },
  anil: {
    name: "Anil Bose",
    email: "anil@southside.demo",
    hats: { southside: ["infoLead", "safeguardingLead"] },
    doing: "information and safeguarding lead: who has seen what, and a worry that waits for a second person",
  },
  eilidh: { name: "Eilidh Baird", email: "eilidh@ropeworks.demo", hats: { ropeworks: ["manager", "infoLead"] } },
  nasreen: {
    name: "Nasreen Malik",
    email: "nasreen@foodhub.demo",
    hats: { foodHub: ["manager", "infoLead", "safeguardingLead", "roleInbox"] },
    doing: "the Food Hub's information and safeguarding lead: reads no conversation, and stops the sharing of whoever tells her to",
  },
  peter: { name: "Peter Lennox", email: "peter@choir.demo", hats: { choir: ["manager", "roleInbox"] } },
  fergus: { name: "Fergus Boyle", email: "fergus@debtdesk.demo", hats: { debtDesk: ["worker", "roleInbox"] } },
  helen: { name: "Helen Drummond", email: "helen@debtdesk.demo", hats: { debtDesk: ["manager", "infoLead"] } },
  abdi: {
    name: "Abdi Warsame",
    email: "abdi@panel.demo",
    hats: { panel: ["resident", "steward"] },
    doing: "the panel's steward: on the map he confirms what residents need, and looks at what was suggested",
  },
  kirsty: {
    name: "Kirsty Lamont",
    email: "kirsty@foodhub.demo",
    hats: { foodHub: ["coordinator"] },
    doing: "keeps the directory of the area: the map's areas, what waits, and what was imported",
  },
  sadia: {
    name: "Sadia Rehman",
    email: "sadia@panel.demo",
    hats: { panel: ["resident", "steward"] },
    doing: "a steward of the citizens' panel: make its poster and print it, or write down somebody without a phone",
  },
  ewan: { name: "Ewan Laidlaw", email: "ewan@panel.demo", hats: { panel: ["resident"] } },
  morag: { name: "Morag Blair", email: "morag@panel.demo", hats: { panel: ["manager", "infoLead"] } },
} as const satisfies Record<string, SeedPerson>;

export type PersonKey = keyof typeof people;
/** The accounts of the whole community: everybody has one. */
export const accounts = (Object.entries(people) as [PersonKey, SeedPerson][]).map(([key, person]) => ({
  key,
  personId: seedId<PersonId>(key),
  password,
  ...person,
  hats: Object.entries(person.hats) as [OrgKey, readonly Role[]][],
}));

/** Somebody acting for one of their organisations: the hat they wear at that moment. */
export function wearing(who: PersonKey, orgKey: OrgKey): Actor {
  const { name, hats }: SeedPerson = people[who];
  const roles = hats[orgKey];
  if (!roles) throw new Error(`${name} does not act for ${orgKey}`);
  const { orgId, name: orgName, sector } = organisations[orgKey];
  return { personId: seedId<PersonId>(who), orgId, roles, name, orgName, sector };
}

/** The invented people whom the sign-in page offers while the demo flag is on. */
export const demoPeople: readonly DemoPerson[] = accounts.flatMap(({ name, email, doing, hats }) => {
  const [first] = hats;
  return doing && first ? [{ name, email, password, orgName: organisations[first[0]].name, doing }] : [];
});
