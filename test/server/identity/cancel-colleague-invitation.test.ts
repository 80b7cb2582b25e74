import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

let count = 0;
const scene =
  (as: "maggie" | "rhona" = "maggie") =>
  async (world: World): Promise<Scene> => {
    const { people, orgs } = world;
    const roomId = orgRoom(orgs.practice.orgId);
    const input = { email: `taken-back-${++count}@linkwork.test`, roles: ["worker"] };
    const { id } = await actAs(world, people.maggie, { roomId, type: "inviteColleague", input });
    return { as: people[as], roomId, input: { invitationId: id }, readers: [people.maggie, people.rhona] };
  };

describeCommand({
  command: "cancelColleagueInvitation",
  allowed: { "a manager takes an invitation back": { given: scene(), here: ["colleagueInvitationCancelled"] } },
  refused: {
    "a member who is no manager": { given: scene("rhona"), refusal: "FORBIDDEN NotManager" },
    "one that isn't there": {
      given: async (world) => ({ ...(await scene()(world)), input: { invitationId: nobody() } }),
      refusal: "CONFLICT NotThere invitationId",
    },
    "one that was taken back": {
      given: async (world) => {
        const made = await scene()(world);
        await actAs(world, made.as, { roomId: made.roomId, type: "cancelColleagueInvitation", input: made.input });
        return made;
      },
      refusal: "CONFLICT NotThere invitationId",
    },
  },
  other: () => ({ invitationId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, one];
    },
    outcomes: ["NotThere", "written"],
    here: ["colleagueInvitationCancelled"],
  },
});
