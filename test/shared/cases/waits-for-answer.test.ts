import { waitsForAnswer } from "@linkwork/shared/cases/rules-consent.ts";
import { expect, test } from "vitest";

const invitedAt = "2026-03-02T09:00:00.000Z";
const later = (ms: number) => new Date(Date.parse(invitedAt) + ms).toISOString();
const days = 24 * 3600_000;

test("an invitation waits for fourteen days and not an instant longer: from then on the organisation can be invited anew", () => {
  expect(waitsForAnswer({ status: "invited", invitedAt }, later(14 * days))).toBe(true);
  expect(waitsForAnswer({ status: "invited", invitedAt }, later(14 * days + 1))).toBe(false);
});

test.each(["joined", "declined", "left", "removed"] as const)("who has %s is asked nothing", (status) => {
  expect(waitsForAnswer({ status, invitedAt }, later(1))).toBe(false);
});
