import { expect, test } from "vitest";
import { whereIn } from "../../../apps/web/src/cases/where-in.ts";

const counts = (asked: number) => ({ asked, mentions: 0, unread: 0 });
const row = (asked: number, health: number, social = 0) => ({
  caseId: "1",
  ...counts(asked),
  parts: [
    { compartment: "health" as const, ...counts(health) },
    { compartment: "social" as const, ...counts(social) },
  ],
});

test("a line on Today leads to the private place where what waits stands, and to the main conversation while something waits there", () => {
  expect(whereIn(row(1, 1), "asked")).toEqual({ to: "/cases/1", search: { part: "health" } });
  expect(whereIn(row(1, 0, 1), "asked")).toEqual({ to: "/cases/1", search: { part: "social" } });
  expect(whereIn(row(2, 1), "asked")).toEqual({ to: "/cases/1" });
  expect(whereIn(row(1, 0), "asked")).toEqual({ to: "/cases/1" });
});
