import { type ConcernId, newId } from "@linkwork/shared/kernel/ids.ts";
import { concernRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { aCase, actAs, agree, type BuiltCase, house, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import type { Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

type At = Parameters<typeof aCase>[0] & Pick<World, "people">;
/** Safeguarding leads: Sorcha at the practice, Ada and Bo at the food hub, Odd at the practice that has nothing to do with it. */
export type Leads = Record<"sorcha" | "ada" | "bo" | "odd", Person>;

const made = new WeakMap<object, Promise<Leads>>();
/** One of each for a world. */
export function leadsIn(at: At): Promise<Leads> {
  const known = made.get(at.community) ?? makeLeads(at);
  made.set(at.community, known);
  return known;
}

async function makeLeads(at: At): Promise<Leads> {
  const { rhona, tariq, otto } = at.people;
  const another = async (like: Person, name: string): Promise<Person> => {
    const roles: Role[] = ["safeguardingLead"];
    const who = { ...like, personId: newId<Person["personId"]>(Date.now()), name, email: `${newId(Date.now())}@linkwork.test`, roles };
    await house(at, personRoom(who.personId), "registerPerson", { name });
    await house(at, orgRoom(who.orgId), "addMember", { personId: who.personId, name, roles });
    return who;
  };
  const leads = {
    sorcha: await another(rhona, "Sorcha"),
    ada: await another(tariq, "Ada"),
    bo: await another(tariq, "Bo"),
    odd: await another(otto, "Odd"),
  };
  await at.app.effects.settled();
  return leads;
}

export const raising = (built: BuiltCase, second: Person, concernId = newId<ConcernId>(Date.now())) => ({
  concernId,
  caseId: built.caseId,
  authority: "safeguarding",
  reason: "She came with a bruise again and would not sit near the door.",
  second: { orgId: second.orgId, personId: second.personId },
});

/** A worry that Ada of the food hub raised, with Sorcha of the practice as the second person; or others. */
export async function aConcern(at: At, { confirmed = true, ...who }: { confirmed?: boolean; by?: Person; second?: Person } = {}) {
  const [built, leads] = [await aCase(at), await leadsIn(at)];
  const { by = leads.ada, second = leads.sorcha } = who;
  const input = raising(built, second);
  const roomId = concernRoom(input.concernId);
  await actAs(at, by, { roomId, type: "raiseConcern", input });
  if (confirmed) await actAs(at, second, { roomId, type: "confirmConcern", input: {} });
  await at.app.effects.settled();
  return { built, leads, roomId, input };
}

/** In a world in which years have gone by: what the community began with may have run out since. */
export const inDate = async (world: World) => void (await agree(world, world.people.ian, world.people.hana));
/** So long that every schedule is over. */
export const longAfter = 9 * 366 * day;
/** A worry that was closed long ago, so that its time is over and its end is planned. */
export async function aPlannedEnd(world: World) {
  await inDate(world);
  const made = await aConcern(world);
  await actAs(world, made.leads.ada, { roomId: made.roomId, type: "closeConcern", input: { outcome: "She is safe." } });
  await world.app.effects.settled();
  await world.later(longAfter);
  await world.app.tidy();
  await world.app.effects.settled();
  return made;
}

/** A scene in a worry: `as` asks it for `input`. */
export const inConcern =
  (
    as: keyof Leads,
    input: Record<string, unknown> | ((leads: Leads, world: World) => Record<string, unknown>),
    how: {
      confirmed?: boolean;
      first?: (world: World, roomId: Scene["roomId"], leads: Leads) => Promise<unknown>;
      elsewhere?: (leads: Leads) => Scene["elsewhere"];
    } = {},
  ) =>
  async (world: World): Promise<Scene> => {
    const { leads, roomId } = await aConcern(world, how);
    await how.first?.(world, roomId, leads);
    return {
      as: leads[as],
      roomId,
      input: typeof input === "function" ? input(leads, world) : input,
      readers: [leads.ada, leads.sorcha],
      ...(how.elsewhere ? { elsewhere: how.elsewhere(leads) ?? {} } : {}),
    };
  };
