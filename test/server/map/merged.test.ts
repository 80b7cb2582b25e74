import { gapRoom } from "@linkwork/shared/kernel/room.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mapHolds } from "../../../apps/server/src/map/waiting.ts";
import { actorOf, type Person } from "../../kit/build.ts";
import { toldTo } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type At, addressed, aGap, anotherGap, atRoom, caused, did, inTurn, later, month, subject, validated } from "./scenes.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world?.stop());

/** Rhona raised the same as Jean; Tess stands behind hers, Ailsa behind both, Senga follows it. Hers leads to Jean's now. */
async function merged(): Promise<{ at: At; other: At }> {
  const at = await aGap(world, { first: did("ailsa", "endorseGap", { on: true }) });
  const first = inTurn(
    ...(["tess", "ailsa"] as const).map((as) => did(as, "endorseGap", { on: true })),
    did("senga", "followGap", { on: true }),
  );
  const other = atRoom(world, at.who, gapRoom(await anotherGap(at, { by: "rhona", first })));
  await did("ina", "mergeGap", { from: "raised", into: subject(at), words: "Both say the same." })(other);
  return { at, other };
}
const kindsOf = async (who: Person): Promise<string[]> => toldTo(world, who);
/** Who of these is told what while something is done. */
async function told(at: At, work: () => Promise<unknown>): Promise<Record<string, string[]>> {
  const people = (["jean", "rhona", "tess", "ailsa", "senga", "ina"] as const).map((name) => at.who[name]);
  await world.app.effects.settled();
  const before = await Promise.all(people.map(kindsOf));
  await work();
  await world.app.effects.settled();
  const after = await Promise.all(people.map(kindsOf));
  return Object.fromEntries(people.map(({ name }, i) => [name, after[i]?.slice(before[i]?.length) ?? []]));
}

test("who spoke up for what was merged away, or follows it, hears what becomes of the one that it leads to, each once; taken apart again they hear of their own alone", async () => {
  const { at, other } = await merged();
  const hear = { Jean: ["gapMoved"], Rhona: ["gapMoved"], Tess: ["gapMoved"], Ailsa: ["gapMoved"], Senga: ["gapMoved"], Ina: [] };
  expect(await told(at, () => validated(at))).toEqual(hear);
  await did("cora", "unmergeGap", { words: "They are two things." })(other);
  const alone = await told(at, () => did("pat", "takeOn", { from: "validated", words: "We do." })(at));
  expect(alone).toEqual({ Jean: ["gapMoved"], Rhona: [], Tess: [], Ailsa: ["gapMoved"], Senga: [], Ina: [] });
});

test("all of them are asked once whether it helped, also where one was merged into one that was merged; the no of whoever raised one of them opens it again", async () => {
  const { at: middle, other } = await merged();
  const last = atRoom(world, middle.who, gapRoom(await anotherGap(middle, { by: "carol" })));
  await did("ina", "mergeGap", { from: "raised", into: subject(last), words: "All three are one." })(middle);
  await inTurn(addressed, later(month))(last);
  const asked = await told(last, () => caused("askHelped")(last));
  const ask = ["helpAsked"];
  expect(asked).toEqual({ Jean: ask, Rhona: ask, Tess: ask, Ailsa: ask, Senga: [], Ina: [] });
  const holds = mapHolds({ rooms: world.app.rooms, views: world.app.views.map });
  const notice = { kind: "helpAsked" as const, gapId: subject(last) as never };
  const { rhona, senga, tess } = other.who;
  const stillAsked = (who: Person) => holds(actorOf(who), { ...notice, orgId: who.orgId });
  expect([await stillAsked(rhona), await stillAsked(senga)]).toEqual([true, false]);
  await expect(did("senga", "sayHelped", { helped: true, words: "" })(last)).rejects.toMatchObject({ code: "NotYours" });
  await did("tess", "sayHelped", { helped: false, words: "Not for us." })(last);
  expect([(await last.gap()).status, await stillAsked(tess)]).toEqual(["closed", false]);
  await did("rhona", "sayHelped", { helped: false, words: "It is shut again." })(last);
  expect((await last.gap()).status).toBe("validated");
});

test("whoever raised what was merged away can open the one that it leads to again, and is offered that", async () => {
  const { at, other } = await merged();
  await addressed(at);
  const shown = async (as: Person) =>
    ((await (await world.as(as)).call("map.gap", { gapId: subject(at) })) as { data: { may: string[] } }).data;
  expect((await shown(other.who.rhona)).may).toContain("reopenGap");
  expect((await shown(other.who.tess)).may).not.toContain("reopenGap");
  await did("rhona", "reopenGap", { words: "It is shut again." })(at);
  expect((await at.gap()).status).toBe("validated");
});
