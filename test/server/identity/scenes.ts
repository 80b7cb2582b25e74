import type { Recovery } from "@linkwork/shared/identity/schema.ts";
import { newId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { actAs, house, type Person } from "../../kit/build.ts";
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
