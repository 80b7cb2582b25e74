import type { NoticeWishes } from "@linkwork/shared/identity/notices.ts";
import {
  choiceFor,
  comesThrough,
  digestsAround,
  isQuiet,
  kindsFor,
  noticeKinds,
  quietUntil,
  roundFor,
  type Thing,
  usualWishes,
} from "@linkwork/shared/identity/rules-notices.ts";
import { Notice } from "@linkwork/shared/identity/schema.ts";
import { noPerson, type PersonState } from "@linkwork/shared/identity/state.ts";
import { noticeKindWords, noticeLetter } from "@linkwork/shared/identity/words-notices.ts";
import { atWallInLondon, wallInLondon } from "@linkwork/shared/kernel/london.ts";
import { expect, test } from "vitest";

/** An instant by the clock on the wall in London: "2026-11-30 09:15". */
const london = (wall: string): number => atWallInLondon(Date.parse(`${wall.replace(" ", "T")}:00Z`));
const shown = (at: number): string => new Date(wallInLondon(at)).toISOString().slice(0, 16).replace("T", " ");
const wishes = (change: Partial<NoticeWishes> = {}): NoticeWishes => ({ ...usualWishes, ...change });
const quiet = (from: number, to: number, daysOff: number[] = []) => wishes({ quiet: { hours: { from, to }, daysOff } });
const person = (change: Partial<PersonState> = {}): PersonState => ({
  ...noPerson,
  since: new Date(london("2026-11-01 12:00")).toISOString(),
  ...change,
});
const thing = (kind: Thing["kind"], at: string, change: { told?: boolean; more?: boolean; noticeId?: string } = {}): Thing => ({
  kind,
  about: "a case",
  at: new Date(london(at)).toISOString(),
  told: false,
  noticeId: "one",
  ...change,
});
const round = (at: string, things: Thing[], { as = person(), slot = "" }: { as?: PersonState; slot?: string } = {}) => {
  const { tell, next, slot: done } = roundFor(as, things, { now: london(at), slot: slot ? london(slot) : 0 });
  return { told: tell.map(({ kind }) => kind), next: next === undefined ? undefined : shown(next), slot: done ? shown(done) : "" };
};

test("quiet hours are London's, over midnight too, on summer time and on the nights on which the clocks change", () => {
  const night = quiet(19, 7);
  for (const [at, is] of [
    ["2026-11-30 18:59", false],
    ["2026-11-30 19:00", true],
    ["2026-12-01 06:59", true],
    ["2026-12-01 07:00", false],
    ["2026-07-01 18:59", false],
    ["2026-07-01 19:00", true],
  ] as const)
    expect(isQuiet(night, london(at)), at).toBe(is);
  expect(shown(quietUntil(night, london("2026-11-30 22:10")))).toBe("2026-12-01 07:00");
  expect(shown(quietUntil(night, london("2026-12-01 12:00")))).toBe("2026-12-01 12:00");
  // spring forward on 29 March 2026, back on 25 October
  expect(quietUntil(night, london("2026-03-28 22:00")) - london("2026-03-28 22:00")).toBe(8 * 3600_000);
  expect(quietUntil(night, london("2026-10-24 22:00")) - london("2026-10-24 22:00")).toBe(10 * 3600_000);
  expect(isQuiet(quiet(9, 17), london("2026-11-30 12:00"))).toBe(true);
  expect(shown(quietUntil(quiet(9, 17), london("2026-11-30 12:00")))).toBe("2026-11-30 17:00");
});

test("days off are quiet from midnight to midnight, and what comes waits for the first hour after them", () => {
  // 28 November 2026 is a Saturday
  const weekend = quiet(19, 7, [6, 7]);
  expect(isQuiet(weekend, london("2026-11-28 11:00"))).toBe(true);
  expect(shown(quietUntil(weekend, london("2026-11-27 20:00")))).toBe("2026-11-30 07:00");
  expect(shown(quietUntil(wishes({ quiet: { hours: null, daysOff: [6, 7] } }), london("2026-11-28 11:00")))).toBe("2026-11-30 00:00");
});

