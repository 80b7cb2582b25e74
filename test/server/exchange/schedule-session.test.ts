import type { OpportunityId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { sessionRoom, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../../../apps/server/src/kernel/decide.ts";
import { actAs } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { anOpportunity, termsOf, wallIn } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";
import { inSession } from "./scenes.ts";

const input = ({ clock, people }: World) => {
  const { when: _when, ...card } = termsOf(clock.now(), { contact: people.tariq, deputy: people.tess });
  const sessionId = nobody<SessionId>();
  const at = (hours: number) => new Date(clock.now() + hours * 3600_000).toISOString();
  const date = { sessionId, starts: wallIn(clock.now(), 1), zone: "Europe/London", startsAt: at(24), endsAt: at(26), offset: "+00:00" };
  const host = { orgId: people.tariq.orgId, name: people.tariq.orgName, sector: people.tariq.sector };
  return { opportunityId: nobody<OpportunityId>(), host, date, standing: "published", card, heard: 1 };
};

describeHouseCommand({
  command: "scheduleSession",
  insider: async (world) => ({ ...(await inSession("tariq")(world)), input: input(world) }),
  caused: {
    "publishing makes each of its sessions": async (world) => {
      const { roomId, opportunityId } = await anOpportunity(world, { when: { rule: "FREQ=WEEKLY;COUNT=2" } }, false);
      const session = (days: number) => sessionRoom(derivedId(opportunityId, wallIn(world.clock.now(), days)) as string as SessionId);
      const added = { [roomId]: ["opportunityPublished"], [session(10)]: ["sessionScheduled"], [session(17)]: ["sessionScheduled"] };
      added[weekRoom(world.people.tariq.personId, "all")] = ["receivingClaimed"];
      return { act: () => actAs(world, world.people.tariq, { roomId, type: "publishOpportunity", input: {} }), added };
    },
  },
  refused: {
    "a session that is there": {
      given: async (world) => ({ ...(await inSession("tariq")(world)), input: input(world) }),
      refusal: "CONFLICT NothingDue",
    },
  },
});
