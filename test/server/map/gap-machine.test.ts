import { foldAll } from "@linkwork/shared/kernel/room.ts";
import { edges } from "@linkwork/shared/map/rules-gap.ts";
import type { GapStatus } from "@linkwork/shared/map/schema-gap.ts";
import { burstOf, endorsed, foldGap, type GapState, noGap } from "@linkwork/shared/map/state-gap.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { full } from "../../kit/depth.ts";
import { part } from "../../kit/projects.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { begun, hour, lived, statuses, tries, words } from "./gap-lives.ts";
import {
  type At,
  addressed,
  aGap,
  anotherGap,
  caused,
  confirmed,
  did,
  inTurn,
  later,
  month,
  type Step,
  takenOn,
  validated,
} from "./scenes.ts";

/** Where a gap may go from where it stands, as the design has it. */
const legal: Readonly<Record<GapState["status"], readonly GapState["status"][]>> = {
  absent: ["raised", "held"],
  held: ["raised", "declined"],
  raised: ["validated", "needsInfo", "declined", "merged", "withdrawn"],
  needsInfo: ["raised", "validated", "declined", "withdrawn"],
  validated: ["beingAddressed", "closed", "merged"],
  beingAddressed: ["validated", "closed"],
  closed: ["validated"],
  declined: ["held", "raised", "needsInfo"],
  merged: ["raised", "validated"],
  withdrawn: [],
};

describe("I1: the life of a gap", () => {
  test("what was written replays to how it stands, and goes along its edges alone, whoever asks for whatever", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(tries, { minLength: 20, maxLength: 120 }), (suggested, all) => {
        const { state, log } = all.reduce(lived, begun(suggested));
        expect(foldAll(foldGap, noGap, log)).toEqual(state);
        expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
        let before = noGap;
        for (const event of log) {
          const after = foldGap(before, event);
          if (after.status !== before.status) expect(legal[before.status], `${before.status} by ${event.type}`).toContain(after.status);
          before = after;
        }
      }),
      { numRuns: full ? 3_000 : 300 },
    );
  });

  test("what both sides have to speak for has one voice of each, of two people; neither side, nor who coordinates, does it alone", () => {
    let validatedOnes = 0;
    fc.assert(
      fc.property(fc.array(tries, { minLength: 20, maxLength: 120 }), (all) => {
        const { state } = all.reduce(lived, begun(false));
        if (!["validated", "beingAddressed", "closed"].includes(state.status)) return;
        validatedOnes++;
        expect(state.confirmed?.org.sector).toBe("citizen");
        expect(state.known?.org.sector).not.toBe("citizen");
        expect(state.known?.by).not.toBe(state.confirmed?.by);
      }),
      { numRuns: full ? 3_000 : 300 },
    );
    expect(validatedOnes).toBeGreaterThan(5);
  });

  test("I7: the counts of both sides are the number of those who stand behind it, and whoever raised it never does", () => {
    fc.assert(
      fc.property(fc.array(tries, { minLength: 20, maxLength: 120 }), (all) => {
        const { state } = all.reduce(lived, begun(false));
        const there = Object.values(state.endorsements).filter((each) => each !== undefined);
        const { residents: lives, partners } = endorsed({ ...state, burst: null });
        expect(lives + partners).toBe(there.length);
        expect(new Set(there.map(({ personId }) => personId)).size).toBe(there.length);
        expect(state.by && state.endorsements[state.by.personId]).toBeUndefined();
        expect(there.length).toBeLessThan(burstOf.many);
      }),
      { numRuns: full ? 2_000 : 200 },
    );
  });
});

