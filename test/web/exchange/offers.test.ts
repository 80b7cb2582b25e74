import { newId, type OpportunityId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { describe, expect, test } from "vitest";
import { isTouched, offerDraft, onTopOf } from "../../../apps/web/src/exchange/offer-draft.ts";
import { emptyOffer, missingInOffer, type Offer, offerOf, termsOfOffer } from "../../../apps/web/src/exchange/offer-form.ts";
import { repeatIn, repeatOn, repeatOptions, ruleOf } from "../../../apps/web/src/exchange/offer-repeat.ts";
import type { Person } from "../../kit/build.ts";
import { termsOf } from "../../kit/visits.ts";

const who = (name: string) => ({ personId: newId<PersonId>(0), name }) as Person;
const [tariq, tess, nell] = [who("Tariq"), who("Tess"), who("Nell")];
const terms = termsOf(Date.parse("2027-01-04T09:00:00Z"), { contact: tariq, deputy: tess });
const visit = { opportunityId: newId<OpportunityId>(0), heard: 1, terms };
const nameOf = (personId: PersonId) => [tariq, tess, nell].find((each) => each.personId === personId)?.name ?? "";

describe("an offer that two write at once", () => {
  const begun = offerDraft(visit);
  const theirs = (change: Partial<Offer>) => ({ offer: { ...begun.offer, ...change }, heard: 2 });

  test("what a colleague changed and I didn't is taken over, also that it was handed over", () => {
    const mine = { ...begun, offer: { ...begun.offer, seen: "Mine." } };
    const on = onTopOf(mine, theirs({ contact: tess.personId, deputy: nell.personId }));
    expect(on.offer).toEqual({ ...begun.offer, seen: "Mine.", contact: tess.personId, deputy: nell.personId });
    expect(on.meanwhile).toEqual([
      { field: "contact", mine: false },
      { field: "deputy", mine: false },
    ]);
    expect(on.heard).toBe(2);
  });

  test("what both changed stays as I wrote it, and is pointed out; what both changed alike is no matter", () => {
    const mine = { ...begun, offer: { ...begun.offer, seen: "Mine.", place: "3 Helen Street" } };
    const on = onTopOf(mine, theirs({ seen: "Theirs.", place: "3 Helen Street" }));
    expect(on.offer?.seen).toBe("Mine.");
    expect(on.base?.seen).toBe("Theirs.");
    expect(on.meanwhile).toEqual([{ field: "seen", mine: true }]);
  });

  test("once it is taken over it is none of mine: changed there again, it is taken over again", () => {
    const mine = { ...begun, offer: { ...begun.offer, seen: "Mine." } };
    const once = { ...mine, ...onTopOf(mine, theirs({ place: "3 Helen Street" })) };
    const twice = onTopOf(once, { ...theirs({ place: "4 Helen Street" }), heard: 3 });
    expect([twice.offer?.place, twice.offer?.seen]).toEqual(["4 Helen Street", "Mine."]);
    expect(twice.meanwhile).toEqual([{ field: "place", mine: false }]);
  });

  test("what is there after a lost answer is what I sent: it points out nothing, and what I wrote since stays", () => {
    const mine = { ...offerDraft(undefined), offer: { ...emptyOffer, title: "A morning" } };
    const on = { ...mine, ...onTopOf(mine, { offer: begun.offer, heard: 1 }) };
    expect([on.offer.title, on.heard, on.meanwhile]).toEqual(["A morning", 1, []]);
    expect(isTouched(on)).toBe(true);
    expect(isTouched(begun)).toBe(false);
  });
});

describe("what the form asks", () => {
  test("whatever was written before comes back as it was, also a list that is closed at another time than one can book", () => {
    const written = { ...terms, asks: { induction: { months: 6 } }, rules: { ...terms.rules, noticeHours: 72, cutOffHours: 12 } };
    for (const each of [terms, written]) expect(termsOfOffer(offerOf(each), nameOf)).toEqual(each);
  });

  test("the list can't be closed before one has to book", () => {
    const offer = { ...offerOf(terms), notice: "24", cutOff: "48" };
    expect(missingInOffer(offer, false).map(({ field }) => field)).toEqual(["cutOff"]);
    expect(missingInOffer(offer, true)).toEqual([]);
  });

  test("by the weekday in its month: the first Tuesday, the last Friday; as a rule, and back", () => {
    const until = "2027-12-01";
    expect(ruleOf({ again: "nth", until, day: "2027-03-02" })).toBe("FREQ=MONTHLY;BYDAY=1TU;UNTIL=20271201");
    expect(ruleOf({ again: "last", until, day: "2027-02-26" })).toBe("FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271201");
    expect(repeatOptions("2027-02-26", "once").map(({ label }) => label)).toContain("each month, on the last Friday");
    expect(repeatOptions("2027-03-30", "once").some(({ value }) => value === "nth")).toBe(false);
    for (const day of ["2027-03-02", "2027-02-26", "2027-03-30"])
      for (const { value: again } of repeatOptions(day, "once").filter(({ value }) => value !== "once"))
        expect(repeatIn(ruleOf({ again, until, day }), day)).toEqual({ again, until });
  });

  test("with another first day it is the same repeat, or the one that comes nearest", () => {
    expect(repeatOn("2027-03-09", "nth")).toBe("nth");
    expect(repeatOn("2027-03-30", "nth")).toBe("last");
    expect(repeatOn("2027-03-02", "last")).toBe("nth");
    expect(repeatOn("2027-03-02", "WEEKLY")).toBe("WEEKLY");
  });

  test("a rule that the form doesn't know is kept as it was written", () => {
    const rule = "FREQ=WEEKLY;INTERVAL=2;UNTIL=20271201";
    const kept = { ...terms, when: { starts: "2027-03-02T10:00", minutes: 60, zone: "Europe/London", except: [], rule } };
    expect(offerOf(kept).again).toBe("kept");
    expect(termsOfOffer(offerOf(kept), nameOf)?.when).toEqual(kept.when);
  });
});
