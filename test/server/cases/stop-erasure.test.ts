import { aCase } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { erasureAgreed, erasureAsked, inRecords } from "../../kit/ending.ts";
import { describeCommand, nobody } from "../../kit/given.ts";

const build = aCase;
const stop = (as: "ian" | "maggie" | "rhona" | "hana", first = erasureAgreed) =>
  inRecords(as, (erasureId: string) => ({ erasureId }), { build, first });

describeCommand({
  command: "stopErasure",
  allowed: {
    "either of the two: the one who asked": { given: stop("ian"), here: ["erasureStopped"] },
    "either of the two: the one who agreed, on the last day": {
      given: stop("maggie", async (world, built) => {
        const erasureId = await erasureAgreed(world, built);
        await world.later(7 * day - 1000);
        return erasureId;
      }),
      here: ["erasureStopped"],
    },
    "before a second person has looked at it": { given: stop("ian", erasureAsked), here: ["erasureStopped"] },
  },
  refused: {
    "the link worker who leads the case": { given: stop("rhona"), refusal: "NOT_FOUND NotFound" },
    "a partner's information lead": { given: stop("hana"), refusal: "NOT_FOUND NotFound" },
    "what nobody asked for": { given: inRecords("ian", () => ({ erasureId: nobody() }), { build }), refusal: "CONFLICT Changed erasureId" },
  },
  other: () => ({ erasureId: nobody() }),
  raced: {
    async given(world) {
      const built = await aCase(world);
      const erasureId = await erasureAgreed(world, built);
      const scene = (as: "ian" | "maggie") => inRecords(as, () => ({ erasureId }), { build: async () => built })(world);
      return [await scene("ian"), await scene("maggie")];
    },
    outcomes: ["written", "Changed"],
    here: ["erasureStopped"],
  },
});
