import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { WeekState } from "@linkwork/shared/exchange/state-week.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { type EventId, newId, type OpportunityId, type RoomId, type SessionId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, subjectOf, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { afterEach, describe, expect, test } from "vitest";
import { actorOf, house, type Person } from "../../kit/build.ts";
import { hour, minute } from "../../kit/clock.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";

const ten = Date.parse("2027-03-29T10:00:00.000Z");
const dateAt = (from: number) => ({
  sessionId: nobody<SessionId>(),
  ...{ from: new Date(from).toISOString(), to: new Date(from + hour).toISOString() },
});
const claimOf = (...starts: number[]) => ({
  ...{ claimId: nobody<string & never>() as string, opportunityId: nobody<OpportunityId>() },
  ...{ buffer: 15, dates: starts.map(dateAt), beside: [] as string[] },
});
const all = () => weekRoom(nobody(), "all");
/** Somebody who is to receive visitors at ten and at two. */
const receiving = (input: Record<string, unknown>) => async (world: World) => {
  const roomId = all();
  await house(world, roomId, "claimReceiving", claimOf(ten, ten + 4 * hour));
  return { as: world.people.rhona, roomId, input };
};

describeHouseCommand({
  command: "claimReceiving",
  insider: (world) => ({ as: world.people.rhona, roomId: all(), input: claimOf(ten) }),
  caused: {},
  refused: {
    "while they are to receive others": {
      given: receiving(claimOf(ten - 2 * hour, ten + 30 * minute)),
      refusal: "CONFLICT ContactReceives",
    },
    "with too little time between": { given: receiving(claimOf(ten + 5 * hour + 10 * minute)), refusal: "CONFLICT ContactReceives" },
  },
});

let nodes: Nodes;
afterEach(() => nodes?.stop());