test("the daily mail has its hour in London in winter and in summer, once a day also when the clocks change", () => {
  const at = (day: string) => digestsAround(usualWishes, london(`${day} 12:00`));
  expect(shown(at("2026-11-30").last)).toBe("2026-11-30 08:00");
  expect(shown(at("2026-07-01").last)).toBe("2026-07-01 08:00");
  expect(at("2026-03-28").next - at("2026-03-28").last).toBe(23 * 3600_000);
  expect(at("2026-10-24").next - at("2026-10-24").last).toBe(25 * 3600_000);
  const early = wishes({ digestHour: 1 });
  const slots = new Set<number>();
  for (let t = london("2026-10-24 00:00"); t < london("2026-10-27 00:00"); t += 600_000) slots.add(digestsAround(early, t).last);
  expect(slots.size).toBe(4);
});

test("what is chosen at once comes after a breath, and what comes right after that mail is told five minutes later", () => {
  expect(round("2026-11-30 09:15", [thing("named", "2026-11-30 09:15")], { slot: "2026-11-30 08:00" })).toEqual({
    told: [],
    next: "2026-11-30 09:15",
    slot: "2026-11-30 08:00",
  });
  expect(round("2026-11-30 09:16", [thing("named", "2026-11-30 09:15")], { slot: "2026-11-30 08:00" }).told).toEqual(["named"]);
  const told = { count: 1, at: new Date(london("2026-11-30 09:14")).toISOString(), rooms: {}, invitations: [] };
  const after = round("2026-11-30 09:16", [thing("named", "2026-11-30 09:15")], { as: person({ told }), slot: "2026-11-30 08:00" });
  expect(after).toEqual({ told: [], next: "2026-11-30 09:19", slot: "2026-11-30 08:00" });
});

test("what is chosen daily waits for its hour and comes then in one mail, once; an hour before one chose is none of it", () => {
  const things = [thing("news", "2026-11-30 09:15"), thing("place", "2026-11-30 09:15", { noticeId: "two" })];
  expect(round("2026-11-30 21:00", things, { slot: "2026-11-30 08:00" })).toMatchObject({ told: [], next: "2026-12-01 08:00" });
  expect(round("2026-12-01 08:00", things, { slot: "2026-11-30 08:00" })).toEqual({
    told: ["news", "place"],
    next: "2026-12-02 08:00",
    slot: "2026-12-01 08:00",
  });
  expect(round("2026-12-01 08:10", things, { slot: "2026-12-01 08:00" }).told).toEqual([]);
  // down at eight: as soon as it is there again
  expect(round("2026-12-01 11:00", things, { slot: "2026-11-30 08:00" }).told).toEqual(["news", "place"]);
  const chosen = person({ since: new Date(london("2026-12-01 10:00")).toISOString() });
  expect(round("2026-12-01 11:00", things, { as: chosen, slot: "2026-11-30 08:00" }).told).toEqual([]);
});

test("in quiet hours nothing comes but what was let through; when they end the rest comes in one mail", () => {
  const things = [thing("named", "2026-11-30 22:00"), thing("worry", "2026-11-30 22:00", { noticeId: "two" })];
  const slot = "2026-11-30 08:00";
  expect(round("2026-11-30 22:30", things, { slot })).toMatchObject({ told: [], next: "2026-12-01 07:00" });
  expect(round("2026-12-01 07:00", things, { slot }).told).toEqual(["named", "worry"]);
  const as = person({ wishes: wishes({ urgent: true }) });
  expect(round("2026-11-30 22:30", things, { slot, as }).told).toEqual(["worry"]);
  // the daily hour lies in quiet hours: it comes when they end
  const late = person({ wishes: quiet(19, 9) });
  expect(round("2026-12-01 08:00", [thing("news", "2026-11-30 22:00")], { slot, as: late })).toMatchObject({
    told: [],
    next: "2026-12-01 09:00",
  });
  expect(round("2026-12-01 09:00", [thing("news", "2026-11-30 22:00")], { slot, as: late }).told).toEqual(["news"]);
});

