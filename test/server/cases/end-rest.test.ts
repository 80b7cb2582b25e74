import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { did, ianIsIn, inCase, inTurn, tariqIsTold } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const rested = (because: string) =>
  did("rhona", "restSharing", () => ({ because, on: dayOf(Date.now() - day), from: "her daughter, by phone" }));
const can = ({ clock }: World, change: Record<string, unknown> = {}) => ({
  how: { kind: "regained", capacity: { outcome: "has", assessedBy: "Dr Ross", assessedOn: dayOf(clock.now()), ...change } },
});
const agreed = { how: { kind: "bestInterests" } };
const mistake = { how: { kind: "mistake", reason: "another person of that name" } };
const first = rested("capacity");
const readers = ["rhona" as const];
const recorded = did("rhona", "recordBestInterests", (_, { clock }) => ({
  capacity: { outcome: "lacks", assessedBy: "Dr Ross", assessedOn: dayOf(clock.now()), authority: "benefit, AWI(S) Act 2000" },
  consulted: "his sister",
  why: "He is glad of it.",
}));

describeCommand({
  command: "endRest",
  allowed: {
    "the person can decide it again": {
      given: inCase("rhona", (_, world) => can(world), { first, readers, elsewhere: tariqIsTold }),
      here: ["restEnded"],
    },
    "a second person of the practice agrees with what was recorded, whatever their role": {
      given: inCase("ian", agreed, { first: inTurn(first, recorded, ianIsIn), readers: ["rhona", "ian"], elsewhere: tariqIsTold }),
      here: ["restEnded"],
    },
    "it was noted by mistake that they had died": {
      given: inCase("rhona", mistake, { first: rested("death"), readers, elsewhere: tariqIsTold }),
      here: ["restEnded"],
    },
  },
  refused: {
    "while sharing goes on": { given: inCase("rhona", mistake), refusal: "CONFLICT WrongState" },
    "another organisation, which is shut out": { given: inCase("tariq", mistake, { first }), refusal: "NOT_FOUND NotFound" },
    "a colleague who is no link worker": {
      given: inCase("ian", mistake, { first: inTurn(first, ianIsIn) }),
      refusal: "FORBIDDEN NotYourRole",
    },
    "who recorded what is best can't be the second person too": {
      given: inCase("rhona", agreed, { first: inTurn(first, recorded) }),
      refusal: "FORBIDDEN SecondPersonDecides",
    },
    "agreeing with what nobody has recorded": {
      given: inCase("ian", agreed, { first: inTurn(first, ianIsIn) }),
      refusal: "CONFLICT WrongState",
    },
    "what was recorded before they died": {
      given: inCase("ian", agreed, { first: inTurn(first, recorded, ianIsIn, rested("death")) }),
      refusal: "CONFLICT HasDied",
    },
    "who has died can't decide again": {
      given: inCase("rhona", (_, world) => can(world), { first: rested("death") }),
      refusal: "CONFLICT HasDied",
    },
    "who can't decide it": {
      given: inCase("rhona", (_, world) => can(world, { outcome: "lacks", authority: "none" }), { first }),
      refusal: "BAD_REQUEST LacksCapacity how.capacity.outcome",
    },
    "judged before it was noted": {
      given: inCase("rhona", (_, world) => can(world, { assessedOn: dayOf(Date.now() - 9 * day) }), { first }),
      refusal: "BAD_REQUEST AssessedBefore how.capacity.assessedOn",
    },
  },
  other: () => mistake,
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", (_, world) => can(world), { first, readers, elsewhere: tariqIsTold })(world);
      return [one, { ...one, input: mistake }];
    },
    outcomes: ["written", "WrongState"],
    here: ["restEnded"],
  },
});
