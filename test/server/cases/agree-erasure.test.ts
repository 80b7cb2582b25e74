import { aCase } from "../../kit/build.ts";
import { erasureAgreed, erasureAsked, held, inRecords } from "../../kit/ending.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { asked } from "../../kit/scenes.ts";

const build = aCase;
const agree = (as: "ian" | "maggie" | "rhona" | "hana", first = erasureAsked) =>
  inRecords(as, (erasureId: string) => ({ erasureId }), { build, first });

describeCommand({
  command: "agreeErasure",
  allowed: { "a second person, a manager of the practice": { given: agree("maggie"), here: ["erasureAgreed"] } },
  refused: {
    "the one who asked for it": { given: agree("ian"), refusal: "FORBIDDEN SecondPerson" },
    "the link worker who leads the case": { given: agree("rhona"), refusal: "NOT_FOUND NotFound" },
    "a partner's information lead": { given: agree("hana"), refusal: "NOT_FOUND NotFound" },
    "what was agreed to already": { given: agree("maggie", erasureAgreed), refusal: "CONFLICT Changed erasureId" },
    "what is to be erased while the person waits for a copy of it": {
      given: agree("maggie", async (world, built) => {
        const erasureId = await erasureAsked(world, built);
        await asked(world, built);
        return erasureId;
      }),
      refusal: "PRECONDITION_FAILED CopyOwed",
    },
    "what a hold has stopped": {
      given: agree("maggie", async (world, built) => {
        const erasureId = await erasureAsked(world, built);
        await held(world, built);
        return erasureId;
      }),
      refusal: "CONFLICT Changed erasureId",
    },
    "what nobody asked for": {
      given: inRecords("maggie", () => ({ erasureId: nobody() }), { build }),
      refusal: "CONFLICT Changed erasureId",
    },
  },
  other: () => ({ erasureId: nobody() }),
  raced: {
    async given(world) {
      const built = await aCase(world);
      const erasureId = await erasureAsked(world, built);
      const scene = () => inRecords("maggie", () => ({ erasureId }), { build: async () => built })(world);
      return [await scene(), await scene()];
    },
    outcomes: ["written", "Changed"],
    here: ["erasureAgreed"],
  },
});
