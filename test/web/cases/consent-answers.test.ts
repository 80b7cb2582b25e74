import { ConsentTerms, Said } from "@linkwork/shared/cases/consent.ts";
import { noCase } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type Answers,
  decidedBy,
  fieldOfPath,
  firstAnswers,
  lastDayOf,
  saidOf,
  termsOf,
} from "../../../apps/web/src/cases/components/consent-answers.ts";
import { errorsOn, stepOf } from "../../../apps/web/src/cases/components/consent-errors.ts";
import { whoEnds } from "../../../apps/web/src/cases/components/withdraw-dialog.tsx";
import { londonInstant, monthsOn, nextDay } from "../../../apps/web/src/shell/london.ts";

const org = "0197f3a0-0000-7000-8000-000000000001" as never;
const actor = {
  personId: org,
  orgId: org,
  roles: ["linkWorker"],
  name: "Rhona MacLeod",
  orgName: "Southside",
  sector: "statutory",
} as Actor;
const answers = (change: Partial<Answers> = {}): Answers => ({
  ...firstAnswers({ ...noCase, purpose: "company" }, actor, undefined),
  controllers: [org],
  method: "face",
  capacity: "has",
  saidDay: "2026-09-14",
  saidTime: "10:20",
  assessedDay: "2026-09-14",
  ...change,
});

