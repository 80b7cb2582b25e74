import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { type CaseId, type ClientId, newId, type OrgId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, clientRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role, Sector } from "@linkwork/shared/kernel/shapes.ts";
import type { App } from "../../apps/server/src/app.ts";
import { systemActor } from "../../apps/server/src/kernel/system.ts";
import { day, type TestClock } from "./clock.ts";

type Org = { orgId: OrgId; name: string; sector: Sector; phone: string; about: string };
/** Somebody who can sign in, with the hat that they wear in the tests. */
export type Person = { personId: PersonId; name: string; email: string; orgId: OrgId; orgName: string; sector: Sector; roles: Role[] };
type House = { app: App; clock: TestClock };

const org = (name: string, sector: Sector): Org => ({
  orgId: newId<OrgId>(Date.now()),
  name,
  sector,
  phone: "0141 496 0000",
  about: `${name}, invented.`,
});
const person = (name: string, of: Org, ...roles: Role[]): Person => ({
  personId: newId<PersonId>(Date.now()),
  name,
  email: `${name.toLowerCase()}-${newId(Date.now())}@linkwork.test`,
  orgId: of.orgId,
  orgName: of.name,
  sector: of.sector,
  roles,
});

/** The person as the rules see them. */
export const actorOf = ({ personId, name, orgId, orgName, sector, roles }: Person): Actor => ({
  personId,
  name,
  orgId,
  orgName,
  sector,
  roles,
});

/** As the house itself: what no door offers. */
export const house = ({ app, clock }: House, roomId: RoomId, type: string, input: Record<string, unknown>): Promise<AnyEvent> =>
  app.rooms.act(systemActor, roomId, { id: newId(clock.now()), type, input });

/** Straight to the room, past the doors: for what a test starts from. */
export const actAs = (
  { app, clock }: House,
  who: Person,
  { roomId, type, input }: { roomId: RoomId; type: string; input: Record<string, unknown> },
): Promise<AnyEvent> => app.rooms.act(actorOf(who), roomId, { id: newId(clock.now()), type, input });

const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * A practice that leads, two charities under agreement with it (a food hub, a café), and a second practice that has nothing to do with any of it.
 * Rhona and Isla are the practice's link workers, Maggie is its manager; Tariq and Tess work at the food hub, Hana is its information lead; Olga at the café; Otto is the stranger.
 */
export async function aCommunity({ app, clock }: House) {
  const practice = org("Southside Practice", "statutory");
  const hub = org("Govan Food Hub", "third");
  const cafe = org("Elder Café", "third");
  const stranger = org("Hillhead Practice", "statutory");
  const people = {
    rhona: person("Rhona", practice, "linkWorker"),
    isla: person("Isla", practice, "linkWorker"),
    ian: person("Ian", practice, "infoLead"),
    maggie: person("Maggie", practice, "manager"),
    tariq: person("Tariq", hub, "worker"),
    tess: person("Tess", hub, "worker"),
    hana: person("Hana", hub, "infoLead"),
    olga: person("Olga", cafe, "worker", "infoLead"),
    otto: person("Otto", stranger, "linkWorker", "infoLead"),
  };
  const at = { app, clock };
  await Promise.all([practice, hub, cafe, stranger].map((card) => house(at, orgRoom(card.orgId), "registerOrganisation", card)));
  await Promise.all(
    Object.values(people).map(async ({ personId, name, orgId, roles }) => {
      await house(at, personRoom(personId), "registerPerson", { name });
      await house(at, orgRoom(orgId), "addMember", { personId, name, roles });
    }),
  );
  await app.effects.settled();
  await agree(at, people.ian, people.hana);
  await agree(at, people.ian, people.olga);
  return { orgs: { practice, hub, cafe, stranger }, people };
}

