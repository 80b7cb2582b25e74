import { newId } from "@linkwork/shared/kernel/ids.ts";
import type { BuiltCase, Person } from "./build.ts";
import { hour, minute, type TestClock } from "./clock.ts";
import { did } from "./scenes.ts";
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
