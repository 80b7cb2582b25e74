import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Found, search } from "../../../apps/server/src/cases/search.ts";
import { aCase, actAs, actorOf, type BuiltCase } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { createNodes } from "../../kit/nodes.ts";
import { did, onTheirWord, withdrawn } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const said = async (built: BuiltCase, by: keyof World["people"], text: string) =>
  (await did(by, "postMessage", { text })(world, built)).seq;

describe("R2: it ends at once with the sharing", () => {
  const asked = { text: "window" };
  const scene = async () => {
    const built = await aCase(world);
    await said(built, "rhona", "the window table");
    return built;
  };
  const caseIds = ({ hits, cases }: Found) => [...hits.map((h) => h.caseId), ...cases.map((c) => c.caseId)];

  test("withdrawn while it runs, after its room was read: nothing of it is answered", async () => {
    const built = await scene();
    const { rooms, views } = world.app;
    for (const moment of ["back", "record"] as const) {
      const fresh = await scene();
      let met = 0;
      const meanwhile = async () => {
        met += 1;
        if (met === 1) await withdrawn(world, fresh);
      };
      const interposed = {
        ...rooms,
        back: async (input: Parameters<typeof rooms.back>[0]) => {
          const page = await rooms.back(input);
          if (moment === "back" && input.room.roomId === fresh.roomId) await meanwhile();
          return page;
        },
        record: async (...input: Parameters<typeof rooms.record>) => {
          await rooms.record(...input);
          if (moment === "record") await meanwhile();
        },
      };
      const answer = await search({ rooms: interposed, views: views.cases, clock: world.clock }, actorOf(world.people.tariq), asked);
      expect(met).toBeGreaterThan(0);
      expect(caseIds(answer)).not.toContain(fresh.caseId);
      expect(caseIds(answer)).toContain(built.caseId);
    }
  });

  test("withdrawn, paused or run out on another node: the next search there finds nothing of it", async () => {
    const nodes = await createNodes(2);
    const at = { ...nodes.first, clock: nodes.clock, community: nodes.community };
    for (const [type, input] of [
      ["withdrawConsent", (b: BuiltCase) => onTheirWord(b)],
      ["pauseConsent", (b: BuiltCase) => onTheirWord(b)],
    ] as const) {
      const built = await aCase(at);
      await actAs(at, nodes.people.rhona, { roomId: built.roomId, type: "postMessage", input: { text: "the window table" } });
      const there = await nodes.at(1, nodes.people.tariq);
      const ids = async () => caseIds(((await there.call("cases.search", asked)) as unknown as { data: Found }).data);
      expect(await ids()).toContain(built.caseId);
      await (await nodes.at(0, nodes.people.rhona)).act(built.roomId, type, input(built));
      expect(await ids()).not.toContain(built.caseId);
    }
    const built = await aCase(at, {
      consent: {
        terms: {
          period: { start: new Date(nodes.clock.now() - minute).toISOString(), end: new Date(nodes.clock.now() + minute).toISOString() },
        },
      },
    });
    await actAs(at, nodes.people.rhona, { roomId: built.roomId, type: "postMessage", input: { text: "the window table" } });
    const there = await nodes.at(1, nodes.people.tariq);
    const ids = async () => caseIds(((await there.call("cases.search", asked)) as unknown as { data: Found }).data);
    expect(await ids()).toContain(built.caseId);
    nodes.clock.advance(minute);
    expect(await ids()).not.toContain(built.caseId);
    await nodes.stop();
  });
});
