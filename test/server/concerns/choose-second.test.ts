import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { describeCommand } from "../../kit/given.ts";
import { inConcern, type Leads } from "./scenes.ts";

const asking = (who: keyof Leads) => (leads: Leads) => ({ second: { orgId: leads[who].orgId, personId: leads[who].personId } });
const told = (leads: Leads) => ({ [personRoom(leads.bo.personId)]: ["noticeDelivered"] });

describeCommand({
  command: "chooseSecond",
  allowed: {
    "whoever raised it asks somebody else to look at it, while nobody has, and that one hears of it": {
      given: async (world) => {
        const scene = await inConcern("ada", asking("bo"), { confirmed: false, elsewhere: told })(world);
        return { ...scene, readers: [scene.as] };
      },
      here: ["secondChosen"],
    },
  },
  refused: {
    "the second person, who can say that it belongs here and no more": {
      given: inConcern("sorcha", asking("bo"), { confirmed: false }),
      refusal: "FORBIDDEN RaiserOnly",
    },
    "once it is confirmed": { given: inConcern("ada", asking("bo")), refusal: "CONFLICT AlreadyConfirmed" },
    "the one who was chosen": { given: inConcern("ada", asking("sorcha"), { confirmed: false }), refusal: "CONFLICT AlreadyNamed" },
    oneself: { given: inConcern("ada", asking("ada"), { confirmed: false }), refusal: "FORBIDDEN SamePerson second" },
    "a lead of an organisation that has nothing to do with it": {
      given: inConcern("ada", asking("odd"), { confirmed: false }),
      refusal: "BAD_REQUEST NotALead second",
    },
    "another lead of the same organisation, who was not named": {
      given: inConcern("bo", asking("bo"), { confirmed: false }),
      refusal: "NOT_FOUND NotFound",
    },
  },
  other: (input) => ({ second: { ...(input.second as object), personId: crypto.randomUUID() } }),
  raced: {
    given: async (world) => {
      const one = await inConcern("ada", asking("bo"), { confirmed: false })(world);
      return [one, one];
    },
    outcomes: ["AlreadyNamed", "written"],
    here: ["secondChosen"],
  },
});
