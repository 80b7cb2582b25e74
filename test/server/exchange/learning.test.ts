import type { OpportunityId, ReflectionId } from "@linkwork/shared/kernel/ids.ts";
import { learningRoom, reflectionRoom, trainingRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { NotesPage } from "../../../apps/server/src/exchange/router-learning.ts";
import { house, type Person } from "../../kit/build.ts";
import { dumpOf } from "../../kit/dump.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type After, afterAVisit, checked, sent, sentBack, takenBack } from "./learning-scenes.ts";
import { aResident } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

async function asked<T>(who: Person, path: string, input?: unknown): Promise<T> {
  const answer = await (await world.as(who)).call(path, input, "http");
  if (!answer.ok) throw new Error(`${path}: ${answer.error.code}`);
  return answer.data as T;
}
const refused = async (who: Person, path: string, input?: unknown): Promise<string> => {
  const answer = await (await world.as(who)).call(path, input, "http");
  return answer.ok ? "allowed" : answer.error.code;
};
const notes = (who: Person, wanted: Record<string, unknown> = {}) => asked<NotesPage>(who, "exchange.learning", wanted);
let words = 0;
/** A word that stands nowhere else. */
const aWord = (): string => `word${++words}${"abcdefgh"[words % 8]}`;
const saying = (word: string) => sent({ says: { differently: `I ring first, said ${word}.` } });

describe("who reads what is written after a visit", () => {
  let after: After;
  let word: string;
  beforeEach(async () => {
    after = await afterAVisit(world);
    word = aWord();
  });
  const reads = async (who: Person): Promise<boolean> => {
    const answer = await (await world.as(who)).call("exchange.reflection", { reflectionId: after.reflectionId }, "http");
    return answer.ok && JSON.stringify(answer.data).includes(word);
  };
  const readers = async () => {
    const { tariq, tess, hana, otto, maggie } = world.people;
    const all = { anna: after.anna, colleague: after.colleague, tariq, tess, hana, otto, maggie };
    const found: string[] = [];
    for (const [name, who] of Object.entries(all)) if (await reads(who)) found.push(name);
    return found;
  };

  test("once it is sent its author and the host's people; sent back, its author alone; checked, both organisations", async () => {
    await saying(word)(after);
    expect(await readers()).toEqual(["anna", "tariq", "tess", "hana"]);
    await sentBack(after);
    expect(await readers()).toEqual(["anna"]);
    await saying(word)(after);
    await checked(after);
    expect(await readers()).toEqual(["anna", "colleague", "tariq", "tess", "hana"]);
    await takenBack()(after);
    expect(await readers()).toEqual([]);
  });

  test("the host's own is read by the visitor and her people once somebody of the host has looked at it, and no host's own talk about it", async () => {
    after = await afterAVisit(world, "host");
    const { tariq, tess } = world.people;
    const says = { differently: `We ring back, said ${word}.` };
    await after.act(tariq, "submitReflection", { says, share: "between", signed: false });
    expect(await readers()).toEqual(["tariq", "tess", "hana"]);
    await after.act(tess, "sendReflectionBack", { version: await after.version(), reason: "mistake", words: "Between us: the name." });
    await after.act(tariq, "submitReflection", { says, share: "between", signed: false });
    await after.act(tess, "checkReflection", { version: await after.version(), nobodyRecognised: true });
    expect(await readers()).toEqual(["anna", "colleague", "tariq", "tess", "hana"]);
    const page = await asked<object>(after.anna, "exchange.reflection", { reflectionId: after.reflectionId });
    expect(JSON.stringify(page)).not.toContain("Between us");
    expect(page).toMatchObject({ author: null, standing: "reader", can: [] });
    expect(await refused(after.anna, "room.since", { roomId: after.roomId, afterSeq: 0 })).toBe("NotFound");
    expect((await notes(world.people.otto, { words: word })).notes).toEqual([]);
  });

  test("no list of notes holds a word of what waits, was sent back, stays between two, or was taken back before it was looked at", async () => {
    const finds = async () => (await notes(world.people.otto, { words: word })).notes.length;
    await saying(word)(after);
    expect(await finds()).toBe(0);
    await sentBack(after);
    expect(await finds()).toBe(0);
    await sent({ share: "between", says: { differently: word } })(after);
    await checked(after);
    expect(await finds()).toBe(0);
    const other = await afterAVisit(world);
    await saying(word)(other);
    await takenBack()(other);
    expect(await finds()).toBe(0);
    expect(await refused(world.people.otto, "exchange.note", { reflectionId: other.reflectionId })).toBe("NotFound");
  });
});

test("it waits for who writes it, then for the host's other ones, then for its author or nobody; the list and the short way to it agree", async () => {
  const { tariq, tess, hana } = world.people;
  const after = await afterAVisit(world);
  type Row = { reflectionId: string; owed: string | null };
  const owed = async () => {
    const found: Record<string, string | null> = {};
    for (const [name, who] of Object.entries({ anna: after.anna, colleague: after.colleague, tariq, tess, hana })) {
      const pick = (rows: Row[]) => rows.find(({ reflectionId }) => reflectionId === after.reflectionId)?.owed ?? null;
      const short = pick(await asked<Row[]>(who, "exchange.owedReflections"));
      expect(pick(await asked<Row[]>(who, "exchange.reflections")), name).toBe(short);
      if (short) found[name] = short;
    }
    return found;
  };
  expect(await owed()).toEqual({ anna: "write" });
  await sent()(after);
  expect(await owed()).toEqual({ tariq: "check", tess: "check" });
  await sentBack(after);
  expect(await owed()).toEqual({ anna: "mend" });
  await sent()(after);
  await checked(after);
  expect(await owed()).toEqual({});
});

describe("what it touched for oneself", () => {
  test("is in no byte that anybody else is given, whatever they ask, and in no event of a room that they read", async () => {
    const after = await afterAVisit(world);
    const { tariq, hana, otto } = world.people;
    const mine = trainingRoom(after.anna.personId);
    const input = { reflectionId: after.reflectionId, headings: ["interviewing", "communityVoice"] };
    await (await world.as(after.anna)).act(mine, "noteHeadings", input);
    await sent()(after);
    await checked(after);
    expect(await asked(after.anna, "exchange.training")).toMatchObject([{ headings: ["interviewing", "communityVoice"], minutes: 120 }]);
    const manager: Person = { ...after.colleague, roles: ["manager"] };
    for (const who of [tariq, hana, otto, manager]) {
      const client = await world.as(who);
      const heard = [
        ...(await Promise.all(
          ["reflections", "learning", "training", "mine", "owed", "hosting", "reciprocity"].map((name) =>
            client.bytes(`exchange.${name}`, name === "learning" ? {} : undefined),
          ),
        )),
        await client.bytes("exchange.reflection", { reflectionId: after.reflectionId }),
        await client.bytes("exchange.note", { reflectionId: after.reflectionId }),
        ...(await Promise.all(
          [mine, reflectionRoom(after.reflectionId), learningRoom(after.reflectionId)].map((roomId) =>
            client.bytes("room.since", { roomId, afterSeq: 0 }),
          ),
        )),
      ];
      for (const { text } of heard) for (const word of ["interviewing", "communityVoice"]) expect(text, who.name).not.toContain(word);
      expect((await client.subscribe(mine)).ok, who.name).toBe(false);
    }
  });

  test("of a visit that didn't take place after all nothing is counted", async () => {
    const after = await afterAVisit(world);
    const input = { reflectionId: after.reflectionId, headings: ["ethics"] };
    await (await world.as(after.anna)).act(trainingRoom(after.anna.personId), "noteHeadings", input);
    await house(world, after.roomId, "closeReflection", {});
    expect(await asked(after.anna, "exchange.training")).toEqual([]);
  });
});

describe("the list of notes", () => {
  test("is narrowed by theme and visit, newest first, page by page, and found by the beginnings of words; a resident's is empty", async () => {
    const word = aWord();
    const made: After[] = [];
    for (let i = 0; i < 22; i++) {
      const after = await afterAVisit(world, "visitor", `Visit ${word} ${i}`);
      await saying(word)(after);
      await checked(after);
      made.push(after);
    }
    const { otto } = world.people;
    const first = await notes(otto, { words: word.slice(0, -1) });
    const second = await notes(otto, { words: word.slice(0, -1), before: first.before });
    const ids = [...first.notes, ...second.notes].map(({ reflectionId }) => reflectionId);
    expect(ids).toEqual(made.map(({ reflectionId }) => reflectionId).toReversed());
    expect([first.notes.length, second.notes.length, second.before]).toEqual([20, 2, null]);
    const [one] = first.notes;
    expect(one?.hits).toEqual([
      { part: "differently", snippet: { text: `I ring first, said ${word}.`, ranges: [[19, 19 + word.length - 1]] } },
    ]);
    const ofOne = { opportunityId: one?.opportunityId as OpportunityId };
    expect((await notes(otto, ofOne)).notes.map(({ title }) => title)).toEqual([`Visit ${word} 21`]);
    expect((await notes(otto, { ...ofOne, theme: "money" })).notes).toEqual([]);
    expect((await notes(otto, { ...ofOne, theme: "food" })).notes).toHaveLength(1);
    expect((await notes(await aResident(world))).notes).toEqual([]);
  });

  test("what was taken out is found no more, and neither is an author who took it back", async () => {
    const after = await afterAVisit(world);
    const word = aWord();
    await saying(word)(after);
    await checked(after);
    const { hana, otto } = world.people;
    const finds = async (looked: string) =>
      (await notes(otto, { words: looked })).notes.some(({ reflectionId }) => reflectionId === after.reflectionId);
    expect([await finds(word), await finds(`${word} "Anna's place"`)]).toEqual([true, true]);
    await takenBack()(after);
    expect([await finds(word), await finds(`${word} "Anna's place"`)]).toEqual([true, false]);
    const { head } = await after.note();
    const input = { part: "differently", left: "I ring first, said ….", heard: head, reason: "mistake" };
    await (await world.as(hana)).act(after.learning, "takeOutWords", input);
    expect(await finds(word)).toBe(false);
  });

  test("no word of a reflection or a note lies open in the store or in what the server logged", async () => {
    const after = await afterAVisit(world);
    const word = aWord();
    await saying(word)(after);
    await checked(after);
    await (await world.as(world.people.otto)).call("exchange.learning", { words: word }, "http");
    for (const [collection, docs] of await dumpOf(world.database)) for (const doc of docs) expect(doc, collection).not.toContain(word);
    expect(JSON.stringify(world.log)).not.toContain(word);
  });
});

test("an id that nothing has, and another one's that is there, read the same", async () => {
  const after = await afterAVisit(world);
  await sent()(after);
  const client = await world.as(world.people.otto);
  const ask = (reflectionId: ReflectionId) => client.bytes("exchange.reflection", { reflectionId });
  expect(await ask(after.reflectionId)).toEqual(await ask(after.anna.personId as string as ReflectionId));
});
