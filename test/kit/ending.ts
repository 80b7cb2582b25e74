import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, type BuiltCase, type Person } from "./build.ts";
import { day } from "./clock.ts";
import type { Scene } from "./given.ts";
import type { World } from "./world.ts";

type Input = Record<string, unknown>;

/** The person asked for it, yesterday and by phone. */
export const personAsked = ({ clock }: Pick<World, "clock">) => ({
  kind: "personAsked",
  on: new Date(clock.now() - day).toISOString(),
  method: "phone",
});
const asks = (world: World, built: BuiltCase, who: Person, type: string, input: Input) =>
  actAs(world, who, { roomId: accessRoom(built.caseId), type, input });

export const holdInput = (change: Input = {}): { holdId: string } & Input => ({
  ...{ holdId: newId<string & never>(Date.now()), authority: "court", reason: "claim", reference: "CAS-12/26" },
  ...change,
});
/** A hold that the practice's information lead has placed. */
export async function held(world: World, built: BuiltCase): Promise<string> {
  const input = holdInput();
  await asks(world, built, world.people.ian, "placeHold", input);
  return input.holdId;
}
/** The practice's information lead has asked for the erasure. */
export async function erasureAsked(world: World, built: BuiltCase, basis: Input = personAsked(world)): Promise<string> {
  const erasureId = newId<string & never>(world.clock.now());
  await asks(world, built, world.people.ian, "askErasure", { erasureId, basis });
  return erasureId;
}
/** Its manager has agreed. */
export async function erasureAgreed(world: World, built: BuiltCase, basis?: Input): Promise<string> {
  const erasureId = await erasureAsked(world, built, basis);
  await asks(world, built, world.people.maggie, "agreeErasure", { erasureId });
  return erasureId;
}
export const sevenDays = 7 * day;
/** And the seven days are over. */
export async function erased(world: World, built: BuiltCase): Promise<string> {
  const erasureId = await erasureAgreed(world, built);
  await world.later(sevenDays);
  await world.app.tidy();
  await world.app.effects.settled();
  return erasureId;
}

type Name = keyof World["people"];
/** A scene in the records of a case: `as` asks them for `input`, made from what `first` gave. */
export const inRecords =
  <T = undefined>(
    as: Name,
    input: (made: T, world: World, built: BuiltCase) => Input,
    { first, build }: { first?: (world: World, built: BuiltCase) => Promise<T>; build(world: World): Promise<BuiltCase> },
  ) =>
  async (world: World): Promise<Scene> => {
    const built = await build(world);
    const made = (await first?.(world, built)) as T;
    return { as: world.people[as], roomId: accessRoom(built.caseId) as RoomId, input: input(made, world, built) };
  };
