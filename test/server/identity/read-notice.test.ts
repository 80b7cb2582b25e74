import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, house } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const scene = async (world: World): Promise<Scene> => {
  const { tariq } = world.people;
  const roomId = personRoom(tariq.personId);
  const { caseId } = await aCase(world);
  const notice = await house(world, roomId, "deliverNotice", { kind: "mentioned", caseId, orgId: world.orgs.practice.orgId });
  return { as: tariq, roomId, input: { noticeId: notice.id }, readers: [tariq] };
};

describeCommand({
  command: "readNotice",
  allowed: { "a notice that was read is gone": { given: scene, here: ["noticeRead"] } },
  refused: {
    "somebody else's": { given: async (world) => ({ ...(await scene(world)), as: world.people.tess }), refusal: "NOT_FOUND NotFound" },
    "one that isn't there": {
      given: async (world) => ({ ...(await scene(world)), input: { noticeId: nobody() } }),
      refusal: "CONFLICT NotThere",
    },
  },
  other: () => ({ noticeId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await scene(world);
      return [one, one];
    },
    outcomes: ["written", "NotThere"],
    here: ["noticeRead"],
  },
});