describe("who receives visitors is in no two places at once either (E4)", () => {
  const on = (i: number) => nodes.nodes[i % nodes.nodes.length]?.app.rooms ?? nodes.first.app.rooms;
  const id = () => newId<EventId>(nodes.clock.now());
  const at = () => ({ ...nodes.first, clock: nodes.clock, people: nodes.people });
  const host = (contact: Person, deputy: Person) => ({ contact, deputy });
  type Change = Parameters<typeof anOpportunity>[1];
  const draft = async (time: string, by: { contact: Person; deputy: Person }, change: Change = {}, days = 10): Promise<RoomId> =>
    (await anOpportunity(at(), { when: { starts: wallIn(nodes.clock.now(), days, time), minutes: 60 }, ...change }, false, by)).roomId;
  const act = (i: number, who: Person, roomId: RoomId, type: string, input: Record<string, unknown> = {}, request = id()) =>
    on(i)
      .act(actorOf(who), roomId, { id: request, type, input })
      .then(
        (event: AnyEvent) => event.type,
        (error: { code: string }) => error.code,
      );
  const refusalOf = (who: Person, roomId: RoomId, type: string, input: Record<string, unknown> = {}) =>
    on(0)
      .act(actorOf(who), roomId, { id: id(), type, input })
      .catch(({ code, details }) => [code, details]);
  const sessionsOf = async (roomId: RoomId): Promise<RoomId[]> =>
    (await on(0).ask<OpportunityState>(roomId)).dates.map(({ sessionId }) => `session:${sessionId}` as RoomId);

  test("two visits of one contact that meet, published at the same moment on two nodes: one of them is, and the other is refused", async () => {
    nodes = await createNodes(2);
    const { tariq, tess } = nodes.people;
    for (let round = 0; round < 8; round++) {
      const drafts = [await draft("10:00", host(tariq, tess), {}, 10 + round), await draft("10:40", host(tariq, tess), {}, 10 + round)];
      const answers = await Promise.all(drafts.map((roomId, i) => act(i + round, tariq, roomId, "publishOpportunity")));
      // where the other one isn't published yet, who lost is told no hour
      expect(answers.toSorted()).toEqual([expect.stringMatching(/^Contact(Receives|Elsewhere)$/), "opportunityPublished"]);
    }
  });

  test("two visits that meet, handed over to one colleague at the same moment on two nodes: one goes to them", async () => {
    nodes = await createNodes(2);
    const { tariq, tess, hana } = nodes.people;
    const [one, two] = [await draft("10:00", host(tariq, tess)), await draft("10:40", host(hana, tess))];
    expect([await act(0, tariq, one, "publishOpportunity"), await act(0, tariq, two, "publishOpportunity")]).toEqual([
      "opportunityPublished",
      "opportunityPublished",
    ]);
    const answers = await Promise.all([one, two].map((roomId, i) => act(i, tariq, roomId, "handOver", { contact: tess.personId })));
    expect(answers.toSorted()).toEqual(["ContactReceives", "contactHandedOver"]);
  });

  test("who books a visit while one of their own is published at the same moment, on another node, is never in both", async () => {
    nodes = await createNodes(2);
    const { tariq, tess, rhona, isla } = nodes.people;
    for (let round = 0; round < 8; round++) {
      const theirs = await draft("10:00", host(rhona, isla), {}, 10 + round);
      expect(await act(0, rhona, theirs, "publishOpportunity")).toBe("opportunityPublished");
      const [session] = (await sessionsOf(theirs)) as [RoomId];
      const own = await draft("10:30", host(tariq, tess), {}, 10 + round);
      await Promise.all([act(round, tariq, session, "book"), act(round + 1, tariq, own, "publishOpportunity")]);
      const { bookings } = await on(0).ask<SessionState>(session);
      const comes = Object.values(bookings).some(({ status }) => status === "confirmed");
      const receives = (await on(0).ask<OpportunityState>(own)).status === "published";
      expect(comes && receives).toBe(false);
      const booking = Object.keys(bookings)[0];
      if (booking) await act(0, tariq, session, "cancelBooking", { bookingId: booking });
      nodes.clock.advance(minute);
    }
  });

  test("it is refused with when the others come, where they are the same organisation's, and else with no more than that it can't be", async () => {
    nodes = await createNodes(1);
    const { tariq, tess, rhona, isla, hana } = nodes.people;
    const starts = (time: string, days = 10) => wallIn(nodes.clock.now(), days, time);
    const first = await draft("10:00", host(tariq, tess), { when: { starts: starts("10:00"), minutes: 60, rule: "FREQ=DAILY;COUNT=2" } });
    await act(0, tariq, first, "publishOpportunity");
    const meets = { starts: starts("10:30", 11), other: starts("10:00", 11) };
    const second = await draft("10:30", host(tariq, tess), {}, 11);
    expect(await refusalOf(tariq, second, "publishOpportunity")).toEqual(["ContactReceives", meets]);
    const third = await draft("10:30", host(hana, tess), {}, 11);
    expect(await act(0, tariq, third, "publishOpportunity")).toBe("opportunityPublished");
    const [date] = (await sessionsOf(third)) as [RoomId];
    const toTariq = { contact: tariq.personId };
    expect(await refusalOf(tariq, third, "handOver", toTariq)).toEqual(["ContactReceives", { ...meets, field: "contact" }]);
    const { terms, heard } = await on(0).ask<OpportunityState>(third);
    expect(
      await refusalOf(tariq, third, "reviseOpportunity", {
        heard,
        terms: { ...terms, contact: { personId: tariq.personId, name: "Tariq" } },
      }),
    ).toEqual(["ContactReceives", { ...meets, field: "terms.contact" }]);
    const later = { sessionId: subjectOf(date), starts: starts("16:00", 11), following: false };
    expect(await act(0, tariq, third, "moveDates", later)).toBe("datesMoved");
    expect(await act(0, tariq, third, "handOver", toTariq)).toBe("contactHandedOver");
    // back among the others, and onto another date of its own
    const back = await refusalOf(tariq, third, "moveDates", { ...later, starts: meets.starts });
    expect(back).toEqual(["ContactReceives", { ...meets, field: "starts" }]);
    const [, own] = (await sessionsOf(first)) as [RoomId, RoomId];
    const onto = { sessionId: subjectOf(own), starts: starts("10:15"), following: false };
    expect(await refusalOf(tariq, first, "moveDates", onto)).toEqual([
      "ContactReceives",
      { field: "starts", starts: starts("10:15"), other: starts("10:00") },
    ]);
    // she works for the practice too: what she receives there is not told here
    await house(at(), orgRoom(rhona.orgId), "addMember", { personId: tess.personId, name: tess.name, roles: ["linkWorker"] });
    const practice = await draft("10:10", host({ ...rhona, personId: tess.personId, name: tess.name }, isla));
    expect(await act(0, rhona, practice, "publishOpportunity")).toBe("opportunityPublished");
    const [told] = (await refusalOf(tariq, first, "handOver", { contact: tess.personId })) as [string, object];
    expect(told).toBe("ContactElsewhere");
  });

  test("a date that was called off, moved or handed over is in nobody's way, at once", async () => {
    nodes = await createNodes(1);
    const { tariq, tess } = nodes.people;
    const publish = async () => act(0, tariq, await draft("10:30", host(tariq, tess)), "publishOpportunity");
    const one = await draft("10:00", host(tariq, tess));
    await act(0, tariq, one, "publishOpportunity");
    expect(await publish()).toBe("ContactReceives");
    await act(0, tariq, one, "handOver", { contact: tess.personId, deputy: tariq.personId });
    expect(await publish()).toBe("opportunityPublished");
    expect(await act(0, tariq, one, "handOver", { contact: tariq.personId })).toBe("ContactReceives");
    const two = await draft("13:00", host(tess, tariq));
    await act(0, tariq, two, "publishOpportunity");
    const [session] = (await sessionsOf(two)) as [RoomId];
    await act(0, tariq, session, "cancelSession", { reason: "shortStaffed" });
    expect(await act(0, tariq, await draft("13:00", host(tess, tariq)), "publishOpportunity")).toBe("opportunityPublished");
  });

  test("a claim of a node that died is in the way for a minute; then it is given up, and what comes of it late is refused", async () => {
    nodes = await createNodes(2);
    const { tariq, tess } = nodes.people;
    const [lost, other] = [await draft("10:00", host(tariq, tess)), await draft("10:30", host(tariq, tess))];
    const late = id();
    const from = Date.parse(`${wallIn(nodes.clock.now(), 10)}:00.000Z`);
    const room = weekRoom(tariq.personId, "all");
    // London is an hour ahead of UTC for half of the year: this meets it in either
    const dates = [{ ...dateAt(from - hour), to: new Date(from + hour).toISOString() }];
    const input = { claimId: late, opportunityId: subjectOf(lost), buffer: 15, dates, beside: [] };
    await house(at(), room, "claimReceiving", input);
    expect(await act(0, tariq, other, "publishOpportunity")).toBe("ContactElsewhere");
    nodes.clock.advance(minute);
    expect(await act(1, tariq, other, "publishOpportunity")).toBe("opportunityPublished");
    expect(await act(0, tariq, lost, "publishOpportunity", {}, late)).toBe("ClaimAbandoned");
    expect(Object.keys((await on(0).ask<WeekState>(room)).received)).toHaveLength(2);
  });
});
