import { newId, type ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { gapRoom, personRoom, projectRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { expect } from "vitest";
import { actAs, house, type Person } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { heldBack } from "../../kit/held.ts";
import { charterOf } from "../../kit/projects.ts";
import type { World } from "../../kit/world.ts";
import { type At, aGap, anotherGap, castIn, did, stirs, tells, validated } from "./scenes.ts";

const org = ({ who: { carol } }: At) => ({ orgId: carol.orgId, name: carol.orgName, sector: carol.sector });
const noted = (at: At) => ({ projectId: newId<ProjectId>(Date.now()), title: "Evenings together", org: org(at) });
const scene =
  (first: Parameters<typeof aGap>[1] = {}) =>
  async (world: World) => {
    const at = await aGap(world, first);
    return { as: at.who.carol, roomId: at.roomId, input: noted(at) };
  };

/** Carol of the council asks the food hub to begin something from a gap; Tariq says yes, and it begins. */
async function begun(world: World) {
  const at = await aGap(world, { first: validated });
  const { carol } = await castIn(world);
  const { tariq } = world.people;
  const projectId = newId<ProjectId>(world.clock.now());
  const roomId = projectRoom(projectId);
  const charter = charterOf([carol.orgId, tariq.orgId], { now: world.clock.now(), days: 200 });
  const input = { projectId, charter, template: "empty", partners: [tariq.orgId], gapId: subjectOf(at.roomId) };
  const { seq } = await actAs(world, carol, { roomId, type: "proposeProject", input });
  await world.app.effects.settled();
  const act = () => actAs(world, tariq, { roomId, type: "acceptPlace", input: { charterAt: seq } });
  return { at, act, roomId, projectId };
}

describeHouseCommand({
  command: "noteProject",
  insider: scene({ first: validated }),
  caused: {
    "the house notes the project that began from it, for the organisation that proposed it": async (world) => {
      const at = await aGap(world, { first: validated });
      const input = noted(at);
      await world.app.effects.settled();
      return {
        act: async () => {
          const event = await house(world, at.roomId, "noteProject", input);
          const { links } = await at.gap();
          expect(links.map(({ to, title, ended }) => ({ to, title, ended }))).toEqual([
            { to: { kind: "project", projectId: input.projectId }, title: input.title, ended: false },
          ]);
          return event;
        },
        added: { [at.roomId]: ["gapLinked"], ...stirs() },
      };
    },
    "when two sides have said yes to a project that began from it, it is linked, and the board's first card leads there": async (world) => {
      const { at, act, roomId } = await begun(world);
      const [board] = (await world.app.rooms.ask<{ boards: { boardId: string }[] }>(roomId)).boards;
      return {
        act,
        added: {
          [roomId]: ["placeAccepted", "projectActivated"],
          [`board:${board?.boardId}`]: ["boardOpened", "gapCardAdded"],
          [at.roomId]: ["gapLinked"],
          ...stirs(),
          // whoever proposed it hears that it begins
          ...tells("carol")(at),
        },
      };
    },
    "where the gap from which it began was merged meanwhile, it is linked to the one that this leads to": async (world) => {
      const { at, act, roomId } = await begun(world);
      const into = await anotherGap(at, { first: validated });
      await did("ina", "mergeGap", { from: "validated", into, words: "Both say the same." })(at);
      await world.app.effects.settled();
      const [board] = (await world.app.rooms.ask<{ boards: { boardId: string }[] }>(roomId)).boards;
      return {
        act,
        added: {
          [roomId]: ["placeAccepted", "projectActivated"],
          [`board:${board?.boardId}`]: ["boardOpened", "gapCardAdded"],
          [gapRoom(into)]: ["gapLinked"],
          ...stirs(),
          ...tells("carol")(at),
        },
      };
    },
    "where the gap from which it began was hidden meanwhile, no card tells of it, to nobody who owns the board": async (world) => {
      const { at, act, roomId } = await begun(world);
      await did("ina", "hideGap", { words: "It tells of one family." })(at);
      await world.app.effects.settled();
      const [board] = (await world.app.rooms.ask<{ boards: { boardId: string }[] }>(roomId)).boards;
      return {
        act,
        added: {
          [roomId]: ["placeAccepted", "projectActivated"],
          [`board:${board?.boardId}`]: ["boardOpened"],
          [at.roomId]: ["gapLinked"],
          ...stirs(),
          ...tells("carol")(at),
        },
      };
    },
    "one that is over by the time that it is noted is linked as that": async (world) => {
      const { at, act, roomId } = await begun(world);
      const [board] = (await world.app.rooms.ask<{ boards: { boardId: string }[] }>(roomId)).boards;
      return {
        act: async () => {
          const noting = heldBack(world, "noteProject");
          const event = await act();
          await noting.held;
          const leave = (who: Person) => actAs(world, who, { roomId, type: "leaveProject", input: { words: "Too few hands." } });
          await leave(world.people.tariq);
          await leave(at.who.carol);
          noting.letGo();
          await world.app.effects.settled();
          expect((await at.gap()).links).toMatchObject([{ ended: true, money: false }]);
          return event;
        },
        added: {
          [roomId]: ["placeAccepted", "projectActivated", "partnerLeft", "partnerNeeded", "partnerLeft", "projectClosed"],
          [`board:${board?.boardId}`]: ["boardOpened", "gapCardAdded", "projectFollowed", "projectFollowed"],
          [at.roomId]: ["gapLinked"],
          ...stirs(),
          // that it begins, and that its partner has left
          [personRoom(at.who.carol.personId)]: ["noticeDelivered", "noticeDelivered"],
        },
      };
    },
  },
  refused: {
    "a gap that only one side has confirmed": {
      given: scene({ first: did("ina", "confirmNeed", { words: "Yes." }) }),
      refusal: "CONFLICT NothingChanged",
    },
    "the same project again": {
      given: async (world) => {
        const at = await aGap(world, { first: validated });
        const input = noted(at);
        await house(world, at.roomId, "noteProject", input);
        return { as: at.who.carol, roomId: at.roomId, input };
      },
      refusal: "CONFLICT NothingChanged",
    },
  },
});
