import { caseRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase } from "../../kit/build.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import { withScopes } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

type Name = keyof World["people"];
const copied = ["compartmentOpened", "consentGiven", "organisationInvited", "participationJoined", "sharingFollowed"];

/** A case whose person agreed that the food hub may know of their health; nobody has written of it yet. */
const scene =
  (as: Name, { health = true, compartment = "health" }: { health?: boolean; compartment?: string } = {}) =>
  async (world: World): Promise<Scene> => {
    const { caseId } = await aCase(world, withScopes(...(health ? ["health" as const] : [])));
    // the other one who may read it is told
    const elsewhere = { [personRoom(world.people[as === "rhona" ? "tariq" : "rhona"].personId)]: ["noticeDelivered"] };
    return { as: world.people[as], roomId: caseRoom(caseId, "health"), input: { compartment }, elsewhere };
  };

describeCommand({
  command: "openCompartment",
  makesRoom: true,
  allowed: {
    "a link worker of the case begins a place for health notes, and it knows at once who is in and what was agreed": {
      given: scene("rhona"),
      here: copied,
    },
    "so does a partner to whom the person agreed to show them": { given: scene("tariq"), here: copied },
  },
  refused: {
    "a partner without that scope, for whom no such place is there": {
      given: scene("tariq", { health: false }),
      refusal: "NOT_FOUND NotFound",
    },
    "a link worker of the practice who is not in the case": { given: scene("isla"), refusal: "NOT_FOUND NotFound" },
    "another place than the room is": {
      given: scene("rhona", { compartment: "mental" }),
      refusal: "BAD_REQUEST UnknownReference compartment",
    },
    "a place that there is not": { given: scene("rhona", { compartment: "general" }), refusal: "BAD_REQUEST BadInput input.compartment" },
  },
  other: (input) => ({ ...input, compartment: "mental" }),
  raced: {
    given: async (world) => {
      const one = await scene("rhona")(world);
      return [one, { ...one, as: world.people.tariq }];
    },
    outcomes: ["AlreadyOpen", "written"],
    here: copied,
  },
});
