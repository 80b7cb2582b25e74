import { weeksOf } from "@linkwork/shared/exchange/rules-week.ts";
import type { SessionId } from "@linkwork/shared/kernel/ids.ts";
import { weekRoom } from "@linkwork/shared/kernel/room.ts";
import { expect } from "vitest";
import { actAs, house } from "../../kit/build.ts";
import { hour } from "../../kit/clock.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";

describeHouseCommand({
  command: "dropReceiving",
  insider: (world) => ({ as: world.people.rhona, roomId: weekRoom(nobody(), "all"), input: { claimId: nobody() } }),
  caused: {
    "whoever is just booking a visit at that time can't receive others, and what was claimed for it is given back": async (world) => {
      const { tariq } = world.people;
      const starts = wallIn(world.clock.now(), 10);
      const { roomId } = await anOpportunity(world, { when: { starts } }, false);
      const middle = Date.parse(`${starts}:00.000Z`);
      const [from, to] = [middle - hour, middle + hour].map((ms) => new Date(ms).toISOString()) as [string, string];
      const [week = ""] = weeksOf({ from, to });
      const claim = { claimId: nobody(), sessionId: nobody<SessionId>(), from, to, buffer: 15, day: starts.slice(0, 10), perDay: 2 };
      await house(world, weekRoom(tariq.personId, week), "claimTime", claim);
      return {
        act: () =>
          expect(actAs(world, tariq, { roomId, type: "publishOpportunity", input: {} })).rejects.toThrow(
            "ContactElsewhere",
          ) as unknown as Promise<never>,
        added: { [weekRoom(tariq.personId, "all")]: ["receivingClaimed", "receivingDropped"] },
      };
    },
  },
  refused: {
    "what was never claimed": {
      given: (world) => ({ as: world.people.rhona, roomId: weekRoom(nobody(), "all"), input: { claimId: nobody() } }),
      refusal: "CONFLICT NothingDue",
    },
  },
});
