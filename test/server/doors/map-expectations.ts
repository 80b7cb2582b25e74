import { newId, type OrgId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom, assetRoom, gapRoom, orgRoom, personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { actAs, house, type Person } from "../../kit/build.ts";
import { areaOf, assetDetails, gapDetails, pointIn } from "../../kit/map.ts";
import type { World } from "../../kit/world.ts";
import { type Cells, cells, command, type Input, type Row, type Scene, uuid } from "./rows.ts";

/** Whoever has a hat speaks on the map; the resident of the cast has no word on what others added. */
const everybody = cells("allow");
const workers = (resident: string): Cells => cells("allow", { resident });
const everybodyElse = { anonymous: "allow", expired: "allow", stale: "allow", pendingFactor: "allow", noHat: "allow" };
const withoutAccount = { ...everybody, ...everybodyElse };
/** Nobody of the cast is a steward or coordinates, runs anything, or raised what the others look at. */
const stewards = cells("FORBIDDEN StewardsOnly");
const notTheirs = cells("FORBIDDEN NotYours");
const otherwise = (thing: "Asset" | "Gap"): Cells => cells(`CONFLICT ${thing}Moved`);

/** An area that is drawn. */
export async function anArea(world: World): Promise<string> {
  await keeperOf(world);
  return areaOf("G51");
}

type Made = { asset: string; gap: string; ready: Promise<unknown> };
const made = new WeakMap<object, Made>();
const keepers = new WeakMap<World, Promise<Person>>();

/** Somebody who coordinates, of an organisation of their own, and two areas. */
function keeperOf(world: World): Promise<Person> {
  const known = keepers.get(world) ?? aKeeper(world);
  keepers.set(world, known);
  return known;
}
async function aKeeper(world: World): Promise<Person> {
  const [orgId, personId] = [newId<OrgId>(Date.now()), newId<PersonId>(Date.now())];
  const [orgName, name] = ["The area's map", "Cora"];
  await house(world, orgRoom(orgId), "registerOrganisation", {
    orgId,
    name: orgName,
    sector: "third",
    phone: "0141 496 0000",
    about: "invented",
  });
  await house(world, personRoom(personId), "registerPerson", { name });
  await house(world, orgRoom(orgId), "addMember", { personId, name, roles: ["worker", "coordinator"] });
  const keeper: Person = {
    personId,
    name,
    email: `${uuid()}@linkwork.test`,
    orgId,
    orgName,
    sector: "third",
    roles: ["worker", "coordinator"],
  };
  const areaId = areaOf("G51");
  const input = { areaId, code: "G51", name: "Govan", middle: pointIn(), outline: null, residents: 12_000, districts: ["G51"] };
  await actAs(world, keeper, { roomId: areaRoom(areaId), type: "setArea", input });
  return keeper;
}

/** Something that is there and something that is missing, for this scene alone, or those that all others look at. */
function things(scene: Scene): Made {
  const key = scene.fresh ? scene : scene.world;
  const known = made.get(key);
  if (known) return known;
  const [asset, gap] = [assetRoom(uuid() as never), gapRoom(uuid() as never)];
  const one: Made = { asset, gap, ready: make(scene.world, { asset, gap }) };
  made.set(key, one);
  return one;
}
async function make(world: World, { asset, gap }: { asset: ReturnType<typeof assetRoom>; gap: ReturnType<typeof gapRoom> }): Promise<void> {
  const keeper = await keeperOf(world);
  await actAs(world, keeper, { roomId: asset, type: "addAsset", input: { assetId: subjectOf(asset), details: assetDetails() } });
  await actAs(world, keeper, { roomId: asset, type: "reviseAsset", input: { base: 1, changes: { cost: "some" } } });
  await actAs(world, keeper, { roomId: gap, type: "raiseGap", input: { gapId: subjectOf(gap), details: gapDetails() } });
}
const theAsset = (scene: Scene): string => things(scene).asset;
const theGap = (scene: Scene): string => things(scene).gap;
const theArea = (): string => areaRoom(areaOf("G51"));
const after =
  (input: Input | ((scene: Scene) => Input)): Row["input"] =>
  async (scene) => {
    await things(scene).ready;
    return typeof input === "function" ? input(scene) : input;
  };
const onAsset = (name: string, who: Cells, input: Input | ((scene: Scene) => Input) = {}): Row =>
  command(`map.${name}`, theAsset, who, after(input));
const onGap = (name: string, who: Cells, input: Input | ((scene: Scene) => Input) = {}): Row =>
  command(`map.${name}`, theGap, who, after(input));
const words = { words: "Because." };
const ofOwn = ({ who }: Scene) => ({ orgId: who.orgId });
const link = () => ({ linkId: uuid() });
const begins = (name: string, input: () => Input): Row => ({
  ...{ name: `map.${name}`, path: `map.${name}`, command: true, again: true, cells: everybody },
  input: async (scene) => {
    await keeperOf(scene.world);
    return input();
  },
});
const asks = (name: string, who: Cells, input?: Input | ((scene: Scene) => Input)): Row => ({
  ...{ name, path: name, cells: who },
  input: async (scene) => {
    await things(scene).ready;
    return typeof input === "function" ? input(scene) : input;
  },
});
const asset = (scene: Scene) => ({ assetId: subjectOf(things(scene).asset as never) });
const gap = (scene: Scene) => ({ gapId: subjectOf(things(scene).gap as never) });
const area = () => ({ areaId: areaOf("G51") });
/** What everybody reads, with an account and without. */
const reads: readonly [string, (Input | ((scene: Scene) => Input))?][] = [
  ["assets", {}],
  ["features", {}],
  ["gaps", {}],
  ["gapPoints", {}],
  ["asset", asset],
  ["overlay", () => ({ areaIds: [areaOf("G51")] })],
  ["near", { theme: "company" }],
  ["areas"],
  ["area", area],
  ["find", { q: "Govan" }],
  ["alike", () => ({ what: "gaps", name: "Somewhere to meet", themes: ["company"], areaId: areaOf("G51") })],
];

/** The map: what whoever has a hat may say there, and what is for stewards, coordinators and those whose it is; theirs is looked at in test/server/map. */
export const mapRows: readonly Row[] = [
  begins("addAsset", () => {
    const assetId = uuid();
    return { roomId: assetRoom(assetId as never), assetId, details: assetDetails() };
  }),
  begins("raiseGap", () => {
    const gapId = uuid();
    return { roomId: gapRoom(gapId as never), gapId, details: gapDetails() };
  }),
  asks("map.undoAll", stewards, (scene) => ({ roomId: theAsset(scene), seq: 2, since: "2026-01-01T00:00:00.000Z" })),
  onAsset("acceptAsset", otherwise("Asset"), words),
  onAsset("rejectAsset", otherwise("Asset"), words),
  onAsset("reviseAsset", workers("FORBIDDEN NotYours"), { base: 2, changes: { when: "On Tuesdays." } }),
  onAsset("undoChange", workers("FORBIDDEN NotYours"), { seq: 2 }),
  onAsset("verifyAsset", everybody, { method: "visited", words: "" }),
  onAsset("sayCapacity", workers("FORBIDDEN WorkersOnly"), { status: "capacity", wait: "none", urgent: null, note: "" }),
  onAsset("announceClosing", notTheirs, { closesOn: "2099-01-01", reason: "It ends.", alternatives: [], noneKnown: true }),
  onAsset("cancelClosing", otherwise("Asset"), words),
  onAsset("readClosing", cells("CONFLICT NotAsked")),
  onAsset("closeAsset", notTheirs, { ...words, alternatives: [], noneKnown: true }),
  onAsset("reopenAsset", otherwise("Asset"), words),
  onAsset("hideAsset", stewards, words),
  onAsset("showAsset", stewards, words),
  onAsset("mergeAsset", stewards, () => ({ ...words, into: uuid() })),
  onAsset("unmergeAsset", otherwise("Asset"), words),
  onAsset("claimAsset", workers("FORBIDDEN WorkersOnly"), words),
  onAsset("acceptClaim", cells("CONFLICT NoClaim"), ofOwn),
  onAsset("refuseClaim", cells("CONFLICT NoClaim"), (scene) => ({ ...ofOwn(scene), ...words })),
  onAsset("endClaim", cells("CONFLICT NoClaim"), (scene) => ({ ...ofOwn(scene), ...words })),
  onAsset("followAsset", everybody, { on: true }),
  onAsset("doubtAsset", everybody, () => ({ doubtId: uuid(), what: "gone", words: "The door is boarded up." })),
  onAsset("settleDoubt", stewards, () => ({ doubtId: uuid(), ...words })),
  onGap("acceptGap", otherwise("Gap")),
  onGap("askMore", stewards, { ...words, from: "raised" }),
  onGap("answerMore", otherwise("Gap"), words),
  onGap("confirmNeed", cells("FORBIDDEN ResidentStewardsOnly"), words),
  onGap("sayKnown", cells("FORBIDDEN PartnerStewardsOnly"), words),
  onGap("takeOn", otherwise("Gap"), { ...words, from: "validated" }),
  onGap("standDown", otherwise("Gap"), { ...words, from: "beingAddressed" }),
  onGap("closeGap", otherwise("Gap"), { ...words, from: "validated", reason: "needGone", decidedBy: "" }),
  onGap("reopenGap", otherwise("Gap"), words),
  onGap("declineGap", stewards, { ...words, from: "raised" }),
  onGap("withdrawGap", notTheirs, words),
  onGap("mergeGap", stewards, () => ({ ...words, from: "raised", into: uuid() })),
  onGap("unmergeGap", otherwise("Gap"), words),
  onGap("restoreGap", otherwise("Gap"), words),
  onGap("endorseGap", everybody, { on: true }),
  onGap("settleBurst", stewards, { ...words, keep: true }),
  onGap("addEvidence", everybody, () => ({ evidenceId: uuid(), text: "I hear it too." })),
  onGap("proposeEnd", everybody, { ...words, reason: "needGone" }),
  onGap("keepGap", stewards, words),
  onGap("linkGap", otherwise("Gap"), (scene) => ({ ...link(), to: { kind: "asset", ...asset(scene) } })),
  onGap("unlinkGap", otherwise("Gap"), () => ({ ...link(), ...words })),
  onGap("hideGap", stewards, words),
  onGap("showGap", stewards, words),
  onGap("takeOutWords", notTheirs, { seq: 1, reason: "mistake" }),
  onGap("followGap", everybody, { on: true }),
  onGap("sayHelped", otherwise("Gap"), { helped: true, words: "" }),
  command("map.setArea", theArea, cells("FORBIDDEN CoordinatorsOnly"), async ({ world }) => {
    await keeperOf(world);
    return { ...area(), code: "G51", name: "Ours", middle: pointIn(), outline: null, residents: null, districts: [] };
  }),
  ...reads.flatMap(([name, input]) => [asks(`map.${name}`, everybody, input), asks(`public.${name}`, withoutAccount, input)]),
  asks("map.gap", everybody, gap),
  // no steward has looked at it
  asks(
    "public.gap",
    {
      ...cells("NOT_FOUND NotFound"),
      ...Object.fromEntries(Object.keys(everybodyElse).map((one) => [one, "NOT_FOUND NotFound"])),
    } as Cells,
    gap,
  ),
  asks("map.mine", everybody),
  asks("map.queue", stewards),
  ...[
    { ...asks("public.suggestAsset", withoutAccount, () => ({ id: uuid(), details: assetDetails() })) },
    { ...asks("public.suggestGap", withoutAccount, () => ({ id: uuid(), details: gapDetails() })) },
  ],
];

/** An area is read by everybody who is signed in; what is there and what is missing are rooms of the house alone. */
export const mapReading = (door: string, extra: Input): Row[] => [
  { name: `${door} of an area`, path: door, room: theArea, input: after(extra), cells: everybody },
  { name: `${door} of something that is there`, path: door, room: theAsset, input: after(extra), cells: cells("hide") },
  { name: `${door} of something that is missing`, path: door, room: theGap, input: after(extra), cells: cells("hide") },
];
