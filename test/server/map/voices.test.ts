import type { GapId } from "@linkwork/shared/kernel/ids.ts";
import { foldAll, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { evidenceMix } from "@linkwork/shared/map/rules-gap.ts";
import type { GapEvent } from "@linkwork/shared/map/schema-gap.ts";
import { foldGap, noGap } from "@linkwork/shared/map/state-gap.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { member } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { outsider } from "./reading.ts";
import { addressed, aGap, caused, did, inTurn, linked, part, validated } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

test("from whom it is known follows from who speaks: a charity's link worker is one, a council's officer is a partner, and published numbers that open it again are numbers", async () => {
  const at = await aGap(world);
  const { who } = at;
  const links = await member(world, "Lorna", who.pat, "linkWorker");
  const officer = await member(world, "Owen", who.carol, "worker");
  for (const as of [links, officer, who.senga])
    await actAs(world, as, { roomId: at.roomId, type: "addEvidence", input: { evidenceId: part(), text: "I saw it too." } });
  await addressed(at);
  await world.later(14 * 24 * 3600_000);
  await caused("reopenByNumbers", { weekOf: new Date(world.clock.now()).toISOString().slice(0, 10) })(at);
  expect(evidenceMix(await at.gap())).toMatchObject({ residentStory: 2, linkWorkerSaw: 1, partnerData: 1, unmetNeed: 1 });
  const raised = await aGap(world, { by: "cora" });
  expect(evidenceMix(await raised.gap())).toMatchObject({ partnerData: 1 });
});

test("what was raised before it was said as whom keeps the voice that it had", () => {
  const org = (sector: "statutory" | "third" | "citizen") => ({ orgId: part() as never, name: "Some", sector });
  const old = (sector: "statutory" | "third" | "citizen"): GapEvent => ({
    ...{ seq: 1, id: part() as never, type: "gapRaised", at: "2026-01-05T10:00:00.000Z" },
    actor: { personId: part() as never, orgId: part() as never },
    body: { gapId: part() as never, details: {} as never, org: org(sector) },
  });
  const kinds = (["citizen", "statutory", "third"] as const).map((sector) => foldAll(foldGap, noGap, [old(sector)]).by?.kind);
  expect(kinds).toEqual(["residentStory", "linkWorkerSaw", "partnerData"]);
});

test("the line names who did it: an answer, a link that is taken away and why, and nobody as the house", async () => {
  const at = await aGap(world, {
    first: inTurn(
      did("ina", "askMore", { from: "raised", words: "On which evenings?" }),
      did("pat", "answerMore", { words: "We asked around: on all." }),
      validated,
      linked,
      async (one) => did("rhona", "unlinkGap", { linkId: (await one.gap()).links[0]?.linkId, words: "It meets in the morning." })(one),
    ),
  });
  const { timeline } = await outsider<{ timeline: { what: string; side: string; org: string | null; words: string }[] }>(world, "gap", {
    gapId: subjectOf(at.roomId) as GapId,
  });
  const lineOf = (what: string) => timeline.find((line) => line.what === what);
  expect(lineOf("moreAnswered")).toMatchObject({ side: "partners", org: at.who.pat.orgName });
  expect(lineOf("gapUnlinked")).toMatchObject({ side: "partners", org: at.who.rhona.orgName, words: "It meets in the morning." });
  expect(timeline.filter(({ side }) => side === "house")).toEqual([]);
});
