import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type After, afterAVisit, checked, inReflection, sent } from "./learning-scenes.ts";
import { aResident } from "./scenes.ts";

const steps = [sent({ says: { saw: "Mrs Gallacher opens the door.", differently: "I ring first." } }), checked];
const heard = async (after: After) => (await after.note()).head;
const less =
  (left: string, more: Record<string, unknown> = {}) =>
  async (after: After) => ({
    ...{ part: "saw", left, heard: await heard(after), reason: "namesSomebody" },
    ...more,
  });
const inNoteOf = (as: Parameters<typeof inReflection>[0], input: ReturnType<typeof less>, more: (typeof steps)[number][] = []) =>
  inReflection(as, input, { steps: [...steps, ...more], note: true, readers: ["hana", "otto", "anna"] });

describeCommand({
  command: "takeOutWords",
  stranger: aResident,
  allowed: {
    "the host's information lead leaves a name out, and everybody reads what stays": {
      given: inNoteOf("hana", less("… opens the door.")),
      here: ["wordsTakenOut", "answerLeft"],
    },
    "all of an answer may go": { given: inNoteOf("hana", less("")), here: ["wordsTakenOut"] },
  },
  refused: {
    "words that weren't there": { given: inNoteOf("hana", less("Somebody opens the door.")), refusal: "BAD_REQUEST OnlyLess left" },
    "in another order": { given: inNoteOf("hana", less("the door opens")), refusal: "BAD_REQUEST OnlyLess left" },
    "nothing at all": { given: inNoteOf("hana", less("Mrs Gallacher opens the door.")), refusal: "BAD_REQUEST OnlyLess left" },
    "of an answer that nobody gave": { given: inNoteOf("hana", less("", { part: "would" })), refusal: "BAD_REQUEST OnlyLess left" },
    "what was changed since they read it": { given: inNoteOf("hana", less("", { heard: 1 })), refusal: "CONFLICT NoteMoved" },
    "by a worker of the host": { given: inNoteOf("tess", less("")), refusal: "FORBIDDEN HostLooksAfter" },
    "by another organisation's information lead": { given: inNoteOf("otto", less("")), refusal: "FORBIDDEN HostLooksAfter" },
    "by its author, who can take back what they wrote": { given: inNoteOf("anna", less("")), refusal: "FORBIDDEN HostLooksAfter" },
  },
  other: (input) => ({ ...input, reason: "mistake" }),
  raced: {
    given: async (world) => {
      const one = await inNoteOf("hana", less("… opens the door."))(world);
      return [one, { ...one, input: { ...one.input, left: "… the door." } }];
    },
    outcomes: ["NoteMoved", "written"],
    here: ["wordsTakenOut", "answerLeft"],
  },
});

describe("what is left of it", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());

  test("nothing of what was taken out is in the store, also where the author's name went before, and the chain is whole", async () => {
    const after = await afterAVisit(world);
    for (const step of steps) await step(after);
    await after.act(after.anna, "withdrawReflection");
    const take = async (left: string) => {
      const input = await less(left)(after);
      await (await world.as(world.people.hana)).act(after.learning, "takeOutWords", input);
      await world.app.effects.settled();
    };
    await take("Mrs … opens the door.");
    await take("… opens the door.");
    const stored = JSON.stringify((await world.app.log.read(after.learning, 0)).events);
    for (const gone of ["Gallacher", "Mrs", "Anna"]) expect(stored).not.toContain(gone);
    expect(stored).toContain("I ring first.");
    expect(await world.app.log.verify(after.learning)).toBeUndefined();
    expect((await after.note()).says).toEqual({ saw: "… opens the door.", differently: "I ring first." });
  });
});
