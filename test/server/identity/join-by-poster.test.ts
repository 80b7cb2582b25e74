import { joinsAnHour } from "@linkwork/shared/identity/rules-residents.ts";
import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, house } from "../../kit/build.ts";
import { day, hour } from "../../kit/clock.ts";
import { describeHouseCommand, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { aPanel, aPoster } from "./scenes.ts";

async function someone(world: World): Promise<{ personId: PersonId; name: string }> {
  const who = { personId: newId<PersonId>(world.clock.now()), name: "Nora" };
  await house(world, personRoom(who.personId), "registerPerson", { name: who.name });
  return who;
}
const atThePoster = async (world: World) => {
  const panel = await aPanel(world);
  const { posterId, hash } = await aPoster(world, panel);
  const input = { posterId, hash, ...(await someone(world)) };
  return { panel, as: panel.sadia, roomId: panel.roomId, input };
};
const only = async (world: World): Promise<Scene> => {
  const { panel: _panel, ...scene } = await atThePoster(world);
  return scene;
};
const crowd = async (world: World) => {
  const made = await only(world);
  for (let i = 0; i < joinsAnHour; i++) await house(world, made.roomId, "joinByPoster", { ...made.input, ...(await someone(world)) });
  return made;
};
const refused = (given: (world: World) => Promise<Scene>, refusal = "NOT_FOUND PosterOver") => ({ given, refusal });

describeHouseCommand({
  command: "joinByPoster",
  insider: only,
  caused: {
    "they are a resident of the panel, the hat is theirs, and whoever can let them in hears of it": async (world) => {
      const { panel, roomId, input } = await atThePoster(world);
      const heard = [panel.sadia, panel.morag].map(({ personId }) => [personRoom(personId), ["noticeDelivered"]]);
      return {
        act: () => house(world, roomId, "joinByPoster", input),
        added: {
          ...{ [roomId]: ["memberAdded"], [personRoom(input.personId as PersonId)]: ["membershipStarted"] },
          ...Object.fromEntries(heard),
        },
      };
    },
    "an hour after a crowd another one comes in": async (world) => {
      const { roomId, input } = await crowd(world);
      await world.later(hour);
      return {
        act: () => house(world, roomId, "joinByPoster", input),
        added: { [roomId]: ["memberAdded"], [personRoom(input.personId as PersonId)]: ["membershipStarted"] },
      };
    },
  },
  refused: {
    "with another code": refused(async (world) => {
      const made = await only(world);
      return { ...made, input: { ...made.input, hash: "A".repeat(43) } };
    }),
    "after its last instant": refused(async (world) => {
      const made = await only(world);
      await world.later(30 * day);
      return made;
    }),
    "once it was ended": refused(async (world) => {
      const { panel, input, ...made } = await atThePoster(world);
      await actAs(world, panel.sadia, { roomId: made.roomId, type: "endPoster", input: { posterId: input.posterId } });
      return { ...made, input };
    }),
    "by whom a steward showed out": refused(async (world) => {
      const { panel, input, ...made } = await atThePoster(world);
      await house(world, made.roomId, "joinByPoster", input);
      await actAs(world, panel.sadia, { roomId: made.roomId, type: "endMembership", input: { personId: input.personId } });
      return { ...made, input };
    }),
    "by one of the panel": refused(async (world) => {
      const { panel, input, ...made } = await atThePoster(world);
      return { ...made, input: { ...input, personId: panel.jean.personId } };
    }, "CONFLICT AlreadyThere"),
    "R17, I6: one more than a full meeting within an hour": refused(crowd, "TOO_MANY_REQUESTS PosterFull"),
  },
});
