import { onlyResident, placesFor } from "@linkwork/shared/identity/rules-residents.ts";
import type { Membership } from "@linkwork/shared/identity/schema.ts";
import type { Role, Sector } from "@linkwork/shared/kernel/shapes.ts";
import { expect, test } from "vitest";

const membership = (sector: Sector, ...roles: Role[]) => ({ sector, roles }) as Membership;
const panel = membership("citizen", "resident");
const steward = membership("citizen", "resident", "steward");

test("R14: a code from a mail is enough for who is a resident and nothing else, in whichever hat they come: one hat that is more asks for more", () => {
  expect(onlyResident({ memberships: [panel, steward], administrator: false })).toBe(true);
  expect(onlyResident({ memberships: [panel], administrator: true })).toBe(false);
  for (const more of [
    membership("citizen", "manager", "steward"),
    membership("citizen", "infoLead"),
    membership("third", "worker"),
    membership("third", "steward"),
    membership("statutory", "coordinator"),
    membership("third", "resident"),
  ])
    expect(onlyResident({ memberships: [panel, more], administrator: false }), more.roles.join()).toBe(false);
});

test("a resident is led to no case, visit or search, whether a steward or not; everybody who works somewhere is, and to worries only who hears of them", () => {
  for (const hat of [panel, steward]) expect(placesFor(hat)).toEqual(["today", "projects", "map"]);
  expect(placesFor(membership("third", "worker"))).toEqual(["today", "cases", "exchange", "projects", "map", "search"]);
  expect(placesFor(membership("third", "steward"))).toEqual(["today", "cases", "exchange", "projects", "map", "search"]);
  expect(placesFor(membership("citizen", "manager", "steward"))).toContain("exchange");
  expect(placesFor(membership("statutory", "safeguardingLead"))).toContain("safety");
});
