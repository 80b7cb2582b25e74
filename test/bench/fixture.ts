import { createSecretKey } from "node:crypto";
import { createApp } from "../../apps/server/src/app.ts";
import { systemClock } from "../../apps/server/src/kernel/clock.ts";
import { connectDatabase, disconnectDatabase } from "../../apps/server/src/kernel/database.ts";
import { createLogger } from "../../apps/server/src/kernel/logger.ts";
import { systemActor } from "../../apps/server/src/kernel/system.ts";
import type { Actor, AnyCommand } from "../../packages/shared/src/kernel/event.ts";
import { type CaseId, type ClientId, newId, type OrgId, type PersonId, type RoomId } from "../../packages/shared/src/kernel/ids.ts";
import { caseRoom, clientRoom, orgRoom, personRoom } from "../../packages/shared/src/kernel/room.ts";

/** Keys of the bench's own stores; they hold nothing but invented text. */
export const benchKeys = { MASTER_KEY: "0".repeat(64), SESSION_SECRET: "a bench has no secrets, and this is not one" };
export const password = "bench-linkwork-2026";

export type BenchPerson = { email: string; personId: PersonId; orgId: OrgId };
/** `consents`: on which the second organisation is in, room by room. */
export type Community = { people: BenchPerson[]; rooms: RoomId[]; consents: Record<RoomId, string> };

const id = <T extends string>(): T => newId<T>(Date.now());
const day = 24 * 3600 * 1000;
const iso = (ms: number) => new Date(ms).toISOString();

/** Two organisations with `each` workers, an agreement between them, and `cases` cases in which all of them take part. Through rooms and rules, like everybody. */
export async function makeCommunity({
  uri,
  databaseName,
  each,
  cases,
}: {
  uri: string;
  databaseName: string;
  each: number;
  cases: number;
}): Promise<Community> {
  const database = await connectDatabase(uri, databaseName);
  const app = await createApp({
    database,
    masterKey: createSecretKey(Buffer.from(benchKeys.MASTER_KEY, "hex")),
    sessionSecret: benchKeys.SESSION_SECRET,
    publicUrl: "http://localhost:3000",
    origins: new Set(),
    clock: systemClock(),
    logger: createLogger("silent"),
    demo: undefined,
    mail: { from: "Linkwork <no-reply@linkwork.test>", catches: false },
    engine: { name: "", evaluation: true },
    callsPerMinute: 1e6,
    callBurst: 1e6,
    signIns: 1e6,
    socketsPerPerson: 1e6,
  });
  const act = (actor: Actor, roomId: RoomId, type: string, input: AnyCommand["input"]) =>
    app.rooms.act(actor, roomId, { id: id(), type, input });

  async function organisation(name: string, sector: Actor["sector"], role: Actor["roles"][number]): Promise<Actor[]> {
    const orgId = id<OrgId>();
    await act(systemActor, orgRoom(orgId), "registerOrganisation", {
      orgId,
      name,
      sector,
      phone: "0141 496 0000",
      about: "Made up for the bench.",
    });
    return Promise.all(
      Array.from({ length: each }, async (_, i): Promise<Actor> => {
        const actor: Actor = { personId: id<PersonId>(), orgId, roles: [role, "infoLead"], name: `${name} ${i}`, orgName: name, sector };
        await act(systemActor, personRoom(actor.personId), "registerPerson", { name: actor.name });
        await act(systemActor, orgRoom(orgId), "addMember", { personId: actor.personId, name: actor.name, roles: [...actor.roles] });
        await app.auth.createAccount({ email: emailOf(actor), name: actor.name, password, personId: actor.personId, demo: true });
        return actor;
      }),
    );
  }
  const practice = await organisation("Practice", "statutory", "linkWorker");
  const charity = await organisation("Charity", "third", "worker");
  const [lead, partner] = [practice[0] as Actor, charity[0] as Actor];
  const agreementId = id<string>();
  await act(lead, orgRoom(lead.orgId), "proposeAgreement", {
    agreementId,
    withOrgId: partner.orgId,
    dpiaRef: "bench",
    validFrom: iso(Date.now() - day),
    validTo: iso(Date.now() + 300 * day),
  });
  await app.effects.settled();
  await act(partner, orgRoom(partner.orgId), "signAgreement", { agreementId });
  await app.effects.settled();

  async function aCase(): Promise<RoomId> {
    const [caseId, clientId, consentId, participationId] = [id<CaseId>(), id<ClientId>(), id<string>(), id<string>()];
    const roomId = caseRoom(caseId);
    await act(lead, clientRoom(clientId), "registerClient", { clientId, identity: { name: "Bench Person" } });
    await act(lead, roomId, "openCase", { caseId, clientId, label: "B.P.", need: "a bench", purpose: "company", jurisdiction: "SCT" });
    await act(lead, roomId, "recordConsent", consent(consentId, partner.orgId));
    await act(lead, roomId, "inviteOrganisation", { participationId, orgId: partner.orgId, consentId });
    await act(partner, roomId, "joinCase", { participationId });
    const state = await app.rooms.ask<{ participations: Record<string, { consentId: string | null; participationId: string }> }>(roomId);
    const leading = Object.values(state.participations).find((p) => p.consentId === null)?.participationId ?? "";
    for (const other of practice.slice(1)) await act(lead, roomId, "addColleague", { participationId: leading, personId: other.personId });
    for (const other of charity.slice(1)) await act(partner, roomId, "addColleague", { participationId, personId: other.personId });
    consents[roomId] = consentId;
    return roomId;
  }
  const consents: Community["consents"] = {};
  const rooms: RoomId[] = [];
  let begun = 0;
  const open = async () => {
    while (begun++ < cases) rooms.push(await aCase());
  };
  await Promise.all(Array.from({ length: 16 }, open));
  await app.effects.settled();
  await app.stop();
  await disconnectDatabase(database);
  return { people: [...practice, ...charity].map((a) => ({ email: emailOf(a), personId: a.personId, orgId: a.orgId })), rooms, consents };
}

let crowd: Promise<Community & { databaseName: string }> | undefined;
/** Twenty people in fifty cases, made once for the measures that take a crowd. */
export function theCrowd(uri: string): Promise<Community & { databaseName: string }> {
  const databaseName = `crowd-${Date.now()}`;
  crowd ??= makeCommunity({ uri, databaseName, each: 10, cases: 50 }).then((community) => ({ ...community, databaseName }));
  return crowd;
}

const emailOf = (actor: Actor): string => `${actor.personId}@bench.demo`;

/** A plain consent for messages, from now, for half a year. */
function consent(consentId: string, orgId: OrgId): AnyCommand["input"] {
  const now = Date.now();
  return {
    consentId,
    terms: {
      controllers: [orgId],
      purpose: "company",
      scopes: ["message", "needs"],
      otherServices: "none",
      historyFrom: { kind: "all" },
      period: { start: iso(now - day), end: iso(now + 180 * day) },
      lawfulBasis: { art6: "6(1)(e)", art9: "9(2)(h)" },
      confidentialityBasis: "explicit",
      reuse: { learning: false, story: false, research: false },
      labelsDenied: [],
      retention: "bench",
    },
    said: { on: iso(now - 1000), method: "face", language: "en" },
    notice: { version: 1, language: "en-GB" },
    grantor: { kind: "self" },
    capacity: { outcome: "has", assessedBy: "Bench", assessedOn: iso(now).slice(0, 10) },
    excluded: [],
  };
}
