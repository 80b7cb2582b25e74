import { describeCommand, nobody } from "../../kit/given.ts";
import { inTheHub, opened, received } from "../../kit/handing.ts";

describeCommand({
  command: "confirmExport",
  allowed: { "whoever opened it has kept it: it is destroyed": { given: inTheHub("hana", opened), here: ["exportClosed"] } },
  refused: {
    "a worker of the organisation": { given: inTheHub("tariq", opened), refusal: "FORBIDDEN NotYourRole" },
    "the information lead of the practice": { given: inTheHub("ian", opened), refusal: "NOT_FOUND NotFound" },
    "what nobody has opened": { given: inTheHub("hana", received), refusal: "CONFLICT NotThere exportId" },
  },
  other: () => ({ exportId: nobody() }),
  raced: {
    async given(world) {
      const exportId = await opened(world);
      const scene = () => inTheHub("hana", async () => exportId)(world);
      return [await scene(), await scene()];
    },
    outcomes: ["written", "NotThere"],
    here: ["exportClosed"],
  },
});
