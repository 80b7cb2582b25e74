import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { SessionId } from "@linkwork/shared/kernel/ids.ts";
import { sessionRoom, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { derivedId } from "../../../apps/server/src/kernel/decide.ts";
import { house } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { wrote } from "./ready-scenes.ts";
import { inOpportunity } from "./scenes.ts";

type Change = Parameters<typeof anOpportunity>[1];
/** A draft, and the sessions that come of it, so many days after its first one; with the time of whoever receives the visitors. */
const drafted =
  (change: (world: World) => Change, ...days: number[]) =>
  async (world: World): Promise<Scene> => {
    const scene = await inOpportunity("tariq", {}, { change: change(world) })(world);
    const opportunityId = scene.roomId.split(":")[1] ?? "";
    const { terms } = await world.app.rooms.ask<OpportunityState>(scene.roomId);
    const starts = (after: number) => new Date(Date.parse(`${terms?.when?.starts}Z`) + after * day).toISOString().slice(0, 16);
    const room = (after: number) => sessionRoom(derivedId(opportunityId, starts(after)) as string as SessionId);
    const scheduled = Object.fromEntries(days.map((after) => [room(after), ["sessionScheduled"]]));
    return { ...scene, elsewhere: { ...scheduled, [weekRoom(world.people.tariq.personId, "all")]: ["receivingClaimed"] } };
  };
const weekly = ({ clock }: World): Change => ({
  when: { starts: wallIn(clock.now(), 100), rule: "FREQ=WEEKLY;COUNT=4", except: [wallIn(clock.now(), 107).slice(0, 10)] },
});

describeCommand({
  command: "publishOpportunity",
  allowed: {
    "all is there: its session is there too, before the answer is": { given: drafted(() => ({}), 0), here: ["opportunityPublished"] },
    "each week but the one that is left out": { given: drafted(weekly, 0, 14, 21), here: ["opportunityPublished"] },
  },
  refused: {
    "something is missing": { given: inOpportunity("tariq", {}, { change: { risk: "" } }), refusal: "PRECONDITION_FAILED NotReady" },
    "clients may be there, and nobody says how they are asked": {
      given: inOpportunity("tariq", {}, { change: { clients: true } }),
      refusal: "PRECONDITION_FAILED NotReady",
    },
    "its day has come meanwhile": {
      given: async (world) => {
        const scene = await inOpportunity("tariq", {}, { change: { when: { starts: wallIn(world.clock.now(), 1) } } })(world);
        await world.later(2 * 24 * 3600_000);
        return scene;
      },
      refusal: "BAD_REQUEST InThePast terms.when.starts",
    },
    twice: { given: inOpportunity("tariq", {}, { published: true }), refusal: "CONFLICT OpportunityMoved" },
    "somebody of another organisation": { given: inOpportunity("otto"), refusal: "NOT_FOUND NotFound" },
  },
  raced: {
    given: async (world) => {
      const one = await inOpportunity("tariq")(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["OpportunityMoved", "written"],
    here: ["opportunityPublished"],
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

test("everything that is missing is said at once, and nothing was changed", async () => {
  const empty = { seen: "", meet: " ", risk: "", place: "", clients: true, contact: null, deputy: null, when: null };
  const { roomId } = await anOpportunity(world, empty, false);
  const tariq = await world.as(world.people.tariq);
  const answer = await tariq.attempt(roomId, "publishOpportunity", {});
  expect(answer).toMatchObject({
    ok: false,
    error: { code: "NotReady", details: { missing: "seen,meet,place,when,contact,deputy,risk,permission,checkDecision" } },
  });
  expect(await world.app.log.headSeq(roomId)).toBe(1);
});

test("what is asked of visitors is asked for too: the words of an agreement, and whether a check is needed, with why", async () => {
  const tariq = await world.as(world.people.tariq);
  const permission = "May somebody watch?";
  const missing = async (change: Change) => {
    const { roomId } = await anOpportunity(world, change, false);
    const answer = await tariq.attempt(roomId, "publishOpportunity", {});
    return answer.ok ? "" : answer.error.details.missing;
  };
  expect(await missing({ asks: { agreement: true, check: { needed: true, why: " " } } })).toBe("checkDecision,agreementText");
  expect(await missing({ clients: true, permission })).toBe("checkDecision");
  expect(await missing({ clients: true, permission, asks: { check: { needed: false, why: "" } } })).toBe("checkDecision");
  expect(await missing({ clients: true, permission, asks: { check: { needed: false, why: "Only at the door." } } })).toBe("");
  expect(await missing({ asks: { check: { needed: false, why: "" }, induction: { months: 6 } } })).toBe("");
  await wrote(world);
  expect(await missing({ asks: { agreement: true } })).toBe("");
});

test("a contact who has left meanwhile is missing, and so is a deputy who is the contact", async () => {
  const { tariq, hana } = world.people;
  const passing = await anOpportunity(world, { contact: { personId: hana.personId, name: "Hana" } }, false);
  await house(world, `org:${hana.orgId}` as typeof passing.roomId, "endMembership", { personId: hana.personId });
  const same = await anOpportunity(world, { deputy: { personId: tariq.personId, name: "Tariq" } }, false);
  const missing = async ({ roomId }: typeof passing) =>
    (await (await world.as(tariq)).attempt(roomId, "publishOpportunity", {})) as { error?: { details: unknown } };
  expect((await missing(passing)).error?.details).toEqual({ missing: "contact" });
  expect((await missing(same)).error?.details).toEqual({ missing: "deputy" });
});
