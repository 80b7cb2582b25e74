import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { Sector } from "@linkwork/shared/kernel/shapes.ts";
import type { Owner } from "@linkwork/shared/projects/schema-owners.ts";

type Person = { readonly orgId: string; readonly personId: string; readonly name: string; readonly here: boolean };

/** How people and organisations on a board are called. */
export function namesOf(owners: readonly Owner[], people: readonly Person[], { personId: me, name }: Pick<Actor, "personId" | "name">) {
  const orgs = new Map<string, Owner>(owners.map((owner) => [owner.orgId, owner]));
  const known = new Map(people.map((one) => [one.personId, one.name]));
  const org = (orgId: string): string => orgs.get(orgId)?.name ?? "Linkwork";
  return {
    org,
    sector: (orgId: string): Sector | undefined => orgs.get(orgId)?.sector,
    person: (personId: string, orgId: string): string =>
      personId === me ? name : (known.get(personId) ?? (orgs.has(orgId) ? `Somebody at ${org(orgId)}` : org(orgId))),
    isMe: (personId: string): boolean => personId === me,
    /** those whose turn it may be */
    working: people.filter(({ here }) => here),
    owners: owners.filter(({ status }) => status === "joined"),
  };
}
export type BoardNames = ReturnType<typeof namesOf>;
