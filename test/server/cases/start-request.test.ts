import { requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import { asked, keptAway } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const today = (world: World, by = 0): string => new Date(world.clock.now() + by).toISOString().slice(0, 10);
const scene =
  (as: "rhona" | "ian" | "isla" | "tariq" | "hana" = "rhona", change: (world: World) => object = () => ({}), first?: typeof asked) =>
  async (world: World): Promise<Scene> => {
    const built = await aCase(world);
    await first?.(world, built);
    const input = {
      requestId: nobody<string & never>(),
      caseId: built.caseId,
      receivedOn: today(world),
      method: "letter",
      words: "herself",
    };
    return { as: world.people[as], roomId: requestsRoom(built.caseId), input: { ...input, ...change(world) } };
  };

describeCommand({
  command: "startRequest",
  allowed: {
    "the link worker in the case notes that the person asked": { given: scene(), here: ["requestStarted"] },
    "so does the information lead, also for a day that is past": {
      given: scene("ian", (world) => ({ receivedOn: today(world, -20 * day) })),
      here: ["requestStarted"],
    },
  },
  refused: {
    "a colleague who is not in it": { given: scene("isla"), refusal: "NOT_FOUND NotFound" },
    "a partner that is in it": { given: scene("tariq"), refusal: "NOT_FOUND NotFound" },
    "a partner's information lead": { given: scene("hana"), refusal: "NOT_FOUND NotFound" },
    "who is to be kept away": {
      given: scene("ian", undefined, async (world, built) => {
        await keptAway("ian")(world as World, built as never);
        return "";
      }),
      refusal: "NOT_FOUND NotFound",
    },
    "a second one while the first waits": { given: scene("rhona", undefined, asked), refusal: "CONFLICT AlreadyOpen" },
    "a day that is still to come": {
      given: scene("rhona", (world) => ({ receivedOn: today(world, 2 * day) })),
      refusal: "BAD_REQUEST InTheFuture receivedOn",
    },
    "another case's": {
      given: scene("rhona", () => ({ caseId: nobody() })),
      refusal: "BAD_REQUEST UnknownReference caseId",
    },
    "the last day, as who asks would like it": {
      given: scene("rhona", () => ({ dueOn: "2099-01-01" })),
      refusal: "BAD_REQUEST BadInput input",
    },
  },
  other: (input) => ({ ...input, words: "her son" }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, { ...one, as: world.people.ian, input: { ...one.input, requestId: nobody<string & never>() } }];
    },
    outcomes: ["written", "AlreadyOpen"],
    here: ["requestStarted"],
  },
});
