import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { house } from "../../kit/build.ts";
import { describeCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type After, afterAVisit, checked, inReflection, sent, takenBack } from "./learning-scenes.ts";
import { aResident } from "./scenes.ts";

const steps = [sent({ says: { saw: "Mrs Gallacher opens the door.", differently: "I ring first." } }), checked];
const heard = async (after: After) => (await after.note()).head;
const less =
  (left: string, more: Record<string, unknown> = {}) =>
  async (after: After) => ({
    ...{ part: "saw", left, heard: await heard(after), reason: "namesSomebody" },
    ...more,
  });
/** What it came of loses them too. */
const elsewhere = ({ roomId }: After) => ({ [roomId]: ["reflectionLessened", "reflectionWorded"] });
const inNoteOf = (as: Parameters<typeof inReflection>[0], input: ReturnType<typeof less>) =>
  inReflection(as, input, { steps, note: true, readers: ["hana", "otto", "anna"], elsewhere });

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

  test("where what it came of stands, they are in no answer of either room to anybody, nor in what is stored of both, and both chains are whole", async () => {
    const after = await afterAVisit(world);
    const { reflectionId } = after;
    for (const step of steps) await step(after);
    const { anna, colleague } = after;
    const { hana, tess } = world.people;
    const readers = await Promise.all([anna, colleague, hana, tess].map((who) => world.as(who)));
    const answers = async () => {
      const asked = readers.flatMap((client) => [
        ...["exchange.reflection", "exchange.note"].map((path) => client.call(path, { reflectionId })),
        client.call("exchange.learning", {}),
        ...[after.roomId, after.learning].map((roomId) => client.call("room.since", { roomId, afterSeq: 0 })),
      ]);
      return (await Promise.all(asked)).map((answer) => JSON.stringify(answer));
    };
    const stored = async () =>
      JSON.stringify(await Promise.all([after.roomId, after.learning].map(async (room) => (await world.app.log.read(room, 0)).events)));
    // all of them but the room of the reflection to somebody of the visitor's organisation, who reads it at the door
    expect((await answers()).filter((answer) => answer.includes("Gallacher"))).toHaveLength(readers.length * 5 - 1);
    await (await world.as(hana)).act(after.learning, "takeOutWords", await less("… opens the door.")(after));
    expect((await answers()).filter((answer) => /Gallacher|Mrs/.test(answer))).toEqual([]);
    await world.app.effects.settled();
    expect(await stored()).not.toMatch(/Gallacher|Mrs/);
    expect(await stored()).toContain("I ring first.");
    for (const room of [after.roomId, after.learning]) expect(await world.app.log.verify(room)).toBeUndefined();
    const page = await readers[1]?.call("exchange.reflection", { reflectionId });
    const says = { saw: "… opens the door.", differently: "I ring first." };
    expect(page).toMatchObject({ data: { sent: { says }, takenOut: ["saw"] } });
    const late = { part: "saw", left: "Mrs … opens the door.", reason: "mistake" };
    await expect(house(world, after.roomId, "lessenReflection", late), "told late, it brings nothing back").rejects.toMatchObject({
      code: "NothingDue",
    });
    await takenBack()(after);
    expect(JSON.stringify((await world.app.log.read(after.roomId, 0)).events)).not.toContain("I ring first.");
    expect(await world.app.log.verify(after.roomId)).toBeUndefined();
  });
});
