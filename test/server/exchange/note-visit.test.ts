import { weeksOf } from "@linkwork/shared/exchange/rules-week.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { weekRoom } from "@linkwork/shared/kernel/room.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { aColleague, asking, books, hears, inReadiness, isReady, own } from "./ready-scenes.ts";

describeHouseCommand({
  command: "noteVisit",
  insider: inReadiness({}),
  caused: {
    "who books where something has to be in place: their own room knows of it, and the session hears how it stands": async (world) => {
      const session = await asking(world);
      const who = await aColleague(world);
      await isReady(world, who);
      const { date } = await world.app.rooms.ask<SessionState>(session);
      const weeks = weeksOf({ from: date?.startsAt ?? "", to: date?.endsAt ?? "" }).map((week) => weekRoom(who.personId, week));
      return {
        act: () => books(world, who, session),
        added: {
          [session]: ["bookingConfirmed", "readinessHeard"],
          [own(who)]: ["visitNoted"],
          ...hears(world.people.tariq),
          ...Object.fromEntries(weeks.map((week) => [week, ["timeClaimed", "timeHeld"]])),
          [weekRoom(who.personId, "all")]: ["bookingClaimed"],
        },
      };
    },
  },
});
