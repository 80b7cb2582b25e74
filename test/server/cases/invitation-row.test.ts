import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, type BuiltCase } from "../../kit/build.ts";
import { day, hour } from "../../kit/clock.ts";
import { did, onTheirWord, paused } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

// An invitation tells of the person only while it can be said yes to.

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const rest = did("rhona", "restSharing", (_, { clock }) => ({
  because: "capacity",
  on: new Date(clock.now()).toISOString().slice(0, 10),
  from: "her daughter",
}));
/** An invitation of the food hub, under a yes of ten hours or of months. */
function invited(hours?: number): Promise<BuiltCase> {
  const [start, end] = [-day, (hours ?? 4000) * hour].map((from) => new Date(world.clock.now() + from).toISOString());
  return aCase(world, { joined: false, consent: { terms: { period: { start, end } } } });
}
const list = async (name: "tariq" | "rhona"): Promise<string> =>
  JSON.stringify(await (await world.as(world.people[name])).call("cases.list"));

const ends: [string, number | undefined, (built: BuiltCase) => Promise<unknown>][] = [
  ["the person paused it", undefined, (built) => paused(world, built)],
  ["sharing rests", undefined, (built) => rest(world, built)],
  ["the yes has run out", 10, () => world.later(11 * hour)],
  ["nobody answered for two weeks", undefined, () => world.later(15 * day)],
];

describe.each(ends)("%s", (_title, hours, happens) => {
  test("it is in no list any more, no initials and no need; it can still be declined, and the yes still be ended", async () => {
    const built = await invited(hours);
    expect(await list("tariq")).toContain(built.caseId);
    await happens(built);
    expect(await list("tariq")).not.toContain(built.caseId);
    expect(await list("rhona")).toContain(built.caseId);
    const tariq = await world.as(world.people.tariq);
    const part = { participationId: built.participationId };
    expect(await tariq.attempt(built.roomId, "joinCase", part)).toMatchObject({ ok: false });
    const withdrawn = await tariq.attempt(built.roomId, "withdrawConsent", onTheirWord(built));
    expect(withdrawn).toMatchObject({ ok: true });
    expect(JSON.stringify(withdrawn)).not.toContain('"shown"');
  });

  test("and declining it is heard", async () => {
    const built = await invited(hours);
    await happens(built);
    const tariq = await world.as(world.people.tariq);
    const answer = await tariq.attempt(built.roomId, "declineInvitation", { participationId: built.participationId, reason: "noPlaces" });
    expect(answer).toMatchObject({ ok: true });
  });
});
