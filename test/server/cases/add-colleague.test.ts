import type { BuiltCase } from "../../kit/build.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { inCase, keptAway } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const bringing = (name: "tess" | "olga" | "tariq" | "hana") => (built: BuiltCase, world: World) => ({
  participationId: built.participationId,
  personId: world.people[name].personId,
});

describeCommand({
  command: "addColleague",
  allowed: {
    "who is in brings in a colleague of the same organisation": { given: inCase("tariq", bringing("tess")), here: ["colleagueAdded"] },
    "20. by who doesn't know it, a colleague whom the person wants kept away: no answer tells, and the tests beside this one say what comes of it":
      {
        given: inCase("tariq", bringing("tess"), { first: keptAway("tess") }),
        here: ["colleagueAdded"],
      },
    "so does the lead": {
      given: inCase("rhona", (built, world) => ({ participationId: built.leadId, personId: world.people.isla.personId })),
      here: ["colleagueAdded"],
    },
  },
  refused: {
    "another organisation's place": {
      given: inCase("rhona", bringing("tess")),
      refusal: "BAD_REQUEST UnknownReference participationId",
    },
    "a place that isn't there": {
      given: inCase("tariq", (_, w) => ({ participationId: nobody(), personId: w.people.tess.personId })),
      refusal: "BAD_REQUEST UnknownReference participationId",
    },
    "invited, and not yet in": {
      given: inCase("tariq", bringing("tess"), { joined: false }),
      refusal: "BAD_REQUEST UnknownReference participationId",
    },
    "somebody of another organisation": { given: inCase("tariq", bringing("olga")), refusal: "BAD_REQUEST NoSuchColleague personId" },
    "by the practice, which knows it, a colleague whom the person wants kept away": {
      given: inCase("rhona", (built, world) => ({ participationId: built.leadId, personId: world.people.isla.personId }), {
        first: keptAway("isla"),
      }),
      refusal: "BAD_REQUEST NoSuchColleague personId",
    },
    "somebody who is in": { given: inCase("tariq", bringing("tariq")), refusal: "CONFLICT AlreadyIn personId" },
  },
  other: (input) => ({ ...input, personId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inCase("tariq", bringing("tess"))(world);
      return [one, one];
    },
    outcomes: ["written", "AlreadyIn"],
    here: ["colleagueAdded"],
  },
});
