import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

/** The practice proposed it; the food hub's information lead has it before her. */
const scene =
  (as: "ian" | "hana" | "tariq" = "hana") =>
  async (world: World): Promise<Scene> => {
    const { orgs, people } = world;
    const agreementId = nobody();
    const [ours, theirs] = [orgRoom(orgs.practice.orgId), orgRoom(orgs.hub.orgId)];
    const input = {
      agreementId,
      withOrgId: orgs.hub.orgId,
      dpiaRef: "DPIA-9",
      validFrom: "2026-01-01T00:00:00.000Z",
      validTo: "2029-01-01T00:00:00.000Z",
    };
    await actAs(world, people.ian, { roomId: ours, type: "proposeAgreement", input });
    await world.app.effects.settled();
    return {
      as: people[as],
      roomId: as === "ian" ? ours : theirs,
      input: { agreementId },
      readers: [people.hana, people.tariq],
      elsewhere: { [ours]: ["agreementSigned"] },
    };
  };

describeCommand({
  command: "signAgreement",
  allowed: { "the other side's information lead signs, and both hold it": { given: scene(), here: ["agreementSigned"] } },
  refused: {
    "a member who is no information lead": { given: scene("tariq"), refusal: "FORBIDDEN NotYourRole" },
    "the side that proposed it: one can't sign for both": { given: scene("ian"), refusal: "CONFLICT NotThere" },
    "one that isn't there": {
      given: async (world) => ({ ...(await scene()(world)), input: { agreementId: nobody() } }),
      refusal: "CONFLICT NotThere",
    },
  },
  other: () => ({ agreementId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, one];
    },
    outcomes: ["written", "NotThere"],
    here: ["agreementSigned"],
  },
});