/** Two information leads sign an agreement that holds for a year. */
export async function agree(at: House, proposer: Person, other: Person, period: { from?: number; to?: number } = {}): Promise<string> {
  const agreementId = newId<string & never>(at.clock.now());
  const input = {
    agreementId,
    withOrgId: other.orgId,
    dpiaRef: "DPIA-1",
    validFrom: iso(period.from ?? at.clock.now() - day),
    validTo: iso(period.to ?? at.clock.now() + 400 * day),
  };
  await actAs(at, proposer, { roomId: orgRoom(proposer.orgId), type: "proposeAgreement", input });
  await at.app.effects.settled();
  await actAs(at, other, { roomId: orgRoom(other.orgId), type: "signAgreement", input: { agreementId } });
  await at.app.effects.settled();
  return agreementId;
}

export type Community = Awaited<ReturnType<typeof aCommunity>>;

/** Terms for half a year from yesterday: the conversation, the name and the needs. */
export const terms = (clock: TestClock, controllers: readonly OrgId[], change: Record<string, unknown> = {}) => ({
  controllers: [...controllers],
  purpose: "food",
  scopes: ["identity", "needs", "message"],
  otherServices: "none",
  historyFrom: { kind: "all" },
  period: { start: iso(clock.now() - day), end: iso(clock.now() + 180 * day) },
  lawfulBasis: { art6: "6(1)(e)", art9: "9(2)(h)" },
  confidentialityBasis: "explicit",
  reuse: { learning: false, story: false, research: false },
  labelsDenied: [],
  retention: "primary care",
  ...change,
});

/** What Rhona records when the person said yes. */
export const consentInput = (
  clock: TestClock,
  controllers: readonly OrgId[],
  change: { terms?: object; [field: string]: unknown } = {},
) => ({
  consentId: newId<string & never>(clock.now()) as string,
  said: { on: iso(clock.now() - day), method: "face", language: "en" },
  notice: { version: 1, language: "en-GB" },
  grantor: { kind: "self" },
  capacity: { outcome: "has", assessedBy: "Rhona", assessedOn: "2026-01-05" },
  excluded: [],
  ...change,
  terms: terms(clock, controllers, change.terms as Record<string, unknown>),
});

/** A case as a test starts from it. */
export type BuiltCase = {
  caseId: CaseId;
  roomId: RoomId;
  clientId: ClientId;
  /** the lead organisation's own place */
  leadId: string;
  consentId: string;
  /** the food hub's place; empty when it was not invited */
  participationId: string;
};

/**
 * A case that Rhona leads, by events through the rooms. `consent`: what to change about the food hub's (false: none);
 * `invited` and `joined`: how far Tariq has come.
 */
export async function aCase(
  at: House & { community: Community },
  {
    consent = {},
    invited = true,
    joined = true,
  }: { consent?: { terms?: object; [field: string]: unknown } | false; invited?: boolean; joined?: boolean } = {},
): Promise<BuiltCase> {
  const { people, orgs } = at.community;
  const now = at.clock.now();
  const [caseId, clientId] = [newId<CaseId>(now), newId<ClientId>(now)];
  const roomId = caseRoom(caseId);
  const identity = { name: "Mohammed Khan", bornOn: "1948-03-01", contact: "07700 900123 after noon", communication: "Urdu interpreter" };
  await actAs(at, people.rhona, { roomId: clientRoom(clientId), type: "registerClient", input: { clientId, identity } });
  const opened = await actAs(at, people.rhona, {
    roomId,
    type: "openCase",
    input: { caseId, clientId, label: "M.K.", need: "food for the week", purpose: "food", jurisdiction: "SCT" },
  });
  const built: BuiltCase = {
    caseId,
    roomId,
    clientId,
    leadId: (opened.body.lead as { participationId: string }).participationId,
    consentId: "",
    participationId: "",
  };
  if (consent) {
    const input = consentInput(at.clock, [orgs.hub.orgId], consent);
    await actAs(at, people.rhona, { roomId, type: "recordConsent", input });
    built.consentId = input.consentId;
    if (invited || joined) {
      built.participationId = newId<string & never>(now);
      const invitation = { participationId: built.participationId, orgId: orgs.hub.orgId, consentId: input.consentId };
      await actAs(at, people.rhona, { roomId, type: "inviteOrganisation", input: invitation });
    }
    if (joined) await actAs(at, people.tariq, { roomId, type: "joinCase", input: { participationId: built.participationId } });
  }
  await at.app.effects.settled();
  return built;
}
