import { newId } from "@linkwork/shared/kernel/ids.ts";
import { aCase, actAs, type BuiltCase, type Person } from "./build.ts";
import { hour, minute, type TestClock } from "./clock.ts";
import { awayFrom, did } from "./scenes.ts";
import type { World } from "./world.ts";

type Input = Record<string, unknown>;
/** So long a guest is here, unless a test says otherwise; less than the rest of a minute is left out. */
export const guestTime = 2 * hour;

/** A whole minute, so far from now. */
export const minuteIn = (clock: TestClock, ms: number): string => new Date(Math.floor((clock.now() + ms) / minute) * minute).toISOString();

/** What Rhona asks for when somebody is let in for two hours, to read and write from now on. */
export const guestInput = (clock: TestClock, who: Pick<Person, "personId" | "orgId">, change: Input = {}): Input => ({
  guestId: newId(clock.now()),
  personId: who.personId,
  orgId: who.orgId,
  as: "interpreter",
  may: "write",
  until: minuteIn(clock, guestTime),
  history: false,
  said: { on: new Date(clock.now()).toISOString(), method: "face", language: "en" },
  ...change,
});

/** Somebody is let in before the scene begins. */
export const letIn =
  (name: keyof World["people"], change: Input = {}) =>
  (world: World, built: BuiltCase) =>
    did("rhona", "admitGuest", guestInput(world.clock, world.people[name], change))(world, built);

export type GuestScene = BuiltCase & { guestId: string };
/** A case that somebody was let into as a guest, and what they left. */
export async function admitted(world: World, who: Person, change: Record<string, unknown> = {}): Promise<GuestScene> {
  const built = await aCase(world);
  const input = guestInput(world.clock, who, change);
  await actAs(world, world.people.rhona, { roomId: built.roomId, type: "admitGuest", input });
  await world.app.effects.settled();
  return { ...built, guestId: input.guestId as string };
}
/** The person wants somebody kept away: it is in the yes that names another organisation. */
export const keptAwayIn = (world: World, who: Person, built: Pick<BuiltCase, "roomId">) =>
  awayFrom(world, built, { kind: "person", personId: who.personId });
