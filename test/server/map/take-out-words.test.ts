import type { GapId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { outsider } from "./reading.ts";
import { type At, aGap, both, did, heldGap, inGap, inTurn, known, part, some, stirs, takenOn, tells, twice } from "./scenes.ts";

const told = did("rhona", "addEvidence", () => ({ evidenceId: part(), text: "Mrs Brown of the corner shop asked me." }));
const its = { seq: 2, reason: "namesSomebody" };
const hears = (who: "rhona" | "jean") => ({ elsewhere: both(stirs, tells(who)) });
describeCommand({
  command: "takeOutWords",
  readBy: "house",
  hidden: inGap("ina", its, { first: inTurn(told, did("cora", "hideGap", { words: "It names somebody." })) }),
  stranger: some("ailsa"),
  allowed: {
    "a steward takes out what somebody told, who hears that": {
      given: inGap("ina", its, { first: told, ...hears("rhona") }),
      here: ["wordsTakenOut"],
    },
    "who told it takes out their own": { given: inGap("rhona", its, { first: told }), here: ["wordsTakenOut"] },
    "what the gap itself says": { given: inGap("cora", { ...its, seq: 1 }, hears("jean")), here: ["wordsTakenOut"] },
    "of what came without an account, nobody is there to hear it": { given: heldGap("ina", { ...its, seq: 1 }), here: ["wordsTakenOut"] },
    "what another steward said": {
      given: inGap("ina", its, {
        first: known,
        elsewhere: both(stirs, ({ who }) => ({ [personRoom(who.carol.personId)]: ["noticeDelivered"] })),
      }),
      here: ["wordsTakenOut"],
    },
  },
  refused: {
    "what others told": { given: inGap("ailsa", its, { first: told }), refusal: "FORBIDDEN NotYours" },
    "what one raised oneself, behind which others may stand": { given: inGap("jean", { ...its, seq: 1 }), refusal: "FORBIDDEN NotYours" },
    "what isn't there": { given: inGap("ina", { ...its, seq: 9 }), refusal: "BAD_REQUEST UnknownWords seq" },
    "what says nothing in words": {
      given: inGap("ina", its, { first: did("ailsa", "endorseGap", { on: true }) }),
      refusal: "BAD_REQUEST UnknownWords seq",
    },
    "what was taken out": {
      given: inGap("ina", its, { first: inTurn(told, did("cora", "takeOutWords", its)) }),
      refusal: "CONFLICT SaidAlready",
    },
  },
  other: (input) => ({ ...input, reason: "mistake" }),
  raced: {
    given: twice(inGap("ina", its, { first: told, ...hears("rhona") }), { as: "cora" }),
    outcomes: ["SaidAlready", "written"],
    here: ["wordsTakenOut"],
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
/** All that any door answers of it, to whoever looks. */
async function answers(at: At): Promise<string> {
  const gapId = subjectOf(at.roomId) as GapId;
  const statuses = ["raised", "needsInfo", "validated", "beingAddressed", "closed", "declined"];
  const all: string[] = [];
  for (const as of [at.who.jean, at.who.rhona, at.who.ina, at.who.carol, at.who.cora]) {
    const client = await world.as(as);
    for (const [path, input] of [
      ["map.gap", { gapId }],
      ["map.gaps", { statuses }],
      ["map.queue", {}],
      ["map.mine", {}],
    ] as const)
      all.push((await client.bytes(path, input)).text);
  }
  return [
    ...all,
    JSON.stringify(await outsider(world, "gap", { gapId })),
    JSON.stringify(await outsider(world, "gaps", { statuses })),
  ].join("\n");
}
test("nothing of what was taken out is in any answer or in the store, whoever said it and wherever it was copied to; the chain is whole, and that there was something stays", async () => {
  const at = await aGap(world, {
    change: { title: "Mrs Brown at number nine", statement: "Mrs Brown never goes out." },
    first: inTurn(
      did("ailsa", "addEvidence", () => ({ evidenceId: part(), text: "I saw Mrs Brown." })),
      did("rhona", "proposeEnd", { reason: "needGone", words: "Mrs Brown has moved." }),
      did("ina", "askMore", { from: "raised", words: "Which Mrs Brown?" }),
      did("jean", "answerMore", { words: "Mrs Brown of number nine." }),
      did("ina", "confirmNeed", { words: "Mrs Brown told me." }),
      did("carol", "sayKnown", { words: "We know Mrs Brown." }),
      did("carol", "takeOn", { from: "validated", words: "We visit Mrs Brown." }),
      did("carol", "closeGap", { from: "beingAddressed", reason: "notPossible", words: "Mrs Brown said no.", decidedBy: "Mrs Brown" }),
      did("jean", "reopenGap", { words: "Mrs Brown changed her mind." }),
    ),
  });
  expect(await answers(at)).toContain("Mrs Brown");
  for (let seq = 1; seq <= 10; seq++) await did("cora", "takeOutWords", { seq, reason: "namesSomebody" })(at);
  expect(await answers(at)).not.toContain("Brown");
  await world.app.effects.settled();
  expect(JSON.stringify((await world.app.log.read(at.roomId, 0)).events)).not.toContain("Brown");
  expect(await world.app.log.verify(at.roomId)).toBeUndefined();
  const page = await outsider<{ takenOut: string; timeline: { what: string; takenOut: string | null }[] }>(world, "gap", {
    gapId: subjectOf(at.roomId),
  });
  expect(page.takenOut).toBe("namesSomebody");
  expect(page.timeline.find(({ what }) => what === "needConfirmed")?.takenOut).toBe("namesSomebody");
});

test("what is hidden is there for those who look after the map and whoever raised it: in no list, count, line or notice of anybody else, and nobody is asked whether it helped", async () => {
  const at = await aGap(world, {
    change: { title: "The family at the corner", theme: "arts" },
    first: inTurn(did("ailsa", "endorseGap", { on: true }), did("rhona", "followGap", { on: true }), takenOn),
  });
  const gapId = subjectOf(at.roomId) as GapId;
  const statuses = ["raised", "validated", "beingAddressed"];
  await did("pat", "hideGap", { words: "It tells of one family." })(at);
  for (const as of [at.who.ailsa, at.who.rhona, at.who.tess]) {
    const client = await world.as(as);
    expect((await client.bytes("map.gap", { gapId })).text).toContain("NotFound");
    for (const [path, input] of [
      ["map.gaps", { statuses }],
      ["map.mine", {}],
      ["map.near", { theme: "arts" }],
      ["map.overlay", { areaIds: [(await at.gap()).details?.areaId] }],
    ] as const)
      expect((await client.bytes(path, input)).text, path).not.toContain(gapId);
  }
  await expect(outsider(world, "gap", { gapId })).rejects.toThrow("NotFound");
  expect(JSON.stringify(await outsider(world, "gaps", { statuses }))).not.toContain("corner");
  for (const as of [at.who.ina, at.who.carol, at.who.cora]) {
    const client = await world.as(as);
    expect((await client.bytes("map.gap", { gapId })).text).toContain("It tells of one family.");
    expect((await client.bytes("map.gaps", { statuses })).text).toContain("The family at the corner");
  }
  const mine = await (await world.as(at.who.jean)).bytes("map.gap", { gapId });
  expect(mine.text).toContain("The family at the corner");
  await did("ina", "showGap", { words: "It says the street now." })(at);
  expect(JSON.stringify(await outsider(world, "gap", { gapId }))).toContain("corner");
  expect(JSON.stringify(await outsider(world, "gap", { gapId }))).not.toContain("one family");
});