test("the hour of a mail in the night doesn't say that it is about safety: something that is not comes then too", () => {
  const through = noticeKinds.filter((kind) => comesThrough(kind, wishes({ urgent: true })));
  expect(through).toContain("worry");
  expect(through.length).toBeGreaterThan(1);
  expect(noticeKinds.filter((kind) => comesThrough(kind, usualWishes))).toEqual([]);
});

test("what was told is not told again; a conversation that goes on unread stands in the next daily mail, and in no other", () => {
  const slot = "2026-11-30 08:00";
  expect(round("2026-12-01 08:00", [thing("named", "2026-11-30 09:00", { told: true })], { slot }).told).toEqual([]);
  const goesOn = thing("news", "2026-11-30 09:00", { told: true, more: true });
  const eager = person({ wishes: wishes({ by: { ...usualWishes.by, news: "atOnce" } }) });
  expect(round("2026-11-30 12:00", [goesOn], { slot, as: eager }).told).toEqual([]);
  expect(round("2026-12-01 08:00", [goesOn], { slot, as: eager }).told).toEqual(["news"]);
});

test("who wants no mail is not looked at", () => {
  const none = person({ wishes: wishes({ by: Object.fromEntries(noticeKinds.map((k) => [k, "product"])) as NoticeWishes["by"] }) });
  expect(round("2026-12-01 09:00", [thing("worry", "2026-11-30 09:00")], { as: none })).toEqual({
    told: [],
    next: undefined,
    slot: "2026-12-01 08:00",
  });
});

test("worries are asked about only of safeguarding leads, and residents about projects and the map alone", () => {
  expect(kindsFor(["worker"])).not.toContain("worry");
  expect(kindsFor(["safeguardingLead"])).toContain("worry");
  expect(kindsFor(["worker"])).not.toContain("ending");
  expect(kindsFor(["resident"])).toEqual(["project", "map"]);
});

test("a mail says that there is something, in how many places at most, and where to look; nothing else", () => {
  const one = noticeLetter({ count: 1, address: "https://linkwork.test" });
  const three = noticeLetter({ count: 3, address: "https://linkwork.test" });
  expect(one.subject).toBe(three.subject);
  expect(one.text).not.toMatch(/\d/);
  expect(three.text.replace("something for you in 3 places in Linkwork", "something for you in Linkwork")).toBe(one.text);
  expect(one.text.match(/https?:\S+/g)).toEqual(["https://linkwork.test/waiting", "https://linkwork.test/account#notices"]);
});

test("a choice that is about more than one kind of notice says what else it is about", () => {
  const by = Map.groupBy(Notice.shape.kind.options, (kind) => choiceFor({ kind }));
  const several = [...by].filter(([, kinds]) => kinds.length > 1).map(([choice]) => choice);
  expect(several).toEqual(expect.arrayContaining(["named", "sharing"]));
  for (const choice of several) expect(noticeKindWords[choice].hint, choice).toBeTruthy();
});

test("a place that is offered comes by mail while it can still be answered: in quiet hours too, and at once to whoever wants one mail a day", () => {
  const slot = "2026-11-30 08:00";
  const offer = (until: string): Thing => ({ ...thing("visit", "2026-11-30 20:00"), until: new Date(london(until)).toISOString() });
  const asks = (until: string, as?: PersonState) => round("2026-11-30 20:01", [offer(until)], { slot, ...(as ? { as } : {}) });
  expect(asks("2026-12-01 12:00"), "it waits for the morning").toMatchObject({ told: [], next: "2026-12-01 07:00" });
  expect(asks("2026-12-01 07:00"), "in the morning it would be over").toMatchObject({ told: ["visit"] });
  const daily = person({ wishes: { ...usualWishes, by: { ...usualWishes.by, visit: "daily" }, quiet: { hours: null, daysOff: [] } } });
  expect(asks("2026-12-02 09:00", daily), "there is time after the daily mail").toMatchObject({ told: [], next: "2026-12-01 08:00" });
  expect(asks("2026-12-01 09:00", daily), "there is not").toMatchObject({ told: ["visit"] });
  const here = person({ wishes: { ...usualWishes, by: { ...usualWishes.by, visit: "product" } } });
  expect(asks("2026-11-30 21:00", here).told, "who wants no mail about visits gets none").toEqual([]);
});
