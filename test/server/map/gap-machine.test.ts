import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { foldAll } from "@linkwork/shared/kernel/room.ts";
import { edges } from "@linkwork/shared/map/rules-gap.ts";
import type { GapCommand, GapEvent, GapStatus } from "@linkwork/shared/map/schema-gap.ts";
import { burstOf, endorsed, foldGap, type GapState, noGap } from "@linkwork/shared/map/state-gap.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";
import { full } from "../../kit/depth.ts";
import { gapDetails, gapSays } from "../../kit/map.ts";
import { aPerson, part } from "../../kit/projects.ts";
import { createWorld, type World } from "../../kit/world.ts";
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

const start = Date.parse("2027-01-11T10:00:00Z");
const hour = 3600_000;
const orgOf = (name: string, sector: Actor["sector"]) => ({ ...aPerson(name, sector), orgName: name });
const panel = orgOf("The panel", "citizen");
const council = orgOf("The council", "statutory");
const charity = orgOf("The charity", "third");
const as = (org: Actor, name: string, ...roles: Actor["roles"]): Actor => ({
  ...aPerson(name, org.sector, org.orgId, roles),
  orgName: org.orgName,
});
const ina = as(panel, "Ina", "resident", "steward");
const residents = ["Jean", "Rab", "Ailsa", "Senga"].map((name) => as(panel, name, "resident"));
/** Ina works for the council as well, and is its steward under that hat. */
const inaAtWork: Actor = { ...as(council, "Ina", "worker", "steward"), personId: ina.personId };
const everybody: readonly Actor[] = [
  ...residents,
  ...[
    ina,
    inaAtWork,
    as(council, "Carol", "worker", "steward"),
    as(charity, "Pat", "worker", "steward"),
    as(charity, "Cora", "coordinator"),
  ],
  ...[as(council, "Rhona", "linkWorker"), systemActor],
];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

type Try = { what: number; who: number; from: number; yes: boolean; wait: number };
const tries = fc.record({
  ...{ what: fc.nat(60), who: fc.nat(60), from: fc.nat(3), yes: fc.boolean(), wait: fc.constantFrom(0, 0, 1, 2, 30 * 24) },
});
const words = "Because.";
const statuses: readonly GapStatus[] = [
  "held",
  "raised",
  "needsInfo",
  "validated",
  "beingAddressed",
  "closed",
  "declined",
  "withdrawn",
  "merged",
];
/** All that can be asked of a gap. What is asked `from` mostly fits. */
function commandOf(state: GapState, { what, from: near, yes }: Try): GapCommand {
  const from = near === 0 ? pick(statuses, what) : state.status === "absent" ? "raised" : state.status;
  const linkId = state.links[0]?.linkId ?? part();
  const all: GapCommand[] = [
    { type: "acceptGap", input: {} },
    { type: "askMore", input: { from, words } },
    { type: "answerMore", input: { words } },
    { type: "confirmNeed", input: { words } },
    { type: "confirmNeed", input: { words } },
    { type: "sayKnown", input: { words } },
    { type: "sayKnown", input: { words } },
    { type: "takeOn", input: { from, words } },
    { type: "standDown", input: { from, words } },
    { type: "closeGap", input: { from, reason: yes ? "addressed" : "notPossible", words, decidedBy: "The committee" } },
    { type: "reopenGap", input: { words } },
    { type: "declineGap", input: { from, words } },
    { type: "withdrawGap", input: { words } },
    { type: "mergeGap", input: { from, into: newId(start), words } },
    { type: "unmergeGap", input: { words } },
    { type: "restoreGap", input: { words } },
    { type: "endorseGap", input: { on: yes } },
    { type: "addEvidence", input: { evidenceId: part(), text: words } },
    { type: "proposeEnd", input: { reason: "needGone", words } },
    { type: "keepGap", input: { words } },
    { type: "linkGap", input: { linkId: part(), to: { kind: "asset", assetId: newId(start) } } },
    { type: "unlinkGap", input: { linkId, words } },
    { type: "hideGap", input: { words } },
    { type: "showGap", input: { words } },
    { type: "takeOutWords", input: { seq: 1, reason: "mistake" } },
    { type: "followGap", input: { on: yes } },
    { type: "sayHelped", input: { helped: yes, words } },
    { type: "askHelped", input: {} },
    { type: "reopenByNumbers", input: { weekOf: "2028-01-03" } },
    { type: "settleBurst", input: { keep: yes, words } },
  ];
  return pick(all, what);
}
const other: GapState = { ...noGap, status: "raised", gapId: newId(start), details: gapDetails() };
/** A gap with all that was ever written of it. */
type Life = { state: GapState; log: GapEvent[]; at: number };
function begun(suggested: boolean): Life {
  const gapId = newId<never>(start);
  const command: GapCommand = suggested
    ? { type: "suggestGap", input: { gapId, details: gapDetails() } }
    : { type: "raiseGap", input: { gapId, details: gapDetails() } };
  const log = gapSays(noGap, command, { as: suggested ? systemActor : (residents[0] as Actor), at: start });
  if (log instanceof Refusal) throw log;
  return { state: foldAll(foldGap, noGap, log), log, at: start };
}
function lived({ state, log, at }: Life, one: Try): Life {
  const now = at + one.wait * hour;
  const facts = { other, linked: { title: "Evening room" } };
  const events = gapSays(state, commandOf(state, one), { as: pick(everybody, one.who), at: now, facts });
  if (events instanceof Refusal) return { state, log, at: now };
  return { state: foldAll(foldGap, state, events), log: [...log, ...events], at: now };
}

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
