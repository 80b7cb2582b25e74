import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import type { Charter } from "@linkwork/shared/projects/schema.ts";
import { expect, test } from "vitest";
import { charterChanges } from "../../../apps/web/src/projects/charter-changes.ts";

const [practice, hub] = ["practice", "hub"] as [OrgId, OrgId];
const nameOf = (orgId: OrgId) => (orgId === practice ? "Southside Practice" : "Govan Food Hub");
const was: Charter = {
  ...{ title: "Befriending", purpose: "So that nobody sits alone.", need: "", startsOn: "2026-12-01" },
  brings: [
    { bringsId: "b1", orgId: practice, kind: "time", words: "four hours a week" },
    { bringsId: "b2", orgId: hub, kind: "place", words: "the back room" },
  ],
  money: [{ fundingId: "f1", name: "Winter fund", funder: "The trust", pence: 8_500_00, from: "2026-10-01", until: "2027-03-31" }],
  measures: [{ measureId: "m1", words: "Fewer evenings alone", how: "we ask", target: "most say so", by: null }],
};
const changes = (change: Partial<Charter>) => charterChanges(was, { ...was, ...change }, nameOf).map(({ key: _key, ...rest }) => rest);

test("two charters that say the same differ in nothing", () => {
  expect(changes({})).toEqual([]);
  expect(changes({ brings: was.brings.toReversed() })).toEqual([]);
});

test("each thing that reads otherwise stands with both its sides: words, the first day, money with its sum and its end, measures, who brings what", () => {
  const [time, place] = was.brings as [Charter["brings"][number], Charter["brings"][number]];
  const [fund] = was.money as [Charter["money"][number]];
  const [measure] = was.measures as [Charter["measures"][number]];
  expect(changes({ need: "“Evenings are long.”", startsOn: "2027-01-04" })).toEqual([
    { what: "What people said is missing", before: null, after: "“Evenings are long.”" },
    { what: "It starts", before: "1 December 2026", after: "4 January 2027" },
  ]);
  expect(changes({ brings: [{ ...time, words: "two hours a week" }, place] })).toEqual([
    { what: "Southside Practice brings", before: "time: four hours a week", after: "time: two hours a week" },
  ]);
  expect(changes({ money: [{ ...fund, pence: 4_000_00, until: "2027-01-31" }] })).toEqual([
    {
      what: "Money: Winter fund",
      before: "Winter fund, from The trust, £8,500, 1 October 2026 to 31 March 2027",
      after: "Winter fund, from The trust, £4,000, 1 October 2026 to 31 January 2027",
    },
  ]);
  expect(changes({ measures: [{ ...measure, target: "a few say so" }] })[0]).toMatchObject({
    before: expect.stringContaining("most say so"),
    after: expect.stringContaining("a few say so"),
  });
});

test("what is taken out has nothing beside it, and what is new had nothing; what somebody else brings from now on counts for both", () => {
  const [time, place] = was.brings as [Charter["brings"][number], Charter["brings"][number]];
  const fresh = { bringsId: "b3", orgId: hub, kind: "food" as const, words: "soup" };
  expect(changes({ brings: [time, fresh] })).toEqual([
    { what: "Govan Food Hub brings", before: "a place: the back room", after: null },
    { what: "Govan Food Hub brings", before: null, after: "food: soup" },
  ]);
  expect(changes({ brings: [time, { ...place, orgId: practice }] })).toEqual([
    { what: "Govan Food Hub brings", before: "a place: the back room", after: null },
    { what: "Southside Practice brings", before: null, after: "a place: the back room" },
  ]);
});
