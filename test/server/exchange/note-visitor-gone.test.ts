import { weeksOf } from "@linkwork/shared/exchange/rules-week.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { expect } from "vitest";
import { actAs, house } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { anOpportunity } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";
import { aNewcomer, inSession } from "./scenes.ts";

/** Anna has the one place of a date to come, Ben waits for it. */
async function scene(world: World) {
  const { sessions } = await anOpportunity(world, { rules: { capacity: 1 } });
  const roomId = sessions[0] as RoomId;
  const [anna, ben] = await Promise.all(["Anna", "Ben"].map((name) => aNewcomer(world, name)));
  if (!anna || !ben) throw new Error("nobody");
  for (const who of [anna, ben]) await actAs(world, who, { roomId, type: "book", input: {} });
  await world.app.effects.settled();
  return { roomId, anna, ben };
}

describeHouseCommand({
  command: "noteVisitorGone",
  insider: inSession("tariq", ({ visitors }) => ({ orgId: visitors.anna.orgId, personId: visitors.anna.personId }), { booked: ["anna"] }),
  caused: {
    "somebody leaves the organisation for which they booked: their place is free, goes to who waits, and its host hears of it": async (
      world,
    ) => {
      const { roomId, anna, ben } = await scene(world);
      const { orgId, personId } = anna;
      return {
        async act() {
          const event = await house(world, orgRoom(orgId), "endMembership", { personId });
          await world.app.effects.settled();
          const { bookings } = await world.app.rooms.ask<SessionState>(roomId);
          expect(Object.values(bookings).map(({ status }) => status)).toEqual(["cancelledByVisitor", "offered"]);
          return event;
        },
        added: {
          [roomId]: ["bookingCancelled", "placeOffered"],
          [orgRoom(orgId)]: ["membershipEnded"],
          [personRoom(personId)]: ["membershipStopped"],
          [personRoom(ben.personId)]: ["noticeDelivered"],
          [personRoom(world.people.tariq.personId)]: ["noticeDelivered"],
          ...(await weeksFreed(world, roomId, personId)),
        },
      };
    },
    "a place that they have for another organisation stays": async (world) => {
      const { anna } = await scene(world);
      const other = await aNewcomer(world, "Other");
      await house(world, orgRoom(other.orgId), "addMember", { personId: anna.personId, name: anna.name, roles: ["linkWorker"] });
      return {
        act: () => house(world, orgRoom(other.orgId), "endMembership", { personId: anna.personId }),
        added: {
          [orgRoom(other.orgId)]: ["membershipEnded"],
          [personRoom(anna.personId)]: ["membershipStopped"],
        },
      };
    },
  },
  refused: {
    "of somebody who has nothing booked": {
      given: inSession("tariq", ({ visitors }) => ({ orgId: visitors.ben.orgId, personId: visitors.ben.personId }), { booked: ["anna"] }),
      refusal: "CONFLICT NothingDue",
    },
  },
});

async function weeksFreed(world: World, roomId: RoomId, personId: string) {
  const { date } = await world.app.rooms.ask<SessionState>(roomId);
  const weeks = weeksOf({ from: date?.startsAt ?? "", to: date?.endsAt ?? "" });
  return Object.fromEntries(weeks.map((week) => [weekRoom(personId as PersonId, week), ["timeDropped"]]));
}
