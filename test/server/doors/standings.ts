import { type ConcernId, newId, type OrgId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, concernRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role, Sector } from "@linkwork/shared/kernel/shapes.ts";
import { aCase, actAs, type BuiltCase, consentInput, house, type Person } from "../../kit/build.ts";
import { day, hour, minute } from "../../kit/clock.ts";
import { aColleague, aDevice } from "../../kit/factors.ts";
import { guestInput, minuteIn } from "../../kit/guests.ts";
import { withScopes } from "../../kit/scenes.ts";
import { connect, HandshakeRefused, type Wire } from "../../kit/wire.ts";
import type { World } from "../../kit/world.ts";

/** What one can be to a case, as far as there is a session and a hat. */
export const hatted = [
  "lead",
  "leadColleague",
  "leadInfoLead",
  "leadInbox",
  "leadManager",
  "otherPractice",
  "resident",
  "outsider",
  "invited",
  "joined",
  "joinedColleague",
  "joinedInfoLead",
  "joinedInbox",
  "removed",
  "paused",
  "pausedInfoLead",
  "agreementEnded",
  "excludedPerson",
  "excludedInbox",
  "excludedOrg",
  "guest",
  "guestExpired",
  "platformAdministrator",
] as const;
/**
 * What one can be at the door: `expired` is a session past its end, `stale` one that was idle for too long, `pendingFactor` has given the password
 * and no second factor, `noHat` wears a hat that isn't theirs.
 */
const atTheDoor = ["anonymous", "expired", "stale", "pendingFactor", "noHat"] as const;
export const standings = [...atTheDoor, ...hatted] as const;
export type Hatted = (typeof hatted)[number];
export type Standing = (typeof standings)[number];

/** Somebody who tries the doors, and every byte that they were given. */
export type Visitor = {
  readonly standing: Standing;
  readonly who: Person | undefined;
  readonly cookie: string;
  readonly orgId: string;
  readonly wire: Wire | undefined;
  /** what the handshake was refused with */
  readonly refused: string | undefined;
  readonly heard: string[];
};

/** One who takes part on a consent of their own organisation. */
type Place = { orgId: OrgId; consentId: string; participationId: string };
/** The case that the doors are tried on. */
export type Target = BuiltCase & {
  invited: Place;
  /** a worry about the person's safety, of two safeguarding leads; in a case of one's own nobody has any */
  concernId: ConcernId;
  /** a message of the one who tries, else of the lead */
  messageSeq: number;
  /** another of theirs, with too much in it */
  slipSeq: number;
  topicId: string;
  /** the admission of a guest who is here; of nobody where there is none */
  guestId: string;
};

const uuid = <T extends string = string & never>(): T => newId<T>(Date.now());

async function anOrganisation(world: World, name: string, sector: Sector, roles: Role[]): Promise<Person> {
  const orgId = uuid<OrgId>();
  const who = {
    personId: uuid<PersonId>(),
    name: `Worker of ${name}`,
    email: `${uuid()}@linkwork.test`,
    orgId,
    orgName: name,
    sector,
    roles,
  };
  await house(world, orgRoom(orgId), "registerOrganisation", { orgId, name, sector, phone: "0141 496 0000", about: "invented" });
  await aMember(world, who);
  return who;
}

async function aMember(world: World, who: Person): Promise<Person> {
  await house(world, personRoom(who.personId), "registerPerson", { name: who.name });
  await house(world, orgRoom(who.orgId), "addMember", { personId: who.personId, name: who.name, roles: who.roles });
  return who;
}

/** Who looks after the platform; a manager somewhere else, so that they have a hat to try the doors with. */
async function anAdministrator(world: World): Promise<Person> {
  const orgId = uuid<OrgId>();
  const card = { orgId, name: "IT Services", sector: "third" as const, phone: "0141 496 0000", about: "invented" };
  await house(world, orgRoom(orgId), "registerOrganisation", card);
  const roles: Role[] = ["manager"];
  const hat = { orgId, orgName: card.name, sector: card.sector, roles };
  const who = { ...hat, personId: uuid<PersonId>(), name: "Ada", email: `${uuid()}@linkwork.test` };
  const room = personRoom(who.personId);
  const link = { hash: "A".repeat(43), until: new Date(world.clock.now() + day).toISOString() };
  await house(world, room, "inviteAdministrator", link);
  await house(world, room, "becomeAdministrator", { hash: link.hash, name: who.name });
  await house(world, orgRoom(orgId), "addMember", { personId: who.personId, name: who.name, roles });
  return who;
}

