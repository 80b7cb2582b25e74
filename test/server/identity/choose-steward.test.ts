import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, type Person } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { aMember, aPanel } from "./scenes.ts";

type Who = "sadia" | "morag" | "jean";
const scene =
  (as: Who = "morag", whom: Who = "jean", steward = true) =>
  async (world: World): Promise<Scene> => {
    const panel = await aPanel(world);
    const { personId } = panel[whom];
    return {
      as: panel[as],
      roomId: panel.roomId,
      input: { personId, steward },
      readers: [panel.sadia, panel.jean],
      elsewhere: { [personRoom(personId)]: ["membershipStarted"] },
    };
  };

const ofPractice = (world: World, nora: Person, steward: boolean): Scene => ({
  ...{ as: world.people.maggie, roomId: `org:${world.people.maggie.orgId}` as Scene["roomId"] },
  input: { personId: nora.personId, steward },
  elsewhere: { [personRoom(nora.personId)]: ["membershipStarted"] },
});

describeCommand({
  command: "chooseSteward",
  allowed: {
    "a panel's manager makes a resident a steward": { given: scene(), here: ["memberAdded"] },
    "and a steward a resident again": { given: scene("morag", "sadia", false), here: ["memberAdded"] },
    "the manager of a practice says that a colleague is one no more": {
      given: async (world) => ofPractice(world, await aMember(world, world.people.rhona, "Nora", "linkWorker", "steward"), false),
      here: ["memberAdded"],
    },
  },
  refused: {
    "R13: the manager of a practice makes nobody a steward over everybody's map": {
      given: async (world) => ofPractice(world, await aMember(world, world.people.rhona, "Nora", "linkWorker"), true),
      refusal: "FORBIDDEN AdministratorsSay steward",
    },
    "a steward makes no steward": { given: scene("sadia"), refusal: "FORBIDDEN NotManager" },
    "R13: a resident makes nothing more of themselves": { given: scene("jean"), refusal: "FORBIDDEN NotManager" },
    "who is one already": { given: scene("morag", "sadia"), refusal: "CONFLICT AlreadyThere steward" },
    "somebody who is no member": {
      given: async (world) => ({ ...(await scene()(world)), input: { personId: nobody(), steward: true } }),
      refusal: "CONFLICT NotThere personId",
    },
    "who has no account": {
      given: async (world) => {
        const made = await scene()(world);
        const { body } = await actAs(world, made.as, { roomId: made.roomId, type: "addResident", input: { name: "Wull" } });
        return { ...made, input: { personId: (body as { personId: string }).personId, steward: true } };
      },
      refusal: "BAD_REQUEST RolesDontFit steward",
    },
  },
  other: (input) => ({ ...input, steward: false }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, one];
    },
    outcomes: ["AlreadyThere", "written"],
    here: ["memberAdded"],
  },
});
