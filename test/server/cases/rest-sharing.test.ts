import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { cafeIsIn, did, ianIsIn, inCase, inTurn, tariqIsTold } from "../../kit/scenes.ts";

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const because = (cause: string) => () => ({ because: cause, on: dayOf(Date.now() - day), from: "her daughter, by phone" });
const rested = (cause: string) => did("rhona", "restSharing", because(cause));

describeCommand({
  command: "restSharing",
  allowed: {
    "the person can't decide any more: who was in is shut out, told kindly, and nothing is deleted": {
      given: inCase("rhona", because("capacity"), { shut: [["tariq", "rests"]], elsewhere: tariqIsTold }),
      here: ["sharingRested"],
    },
    "the person has died": {
      given: inCase("rhona", because("death"), { shut: [["tariq", "died"]], elsewhere: tariqIsTold }),
      here: ["sharingRested"],
    },
    "the person has died, after they could not decide any more": {
      given: inCase("rhona", because("death"), { first: rested("capacity"), readers: ["rhona"], elsewhere: tariqIsTold }),
      here: ["sharingRested"],
    },
  },
  refused: {
    "another organisation that is in": { given: inCase("tariq", because("capacity")), refusal: "FORBIDDEN LeadOnly" },
    "a third one": { given: inCase("olga", because("death"), { first: cafeIsIn }), refusal: "FORBIDDEN LeadOnly" },
    "a colleague who is no link worker": {
      given: inCase("ian", because("capacity"), { first: ianIsIn }),
      refusal: "FORBIDDEN NotYourRole",
    },
    "noted already": { given: inCase("rhona", because("capacity"), { first: rested("capacity") }), refusal: "CONFLICT WrongState" },
    "who has died can't lose the capacity to decide": {
      given: inCase("rhona", because("capacity"), { first: inTurn(rested("capacity"), rested("death")) }),
      refusal: "CONFLICT WrongState",
    },
    "since tomorrow": {
      given: inCase("rhona", () => ({ ...because("death")(), on: dayOf(Date.now() + 2 * day) })),
      refusal: "BAD_REQUEST InTheFuture on",
    },
    "on nobody's word": {
      given: inCase("rhona", () => ({ ...because("death")(), from: "" })),
      refusal: "BAD_REQUEST BadInput input.from",
    },
  },
  other: (input) => ({ ...input, from: "somebody else" }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", because("capacity"))(world);
      return [one, { ...one, input: { ...one.input, from: "somebody else" } }];
    },
    outcomes: ["written", "WrongState"],
    here: ["sharingRested"],
  },
});
