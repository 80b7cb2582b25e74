import { createHash, type KeyObject } from "node:crypto";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { uuidOf } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { assemble } from "../kernel/assemble.ts";
import type { Auth } from "../kernel/auth.ts";
import type { Database } from "../kernel/database.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Logger } from "../kernel/logger.ts";
import { systemActor } from "../kernel/system.ts";
import { openSlices } from "../slices.ts";

/** Whether nothing was ever written: only then is it seeded. */
export const isEmpty = async (database: Database): Promise<boolean> =>
  (await database.collection("commits").findOne({}, { projection: { _id: 1 } })) === null;

/** An id that is the same each time the community is seeded. */
export const seedId = <T extends string>(name: string): T => uuidOf(createHash("sha256").update(`linkwork seed ${name}`).digest(), 8) as T;

type Seeding = { database: Database; masterKey: KeyObject; auth: Auth; logger: Logger; now: number };

/** Moves the invented community in, through the same rooms and rules as everybody, with a clock that is set back to each moment. */
export async function seedCommunity({ database, masterKey, auth, logger, now }: Seeding): Promise<void> {
  const clock = { at: now, now: () => clock.at };
  const { slices } = await openSlices(database);
  const { rooms, effects } = await assemble({ database, masterKey, node: "seed", clock, logger, slices });
  const orgId = seedId<OrgId>("southside");
  const act = (roomId: Parameters<typeof rooms.act>[1], type: string, input: Record<string, unknown>) =>
    rooms.act(systemActor, roomId, { id: derivedId("seed", roomId, type, JSON.stringify(input)), type, input });
  await act(orgRoom(orgId), "registerOrganisation", {
    orgId,
    name: "Southside Practice",
    sector: "statutory",
    phone: "0141 496 0000",
    about: "A GP practice with two link workers.",
  });
  const personId = seedId<PersonId>("rhona");
  await act(personRoom(personId), "registerPerson", { name: "Rhona MacLeod" });
  await act(orgRoom(orgId), "addMember", { personId, name: "Rhona MacLeod", roles: ["linkWorker"] });
  await auth.createAccount({ email: "rhona@southside.demo", name: "Rhona MacLeod", password: "demo-linkwork-2026", personId });
  await effects.settled();
}
