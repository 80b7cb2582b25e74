import { type AtLastMove, callsBack, moves, nextNumber, publishedOf, weekToPublish, windowOf } from "@linkwork/shared/map/rules-numbers.ts";
import { expect, test } from "vitest";

/** Numbers that follow from a seed (mulberry32). */
function dice(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let t = Math.imul(at ^ (at >>> 15), 1 | at);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const crowd = (from: number, to: number): Set<string> => new Set(Array.from({ length: to - from }, (_, i) => `p${from + i}`));
const counted = (people: Set<string>, orgs = 3) => ({ people, orgs });

test("fewer than eight is one answer, whether nobody or seven; from eight on it is the nearest five, and never below ten", () => {
  expect([0, 1, 7].map((n) => publishedOf(n))).toEqual(["fewer", "fewer", "fewer"]);
  expect([8, 10, 12, 13, 17, 18, 100].map((n) => publishedOf(n))).toEqual([10, 10, 10, 15, 15, 20, 100]);
  for (let n = 0; n < 500; n++) {
    const told = publishedOf(n);
    expect(told === "fewer" || (told >= 10 && told % 5 === 0)).toBe(true);
  }
});

test("the threshold can be set higher and not lower", () => {
  expect([publishedOf(9, 20), publishedOf(7, 3), publishedOf(8, 3)]).toEqual(["fewer", "fewer", 10]);
});

test("two counts that are one person apart are told alike, unless that person is the fifth to come or go since the number moved", () => {
  const roll = dice(7);
  for (let round = 0; round < 3_000; round++) {
    const base = crowd(0, Math.floor(roll() * 40));
    const last: AtLastMove = { people: base, published: publishedOf(base.size) };
    const now = new Set([...base].filter(() => roll() > 0.1));
    for (let i = 0; i < Math.floor(roll() * 6); i++) now.add(`new ${i}`);
    const one = [...now][Math.floor(roll() * now.size)];
    if (one === undefined) continue;
    const without = new Set([...now].filter((each) => each !== one));
    const moved = (to: Set<string>) => [...to].filter((p) => !base.has(p)).length + [...base].filter((p) => !to.has(p)).length;
    const [a, b] = [nextNumber(counted(now), last), nextNumber(counted(without), last)];
    if (Math.max(moved(now), moved(without)) < moves) expect([a.published, b.published]).toEqual([last.published, last.published]);
  }
});

test("what was told before and after any number of weeks leaves no count of one to seven to be worked out", () => {
  const roll = dice(11);
  for (let round = 0; round < 300; round++) {
    let people = new Set<string>();
    let last: AtLastMove | undefined;
    let told: number[] = [];
    for (let week = 0; week < 20; week++) {
      people = new Set([...people].filter(() => roll() > 0.15));
      for (let i = 0; i < Math.floor(roll() * 7); i++) people.add(`${week} ${i}`);
      last = nextNumber(counted(people), last);
      told = [...told, last.published === "fewer" ? 0 : last.published];
    }
    // what can be made of two weeks is nothing, or five and more
    for (const [i, one] of told.entries()) {
      const before = told[i - 1];
      if (before !== undefined) expect(Math.abs(one - before) === 0 || Math.abs(one - before) >= 5).toBe(true);
    }
  }
});

test("a number behind which fewer than three organisations stand is not told", () => {
  expect(nextNumber(counted(crowd(0, 30), 2)).published).toBe("fewer");
  expect(nextNumber(counted(crowd(0, 30), 3)).published).toBe(30);
});

test("a week is published on Monday at three in London, and looks at the ninety days before it", () => {
  const wall = (text: string) => Date.parse(`${text}Z`);
  expect(weekToPublish(wall("2026-11-30T02:59:59"))).toBe("2026-11-23");
  expect(weekToPublish(wall("2026-11-30T03:00:00"))).toBe("2026-11-30");
  expect(weekToPublish(wall("2026-12-06T23:59:00"))).toBe("2026-11-30");
  expect(windowOf("2026-11-30")).toEqual({ from: "2026-09-01", until: "2026-11-30" });
});

test("what was closed is missing again by numbers that rise after it was closed, or that hold on when all who looked before are forgotten", () => {
  const at = (weekOf: string, now: number | "fewer", before?: number | "fewer") =>
    callsBack({ closedOn: "2026-09-02", weekOf, now, before });
  expect(at("2026-09-07", 10, "fewer")).toBe(true);
  expect(at("2026-09-07", 15, 10)).toBe(true);
  // the ones from before it was closed are counted for ninety days
  expect(at("2026-09-07", 15, 15)).toBe(false);
  expect(at("2026-09-07", 10, 15)).toBe(false);
  expect(at("2026-11-30", 10, 10)).toBe(false);
  expect(at("2026-12-07", 10, 10)).toBe(true);
  expect(at("2026-12-07", "fewer", 10)).toBe(false);
  expect(callsBack({ closedOn: "2026-09-07", weekOf: "2026-09-07", now: 20, before: "fewer" })).toBe(false);
});