/** One person for each standing; the community of the kit, and those whom it lacks. */
export async function aCast(world: World): Promise<Record<Hatted, Person>> {
  const { rhona, isla, ian, tariq, tess, hana, olga, otto } = world.people;
  const another = (like: Person, name: string, ...roles: Role[]): Promise<Person> =>
    aMember(world, { ...like, personId: uuid<PersonId>(), name, email: `${uuid()}@linkwork.test`, roles });
  const walkers = await anOrganisation(world, "Walking Group", "third", ["worker"]);
  const cast = {
    lead: rhona,
    leadColleague: isla,
    leadInfoLead: ian,
    leadInbox: await another(rhona, "Lena", "roleInbox"),
    leadManager: await another(rhona, "Mona", "manager"),
    otherPractice: otto,
    resident: await anOrganisation(world, "Citizens' Panel", "citizen", ["resident"]),
    outsider: olga,
    invited: await anOrganisation(world, "Befrienders", "third", ["worker"]),
    joined: tariq,
    joinedColleague: tess,
    joinedInfoLead: hana,
    joinedInbox: await another(tariq, "Jo", "roleInbox"),
    removed: await anOrganisation(world, "Debt Advice", "third", ["worker"]),
    paused: walkers,
    pausedInfoLead: await another(walkers, "Una", "infoLead"),
    agreementEnded: await anOrganisation(world, "Men's Shed", "third", ["worker"]),
    excludedPerson: await another(tariq, "Xander", "worker"),
    excludedInbox: await another(rhona, "Xenia", "roleInbox"),
    excludedOrg: await anOrganisation(world, "Kept Away", "third", ["worker"]),
    guest: await anOrganisation(world, "City Interpreters", "third", ["worker"]),
    guestExpired: await anOrganisation(world, "Social Work", "statutory", ["worker"]),
    platformAdministrator: await anAdministrator(world),
  };
  await world.app.effects.settled();
  return cast;
}

type Cast = Record<Hatted, Person>;
const iso = (ms: number): string => new Date(ms).toISOString();

/** Consent, invitation and an agreement in date for a worker's organisation; `joins` when they came in. */
async function aPlace(world: World, built: BuiltCase, who: Person, joins: boolean, change: Record<string, unknown> = {}): Promise<Place> {
  const { roomId } = built;
  const input = consentInput(world.clock, [who.orgId], change);
  const place: Place = { orgId: who.orgId, consentId: input.consentId, participationId: uuid() };
  await actAs(world, world.people.rhona, { roomId, type: "recordConsent", input });
  await actAs(world, world.people.rhona, { roomId, type: "inviteOrganisation", input: place });
  await note(world, built, place, 100 * day);
  if (joins) await actAs(world, who, { roomId, type: "joinCase", input: { participationId: place.participationId } });
  return place;
}

const note = (world: World, { roomId }: BuiltCase, { orgId }: Place, until: number) =>
  house(world, roomId, "noteAgreement", {
    orgId,
    agreementId: uuid(),
    validFrom: iso(world.clock.now() - 200 * day),
    validTo: iso(world.clock.now() + until),
  });

const twoLeads = new WeakMap<World, Promise<readonly [Person, Person]>>();
/** Two of the food hub's safeguarding leads write of a worry. */
export async function aWorry(world: World, { caseId }: BuiltCase, text: string): Promise<ConcernId> {
  const concernId = uuid<ConcernId>();
  const lead = (name: string) => aMember(world, { ...world.people.tariq, personId: uuid<PersonId>(), name, roles: ["safeguardingLead"] });
  const both = twoLeads.get(world) ?? Promise.all([lead("Ada"), lead("Bo")]);
  twoLeads.set(world, both);
  const [ada, bo] = await both;
  const second = { orgId: bo.orgId, personId: bo.personId };
  const input = { concernId, caseId, authority: "safeguarding", reason: text, second };
  await actAs(world, ada, { roomId: concernRoom(concernId), type: "raiseConcern", input });
  return concernId;
}

/** Somebody is here for so long, reads all of it and writes; resolves with the id of the admission. */
async function aGuest(world: World, { roomId }: BuiltCase, who: Person, time: number): Promise<string> {
  const input = guestInput(world.clock, who, { history: true, until: minuteIn(world.clock, time) });
  await actAs(world, world.people.rhona, { roomId, type: "admitGuest", input });
  return input.guestId as string;
}

/** What was said: the canaries of the matrix lie in it. */
type With = { invited: Place; guestId: string; speaker: Person; text: string };
async function withWords(world: World, built: BuiltCase, { invited, guestId, speaker, text }: With): Promise<Target> {
  const { roomId } = built;
  const topicId = uuid();
  const slip = await actAs(world, speaker, { roomId, type: "postMessage", input: { text: "The neighbour drinks." } });
  const posted = await actAs(world, speaker, { roomId, type: "postMessage", input: { text } });
  await actAs(world, world.people.rhona, { roomId, type: "openTopic", input: { topicId, title: "the weekly box" } });
  await world.app.effects.settled();
  return { ...built, invited, guestId, concernId: uuid<ConcernId>(), messageSeq: posted.seq, slipSeq: slip.seq, topicId };
}

