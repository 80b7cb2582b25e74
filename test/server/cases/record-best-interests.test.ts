import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { did, ianIsIn, inCase, inTurn } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const rested = (because: string) =>
  did("rhona", "restSharing", () => ({ because, on: dayOf(Date.now() - day), from: "her daughter, by phone" }));
const record = ({ clock }: World, change: Record<string, unknown> = {}) => ({
  capacity: { outcome: "lacks", assessedBy: "Dr Ross", assessedOn: dayOf(clock.now()), authority: "benefit, AWI(S) Act 2000", ...change },
  consulted: "his sister and his home carer",
  why: "He has gone every week for a year and is glad of it.",
});
const first = rested("capacity");
const readers = ["rhona" as const];
const ianIsTold = (world: World) => ({ [personRoom(world.people.ian.personId)]: ["noticeDelivered"] });
const refusedWith = (change: Record<string, unknown>, refusal: string) => ({
  given: inCase("rhona", (_, world) => record(world, change), { first }),
  refusal,
});

describeCommand({
  command: "recordBestInterests",
  allowed: {
    "what is best for them, with who judged it and by which authority: nobody is let in by it, and the information lead is told": {
      given: inCase("rhona", (_, world) => record(world), { first, readers, elsewhere: ianIsTold }),
      here: ["bestInterestsRecorded"],
    },
  },
  refused: {
    "while sharing goes on": { given: inCase("rhona", (_, world) => record(world)), refusal: "CONFLICT WrongState" },
    "after a death": { given: inCase("rhona", (_, world) => record(world), { first: rested("death") }), refusal: "CONFLICT WrongState" },
    "a colleague who is no link worker": {
      given: inCase("ian", (_, world) => record(world), { first: inTurn(first, ianIsIn) }),
      refusal: "FORBIDDEN NotYourRole",
    },
    "for somebody who can decide it": refusedWith({ outcome: "has" }, "BAD_REQUEST DecidesThemselves capacity.outcome"),
    "by no authority": refusedWith({ authority: undefined }, "BAD_REQUEST BadInput input.capacity.authority"),
    "judged by nobody": refusedWith({ assessedBy: "" }, "BAD_REQUEST BadInput input.capacity.assessedBy"),
    "judged before it was noted": refusedWith(
      { assessedOn: dayOf(Date.now() - 9 * day) },
      "BAD_REQUEST AssessedBefore capacity.assessedOn",
    ),
    "judged tomorrow": refusedWith({ assessedOn: dayOf(Date.now() + 2 * day) }, "BAD_REQUEST InTheFuture capacity.assessedOn"),
  },
  other: (input) => ({ ...input, consulted: "nobody else" }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", (_, world) => record(world), { first, readers })(world);
      return [one, { ...one, input: { ...one.input, consulted: "his brother" } }];
    },
    outcomes: ["written", "written"],
    here: ["bestInterestsRecorded", "bestInterestsRecorded"],
  },
});
