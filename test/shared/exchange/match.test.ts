import { fairFirst, type Giver, inFairOrder } from "@linkwork/shared/exchange/rules-match.ts";
import { describe, expect, test } from "vitest";

const giver = (people: number, gave = 0, received = 0): Giver => ({ people, gave, received });

describe("of visits that begin at the same moment", () => {
  test.each([
    ["who gave and was never received stands before who was", giver(20, 60, 0), giver(2, 60, 60)],
    ["of two like that the smaller one", giver(3, 600, 0), giver(4, 60, 0)],
    ["who never gave is not owed anything: the smaller one", giver(2), giver(9)],
    ["how much was given changes nothing", giver(2, 10, 10), giver(3, 9000, 10)],
  ])("%s", (_title, one, other) => {
    expect(fairFirst(one, other)).toBeLessThan(0);
    expect(fairFirst(other, one)).toBeGreaterThan(0);
  });
  test("equals stay as they are", () => expect(fairFirst(giver(4, 10, 10), giver(4, 500, 20))).toBe(0));
});

test("what begins earlier stays earlier, whoever posts it", () => {
  const row = (startsAt: string, orgId: string) => ({ startsAt, host: { orgId } });
  const givers = new Map([
    ["big", giver(40, 10, 10)],
    ["small", giver(2, 10, 0)],
  ]);
  const rows = [row("2027-03-01T09:00:00.000Z", "big"), row("2027-03-02T09:00:00.000Z", "big"), row("2027-03-02T09:00:00.000Z", "small")];
  expect(inFairOrder(rows, givers).map(({ startsAt, host }) => `${startsAt.slice(8, 10)} ${host.orgId}`)).toEqual([
    "01 big",
    "02 small",
    "02 big",
  ]);
});
