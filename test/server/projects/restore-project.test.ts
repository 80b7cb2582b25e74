import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { type At, closed, did, follows, inProject, inTurn } from "./scenes.ts";

const later = (days: number) => (at: At) => at.world.later(days * day);
const away = { first: inTurn(closed("tariq"), later(90), did("rhona", "archiveProject")) };

describeCommand({
  command: "restoreProject",
  allowed: {
    "any of its owners takes out again what another one put away: it is closed as it was": {
      given: inProject("tariq", {}, { ...away, elsewhere: follows }),
      here: ["projectRestored"],
    },
  },
  refused: {
    "what was never put away": { given: inProject("rhona", {}, { first: closed("tariq") }), refusal: "CONFLICT ProjectMoved" },
    "a colleague who doesn't speak for the organisation": { given: inProject("tess", {}, away), refusal: "FORBIDDEN NotASpeaker" },
    "an organisation that isn't in it": { given: inProject("otto", {}, away), refusal: "NOT_FOUND NotFound" },
  },
  raced: {
    given: async (world) => {
      const one = await inProject("rhona", {}, away)(world);
      return [one, { ...one, as: world.people.tariq }];
    },
    outcomes: ["ProjectMoved", "written"],
    here: ["projectRestored"],
  },
});