beforeAll(() => void vi.useFakeTimers({ now: Date.parse("2026-09-20T09:00:00Z"), toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());

describe("the wizard's answers", () => {
  it("what it sends is what the schema takes", () => {
    expect(ConsentTerms.safeParse(termsOf(answers(), "company", actor)).success).toBe(true);
    expect(ConsentTerms.safeParse(termsOf(answers({ span: "12" }), "company", actor)).success).toBe(true);
    expect(Said.safeParse(saidOf(answers({ interpreter: " Samira " }))).data).toMatchObject({ interpreter: "Samira" });
    expect(decidedBy(answers()).grantor).toEqual({ kind: "self" });
  });

  it("the last day counts: it ends as the next one begins in London", () => {
    const given = answers();
    expect(lastDayOf(given)).toBe("2027-03-14");
    expect(termsOf(given, "company", actor).period).toEqual({ start: "2026-09-14T09:20:00.000Z", end: "2027-03-15T00:00:00.000Z" });
  });

  it("each step names what is missing, and a whole one nothing", () => {
    for (let step = 0; step < 5; step++) expect(errorsOn(step, answers())).toEqual([]);
    expect(errorsOn(0, answers({ controllers: [] })).map((e) => e.field)).toEqual(["controllers"]);
    expect(errorsOn(2, answers({ scopes: [] }))).toHaveLength(1);
    expect(errorsOn(3, answers({ span: "day", untilDay: "2028-01-01" }))[0]?.message).toContain("twelve");
    expect(errorsOn(3, answers({ span: "day", untilDay: "2026-01-01" }))).toHaveLength(1);
    expect(errorsOn(4, answers({ capacity: "lacks" })).map((e) => e.field)).toEqual(["capacity"]);
    const fields = (change: Partial<Answers>) => errorsOn(4, answers(change)).map((e) => e.field);
    expect(fields({ grantor: "attorney", capacity: "lacks" })).toEqual(["grantorName", "authority", "evidence"]);
    const guardian = { grantor: "guardian", capacity: "lacks", grantorName: "Aisha", evidence: "certificate 4711" } as const;
    expect(fields({ ...guardian, authority: "welfarePower" }), "an attorney's power is no guardian's").toEqual(["authority"]);
    expect(fields({ ...guardian, authority: "guardianshipOrder", seenDay: "2026-09-14" })).toEqual([]);
    expect(fields({ ...guardian, authority: "guardianshipOrder", seenDay: "2999-01-01", holdsUntil: "2026-09-01" })).toEqual([
      "seenDay",
      "holdsUntil",
    ]);
    expect(fields({ ...guardian, authority: "guardianshipOrder", holdsUntil: "2026-12-01" }), "shorter than the yes").toEqual([
      "holdsUntil",
    ]);
    expect(fields({ ...guardian, capacity: "has", authority: "guardianshipOrder" })).toEqual(["capacity"]);
    expect(errorsOn(4, answers({ saidDay: "2999-01-01" })).map((e) => e.field)).toEqual(["saidDay"]);
  });

  it("an organisation that another yes names already stops it on the first question, by name", () => {
    expect(errorsOn(0, answers(), ["Govan Food Hub"])).toEqual([
      { field: "controllers", message: expect.stringContaining("Govan Food Hub") },
    ]);
  });

  it("no day is taken that is over, or from which nothing could be read yet; what was said earlier is to be mended where it is said", () => {
    const fields = (step: number, change: Partial<Answers>) => errorsOn(step, answers(change)).map((e) => e.field);
    expect(fields(3, { history: "date", historyDay: "2026-09-14" })).toEqual([]);
    expect(fields(3, { history: "date", historyDay: "2026-09-21" })).toEqual(["historyDay"]);
    expect(fields(4, { history: "date", historyDay: "2026-09-15" })).toEqual(["saidDay"]);
    expect(fields(3, { span: "day", untilDay: "2026-09-20" })).toEqual([]);
    expect(fields(3, { span: "day", untilDay: "2026-09-19" })).toEqual(["untilDay"]);
    expect(fields(4, { span: "3", saidDay: "2026-06-19" })).toEqual(["saidDay"]);
    expect(fields(4, { span: "3", saidDay: "2026-06-20" })).toEqual([]);
  });

  it("whoever stays in under another yes is not said to be shut out", () => {
    expect(whoEnds(["Hub", "Choir"], ["Choir"])).toEqual({ who: "Hub", ends: true, stays: ["Choir"] });
    expect(whoEnds(["Hub", "Choir"], ["Hub", "Choir"])).toEqual({ who: "Hub and Choir", ends: false, stays: ["Hub", "Choir"] });
    expect(whoEnds(["Hub"], [])).toEqual({ who: "Hub", ends: true, stays: [] });
  });

  it("who was chosen to be kept away and is not in the list yet stops it: nobody believes them away who is not", () => {
    expect(errorsOn(0, answers({ choosing: org }))).toEqual([{ field: "excluded", message: expect.stringContaining("Keep them away") }]);
    expect(stepOf("excluded")).toBe(0);
  });

  it("a complaint of the server lands on the question that it is about", () => {
    expect(fieldOfPath("terms.controllers")).toBe("controllers");
    expect(fieldOfPath("terms.period.end")).toBe("span");
    expect(fieldOfPath("grantor.name")).toBe("grantorName");
    expect(stepOf("grantorName")).toBe(4);
    expect(fieldOfPath("something.else")).toBeUndefined();
  });
});

describe("days in London", () => {
  it("summer, winter and the nights on which the clocks change", () => {
    expect(londonInstant("2026-07-01", "10:00")).toBe("2026-07-01T09:00:00.000Z");
    expect(londonInstant("2026-12-01", "10:00")).toBe("2026-12-01T10:00:00.000Z");
    expect(londonInstant("2026-03-29")).toBe("2026-03-29T00:00:00.000Z");
    expect(londonInstant("2026-03-30")).toBe("2026-03-29T23:00:00.000Z");
    expect(londonInstant("2026-10-25")).toBe("2026-10-24T23:00:00.000Z");
    expect(londonInstant("2026-10-26")).toBe("2026-10-26T00:00:00.000Z");
    expect(londonInstant("")).toBeNull();
  });

  it("months on, also where the day is not there", () => {
    expect(monthsOn("2026-08-31", 6)).toBe("2027-02-28");
    expect(monthsOn("2026-09-14", 12)).toBe("2027-09-14");
    expect(nextDay("2026-12-31")).toBe("2027-01-01");
  });
});
