import type { AssetId, GapId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { areaRoom, personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import type { GapDetails } from "@linkwork/shared/map/schema-gap.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import { burstOf } from "@linkwork/shared/map/state-gap.ts";
import { actAs, house, type Person } from "../../kit/build.ts";
import type { Scene } from "../../kit/given.ts";
import { addAsset, aMapCast, govan, type MapCast, member, raiseGap, readAll, suggestAsset, suggestGap } from "../../kit/map.ts";
import type { World } from "../../kit/world.ts";

export type Input = Record<string, unknown>;
export type Cast = World["people"] & MapCast;
export type Who = keyof Cast;
/** Where a scene is: the room, and who there is. */
export type At = { world: World; who: Cast; roomId: RoomId; asset(): Promise<AssetState>; gap(): Promise<GapState> };
export type Step = (at: At) => Promise<unknown>;
export type Given = Input | ((at: At) => Input | Promise<Input>);

const casts = new WeakMap<World, Promise<MapCast>>();
/** The people of the map, once in a world. */
export async function castIn(world: World): Promise<Cast> {
  const made = casts.get(world) ?? aMapCast(world);
  casts.set(world, made);
  return { ...world.people, ...(await made) };
}
/** One more of the panel. */
const aNeighbour = (world: World, { jean: { orgId, orgName, sector } }: Pick<Cast, "jean">): Promise<Person> =>
  member(world, "Rab", { orgId, orgName, sector }, "resident");
export const some =
  (name: Who) =>
  async (world: World): Promise<Person> =>
    (await castIn(world))[name];

/** Somebody does something here; a refusal is a fault of the scene. */
export const did =
  (as: Who, type: string, input: Given = {}): Step =>
  async (at) =>
    actAs(at.world, at.who[as], { roomId: at.roomId, type, input: typeof input === "function" ? await input(at) : input });
/** The house does. */
export const caused =
  (type: string, input: Given = {}): Step =>
  async (at) =>
    house(at.world, at.roomId, type, typeof input === "function" ? await input(at) : input);
export const inTurn =
  (...steps: Step[]): Step =>
  async (at) => {
    for (const step of steps) await step(at);
  };
export const later =
  (ms: number): Step =>
  ({ world }) =>
    world.later(ms);

/** These hear of it. */
export const tells =
  (...names: Who[]) =>
  ({ who }: Pick<At, "who">): Record<string, string[]> =>
    Object.fromEntries(names.map((name) => [personRoom(who[name].personId), ["noticeDelivered"]]));
/** Its area does. */
export const stirs = (): Record<string, string[]> => ({ [areaRoom(govan)]: ["stirred"] });
export const both =
  (...all: ((at: At) => Record<string, string[]>)[]) =>
  (at: At): Record<string, string[]> =>
    Object.assign({}, ...all.map((each) => each(at)));

type Options<Details> = {
  /** who made it; null: somebody without an account */
  by?: Who | null;
  change?: Partial<Details>;
  first?: Step;
  /** what follows elsewhere; default: its area stirs */
  elsewhere?: (at: At) => Record<string, string[]>;
  also?: Who;
};

export const atRoom = (world: World, who: Cast, roomId: RoomId): At => ({
  ...{ world, who, roomId },
  asset: () => world.app.rooms.ask<AssetState>(roomId),
  gap: () => world.app.rooms.ask<GapState>(roomId),
});
/** Something that is there; Tariq has added it. */
export async function anAsset(world: World, { by = "tariq", change, first }: Options<AssetDetails> = {}): Promise<At> {
  const cast = await castIn(world);
  // of whom something was accepted before, what they add waits no more: Rab is new in each scene
  const who = by === "rab" ? { ...cast, rab: await aNeighbour(world, cast) } : cast;
  const at = atRoom(world, who, by === null ? await suggestAsset(world, change) : await addAsset(world, who[by], change));
  await first?.(at);
  return at;
}
/** Something that is missing; Jean has said so. */
export async function aGap(world: World, { by = "jean", change, first }: Options<GapDetails> = {}): Promise<At> {
  const who = await castIn(world);
  // the tests of one command raise more in a moment than a person may in an hour
  await world.database.collection("mapMoves").deleteMany({});
  const at = atRoom(world, who, by === null ? await suggestGap(world, change) : await raiseGap(world, who[by], change));
  await first?.(at);
  return at;
}

async function sceneOf<D>(at: At, as: Who, input: Given, { elsewhere = stirs, also }: Options<D>): Promise<Scene> {
  await at.world.app.effects.settled();
  const its = typeof input === "function" ? await input(at) : input;
  await at.world.app.effects.settled();
  // of what waits a steward is told once, until they have read it
  await readAll(at.world, at.who.ina, at.who.cora, at.who.carol, at.who.pat);
  return {
    ...{ as: at.who[as], roomId: at.roomId, elsewhere: elsewhere(at) },
    ...(also ? { also: at.who[also] } : {}),
    input: its,
  };
}
export const inAsset =
  (as: Who, input: Given = {}, options: Options<AssetDetails> = {}) =>
  async (world: World): Promise<Scene> =>
    sceneOf(await anAsset(world, options), as, input, options);
export const inGap =
  (as: Who, input: Given = {}, options: Options<GapDetails> = {}) =>
  async (world: World): Promise<Scene> =>
    sceneOf(await aGap(world, options), as, input, options);
/** The same scene for two at once. */
export const twice =
  (given: (world: World) => Promise<Scene>, other?: { as: Who; input?: Input }) =>
  async (world: World): Promise<[Scene, Scene]> => {
    const one = await given(world);
    const who = await castIn(world);
    return [one, other ? { ...one, as: who[other.as], input: other.input ?? one.input } : one];
  };

/** Another asset or gap, by its id. */
export const anotherAsset = async ({ world }: At, options: Options<AssetDetails> = {}): Promise<AssetId> =>
  subjectOf((await anAsset(world, { change: { name: "Sewing bee" }, ...options })).roomId) as AssetId;
export const anotherGap = async ({ world }: At, options: Options<GapDetails> = {}): Promise<GapId> =>
  subjectOf((await aGap(world, options)).roomId) as GapId;
export const subject = ({ roomId }: Pick<At, "roomId">): string => subjectOf(roomId);
export const part = (): string => newId<string & never>(Date.now());

/** Its steps from one state of a gap to the next. */
export const confirmed = did("ina", "confirmNeed", { words: "Many of us say so." });
export const known = did("carol", "sayKnown", { words: "Two rooms stand empty in the evening." });
export const validated = inTurn(confirmed, known);
export const takenOn = inTurn(validated, did("carol", "takeOn", { from: "validated", words: "We open one by spring." }));
export const linked: Step = async (at) =>
  did("carol", "linkGap", { linkId: part(), to: { kind: "asset", assetId: await anotherAsset(at) } })(at);
export const addressed = inTurn(
  takenOn,
  linked,
  did("carol", "closeGap", { from: "beingAddressed", reason: "addressed", words: "It is open on four evenings.", decidedBy: "" }),
);
/** The house looks at what is due, twice at one moment and once more: what that appends, besides the numbers of a week, which are published whenever their Monday comes. */
export async function looked(world: World): Promise<Record<string, string[]>> {
  const before = await world.book();
  await Promise.all([world.app.tidy(), world.app.tidy()]);
  await world.app.tidy();
  const added: Record<string, string[]> = {};
  for (const [room, types] of Object.entries(await world.added(before))) {
    const others = types.filter((type) => type !== "numbersPublished");
    if (others.length > 0) added[room] = others;
  }
  return added;
}
export const month = 28 * 24 * 3600_000;
/** The day in so many days, as London writes it. */
export const dayAhead = (now: number, days: number): string => dayInLondon(new Date(now + days * 24 * 3600_000).toISOString());
export const closing: Given = ({ world }) => ({
  ...{ closesOn: dayAhead(world.clock.now(), 30), reason: "The money ends.", alternatives: [], noneKnown: true },
});
/** It is said that it closes. */
export const announced = (as: Who = "cora"): Step => did(as, "announceClosing", closing);
export const hide = did("cora", "hideAsset", { words: "Somebody could be found there." });
/** Carol's organisation was found to run it. */
export const claimed = inTurn(did("carol", "claimAsset", { words: "" }), (at) =>
  did("cora", "acceptClaim", { orgId: at.who.carol.orgId })(at),
);
/** A gap that waits for a steward, as it stands for everybody else: not at all. */
export const heldGap = (as: Who, input: Given = {}) => inGap(as, input, { by: null });
/** So many of the panel at once that it is looked at before it counts. */
export const bursting: Step = async (at) => {
  const { orgId, orgName, sector } = at.who.jean;
  for (let i = 0; i < burstOf.many; i++) {
    const one = await member(at.world, `Neighbour ${i}`, { orgId, orgName, sector }, "resident");
    await actAs(at.world, one, { roomId: at.roomId, type: "endorseGap", input: { on: true } });
  }
};
