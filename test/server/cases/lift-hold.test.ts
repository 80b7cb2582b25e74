import { aCase } from "../../kit/build.ts";
import { held, inRecords } from "../../kit/ending.ts";
import { describeCommand, nobody } from "../../kit/given.ts";

const build = aCase;
const lift = (as: "ian" | "maggie" | "rhona" | "hana") =>
  inRecords(as, (holdId: string) => ({ holdId, reason: "settled" }), { build, first: held });

describeCommand({
  command: "liftHold",
  allowed: { "the lead's information lead lifts a hold, with the reason": { given: lift("ian"), here: ["holdLifted"] } },
  refused: {
    "a manager of the practice": { given: lift("maggie"), refusal: "FORBIDDEN NotInfoLead" },
    "the link worker who leads the case": { given: lift("rhona"), refusal: "NOT_FOUND NotFound" },
    "a partner's information lead": { given: lift("hana"), refusal: "NOT_FOUND NotFound" },
    "a hold that isn't there": {
      given: inRecords("ian", () => ({ holdId: nobody(), reason: "settled" }), { build }),
      refusal: "CONFLICT Changed holdId",
    },
  },
  other: (input) => ({ ...input, reason: "byMistake" }),
  raced: {
    async given(world) {
      const built = await aCase(world);
      const holdId = await held(world, built);
      const scene = () => inRecords("ian", () => ({ holdId, reason: "settled" }), { build: async () => built })(world);
      return [await scene(), await scene()];
    },
    outcomes: ["written", "Changed"],
    here: ["holdLifted"],
  },
});
