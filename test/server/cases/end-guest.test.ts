import { newId } from "@linkwork/shared/kernel/ids.ts";
import type { BuiltCase } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import { letIn, minuteIn } from "../../kit/guests.ts";
import { inCase, inTurn, keptAway } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

type As = keyof World["people"];
type Before = (world: World, built: BuiltCase) => Promise<unknown>;
/** Olga of the café is here as a guest, and somebody ends it. */
const ends =
  (as: As, how: { since?: Before; until?: number; input?: object } & Parameters<typeof inCase>[2] = {}) =>
  async (world: World): Promise<Scene> => {
    const guestId = newId<string & never>(world.clock.now()) as string;
    const { since, until, input, ...options } = how;
    const change = { guestId, ...(until ? { until: minuteIn(world.clock, until) } : {}) };
    const first = inTurn(letIn("olga", change), since ?? (async () => undefined), (w) => w.app.effects.settled());
    return inCase(as, { guestId, ...input }, { shut: [["olga", "guestEnded"]], ...options, first })(world);
  };
const over: Before = (world) => world.later(3 * minute);

describeCommand({
  command: "endGuest",
  allowed: {
    "the practice ends it: the guest's screens close with the reason, and nobody else's": { given: ends("rhona"), here: ["guestEnded"] },
    "the guest leaves of their own accord": { given: ends("olga"), here: ["guestEnded"] },
  },
  refused: {
    "a partner, who didn't let them in": { given: ends("tariq", { shut: [] }), refusal: "FORBIDDEN NotYours" },
    "a guest that isn't there": { given: ends("rhona", { input: { guestId: nobody() } }), refusal: "BAD_REQUEST UnknownReference guestId" },
    "a guest whose time is over": { given: ends("rhona", { until: 2 * minute, since: over }), refusal: "CONFLICT WrongState guestId" },
    "and that guest, to whom the case isn't there any more": {
      given: ends("olga", { until: 2 * minute, since: over }),
      refusal: "NOT_FOUND NotFound",
    },
    "a guest whom the person wants kept away": { given: ends("olga", { since: keptAway("olga") }), refusal: "NOT_FOUND NotFound" },
    "a guest who has left": {
      given: async (world) => {
        const scene = await ends("rhona")(world);
        await (await world.as(world.people.olga)).act(scene.roomId, "endGuest", scene.input);
        return scene;
      },
      refusal: "CONFLICT WrongState guestId",
    },
    "somebody else's time, asked by a guest": {
      given: ends("otto", { since: (world, built) => letIn("otto")(world, built) }),
      refusal: "FORBIDDEN NotYours",
    },
  },
  other: () => ({ guestId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await ends("rhona")(world);
      return [one, one];
    },
    outcomes: ["written", "WrongState"],
    here: ["guestEnded"],
  },
});
