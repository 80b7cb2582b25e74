import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { inSession } from "./scenes.ts";

/** What meets it, and what it does, is looked at in claim-time.test.ts. */
describeHouseCommand({
  command: "abandonClaim",
  insider: async (world) => ({ ...(await inSession("tariq")(world)), input: { claimId: nobody() } }),
  caused: {},
  refused: {
    "a claim of which a booking came": {
      given: async (world) => {
        let claimId = "";
        const scene = await inSession(
          "tariq",
          {},
          {
            booked: ["anna"],
            first: async ({ booked }) => {
              claimId = booked.anna;
            },
          },
        )(world);
        return { ...scene, input: { claimId } };
      },
      refusal: "CONFLICT NothingDue",
    },
  },
});
