import { weeksOf } from "@linkwork/shared/exchange/rules-week.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { newId, type OrgId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom, reflectionRoom, weekRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role, Sector } from "@linkwork/shared/kernel/shapes.ts";
import { reflectionIdOf } from "../../../apps/server/src/exchange/effects-learning.ts";
import { actAs, house, type Person } from "../../kit/build.ts";
import { hour } from "../../kit/clock.ts";
import type { Scene } from "../../kit/given.ts";
import { anOpportunity } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";

/** Somebody of an organisation of their own. */
export async function aNewcomer(
  world: Pick<World, "app" | "clock">,
  name: string,
  { sector = "statutory", role = "linkWorker" }: { sector?: Sector; role?: Role } = {},
): Promise<Person> {
  const orgId = newId<OrgId>(Date.now());
  const personId = newId<PersonId>(Date.now());
  const card = { orgId, name: `${name}'s place`, sector, phone: "0141 496 0000", about: "invented" };
  await house(world, orgRoom(orgId), "registerOrganisation", card);
  await house(world, personRoom(personId), "registerPerson", { name });
  await house(world, orgRoom(orgId), "addMember", { personId, name, roles: [role] });
  return { personId, name, email: `${newId(Date.now())}@linkwork.test`, orgId, orgName: card.name, sector, roles: [role] };
}
/** Somebody who receives visitors for an organisation of their own, and who stands in for them. */
export async function aHost(world: Pick<World, "app" | "clock">): Promise<{ contact: Person; deputy: Person }> {
  const [contact, other] = [await aNewcomer(world, "Hal", { sector: "third", role: "worker" }), await aNewcomer(world, "Dot")];
  const { orgId, orgName, sector, roles } = contact;
  await house(world, orgRoom(orgId), "addMember", { personId: other.personId, name: other.name, roles });
  return { contact, deputy: { ...other, orgId, orgName, sector, roles } };
}
/** A residents' panel that posts a visit: its manager, a worker, and somebody who lives there. */
export async function aPanel(world: World): Promise<{ manager: Person; worker: Person; resident: Person }> {
  const manager = await aNewcomer(world, "Mo", { sector: "citizen", role: "manager" });
  const { orgId, orgName, sector } = manager;
  const joins = async (name: string, role: Role): Promise<Person> => {
    const who = await aNewcomer(world, name, { sector, role });
    await house(world, orgRoom(orgId), "addMember", { personId: who.personId, name, roles: [role] });
    return { ...who, orgId, orgName };
  };
  return { manager, worker: await joins("Wes", "worker"), resident: await joins("Jean", "resident") };
}
/** Who lives beside an organisation and does not work for one. */
export const aResident = (world: World): Promise<Person> => aNewcomer(world, "Jean", { sector: "citizen", role: "resident" });

type Visitors = Record<"anna" | "ben" | "cleo", Person>;
export type At = {
  world: World;
  roomId: RoomId;
  /** with which it has to do */
  weeks: string[];
  visitors: Visitors /** their bookings, by whose they are */;
  booked: Record<keyof Visitors, string>;
};
type Options = {
  change?: Parameters<typeof anOpportunity>[1];
  /** who has booked before, in this order */
  booked?: (keyof Visitors)[];
  first?: (at: At) => Promise<unknown>;
  elsewhere?: (at: At) => Record<string, string[]>;
};
type Who = keyof Visitors | "tariq" | "tess" | "otto";

/** Somebody does something in a session of the food hub. */
export const did =
  (as: Who, type: string, input: (at: At) => Record<string, unknown> = () => ({})) =>
  (at: At): Promise<AnyEvent> =>
    actAs(at.world, personIn(at, as), { roomId: at.roomId, type, input: input(at) });
const personIn = ({ world, visitors }: At, who: Who): Person =>
  who === "anna" || who === "ben" || who === "cleo" ? visitors[who] : world.people[who];
/** One after the other. */
export const inTurn =
  (...steps: ((at: At) => Promise<unknown>)[]) =>
  async (at: At): Promise<void> => {
    for (const step of steps) await step(at);
  };
/** How long it is until so many hours before a session begins (ms). */
export async function timeTo({ app, clock }: Pick<World, "app" | "clock">, roomId: RoomId, hours: number): Promise<number> {
  const { date } = await app.rooms.ask<SessionState>(roomId);
  return Date.parse(date?.startsAt ?? "") - hours * hour - clock.now();
}
/** Time goes by until so many hours before it begins. */
export const until =
  (hours: number) =>
  async ({ world, roomId }: At): Promise<void> =>
    world.later(await timeTo(world, roomId, hours));
/** What follows by the clock is written down. */
export const tidied = async ({ world }: At): Promise<void> => {
  await world.app.tidy();
  await world.app.effects.settled();
};
/** The contact, or a visitor, hears of it. */
export const tells =
  (...who: Who[]) =>
  (at: At): Record<string, string[]> =>
    Object.fromEntries(who.map((name) => [personRoom(personIn(at, name).personId), ["noticeDelivered"]]));

