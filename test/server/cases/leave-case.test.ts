import type { BuiltCase } from "../../kit/build.ts";
import { describeCommand } from "../../kit/given.ts";
import { agreementOver, did, inCase, keptAway, paused, tariqIsTold } from "../../kit/scenes.ts";

const part = (built: BuiltCase) => ({ participationId: built.participationId });
const tessIsIn = did("tariq", "addColleague", (built, world) => ({ ...part(built), personId: world.people.tess.personId }));

describeCommand({
  command: "leaveCase",
  allowed: {
    "an organisation leaves: its screens close, and who was in is told": {
      given: inCase("tariq", part, { shut: [["tariq", "left"]], elsewhere: tariqIsTold }),
      here: ["participationLeft"],
    },
    "what only takes away is not guarded: also while the person has paused it": {
      given: inCase("tariq", part, { first: paused, shut: [["tariq", "left"]], readers: ["rhona"], elsewhere: tariqIsTold }),
      here: ["participationLeft"],
    },
    "and after the agreement has run out": {
      given: inCase("tariq", part, { first: agreementOver, shut: [["tariq", "left"]], readers: ["rhona"], elsewhere: tariqIsTold }),
      here: ["participationLeft"],
    },
  },
  refused: {
    "a colleague who is not in it, while it is paused": { given: inCase("tess", part, { first: paused }), refusal: "NOT_FOUND NotFound" },
    "who was in it and is to be kept away": { given: inCase("tariq", part, { first: keptAway("tariq") }), refusal: "NOT_FOUND NotFound" },
    "the information lead, who is not in it": { given: inCase("hana", part, { first: paused }), refusal: "NOT_FOUND NotFound" },
    "another organisation's place": { given: inCase("rhona", part), refusal: "BAD_REQUEST UnknownReference participationId" },
    "the lead: somebody has to lead": {
      given: inCase("rhona", (b) => ({ participationId: b.leadId })),
      refusal: "FORBIDDEN LeadOnly",
    },
    "invited, and not yet in": { given: inCase("tariq", part, { joined: false }), refusal: "CONFLICT WrongState" },
    "left already": { given: inCase("tariq", part, { first: did("tariq", "leaveCase", part) }), refusal: "NOT_FOUND NotFound" },
  },
  shutsItself: true,
  other: (input) => ({ participationId: String(input.participationId).replace(/.$/, (c) => (c === "0" ? "1" : "0")) }),
  raced: {
    given: async (world) => {
      const one = await inCase("tariq", part, { first: tessIsIn })(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["written", "NotFound"],
    here: ["participationLeft"],
  },
});
