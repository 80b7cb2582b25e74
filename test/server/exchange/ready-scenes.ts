import type { Asks } from "@linkwork/shared/exchange/schema-asks.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { hostingRoom, orgRoom, personRoom, readinessRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, type Community, house, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import type { Scene } from "../../kit/given.ts";
import { anOpportunity } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";
import { aNewcomer } from "./scenes.ts";

type Name = keyof Community["people"];
const asksBoth: Asks = { agreement: true, check: { needed: true, why: "You help at the lunch table." } };

/** A day on the wall, so many days from now. */
export const dayIn = ({ clock }: Pick<World, "clock">, days: number): string =>
  new Date(clock.now() + days * day).toISOString().slice(0, 10);
export const seen = (world: World, days = 365) => ({ kind: "pvg", seenOn: dayIn(world, -1), review: dayIn(world, days) });
export const hubs = ({ orgs }: World): RoomId => hostingRoom(orgs.hub.orgId);
export const own = ({ personId }: Person): RoomId => readinessRoom(personId);

/** Hana puts the food hub's agreement in force, in these words. */
export const wrote = (world: World, words = "What you hear stays here."): Promise<AnyEvent> =>
  actAs(world, world.people.hana, { roomId: hubs(world), type: "writeAgreement", input: { words } });
export const says = (world: World, could: "couldHost" | "notNow"): Promise<AnyEvent> =>
  actAs(world, world.people.tariq, { roomId: hubs(world), type: "sayAppetite", input: { could, why: "We have two new volunteers." } });
export const agrees = (world: World, who: Person, version = 1): Promise<AnyEvent> =>
  actAs(world, who, { roomId: own(who), type: "agreeTo", input: { hostOrgId: world.orgs.hub.orgId, version } });
const asks = (world: World, who: Person): Promise<AnyEvent> =>
  actAs(world, who, { roomId: own(who), type: "askForCheck", input: { kind: "pvg" } });
/** Maggie, who manages the practice, says that she has seen it. */
export const confirms = (world: World, who: Person, days = 365): Promise<AnyEvent> =>
  actAs(world, world.people.maggie, { roomId: own(who), type: "confirmCheck", input: seen(world, days) });
/** All that the food hub asks for is in place. */
export async function isReady(world: World, who: Person, days = 365, version = 1): Promise<void> {
  await agrees(world, who, version);
  await confirms(world, who, days);
  await world.app.effects.settled();
}

/** A date of the food hub at which both are asked for, in ten days, with one place. */
export async function asking(world: World, change: Parameters<typeof anOpportunity>[1] = {}): Promise<RoomId> {
  const { versions = [] } = await world.app.rooms.ask<{ versions?: unknown[] }>(hubs(world));
  if (versions.length === 0) await wrote(world);
  const { sessions } = await anOpportunity(world, { asks: asksBoth, ...change, rules: { capacity: 1, ...change.rules } });
  return sessions[0] as RoomId;
}
export const books = (world: World, who: Person, roomId: RoomId): Promise<AnyEvent> =>
  actAs(world, who, { roomId, type: "book", input: {} });

/** Somebody new at the practice, in whose rooms nothing has happened. */
export async function aColleague(world: World, name = "Nell"): Promise<Person> {
  const who = await aNewcomer(world, name);
  const { practice } = world.orgs;
  const person: Person = { ...who, orgId: practice.orgId, orgName: practice.name, sector: "statutory", roles: ["linkWorker"] };
  await house(world, orgRoom(practice.orgId), "addMember", { personId: person.personId, name, roles: ["linkWorker"] });
  await world.app.effects.settled();
  return person;
}

type Making = {
  as?: Name | "them";
  first?: (world: World, who: Person) => Promise<unknown>;
  elsewhere?: (world: World, who: Person) => Record<string, string[]>;
};
/** A scene in the room of somebody new at the practice, who has asked for their check to be confirmed. */
export const inReadiness =
  (input: Record<string, unknown> | ((world: World) => Record<string, unknown>), { as = "them", first, elsewhere }: Making = {}) =>
  async (world: World): Promise<Scene> => {
    const who = await aColleague(world);
    await asks(world, who);
    await first?.(world, who);
    await world.app.effects.settled();
    return {
      as: as === "them" ? who : world.people[as],
      roomId: own(who),
      input: typeof input === "function" ? input(world) : input,
      readers: [who],
      ...(elsewhere ? { elsewhere: elsewhere(world, who) } : {}),
    };
  };
/** Somebody hears of so many things. */
export const hears = ({ personId }: Person, times = 1): Record<string, string[]> => ({
  [personRoom(personId)]: Array.from({ length: times }, () => "noticeDelivered"),
});

/** A scene in the food hub's own room as a host. */
export const inHosting =
  (
    as: Name,
    input: Record<string, unknown> | (() => Record<string, unknown>),
    { first, elsewhere }: { first?: (world: World) => Promise<unknown>; elsewhere?: (world: World) => Record<string, string[]> } = {},
  ) =>
  async (world: World): Promise<Scene> => {
    await says(world, "couldHost");
    await first?.(world);
    await world.app.effects.settled();
    return {
      as: world.people[as],
      roomId: hubs(world),
      input: typeof input === "function" ? input() : input,
      readers: [world.people.tariq, world.people.tess],
      ...(elsewhere ? { elsewhere: elsewhere(world) } : {}),
    };
  };
