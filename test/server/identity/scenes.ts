import type { Recovery } from "@linkwork/shared/identity/schema.ts";
import { newId, type OrgId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { createTokens } from "../../../apps/server/src/kernel/tokens.ts";
import { actAs, house, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import type { Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

/** Somebody new beside this person, without an account until they sit down. */
export async function aMember(world: World, like: Person, name: string, ...roles: Role[]): Promise<Person> {
  const personId = newId<PersonId>(world.clock.now());
  const who = { ...like, personId, name, email: `${personId}@linkwork.test`, roles };
  await house(world, personRoom(personId), "registerPerson", { name });
  await house(world, orgRoom(like.orgId), "addMember", { personId, name, roles });
  await world.app.effects.settled();
  return who;
}

/** A citizens' panel: Sadia is its steward, Morag its manager, Jean a resident. */
export async function aPanel(world: World) {
  const orgId = newId<OrgId>(world.clock.now());
  const name = "Riverside Panel";
  await house(world, orgRoom(orgId), "registerOrganisation", {
    orgId,
    name,
    sector: "citizen",
    phone: "0141 496 0540",
    about: "Invented.",
  });
  const like: Person = { ...world.people.rhona, orgId, orgName: name, sector: "citizen", roles: [] };
  return {
    orgId,
    roomId: orgRoom(orgId),
    sadia: await aMember(world, like, "Sadia", "resident", "steward"),
    morag: await aMember(world, like, "Morag", "manager"),
    jean: await aMember(world, like, "Jean", "resident"),
  };
}
/** A poster that holds for thirty days; resolves with its id, and its code as it is printed. */
export async function aPoster(world: World, { sadia, roomId, orgId }: Awaited<ReturnType<typeof aPanel>>) {
  const until = new Date(world.clock.now() + 30 * day).toISOString();
  const { id } = await actAs(world, sadia, { roomId, type: "makePoster", input: { until } });
  const { code, hash } = createTokens(world.masterKey).poster({ subject: orgId, id });
  return { posterId: id as string, code, hash, until };
}

/** One more hat of somebody. */
export async function anotherHat(world: World, who: Person, like: Person, ...roles: Role[]): Promise<Person> {
  await house(world, orgRoom(like.orgId), "addMember", { personId: who.personId, name: who.name, roles });
  await world.app.effects.settled();
  const { orgId, orgName, sector } = like;
  return { ...who, orgId, orgName, sector, roles };
}

export type Lost = { nora: Person; room: RoomId; recoveryId: string };
/** Somebody has lost their second factor, and has asked. */
export async function askedFor(world: World, nora: Person): Promise<Lost> {
  const room = personRoom(nora.personId);
  const { body } = await house(world, room, "askForRecovery", {});
  await world.app.effects.settled();
  return { nora, room, recoveryId: (body as Recovery).recoveryId };
}
/** So has Nora of the practice. */
export const aLostFactor = async (world: World): Promise<Lost> =>
  askedFor(world, await aMember(world, world.people.rhona, "Nora", "linkWorker"));
export const yes = (world: World, who: Person, { room, recoveryId }: Lost) =>
  actAs(world, who, { roomId: room, type: "confirmRecovery", input: { recoveryId } });

/** A request about Nora that this person answers. */
export const about = (world: World, { room, recoveryId }: Lost, as: Person): Scene => ({
  as,
  roomId: room,
  input: { recoveryId },
  elsewhere: { [orgRoom(world.orgs.practice.orgId)]: ["recoveryNoted"] },
});
