import type { ReflectionState } from "@linkwork/shared/exchange/state-reflection.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom, reflectionRoom } from "@linkwork/shared/kernel/room.ts";
import { reflectionIdOf } from "../../../apps/server/src/exchange/effects-learning.ts";
import { actAs } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { anOpportunity } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";
import { inReflection } from "./learning-scenes.ts";
import { aNewcomer, timeTo } from "./scenes.ts";

/** Anna came, and nobody has said so yet. */
async function cameTo(world: World) {
  const { sessions } = await anOpportunity(world, { rules: { capacity: 1 } });
  const session = sessions[0] as RoomId;
  const anna = await aNewcomer(world, "Anna");
  const bookingId = String((await actAs(world, anna, { roomId: session, type: "book", input: {} })).body.bookingId);
  await world.later(await timeTo(world, session, -3));
  const [mine, theirs] = (["visitor", "host"] as const).map((side) => reflectionRoom(reflectionIdOf(bookingId, side))) as [RoomId, RoomId];
  const follow = {
    ...{ [mine]: ["reflectionOpened"], [theirs]: ["reflectionOpened"] },
    ...{ [personRoom(anna.personId)]: ["noticeDelivered"], [personRoom(world.people.tariq.personId)]: ["noticeDelivered"] },
  };
  return { session, anna, bookingId, follow };
}
const again = async (world: World) => {
  const scene = await inReflection("anna")(world);
  const { visited } = await world.app.rooms.ask<ReflectionState>(scene.roomId);
  return { ...scene, input: { ...visited } };
};

describeHouseCommand({
  command: "openReflection",
  insider: again,
  caused: {
    "the host says that they came, and both sides are asked how it was": async (world) => {
      const { session, bookingId, follow } = await cameTo(world);
      const act = () => actAs(world, world.people.tariq, { roomId: session, type: "confirmAttendance", input: { bookingId } });
      return { act, added: { [session]: ["attendanceConfirmed"], ...follow } };
    },
    "what a visitor said stands after two days, and both sides are asked then": async (world) => {
      const { session, anna, bookingId, follow } = await cameTo(world);
      await actAs(world, anna, { roomId: session, type: "sayAttended", input: { bookingId } });
      await world.later(49 * 3600_000);
      const act = async () => {
        await world.app.tidy();
        await world.app.effects.settled();
        const { head } = await world.app.rooms.ask<SessionState>(session);
        return (await world.app.log.at(session, head)) as never;
      };
      return { act, added: { [session]: ["attendanceStood"], ...follow } };
    },
  },
  refused: { "one that is there": { given: again, refusal: "CONFLICT NothingDue" } },
});
