import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { addAsset, aMapCast, type MapCast, raiseGap } from "../../kit/map.ts";
import { createNodes } from "../../kit/nodes.ts";
import { part } from "../../kit/projects.ts";
import { dayAhead } from "./scenes.ts";

let world: Awaited<ReturnType<typeof createNodes>>;
let who: MapCast;
beforeAll(async () => {
  world = await createNodes(2);
  who = await aMapCast(nodeAt(0));
});
afterAll(() => world?.stop());
const nodeAt = (index: number) => {
  const node = world.nodes[index];
  if (!node) throw new Error("two nodes");
  return { app: node.app, clock: world.clock };
};
type Did = [as: Person, type: string, input: Record<string, unknown>];
const codeOf = (work: Promise<unknown>) => work.then(() => "written").catch((error: { code: string }) => error.code);
const words = "Because.";

describe("I2: two at once from where they both saw it stand", () => {
  const steps = {
    raised: [],
    validated: ["confirmNeed", "sayKnown"],
    beingAddressed: ["confirmNeed", "sayKnown", "takeOn"],
  } as const;
  test.for(["raised", "validated", "beingAddressed"] as const)(
    "of %s, on two nodes, one is written and the other is told that it stands otherwise by now",
    async (from) => {
      const takes = { from: "validated", words };
      const all: Record<string, Did> = {
        confirmNeed: [who.ina, "confirmNeed", { words }],
        sayKnown: [who.carol, "sayKnown", { words }],
        takeOn: [who.carol, "takeOn", takes],
      };
      const other = await raiseGap(nodeAt(0), who.rab);
      const into = subjectOf(other);
      // what everybody sees is merged only into what everybody sees
      await actAs(nodeAt(0), who.ina, { roomId: other, type: "confirmNeed", input: { words } });
      const tries: Record<typeof from, Did[]> = {
        raised: [
          [who.ina, "askMore", { from, words }],
          [who.carol, "declineGap", { from, words }],
          [who.cora, "mergeGap", { from, into, words }],
        ],
        validated: [
          [who.pat, "takeOn", takes],
          [who.ina, "closeGap", { from, reason: "needGone", words, decidedBy: "" }],
          [who.cora, "mergeGap", { from, into, words }],
        ],
        beingAddressed: [
          [who.carol, "standDown", { from, words }],
          [who.ina, "closeGap", { from, reason: "outOfArea", words, decidedBy: "" }],
        ],
      };
      for (const one of tries[from])
        for (const other of tries[from]) {
          const roomId = await raiseGap(nodeAt(0), who.cora);
          for (const step of steps[from]) {
            const [as, type, input] = all[step] as Did;
            await actAs(nodeAt(0), as, { roomId, type, input });
          }
          const asked = [one, other].map(([as, type, input], i) => codeOf(actAs(nodeAt(i), as, { roomId, type, input })));
          expect((await Promise.all(asked)).sort(), `${one[1]} and ${other[1]}`).toEqual(["GapMoved", "written"]);
          const states = await Promise.all([0, 1].map((i) => nodeAt(i).app.rooms.ask<GapState>(roomId)));
          expect(states[0]).toEqual(states[1]);
        }
    },
  );
});

test("two nodes that look at the same moment, and one that dies while it does: what is due is there once, and each notice", async () => {
  const at = nodeAt(0);
  const asset = await addAsset(at, who.jean);
  await actAs(at, who.ina, { roomId: asset, type: "acceptAsset", input: { words: "" } });
  await at.app.effects.settled();
  const closing = { closesOn: dayAhead(world.clock.now(), 10), reason: "Money ends.", alternatives: [], noneKnown: true };
  await actAs(at, who.cora, { roomId: asset, type: "announceClosing", input: closing });
  const gap = await raiseGap(at, who.ailsa);
  const to = { kind: "asset", assetId: subjectOf(await addAsset(at, who.carol)) };
  const steps: Did[] = [
    [who.ina, "confirmNeed", { words }],
    [who.carol, "sayKnown", { words }],
    [who.carol, "linkGap", { linkId: part(), to }],
    [who.carol, "closeGap", { from: "validated", reason: "addressed", words, decidedBy: "" }],
  ];
  for (const [as, type, input] of steps) await actAs(at, as, { roomId: gap, type, input });
  await at.app.effects.settled();
  world.clock.advance(40 * day);
  const [one, two] = world.nodes;
  if (!one || !two) throw new Error("two nodes");
  const dying = one.app.tidy().catch(() => undefined);
  await Promise.all([two.app.tidy(), two.app.tidy(), one.kill()]);
  await dying;
  await two.app.tidy();
  await two.app.effects.settled();
  await two.app.effects.sweep();
  const typesIn = async (room: RoomId) => (await two.app.log.read(room, 0)).events.map(({ type }) => type);
  expect((await typesIn(asset)).filter((type) => type === "assetClosed")).toHaveLength(1);
  expect((await typesIn(gap)).filter((type) => type === "helpedAsked")).toHaveLength(1);
  expect((await two.app.rooms.ask<AssetState>(asset)).status).toBe("closed");
  const told = async ({ personId }: Person) =>
    (await two.app.log.read(personRoom(personId), 0)).events.flatMap(({ type, body }) =>
      type === "noticeDelivered" ? [String(body.kind)] : [],
    );
  expect((await told(who.jean)).slice(-2)).toEqual(["assetCloses", "assetMoved"]);
  expect((await told(who.ailsa)).filter((kind) => kind === "helpAsked")).toHaveLength(1);
});
