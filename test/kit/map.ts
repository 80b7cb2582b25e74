import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { type AreaId, type AssetId, type GapId, newId, type OrgId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { areaRoom, assetRoom, gapRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role, Sector } from "@linkwork/shared/kernel/shapes.ts";
import type { AssetCommand, AssetDetails, AssetEvent } from "@linkwork/shared/map/schema-asset.ts";
import type { GapCommand, GapDetails, GapEvent } from "@linkwork/shared/map/schema-gap.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import { derivedId } from "../../apps/server/src/kernel/decide.ts";
import { decideAsset } from "../../apps/server/src/map/decide-asset.ts";
import { decideGap } from "../../apps/server/src/map/decide-gap.ts";
import type { AssetFacts, GapFacts } from "../../apps/server/src/map/slice-facts.ts";
import { actAs, house, type Person } from "./build.ts";
import type { World } from "./world.ts";

/** The product as this needs it: a world of the kit, or one node of several. */
type House = Pick<World, "app" | "clock">;
type Input = Record<string, unknown>;

/** The area that follows from a code. */
export const areaOf = (code: string): AreaId => derivedId("area", code) as string as AreaId;
export const govan: AreaId = areaOf("G51");
export const ibrox: AreaId = areaOf("G52");
/** Somewhere in Govan; `east` and `north` in degrees from there. */
export const pointIn = (east = 0, north = 0) => ({ lon: -4.31 + east, lat: 55.862 + north });

/** A group that meets, said as fully as it has to be. */
export const assetDetails = (change: Partial<AssetDetails> = {}): AssetDetails => ({
  ...{ name: "Repair table", kind: "group", themes: ["green"], audiences: [], summary: "Bring what is broken, and mend it together." },
  ...{ areaId: govan, place: { precision: "exact", point: pointIn(), address: "In the old library" } },
  ...{ catchment: { kind: "everywhere" }, hours: [], when: "", contacts: [], eligibility: "", cost: "free", costWords: "" },
  ...{ languages: ["en"], access: [], fundingEnds: null },
  ...change,
});
export const gapDetails = (change: Partial<GapDetails> = {}): GapDetails => ({
  ...{ title: "Nowhere to go in the evening", theme: "company", audiences: [], areaId: govan },
  statement: "After six all doors are closed, and the evenings are long.",
  ...change,
});

/** Somebody of an organisation that is there. */
export async function member(
  world: House,
  name: string,
  org: { orgId: OrgId; orgName: string; sector: Sector },
  ...roles: Role[]
): Promise<Person> {
  const personId = newId<PersonId>(Date.now());
  await house(world, personRoom(personId), "registerPerson", { name });
  await house(world, orgRoom(org.orgId), "addMember", { personId, name, roles });
  return { personId, name, email: `${newId(Date.now())}@linkwork.test`, ...org, roles };
}
async function organisation(world: House, orgName: string, sector: Sector) {
  const orgId = newId<OrgId>(Date.now());
  await house(world, orgRoom(orgId), "registerOrganisation", { orgId, name: orgName, sector, phone: "0141 496 0000", about: "invented" });
  return { orgId, orgName, sector };
}

/**
 * Who speaks on the map: Jean, Rab, Ailsa and Senga live in Govan, and Ina is their panel's steward; Carol is the council's steward, Pat the housing association's; Cora coordinates.
 */
export async function aMapCast(world: House) {
  const panel = await organisation(world, "Govan Residents' Panel", "citizen");
  const council = await organisation(world, "Invented Council", "statutory");
  const homes = await organisation(world, "Invented Homes", "third");
  const office = await organisation(world, "The area's map", "third");
  const cast = {
    jean: await member(world, "Jean", panel, "resident"),
    rab: await member(world, "Rab", panel, "resident"),
    ailsa: await member(world, "Ailsa", panel, "resident"),
    senga: await member(world, "Senga", panel, "resident"),
    ina: await member(world, "Ina", panel, "resident", "steward"),
    carol: await member(world, "Carol", council, "worker", "steward"),
    pat: await member(world, "Pat", homes, "worker", "steward"),
    cora: await member(world, "Cora", office, "worker", "coordinator"),
  };
  for (const [code, name, middle] of [
    ["G51", "Govan", pointIn()],
    ["G52", "Ibrox", pointIn(0.02)],
  ] as const)
    await actAs(world, cast.cora, {
      roomId: areaRoom(areaOf(code)),
      type: "setArea",
      input: { areaId: areaOf(code), code, name, middle, outline: null, residents: 12_000, districts: [code] },
    });
  return cast;
}
export type MapCast = Awaited<ReturnType<typeof aMapCast>>;

/** Somebody adds something that is there. */
export async function addAsset(world: House, as: Person, change: Partial<AssetDetails> = {}, more: Input = {}): Promise<RoomId> {
  const assetId = newId<AssetId>(world.clock.now());
  const roomId = assetRoom(assetId);
  await actAs(world, as, { roomId, type: "addAsset", input: { assetId, details: assetDetails(change), ...more } });
  return roomId;
}
/** Somebody without an account suggests it. */
export async function suggestAsset(world: House, change: Partial<AssetDetails> = {}): Promise<RoomId> {
  const assetId = newId<AssetId>(world.clock.now());
  await house(world, assetRoom(assetId), "suggestAsset", { assetId, details: assetDetails(change) });
  return assetRoom(assetId);
}
/** Somebody says that something is missing. */
export async function raiseGap(world: House, as: Person, change: Partial<GapDetails> = {}, more: Input = {}): Promise<RoomId> {
  const gapId = newId<GapId>(world.clock.now());
  const roomId = gapRoom(gapId);
  await actAs(world, as, { roomId, type: "raiseGap", input: { gapId, details: gapDetails(change), ...more } });
  return roomId;
}
export async function suggestGap(world: House, change: Partial<GapDetails> = {}): Promise<RoomId> {
  const gapId = newId<GapId>(world.clock.now());
  await house(world, gapRoom(gapId), "suggestGap", { gapId, details: gapDetails(change) });
  return gapRoom(gapId);
}

/** Somebody has read all that they were told. */
export async function readAll(world: House, ...people: Person[]): Promise<void> {
  for (const who of people) {
    const room = personRoom(who.personId);
    const { notices } = await world.app.rooms.ask<{ notices: Record<string, unknown> }>(room);
    for (const noticeId of Object.keys(notices)) await actAs(world, who, { roomId: room, type: "readNotice", input: { noticeId } });
  }
}
/** What somebody was told, oldest first: kinds of the notices. */
export async function toldTo({ app }: Pick<House, "app">, { personId }: Pick<Person, "personId">): Promise<string[]> {
  const { events } = await app.log.read(personRoom(personId), 0);
  return events.flatMap(({ type, body }: AnyEvent) => (type === "noticeDelivered" ? [String(body.kind)] : []));
}

/** What a gap's room says to a request, without any database: the events that it gains, or the refusal. */
export function gapSays(state: GapState, command: GapCommand, { as, at, facts = {} }: Ask<GapFacts>): GapEvent[] | Refusal {
  const roomId = gapRoom((state.gapId || (command.input as { gapId?: GapId }).gapId) as GapId);
  const known: GapFacts = { areas: new Set([govan, ibrox]), other: undefined, linked: undefined, mayTell: true, merged: [], ...facts };
  const decided = decideGap(state, command, { ...contextOf(as, at), roomId, facts: known });
  return decided instanceof Refusal ? decided : eventsOf<GapEvent>(state.head, [decided], { as, at });
}
/** The same of something that is there. `log`: its events so far. */
export function assetSays(
  state: AssetState,
  command: AssetCommand,
  { as, at, facts = {}, log = [] }: Ask<AssetFacts>,
): AssetEvent[] | Refusal {
  const roomId = assetRoom((state.assetId || (command.input as { assetId?: AssetId }).assetId) as AssetId);
  const known: AssetFacts = {
    ...{ accepted: true, areas: new Set([govan, ibrox]), others: new Map(), told: [], mayMove: true, mayTell: true },
    ...{ there: true, ofClaiming: false, imported: undefined, placedHere: false },
    ...facts,
  };
  const event = (seq: number) => log.find((each) => each.seq === seq);
  const decided = decideAsset(state, command, { ...contextOf(as, at), event, roomId, facts: known });
  if (decided instanceof Refusal) return decided;
  return eventsOf<AssetEvent>(state.head, Array.isArray(decided) ? decided : [decided], { as, at });
}
type Ask<Facts> = { as: Actor; at: number; facts?: Partial<Facts>; log?: readonly AnyEvent[] };
const contextOf = (actor: Actor, at: number) => ({ actor, now: new Date(at).toISOString(), id: newId(at), event: () => undefined });
const eventsOf = <E>(head: number, drafts: readonly { type: string; body: unknown }[], { as, at }: Pick<Ask<never>, "as" | "at">): E[] =>
  drafts.map(
    ({ type, body }, i) =>
      ({
        ...{ seq: head + i + 1, id: newId(at), type, at: new Date(at).toISOString(), body },
        actor: { personId: as.personId, orgId: as.orgId },
      }) as E,
  );
