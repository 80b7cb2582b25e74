import { weekRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";
import { type asksFor, did, inSession, of } from "./scenes.ts";

describeHouseCommand({
  command: "dropBooking",
  insider: async (world) => ({ ...(await inSession("anna")(world)), input: { claimId: nobody() } }),
  caused: {
    "who waits for three and has given one up asks for another: that which is over counts no more": async (world) => {
      const full = async ({ visitors: { anna, ben } }: Parameters<ReturnType<typeof asksFor>>[0]) => {
        for (const days of [11, 12]) {
          const { sessions } = await anOpportunity(world, { when: { starts: wallIn(world.clock.now(), days) }, rules: { capacity: 1 } });
          for (const who of [ben, anna]) for (const roomId of sessions) await actAs(world, who, { roomId, type: "book", input: {} });
        }
      };
      const here = await inSession(
        "anna",
        {},
        {
          booked: ["cleo", "anna"],
          first: async (at) => {
            await full(at);
            await did("anna", "cancelBooking", of("anna"))(at);
          },
        },
      )(world);
      const { sessions } = await anOpportunity(world, { when: { starts: wallIn(world.clock.now(), 13) }, rules: { mode: "approval" } });
      const [roomId] = sessions;
      if (!roomId) throw new Error("no date");
      const act = () => actAs(world, here.as, { roomId, type: "book", input: {} });
      return {
        act,
        added: {
          [roomId]: ["bookingRequested"],
          [weekRoom(here.as.personId, "all")]: ["bookingDropped", "bookingClaimed"],
          [`person:${world.people.tariq.personId}`]: ["noticeDelivered"],
        },
      };
    },
  },
});