const inWeeksOf =
  (who: keyof Visitors, events: string[]) =>
  ({ visitors, weeks }: At): Record<string, string[]> =>
    Object.fromEntries(weeks.map((week) => [weekRoom(visitors[who].personId, week), events]));
/** Their time at that moment is taken, or given back. */
export const takes = (who: keyof Visitors) => inWeeksOf(who, ["timeClaimed", "timeHeld"]);
export const frees = (who: keyof Visitors) => inWeeksOf(who, ["timeDropped"]);
/** One of the few live bookings that they may have is this one. */
export const asksFor =
  (who: keyof Visitors) =>
  ({ visitors }: At): Record<string, string[]> => ({ [weekRoom(visitors[who].personId, "all")]: ["bookingClaimed"] });
/** Both sides are asked how it was. */
export const asks =
  (who: keyof Visitors) =>
  ({ world, visitors, booked }: At): Record<string, string[]> => ({
    ...Object.fromEntries(
      (["visitor", "host"] as const).map((side) => [reflectionRoom(reflectionIdOf(booked[who], side)), ["reflectionOpened"]]),
    ),
    ...Object.fromEntries([visitors[who], world.people.tariq].map(({ personId }) => [personRoom(personId), ["noticeDelivered"]])),
  });
/** Nobody is asked any more how it was. */
export const closes =
  (who: keyof Visitors) =>
  ({ booked }: At): Record<string, string[]> =>
    Object.fromEntries(
      (["visitor", "host"] as const).map((side) => [reflectionRoom(reflectionIdOf(booked[who], side)), ["reflectionClosed"]]),
    );
/** All of these follow. */
export const all =
  (...follow: ((at: At) => Record<string, string[]>)[]) =>
  (at: At): Record<string, string[]> =>
    Object.assign({}, ...follow.map((each) => each(at)));

/** A session of the food hub with one place, unless said otherwise: `as` asks it for `input`. */
export const inSession =
  (
    as: Who,
    input: Record<string, unknown> | ((at: At) => Record<string, unknown>) = {},
    { change, booked = [], first, elsewhere }: Options = {},
  ) =>
  async (world: World): Promise<Scene> => {
    const { sessions } = await anOpportunity(world, { ...change, rules: { capacity: 1, ...change?.rules } });
    const [anna, ben, cleo] = await Promise.all(["Anna", "Ben", "Cleo"].map((name) => aNewcomer(world, name)));
    const session = await world.app.rooms.ask<SessionState>(sessions[0] as RoomId);
    const at: At = {
      weeks: weeksOf({ from: session.date?.startsAt ?? "", to: session.date?.endsAt ?? "" }),
      world,
      roomId: sessions[0] as RoomId,
      visitors: { anna, ben, cleo } as Visitors,
      booked: { anna: "", ben: "", cleo: "" },
    };
    for (const name of booked) at.booked[name] = String((await did(name, "book")(at)).body.bookingId);
    await first?.(at);
    await world.app.effects.settled();
    return {
      as: personIn(at, as),
      roomId: at.roomId,
      input: typeof input === "function" ? input(at) : input,
      readers: [world.people.tariq, world.people.tess],
      ...(elsewhere ? { elsewhere: elsewhere(at) } : {}),
    };
  };

/** Whose booking a command is about. */
export const of =
  (who: keyof Visitors, more: Record<string, unknown> = {}) =>
  ({ booked }: At): Record<string, unknown> => ({ bookingId: booked[who], ...more });
/** People who are helped may be there. */
export const withClients = {
  clients: true,
  permission: "May somebody watch? You can say no.",
  asks: { check: { needed: false, why: "Only at the door." } },
};
export const why = { reason: "shortStaffed" };

/** A chance to shadow that Tariq of the food hub drafted: `as` asks its room for `input`. */
export const inOpportunity =
  (
    as: "tariq" | "tess" | "otto" | "rhona",
    input: Record<string, unknown> | ((world: World) => Record<string, unknown>) = {},
    {
      change,
      published = false,
      steps = [],
      elsewhere,
    }: {
      change?: Options["change"];
      published?: boolean;
      steps?: string[] /** what each of its sessions gains */;
      elsewhere?: string[];
    } = {},
  ) =>
  async (world: World): Promise<Scene> => {
    const { roomId, sessions } = await anOpportunity(world, change, published);
    for (const type of steps) await actAs(world, world.people.tariq, { roomId, type, input: {} });
    await world.app.effects.settled();
    return {
      as: world.people[as],
      roomId,
      input: typeof input === "function" ? input(world) : input,
      readers: [world.people.tariq, world.people.tess],
      ...(elsewhere ? { elsewhere: Object.fromEntries(sessions.map((session) => [session, elsewhere])) } : {}),
    };
  };
