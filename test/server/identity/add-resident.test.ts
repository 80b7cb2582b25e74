import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { EventId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { derivedId } from "../../../apps/server/src/kernel/decide.ts";
import { actAs } from "../../kit/build.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aPanel } from "./scenes.ts";

const who = (event: { body: unknown }): PersonId => (event.body as { personId: PersonId }).personId;
const follows = (id: EventId) => ({
  [personRoom(derivedId(id, "person") as string as PersonId)]: ["personRegistered", "membershipStarted"],
});
const scene =
  (as: "sadia" | "morag" | "jean" = "sadia", name = "Wull") =>
  async (world: World): Promise<Scene> => {
    const panel = await aPanel(world);
    return { as: panel[as], roomId: panel.roomId, input: { name }, readers: [panel.morag, panel.jean], follows };
  };

test("a steward writes down who has no phone: they are a resident by that name, have no account, and can be shown out again", async () => {
  const world = await createWorld();
  const panel = await aPanel(world);
  const before = await world.database.collection("user").countDocuments({});
  const added = await actAs(world, panel.sadia, { roomId: panel.roomId, type: "addResident", input: { name: "Wull" } });
  await world.app.effects.settled();
  const personId = who(added);
  const { members } = await world.app.rooms.ask<OrgState>(panel.roomId);
  expect(members[personId]).toEqual({ name: "Wull", roles: ["resident"], without: true });
  const { events } = await world.app.log.read(personRoom(personId), 0);
  expect(events.map(({ type }) => type).sort()).toEqual(["membershipStarted", "personRegistered"]);
  expect(await world.database.collection("user").countDocuments({})).toBe(before);
  await actAs(world, panel.sadia, { roomId: panel.roomId, type: "endMembership", input: { personId } });
  await world.stop();
});

describeCommand({
  command: "addResident",
  allowed: {
    "a steward writes somebody down, by name": { given: scene(), here: ["memberAdded"] },
    "so does a manager": { given: scene("morag"), here: ["memberAdded"] },
  },
  refused: {
    "a resident who is no steward": { given: scene("jean"), refusal: "FORBIDDEN NotSteward" },
    "into an organisation that is no panel": {
      given: ({ people }) => ({ as: people.maggie, roomId: `org:${people.maggie.orgId}` as Scene["roomId"], input: { name: "Wull" } }),
      refusal: "FORBIDDEN NotSteward",
    },
    "without a name": { given: scene("sadia", " "), refusal: "BAD_REQUEST BadInput input.name" },
    "a person who is named by their id: nobody is given a hat that they didn't ask for": {
      given: async (world) => {
        const made = await scene()(world);
        return { ...made, input: { ...made.input, personId: world.people.rhona.personId } };
      },
      refusal: "BAD_REQUEST BadInput input",
    },
  },
  other: () => ({ name: "Senga" }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, one];
    },
    outcomes: ["written", "written"],
    here: ["memberAdded", "memberAdded"],
  },
});
