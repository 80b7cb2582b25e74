import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { Charter } from "@linkwork/shared/projects/schema.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CharterDraft,
  charterOf,
  draftOf,
  emptyCharter,
  missingIn,
  penceOf,
  poundsOf,
  sameCharter,
  sumOf,
} from "../../../apps/web/src/projects/charter-form.ts";
import { emptyProposal, missingToPropose, ownersOf, type Partner, proposalIn } from "../../../apps/web/src/projects/propose-form.ts";

const id = (n: number) => `019380f0-0000-7000-8000-${String(n).padStart(12, "0")}`;
const practice: Partner = { orgId: id(1) as OrgId, name: "Southside Practice", sector: "statutory" };
const hub: Partner = { orgId: id(2) as OrgId, name: "Govan Food Hub", sector: "third" };
const clinic: Partner = { orgId: id(3) as OrgId, name: "Elder Park Clinic", sector: "statutory" };
const today = "2026-11-30";

const whole: CharterDraft = {
  ...{ title: "Befriending in Govan", purpose: "So that nobody sits alone.", need: "Evenings are long.", startsOn: "2027-01-11" },
  brings: [
    { bringsId: id(11), orgId: practice.orgId, kind: "time", words: "a link worker on Thursdays" },
    { bringsId: id(12), orgId: hub.orgId, kind: "place", words: "the back room" },
  ],
  money: [{ fundingId: id(13), name: "Better Together", funder: "NHS", pounds: "£8,500", from: "2027-01-01", until: "2027-06-30" }],
  measures: [{ measureId: id(14), words: "Fewer evenings alone", how: "we ask in June", target: "most say so", by: "" }],
};

describe("writing a charter", () => {
  test("money that is over and stood so in the charter keeps nobody from writing the rest anew; another end that is over does", () => {
    const [money] = whole.money;
    const over = { ...whole, money: whole.money.map((each) => ({ ...each, until: "2027-02-28" })) };
    const later = "2027-09-01";
    const stood = charterOf(whole, [practice, hub]).money;
    expect(missingIn(whole, [practice, hub], later, stood)).toEqual([]);
    expect(missingIn({ ...whole, purpose: "So that people meet." }, [practice, hub], later, stood)).toEqual([]);
    for (const missing of [missingIn(whole, [practice, hub], later), missingIn(over, [practice, hub], later, stood)])
      expect(missing.map(({ field }) => field)).toEqual([`until-${money?.fundingId}`]);
  });

  test("all that is missing is said at once, each at its own field and step", () => {
    const missing = missingIn(emptyCharter, [practice, hub], today);
    expect(missing.map(({ field }) => field)).toEqual([
      ...["title", "purpose", "need", "startsOn", `brings-${practice.orgId}`, `brings-${hub.orgId}`, "measures"],
    ]);
    expect(missing.map(({ step }) => step)).toEqual([0, 0, 0, 0, 2, 2, 4]);
    expect(missingIn(whole, [practice, hub], today)).toEqual([]);
  });

  test("half a line of money or of a measure is asked for, an empty one is no line at all", () => {
    const [money, measure] = [whole.money[0], whole.measures[0]];
    if (!money || !measure) throw new Error("no lines to begin from");
    const empty = {
      ...whole,
      money: [...whole.money, { ...money, fundingId: id(20), name: "", funder: "", pounds: "", from: "", until: "" }],
    };
    expect(missingIn(empty, [practice, hub], today)).toEqual([]);
    expect(charterOf(empty, [practice, hub]).money).toHaveLength(1);
    const half = { ...whole, money: [{ ...money, pounds: "a lot", until: "2026-12-31" }], measures: [{ ...measure, how: " " }] };
    expect(missingIn(half, [practice, hub], today).map(({ field }) => field)).toEqual([
      ...[`pounds-${id(13)}`, `until-${id(13)}`, `how-${id(14)}`],
    ]);
  });

  test("money that is over already can't be proposed, money that ends today can", () => {
    const until = (day: string) => ({ ...whole, money: whole.money.map((each) => ({ ...each, from: "2026-01-01", until: day })) });
    expect(missingIn(until("2026-11-29"), [practice, hub], today).map(({ field }) => field)).toEqual([`until-${id(13)}`]);
    expect(missingIn(until("2026-11-30"), [practice, hub], today)).toEqual([]);
  });

  test("what is sent is what the schema takes, and comes back into the form as it was", () => {
    const charter = charterOf(whole, [practice, hub]);
    expect(Charter.safeParse(charter).error).toBeUndefined();
    expect(charter.money[0]?.pence).toBe(8_500_00);
    expect(charterOf(draftOf(charter), [practice, hub])).toEqual(charter);
    expect(sameCharter(draftOf(charter), [practice, hub], charter)).toBe(true);
    expect(sameCharter({ ...draftOf(charter), need: "Sundays are longer." }, [practice, hub], charter)).toBe(false);
  });

  test("what an organisation would bring goes with it when it is not asked any more", () => {
    expect(charterOf(whole, [practice]).brings.map(({ orgId }) => orgId)).toEqual([practice.orgId]);
  });

  test("a sum is read as people write it, and nothing else is a sum", () => {
    expect(["£1,200", "850.50", " 3 000 ", "", "0"].map(penceOf)).toEqual([1_200_00, 850_50, 3_000_00, null, 0]);
    expect(["lots", "-5", "1.234", "1e9", "999999999"].map(penceOf)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect([sumOf(8_500_00), sumOf(12_50)]).toEqual(["£8,500", "£12.50"]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_00 }), (pence) => {
        expect(penceOf(poundsOf(pence))).toBe(pence);
      }),
    );
  });
});

describe("proposing a project", () => {
  test("it takes another organisation, and one of another side", () => {
    const asked = (...partners: Partner[]) => {
      const draft = { ...emptyProposal, ...whole, partners: partners.map(({ orgId }) => orgId) };
      const owners = ownersOf(draft, practice, [practice, hub, clinic]);
      return missingToPropose(draft, owners, today).filter(({ field }) => field === "partners").length;
    };
    expect([asked(), asked(clinic), asked(hub), asked(hub, clinic)]).toEqual([1, 1, 0, 0]);
  });

  test("mine stands first, and nobody twice, however the draft was kept", () => {
    const draft = { ...emptyProposal, partners: [hub.orgId, practice.orgId, id(99) as OrgId] };
    expect(ownersOf(draft, practice, [practice, hub, clinic])).toEqual([practice, hub]);
  });

  test("what was kept on the device comes back; what can't be read is not there", () => {
    const draft = { ...emptyProposal, ...whole };
    expect(proposalIn(JSON.stringify(draft))).toEqual(draft);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (kept) => {
        const found = proposalIn(kept);
        if (found) expect(Array.isArray(found.partners)).toBe(true);
      }),
    );
    for (const kept of ["", "{", "[]", "null", "{}", '{"title":"x"}', JSON.stringify({ ...draft, money: "none" })])
      expect(proposalIn(kept)).toBeNull();
  });
});
