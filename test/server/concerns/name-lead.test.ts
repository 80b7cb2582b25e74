import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { describeCommand } from "../../kit/given.ts";
import { inConcern, type Leads } from "./scenes.ts";

const why = "she meets the family on Fridays";
const naming = (who: keyof Leads) => (leads: Leads) => ({ orgId: leads[who].orgId, personId: leads[who].personId, why });
const told = { elsewhere: (leads: Leads) => ({ [personRoom(leads.bo.personId)]: ["noticeDelivered"] }) };

describeCommand({
  command: "nameLead",
  allowed: {
    "somebody who is named lets another safeguarding lead in, says why, and that one hears of it": {
      given: inConcern("ada", naming("bo"), told),
      here: ["leadNamed"],
    },
  },
  refused: {
    "before the second person has looked at it": {
      given: inConcern("ada", naming("bo"), { confirmed: false }),
      refusal: "PRECONDITION_FAILED SecondPersonNeeded",
    },
    "a lead of an organisation that has nothing to do with it": {
      given: inConcern("ada", naming("odd")),
      refusal: "BAD_REQUEST NotALead personId",
    },
    "a worker who is no safeguarding lead": {
      given: inConcern("ada", (_, { people }) => ({ orgId: people.tariq.orgId, personId: people.tariq.personId, why })),
      refusal: "BAD_REQUEST NotALead personId",
    },
    "who knows of it already": { given: inConcern("ada", naming("sorcha")), refusal: "CONFLICT AlreadyNamed" },
    "no reason": { given: inConcern("ada", (leads) => ({ ...naming("bo")(leads), why: "" })), refusal: "BAD_REQUEST BadInput input.why" },
  },
  other: (input) => ({ ...input, why: "another reason" }),
  raced: {
    given: async (world) => {
      const one = await inConcern("ada", naming("bo"))(world);
      return [one, one];
    },
    outcomes: ["AlreadyNamed", "written"],
    here: ["leadNamed"],
  },
});
