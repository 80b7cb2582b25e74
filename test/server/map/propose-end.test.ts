import type { GapId } from "@linkwork/shared/kernel/ids.ts";
import { gapRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { GapEvent } from "@linkwork/shared/map/schema-gap.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GapShown } from "../../../apps/server/src/map/present-gap.ts";
import { describeCommand } from "../../kit/given.ts";
import { readAll, toldTo } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { outsider } from "./reading.ts";
import {
  type At,
  aGap,
  anotherGap,
  both,
  confirmed,
  did,
  heldGap,
  inGap,
  known,
  stirs,
  subject,
  takenOn,
  tells,
  twice,
  validated,
} from "./scenes.ts";

const ends = { reason: "needGone", words: "The hall is open again." };
const told = { elsewhere: both(stirs, tells("ina", "cora")) };
const notOurs = { reason: "notTakenUp", words: "The council runs that already." };
const elsewhere = async (at: At) => ({ reason: "toldElsewhere", into: await anotherGap(at), words: "Both say the same." });
describeCommand({
  command: "proposeEnd",
  readBy: "house",
  hidden: heldGap("rhona", ends),
  allowed: {
    "who works somewhere proposes that it ends": { given: inGap("rhona", ends, told), here: ["endProposed"] },
    "who lives there, of what is taken on: who took it on hears it as well": {
      given: inGap("ailsa", ends, { first: takenOn, elsewhere: both(stirs, tells("ina", "cora", "carol")) }),
      here: ["endProposed"],
    },
    "for another reason": {
      given: inGap("rhona", ends, { ...told, first: did("rhona", "proposeEnd", { ...ends, reason: "outOfArea" }) }),
      here: ["endProposed"],
    },
    "who lives there, that it isn't taken up": { given: inGap("ailsa", notOurs, told), here: ["endProposed"] },
    "the same of what waits for an answer": {
      given: inGap("ailsa", notOurs, { ...told, first: did("ina", "askMore", { from: "raised", words: "Where?" }) }),
      here: ["endProposed"],
    },
    "a link worker, that it is told of in another one": { given: inGap("rhona", elsewhere, told), here: ["endProposed"] },
  },
  refused: {
    "not to take up what both sides have spoken for": {
      given: inGap("rhona", notOurs, { first: validated }),
      refusal: "CONFLICT GapMoved",
    },
    "to tell in another one what is taken on": { given: inGap("rhona", elsewhere, { first: takenOn }), refusal: "CONFLICT GapMoved" },
    "to tell it nowhere": { given: inGap("rhona", { ...ends, reason: "toldElsewhere" }), refusal: "BAD_REQUEST BadInput into" },
    "to close it into another one": {
      given: inGap("rhona", async (at) => ({ ...ends, into: await anotherGap(at) })),
      refusal: "BAD_REQUEST BadInput into",
    },
    "into itself": {
      given: inGap("rhona", (at) => ({ reason: "toldElsewhere", into: subject(at), words: "The same." })),
      refusal: "BAD_REQUEST MergedInCircles into",
    },
    "into what waits for a steward": {
      given: inGap("rhona", async (at) => ({ reason: "toldElsewhere", into: await anotherGap(at, { by: null }), words: "The same." })),
      refusal: "BAD_REQUEST UnknownOther into",
    },
    "what everybody sees, into what no steward has looked at": {
      given: inGap("rhona", elsewhere, { first: confirmed }),
      refusal: "CONFLICT NotLookedAt into",
    },
    "the same once more": { given: inGap("isla", ends, { first: did("rhona", "proposeEnd", ends) }), refusal: "CONFLICT SaidAlready" },
    "a telephone number, unasked": {
      given: inGap("rhona", { ...ends, words: "Ring 07700 900123." }),
      refusal: "BAD_REQUEST LooksLikeSomebody words",
    },
    "what was declined": {
      given: inGap("rhona", ends, { first: did("ina", "declineGap", { from: "raised", words: "No." }) }),
      refusal: "CONFLICT GapMoved",
    },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inGap("rhona", ends, told), { as: "isla" }), outcomes: ["SaidAlready", "written"], here: ["endProposed"] },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
type Queue = { gaps: { gap: GapShown; waits: string[] }[] };
const ask = async <T>(at: At, name: "ina" | "ailsa", path: string, input?: object): Promise<T> =>
  ((await (await world.as(at.who[name])).call(path, input)) as unknown as { data: T }).data;
const waits = async (at: At) =>
  (await ask<Queue>(at, "ina", "map.queue")).gaps.filter(({ gap }) => gap.gapId === subject(at)).flatMap((one) => one.waits);
/** What these were told since. */
async function since(at: At, step: () => Promise<unknown>): Promise<string[][]> {
  await world.app.effects.settled();
  await readAll(world, at.who.ina, at.who.cora);
  const people = [at.who.rhona, at.who.ailsa];
  const before = await Promise.all(people.map((one) => toldTo(world, one)));
  await step();
  await world.app.effects.settled();
  const after = await Promise.all(people.map((one) => toldTo(world, one)));
  return after.map((kinds, n) => kinds.slice(before[n]?.length));
}
const last = async (at: At) => (await world.app.log.read(at.roomId, 0)).events.at(-1) as unknown as GapEvent;

test.for([
  ["not to take it up", () => notOurs, () => did("carol", "declineGap", { from: "raised", words: "So it is." })],
  ["to tell of it in another one", elsewhere, (into: GapId) => did("ina", "mergeGap", { from: "raised", into, words: "So it is." })],
  ["that it ends, and it stays open", elsewhere, () => did("ina", "keepGap", { words: "They are two." })],
] as const)(
  "what is proposed, %s, waits for a steward, who reads it on the page; whoever proposed it hears what became of it, once, also where another proposal took its place",
  async ([, input, settle]) => {
    const at = await aGap(world);
    await did("rhona", "proposeEnd", ends)(at);
    const proposal = await input(at);
    await did("ailsa", "proposeEnd", proposal)(at);
    const into = "into" in proposal ? proposal.into : undefined;
    expect(await waits(at)).toContain("proposed");
    const shown = await ask<GapShown>(at, "ina", "map.gap", { gapId: subject(at) });
    // one resident's word isn't their panel's
    expect(shown.proposed?.org).toBeNull();
    expect(shown.timeline.filter(({ what }) => what === "endProposed").map(({ org }) => org)).toEqual([at.who.rhona.orgName, null]);
    expect(shown.proposed).toMatchObject({ reason: proposal.reason, words: proposal.words, into: into ? { gapId: into } : null });
    expect(shown.timeline.filter(({ what }) => what === "endProposed").map(({ reason }) => reason)).toEqual([ends.reason, proposal.reason]);
    expect(await since(at, () => settle(into as GapId)(at))).toEqual([["gapMoved"], ["gapMoved"]]);
    expect(await waits(at)).not.toContain("proposed");
    expect((await last(at)).body).toMatchObject({ of: { personId: at.who.ailsa.personId }, others: [{ personId: at.who.rhona.personId }] });
  },
);

test("what can't be done any more, since both sides have spoken for it, waits for nobody", async () => {
  const at = await aGap(world);
  await did("ailsa", "proposeEnd", notOurs)(at);
  expect(await waits(at)).toContain("proposed");
  await confirmed(at);
  await known(at);
  expect(await waits(at)).not.toContain("proposed");
  expect((await ask<GapShown>(at, "ina", "map.gap", { gapId: subject(at) })).proposed).toBeNull();
});

test("who settles a proposal isn't told whose it was, and outsiders read nothing of it", async () => {
  const at = await aGap(world, { first: confirmed });
  await did("ailsa", "proposeEnd", notOurs)(at);
  const gapId = subjectOf(at.roomId);
  const outside = await outsider<GapShown>(world, "gap", { gapId });
  expect(outside.proposed).toBeNull();
  expect(JSON.stringify(outside)).not.toContain(notOurs.words);
  const answer = await (await world.as(at.who.carol)).attempt(gapRoom(gapId as GapId), "declineGap", {
    from: "raised",
    words: "So it is.",
  });
  expect(JSON.stringify(answer)).not.toContain(at.who.ailsa.personId);
  expect((await at.gap()).proposed).toBeNull();
});
