import { afterAll, beforeAll, expect, test } from "vitest";
import type { CaseRow } from "../../../apps/server/src/cases/router.ts";
import { aCase, actAs, type BuiltCase, consentInput, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { onTheirWord } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const period = (days: number) => ({
  start: new Date(world.clock.now() - day).toISOString(),
  end: new Date(world.clock.now() + days * day).toISOString(),
});
const asked = async (who: Person, built: BuiltCase) => {
  const answer = await (await world.as(who)).call("cases.list");
  const rows = answer.ok ? (answer.data as CaseRow[]) : [];
  return rows.find((row) => row.caseId === built.caseId)?.endingSoon;
};

test("from thirty days before a yes ends the link worker is asked to ask again, and nobody else; with a new yes no more", async () => {
  const { rhona, tariq } = world.people;
  const terms = { period: period(31) };
  const built = await aCase(world, { consent: { terms } });
  expect(await asked(rhona, built)).toEqual([]);
  await world.later(day);
  expect(await asked(rhona, built)).toEqual([{ consentId: built.consentId, orgs: ["Govan Food Hub"], until: terms.period.end }]);
  expect(await asked(tariq, built)).toEqual([]);
  const renewed = consentInput(world.clock, [world.orgs.hub.orgId], { terms: { period: period(180) }, supersedes: built.consentId });
  await actAs(world, rhona, { roomId: built.roomId, type: "recordConsent", input: renewed });
  expect(await asked(rhona, built)).toEqual([]);
});

test("a yes that is withdrawn, or on which nobody stands, is not asked for again", async () => {
  const { rhona } = world.people;
  const [ended, alone] = [
    await aCase(world, { consent: { terms: { period: period(10) } } }),
    await aCase(world, { consent: { terms: { period: period(10) } }, invited: false, joined: false }),
  ];
  expect(await asked(rhona, ended)).toHaveLength(1);
  await actAs(world, rhona, { roomId: ended.roomId, type: "withdrawConsent", input: onTheirWord(ended) });
  expect(await asked(rhona, ended)).toEqual([]);
  expect(await asked(rhona, alone)).toEqual([]);
});