/** A case with every standing in it at once. */
export async function aCrowdedCase(world: World, cast: Cast, text: string): Promise<Target> {
  const built = await aCase(world, withScopes("health"));
  const { roomId, caseId } = built;
  await actAs(world, cast.lead, { roomId: caseRoom(caseId, "health"), type: "openCompartment", input: { compartment: "health" } });
  const joins = (who: Person) => aPlace(world, built, who, true);
  const [removed, paused, ended] = [await joins(cast.removed), await joins(cast.paused), await joins(cast.agreementEnded)];
  await joins(cast.excludedOrg);
  const colleague = { participationId: built.participationId, personId: cast.excludedPerson.personId };
  await actAs(world, cast.joined, { roomId, type: "addColleague", input: colleague });
  await aGuest(world, built, cast.guestExpired, 2 * minute);
  const guestId = await aGuest(world, built, cast.guest, day);
  // past the end of the first
  world.clock.advance(3 * minute);
  const invited = await keptAwayAndInvited(world, built, cast);
  const target = await withWords(world, built, { invited, guestId, speaker: cast.lead, text });
  const onTheirWord = (place: Place) => ({ consentId: place.consentId, method: "phone" });
  await actAs(world, cast.lead, { roomId, type: "withdrawConsent", input: onTheirWord(removed) });
  await actAs(world, cast.lead, { roomId, type: "pauseConsent", input: onTheirWord(paused) });
  await note(world, built, ended, -hour);
  const concernId = await aWorry(world, built, text);
  await world.app.effects.settled();
  return { ...target, concernId };
}

const keptAwayAndInvited = (world: World, built: BuiltCase, cast: Cast): Promise<Place> =>
  aPlace(world, built, cast.invited, false, {
    excluded: [
      { kind: "person", personId: cast.excludedPerson.personId },
      { kind: "person", personId: cast.excludedInbox.personId },
      { kind: "org", orgId: cast.excludedOrg.orgId },
    ],
  });

/** A case of one's own, for a cell that changes something. */
export async function aFreshCase(world: World, cast: Cast, standing: Hatted, text: string): Promise<Target> {
  const built = await aCase(world, withScopes("health"));
  const nobody: Place = { orgId: cast.invited.orgId, consentId: uuid(), participationId: uuid() };
  const invited = standing === "invited" ? await aPlace(world, built, cast.invited, false) : nobody;
  const guestId = standing === "guest" ? await aGuest(world, built, cast.guest, day) : uuid();
  const speaker = standing === "joined" || standing === "guest" ? cast[standing] : cast.lead;
  return withWords(world, built, { invited, guestId, speaker, text });
}

async function handshake(world: World, cookie: string, orgId: string): Promise<{ wire?: Wire; refused?: string }> {
  try {
    return { wire: await connect({ base: world.base, cookie, auth: { orgId } }) };
  } catch (error) {
    if (!(error instanceof HandshakeRefused)) throw error;
    const data = error.refused.error?.data as { meaning: string; code: string } | undefined;
    return { refused: `${data?.meaning} ${data?.code}` };
  }
}

/** Everybody at the doors, with their session and hat. */
export async function visitorsOf(world: World, cast: Cast): Promise<Visitor[]> {
  const session = async (cookie: string) => {
    const token = decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0];
    const found = await world.database.collection<{ token: string }>("session").findOne({ token: token ?? "" });
    if (!found) throw new Error("the session behind a cookie is not there");
    return found._id;
  };
  const expired = await world.desk.signInAgain(world, cast.lead);
  await world.database.collection("session").updateOne({ _id: await session(expired) }, { $set: { expiresAt: new Date(0) } });
  const stale = await world.desk.signInAgain(world, cast.lead);
  const long = new Date(world.clock.now() - 13 * hour);
  const active = world.database.collection<{ _id: string; at: Date }>("sessionActivity");
  await active.updateOne({ _id: String(await session(stale)) }, { $set: { at: long } }, { upsert: true });

  const newcomer = await aColleague(world, cast.lead);
  const halfIn = aDevice(world, newcomer);
  await halfIn.signIn();
  const outside: [Standing, Person | undefined, string, string][] = [
    ["anonymous", undefined, "", cast.lead.orgId],
    ["expired", cast.lead, expired, cast.lead.orgId],
    ["stale", cast.lead, stale, cast.lead.orgId],
    ["pendingFactor", newcomer, halfIn.cookie(), newcomer.orgId],
    ["noHat", cast.otherPractice, (await world.as(cast.otherPractice)).cookie, cast.lead.orgId],
  ];
  const visitors: Visitor[] = [];
  for (const [standing, who, cookie, orgId] of outside) {
    const { wire, refused } = await handshake(world, cookie, orgId);
    visitors.push({ standing, who, cookie, orgId, wire, refused, heard: [] });
  }
  for (const standing of hatted) {
    const { cookie, who, wire } = await world.as(cast[standing]);
    visitors.push({ standing, who, cookie, orgId: who.orgId, wire, refused: undefined, heard: [] });
  }
  return visitors;
}