describe("I1: through the door", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());

  const ways: Record<GapStatus, { by?: null; first?: Step }> = {
    held: { by: null },
    raised: {},
    needsInfo: { first: did("ina", "askMore", { from: "raised", words }) },
    validated: { first: validated },
    beingAddressed: { first: takenOn },
    closed: { first: inTurn(addressed, later(month), caused("askHelped")) },
    declined: { first: did("ina", "declineGap", { from: "raised", words }) },
    withdrawn: { first: did("jean", "withdrawGap", { words: "" }) },
    merged: { first: async (at) => did("ina", "mergeGap", { from: "raised", into: await anotherGap(at), words })(at) },
  };
  type Act = keyof typeof edges;
  /** Who may do it, where it leads on. */
  const hands: Record<Act, Parameters<typeof did>[0]> = {
    ...{ acceptGap: "ina", askMore: "ina", answerMore: "jean", confirmNeed: "ina", sayKnown: "carol", takeOn: "carol", standDown: "carol" },
    ...{
      closeGap: "cora",
      proposeEnd: "ailsa",
      keepGap: "cora",
      reopenGap: "jean",
      declineGap: "carol",
      withdrawGap: "jean",
      mergeGap: "cora",
    },
    ...{ unmergeGap: "cora", restoreGap: "cora", endorseGap: "ailsa", addEvidence: "rhona", linkGap: "rhona", unlinkGap: "rhona" },
    ...{ sayHelped: "jean", hideGap: "cora", showGap: "cora" },
  };
  async function inputOf(act: Act, at: At, from: GapStatus): Promise<Record<string, unknown>> {
    switch (act) {
      case "acceptGap":
        return {};
      case "askMore":
      case "takeOn":
      case "standDown":
      case "declineGap":
        return { from, words };
      case "closeGap":
        return { from, reason: "needGone", words, decidedBy: "" };
      case "proposeEnd":
        return { reason: "needGone", words };
      case "mergeGap":
        return { from, into: await anotherGap(at, { first: confirmed }), words };
      case "endorseGap":
        return { on: true };
      case "addEvidence":
        return { evidenceId: part(), text: words };
      case "linkGap":
        return { linkId: part(), to: { kind: "asset", assetId: part() } };
      case "unlinkGap":
        return { linkId: part(), words };
      case "sayHelped":
        return { helped: true, words: "" };
      default:
        return { words };
    }
  }

  test.for(statuses)("every act that doesn't lead on from %s is refused, and nothing is written", async (status) => {
    const at = await aGap(world, ways[status]);
    expect((await at.gap()).status).toBe(status);
    const head = await world.app.log.headSeq(at.roomId);
    for (const act of Object.keys(edges) as Act[]) {
      if ((edges[act] as readonly string[]).includes(status)) continue;
      const answer = await (await world.as(at.who[hands[act]])).attempt(at.roomId, act, await inputOf(act, at, status));
      const hidden = status === "held" || status === "withdrawn";
      expect(answer.ok ? "written" : answer.error.code, `${act} from ${status}`).toMatch(
        hidden ? /^(GapMoved|NotFound)$/ : /^(GapMoved|OneSideMissing)$/,
      );
    }
    expect(await world.app.log.headSeq(at.roomId)).toBe(head);
  });

  test("each edge is walked by who may, and its line says who it was, of which side, and why", async () => {
    let walked = 0;
    for (const [act, from] of (Object.keys(edges) as Act[]).flatMap((one) => edges[one].map((each) => [one, each] as const))) {
      const anew = act === "confirmNeed" || act === "sayKnown";
      // whoever raised it has nothing to take back or answer of what was suggested without an account, and both sides have spoken for what is validated
      if (from === "held" && act === "withdrawGap") continue;
      if (anew && from === "validated") continue;
      if (act === "linkGap" || act === "unlinkGap" || act === "showGap") continue;
      // together they are more than one person says in an hour
      if (++walked % 5 === 0) await world.later(hour);
      const at = await aGap(world, ways[from]);
      if (act === "keepGap") await did("rhona", "proposeEnd", { reason: "needGone", words })(at);
      await did(hands[act], act, await inputOf(act, at, from))(at);
      const last = (await world.app.log.read(at.roomId, 0)).events.at(-1);
      expect(last?.actor.personId, `${act} from ${from}`).toBe(at.who[hands[act]].personId);
    }
    const at = await aGap(world, { first: inTurn(confirmed, did("carol", "declineGap", { from: "raised", words: "Not ours to mend." })) });
    const lines = (await world.app.log.read(at.roomId, 0)).events
      .slice(1)
      .map(({ type, body }) => [type, (body.org as { sector: string }).sector, body.words]);
    expect(lines).toEqual([
      ["needConfirmed", "citizen", "Many of us say so."],
      ["gapDeclined", "statutory", "Not ours to mend."],
    ]);
  });
});
