import { type AssetId, newId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom } from "@linkwork/shared/kernel/room.ts";
import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import { addAsset, areaOf, assetDetails, govan, pointIn } from "../../kit/map.ts";
import type { World } from "../../kit/world.ts";
import { atRoom, castIn, did, type Input, inAsset, stirs, subject, tells, type Who } from "./scenes.ts";

/** Somebody adds something that isn't there yet. */
const fresh =
  (as: Who, change: Partial<AssetDetails> = {}, more: Input = {}) =>
  async (world: World): Promise<Scene> => {
    const who = await castIn(world);
    const assetId = newId<AssetId>(world.clock.now());
    return {
      ...{ as: who[as], roomId: assetRoom(assetId), input: { assetId, details: assetDetails(change), ...more } },
      elsewhere: stirs(),
    };
  };
/** What somebody who lives there adds: the stewards hear that it waits. */
const held = async (world: World): Promise<Scene> => {
  const scene = await fresh("jean")(world);
  return { ...scene, elsewhere: { ...stirs(), ...tells("ina", "cora")({ who: await castIn(world) }) } };
};
/** Ailsa, of whom one thing was accepted. */
const known = async (world: World): Promise<Scene> => {
  const who = await castIn(world);
  const first = await addAsset(world, who.ailsa);
  await did("ina", "acceptAsset", { words: "" })(atRoom(world, who, first));
  await world.app.effects.settled();
  return fresh("ailsa")(world);
};
const place = (point?: { lon: number; lat: number }): AssetDetails["place"] => ({
  precision: "exact",
  address: "",
  ...(point ? { point } : {}),
});

describeCommand({
  command: "addAsset",
  makesRoom: true,
  readBy: "house",
  hidden: inAsset("jean", (at) => ({ assetId: subject(at), details: assetDetails() }), { by: "rab" }),
  allowed: {
    "who works somewhere adds it, and it is on the map": { given: fresh("tariq"), here: ["assetAdded"] },
    "what somebody who lives there adds waits for a steward, who hears of it": { given: held, here: ["assetAdded"] },
    "once something of theirs was accepted, nothing waits any more": { given: known, here: ["assetAdded"] },
    "a steward writes down what was said at a meeting": {
      given: fresh("ina", {}, { heardAt: "Panel in the library, 3 March" }),
      here: ["assetAdded"],
    },
    "what moves about needs no point": { given: fresh("tariq", { kind: "moving", place: place() }), here: ["assetAdded"] },
    "what looks like a telephone number, by whoever was asked": {
      given: fresh("tariq", { summary: "Ring the desk: 0141 496 0123." }, { anyway: true }),
      here: ["assetAdded"],
    },
  },
  refused: {
    "a room of another name": {
      given: async (world) => ({ ...(await fresh("tariq")(world)), roomId: assetRoom(newId<AssetId>(Date.now())) }),
      refusal: "BAD_REQUEST WrongAsset assetId",
    },
    "an id that is taken": {
      given: inAsset("tess", (at) => ({ assetId: subject(at), details: assetDetails() })),
      refusal: "BAD_REQUEST WrongAsset assetId",
    },
    "an area that nobody has drawn": {
      given: fresh("tariq", { areaId: areaOf("G99") }),
      refusal: "BAD_REQUEST UnknownArea details.areaId",
    },
    "a catchment that nobody has drawn": {
      given: fresh("tariq", { catchment: { kind: "areas", areaIds: [govan, areaOf("G99")] } }),
      refusal: "BAD_REQUEST UnknownArea details.catchment.areaIds",
    },
    "a bench without a place": { given: fresh("tariq", { place: place() }), refusal: "BAD_REQUEST PointMissing details.place.point" },
    "a number of the health service, whatever was asked": {
      given: fresh("tariq", { summary: "For 943 476 5919 alone." }, { anyway: true }),
      refusal: "BAD_REQUEST LooksLikeSomebody details.summary",
    },
    "such a number where the town should be": {
      given: fresh("tariq", { place: { ...place(pointIn()), town: "Govan 943 476 5919" } }, { anyway: true }),
      refusal: "BAD_REQUEST LooksLikeSomebody details.place.town",
    },
    "a telephone number in the words, unasked": {
      given: fresh("tariq", { when: "Ring Jean on 07700 900123." }),
      refusal: "BAD_REQUEST LooksLikeSomebody details.when",
    },
    "what was heard at a meeting, by somebody who is no steward": {
      given: fresh("tariq", {}, { heardAt: "Panel in the library" }),
      refusal: "FORBIDDEN StewardsOnly heardAt",
    },
  },
  other: (input) => ({ ...input, details: assetDetails({ name: "Another one" }) }),
  raced: {
    given: async (world) => {
      const one = await fresh("tariq")(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["WrongAsset", "written"],
    here: ["assetAdded"],
  },
});
