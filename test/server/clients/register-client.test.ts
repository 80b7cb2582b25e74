import type { ClientId } from "@linkwork/shared/kernel/ids.ts";
import { clientRoom } from "@linkwork/shared/kernel/room.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import { testNumber } from "../../kit/numbers.ts";
import type { World } from "../../kit/world.ts";

const identity = { name: "Mohammed Khan", bornOn: "1948-03-01" };
const scene =
  (as: "rhona" | "tariq" = "rhona", change: Record<string, unknown> = {}) =>
  (world: World): Scene => {
    const clientId = nobody<ClientId>();
    return { as: world.people[as], roomId: clientRoom(clientId), input: { clientId, identity, ...change } };
  };

describeCommand({
  command: "registerClient",
  makesRoom: true,
  allowed: { "a link worker registers a person": { given: scene(), here: ["clientRegistered"] } },
  refused: {
    "a worker who is no link worker": { given: scene("tariq"), refusal: "FORBIDDEN NotLinkWorker" },
    "an id that is not the room's": { given: scene("rhona", { clientId: nobody() }), refusal: "BAD_REQUEST BadInput clientId" },
    "somebody who is registered already": {
      given: async (world) => {
        const made = scene()(world);
        await (await world.as(made.as)).act(made.roomId, "registerClient", made.input);
        return made;
      },
      refusal: "CONFLICT AlreadyRegistered",
    },
    "without a name": { given: scene("rhona", { identity: { name: " " } }), refusal: "BAD_REQUEST BadInput input.identity.name" },
    "a day that doesn't exist": {
      given: scene("rhona", { identity: { ...identity, bornOn: "1948-02-31" } }),
      refusal: "BAD_REQUEST BadInput input.identity.bornOn",
    },
    "a CHI number with a slip in it": {
      given: scene("rhona", { identity: { ...identity, numbers: ["0103483125"] } }),
      refusal: "BAD_REQUEST BadInput input.identity.numbers.0",
    },
    "two NHS numbers": {
      given: scene("rhona", { identity: { ...identity, numbers: [testNumber(1), testNumber(2)] } }),
      refusal: "BAD_REQUEST BadInput input.identity.numbers",
    },
    "somebody else as the one who leads": { given: scene("rhona", { leadOrgId: nobody() }), refusal: "BAD_REQUEST BadInput input" },
  },
  other: (input) => ({ ...input, identity: { name: "Somebody Else" } }),
  raced: {
    given: async (world) => {
      const one = scene()(world);
      return [one, { ...one, input: { ...one.input, identity: { name: "M. Khan" } } }];
    },
    outcomes: ["written", "AlreadyRegistered"],
    here: ["clientRegistered"],
  },
});
