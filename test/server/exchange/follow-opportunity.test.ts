import { actAs } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { anOpportunity, termsOf } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";
import { inSession } from "./scenes.ts";

const input = ({ clock, people }: World, heard: number) => {
  const { when: _when, ...card } = termsOf(clock.now(), { contact: people.tariq, deputy: people.tess });
  return { standing: "paused", card, heard };
};
const causes =
  (type: string, before: string[] = []) =>
  async (world: World) => {
    const { roomId, sessions } = await anOpportunity(world, { when: { rule: "FREQ=DAILY;COUNT=2" } });
    const act = (step: string) => actAs(world, world.people.tariq, { roomId, type: step, input: {} });
    for (const step of before) await act(step);
    const event =
      { pauseOpportunity: "opportunityPaused", resumeOpportunity: "opportunityResumed", closeOpportunity: "opportunityClosed" }[type] ?? "";
    return {
      act: () => act(type),
      added: { [roomId]: [event], ...Object.fromEntries(sessions.map((session) => [session, ["opportunityFollowed"]])) },
    };
  };

describeHouseCommand({
  command: "followOpportunity",
  insider: async (world) => ({ ...(await inSession("tariq")(world)), input: input(world, 9) }),
  caused: {
    "a pause reaches each session": causes("pauseOpportunity"),
    "so does going on": causes("resumeOpportunity", ["pauseOpportunity"]),
    "and closing": causes("closeOpportunity"),
  },
  refused: {
    "what is older than what it heard": {
      given: async (world) => ({ ...(await inSession("tariq")(world)), input: input(world, 2) }),
      refusal: "CONFLICT NothingDue",
    },
  },
});
