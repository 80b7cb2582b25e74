import type { CaseId, OrgId } from "@linkwork/shared/kernel/ids.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, actorOf } from "../../kit/build.ts";
import { did, left, withdrawn } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

// Which cases are looked at for whom: it grants nothing, and what it leaves out is in no list.

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const index = () => world.database.collection<{ _id: string; [field: string]: unknown }>("caseIndex");
/** As many rows as an organisation has after years. */
async function rows(n: number, row: (orgId: OrgId) => Record<string, unknown>): Promise<OrgId> {
  const orgId = newId<OrgId>(world.clock.now());
  const ids = Array.from({ length: n }, () => newId<CaseId>(world.clock.now()));
  await index().insertMany(ids.map((_id) => ({ _id, orgs: [orgId], leadOrg: orgId, seq: 1, moments: [], ...row(orgId) })));
  return orgId;
}

test("of what an organisation is or was in, nothing is left out, however many there are: what it was in is given some at a time", async () => {
  const { cases } = world.app.views;
  /** every page of it */
  const casesOf = async (orgId: OrgId) => {
    const pages = [await cases.casesOf(orgId)];
    for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next) pages.push(await cases.casesOf(orgId, next));
    return pages.map(({ ids }) => ids.length);
  };
  expect(await cases.casesInside(await rows(620, (orgId) => ({ inside: [orgId], invited: [] })))).toHaveLength(620);
  const before = await rows(620, () => ({ inside: [], invited: [] }));
  expect(await cases.casesInside(before)).toEqual([]);
  expect(await casesOf(before)).toEqual([500, 120]);
  // rows of an older product say nothing of who is in: they are looked at
  const older = await rows(620, () => ({}));
  expect([(await cases.casesInside(older)).length, await casesOf(older)]).toEqual([620, [500, 120]]);
});

test("a new yes to an old case is looked at again, and one that has ended isn't", async () => {
  const { cases } = world.app.views;
  const { hub } = world.orgs;
  const built = await aCase(world, { joined: false });
  const inside = async () => (await cases.casesInside(hub.orgId)).includes(built.caseId);
  expect(await inside()).toBe(true);
  await did("tariq", "joinCase", { participationId: built.participationId })(world, built);
  expect(await inside()).toBe(true);
  await left(world, built);
  expect(await inside()).toBe(false);
  expect((await cases.casesOf(hub.orgId)).ids).toContain(built.caseId);
});

test("who isn't in a case has it looked at for an invitation alone; a shared inbox looks at all that its organisation is in", async () => {
  const { tariq, tess } = world.people;
  const of = (who: typeof tess, ...roles: typeof tess.roles) => world.app.views.cases.casesFor({ ...actorOf(who), roles });
  const asked = await aCase(world, { joined: false });
  const joined = await aCase(world);
  expect(await of(tess, "worker")).toContain(asked.caseId);
  expect(await of(tess, "worker")).not.toContain(joined.caseId);
  expect(await of(tariq, "worker")).toContain(joined.caseId);
  expect(await of(tess, "roleInbox")).toContain(joined.caseId);
  await withdrawn(world, joined);
  expect(await of(tess, "roleInbox")).not.toContain(joined.caseId);
});

test("a yes that was doubted is found among however many cases, and no other case is opened for it", async () => {
  const built = await aCase(world);
  const { cases } = world.app.views;
  const { practice } = world.orgs;
  expect(await cases.doubtedIn(practice.orgId)).not.toContain(built.caseId);
  await did("rhona", "pauseConsent", { consentId: built.consentId, method: "phone", doubt: {} })(world, built);
  expect(await cases.doubtedIn(practice.orgId)).toEqual([built.caseId]);
});
