import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, type BuiltCase, house, type Person } from "../../kit/build.ts";
import { letIn } from "../../kit/guests.ts";
import { keptAway } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

/** What stands in an answer, but for what is another in every case: ids, times, numbers. */
const plain = (answer: unknown): string =>
  JSON.stringify(answer).replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z|"(seq|epoch)":\d+/g, "x");
const bring = async ({ roomId, participationId }: BuiltCase, who: Person) =>
  (await world.as(world.people.tariq)).attempt(roomId, "addColleague", { participationId, personId: who.personId });
const mention = async (by: Person, { roomId }: BuiltCase, who: Person) =>
  (await world.as(by)).attempt(roomId, "postMessage", { text: `@${who.name}`, mentions: [{ kind: "person", personId: who.personId }] });
const noticed = async (who: Person): Promise<number> => {
  await world.app.effects.settled();
  return world.app.log.headSeq(personRoom(who.personId));
};

describe("20. whoever tries colleague after colleague learns from no answer that somebody is kept away", () => {
  test("bringing them in answers alike, the list of who is in shows alike, and who is kept away reads nothing and hears of nothing", async () => {
    const { tariq, tess } = world.people;
    const [free, away] = [await aCase(world), await aCase(world)];
    // somebody of elsewhere is kept away in the one, and so there too a yes was given
    await keptAway("otto")(world, free);
    await keptAway("tess")(world, away);
    const before = await noticed(tess);
    expect(plain(await bring(away, tess))).toBe(plain(await bring(free, tess)));
    expect(plain(await bring(away, tess))).toBe(plain(await bring(free, tess)));
    const asTariq = await world.as(tariq);
    const members = async ({ roomId, participationId }: BuiltCase) =>
      ((await asTariq.since(roomId, null)).state as CaseState).participations[participationId]?.members;
    expect(plain(await members(away))).toBe(plain(await members(free)));
    const asTess = await world.as(tess);
    expect(await asTess.call("room.since", { roomId: away.roomId, afterSeq: null })).toMatchObject({
      ok: false,
      error: { code: "NotFound" },
    });
    const listed = (await asTess.call("cases.list")) as unknown as { data: { caseId: string }[] };
    expect(listed.data.map((row) => row.caseId)).not.toContain(away.caseId);
    expect(await noticed(tess)).toBe(before);
  });

  test("so does naming a member who was in before they were kept away: nobody but the practice is refused, and they hear of nothing", async () => {
    const { rhona, tariq, tess } = world.people;
    const [free, away] = [await aCase(world), await aCase(world)];
    for (const built of [free, away]) await bring(built, tess);
    await keptAway("tess")(world, away);
    const before = await noticed(tess);
    expect(plain(await mention(tariq, away, tess))).toBe(plain(await mention(tariq, free, tess)));
    expect(await noticed(tess)).toBe(before + 1);
    expect(await mention(rhona, away, tess)).toMatchObject({ ok: false, error: { code: "MentionUnknown" } });
  });

  test("and naming a guest who is kept away by now", async () => {
    const { rhona, tariq, olga } = world.people;
    const [free, away] = [await aCase(world), await aCase(world)];
    for (const built of [free, away]) await letIn("olga")(world, built);
    await keptAway("olga")(world, away);
    expect(plain(await mention(tariq, away, olga))).toBe(plain(await mention(tariq, free, olga)));
    expect(await mention(rhona, away, olga)).toMatchObject({ ok: false, error: { code: "MentionUnknown" } });
  });

  test("who is kept away is not told that the case is gone either, as the others who were in it are", async () => {
    const { tess } = world.people;
    const away = await aCase(world);
    await bring(away, tess);
    await keptAway("tess")(world, away);
    const [before, others] = [await noticed(tess), await noticed(world.people.tariq)];
    await house(world, away.roomId, "eraseCase", {});
    expect(await noticed(tess)).toBe(before);
    expect(await noticed(world.people.tariq)).toBe(others + 1);
  });
});
