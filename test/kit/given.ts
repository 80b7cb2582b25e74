import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { type EventId, newId, type RoomId, uuidOf } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actorOf, house, type Person } from "./build.ts";
import { kindFor } from "./kinds.ts";
import { describeTold, said } from "./told.ts";
import { type Client, createWorld, type World } from "./world.ts";

type Input = Record<string, unknown>;
/** Events by room, each list in order. */
type Appended = Record<string, string[]>;
/** What a test starts from: who asks which room for what, and who may read along. */
export type Scene = {
  as: Person;
  roomId: RoomId;
  input: Input;
  /** people who may read the room before and after */
  readers?: Person[];
  /** people whom the command shuts out, with the code of `closed` */
  shut?: [Person, string][];
  /** exactly what follows in other rooms */
  elsewhere?: Appended;
  /** the same, in rooms whose names follow from the id of the command */
  follows?: (id: EventId) => Appended;
  /** somebody else who may give it, where nobody reads along and it carries nothing that could be otherwise */
  also?: Person;
};
type Given = (world: World) => Promise<Scene> | Scene;

/** One command, said as a table. Events and refusals are named in full; any others make the test fail. */
export type CommandTable = {
  command: string;
  /** title -> start, and exactly the events that this room gains */
  allowed: Record<string, { given: Given; here: string[] }>;
  /** title -> start, and the refusal as "MEANING Code field" */
  refused: Record<string, { given: Given; refusal: string }>;
  /** from whom the room is hidden; Otto, where everybody else may not know of it */
  stranger?: (world: World) => Promise<Person>;
  /** a room of this kind that is hidden from the stranger, where the first of `allowed` isn't */
  hidden?: Given;
  /** a command that makes its room has nothing to hide: an absent room is made */
  makesRoom?: true;
  /** who reads the room: nobody but the house, or everybody who is signed in */
  readBy?: "house" | "everybody";
  /** who gave it may know of the room no more: then an id that was used tells them nothing either */
  shutsItself?: true;
  /** another payload under the same id; where a command carries nothing, another reader tries it with the id */
  other?: (input: Input) => Input;
  /** two at once: what becomes of them (sorted: "written" or a code) and what the room gains */
  raced: { given: (world: World) => Promise<[Scene, Scene]>; outcomes: string[]; here: string[] };
};

/** An id that nothing has. */
export const nobody = <T extends string = string & never>(): T => newId<T>(Date.now());
const pathOf = (roomId: RoomId, command: string): string => `${kindFor(roomId).router}.${command}`;
/** The same room's name with an id that was never used. */
const absentLike = (roomId: RoomId): RoomId =>
  roomId.replace(/[0-9a-f-]{36}/, uuidOf(crypto.getRandomValues(new Uint8Array(16)), 7)) as RoomId;

/** The sections that every command has: allowed, refused, hidden, replayed, raced, told. */
export function describeCommand(table: CommandTable): void {
  const { command } = table;
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());
  const [first] = Object.values(table.allowed);
  if (!first) throw new Error("a command that nobody may give needs no door");

  const everyRoomIsWhole = async (...rooms: RoomId[]) => {
    for (const room of rooms) {
      expect(await world.app.log.verify(room), `the chain of ${room}`).toBeUndefined();
      const { events } = await world.app.log.read(room, 0);
      expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1));
    }
  };
  /** Everybody who may read along does, and their copies are compared with the server after the act. */
  const withReaders = async (scene: Scene): Promise<Client> => {
    for (const reader of scene.readers ?? []) await (await world.as(reader)).watch(scene.roomId);
    return world.as(scene.as);
  };

  describe("allowed", () => {
    for (const [title, { given, here }] of Object.entries(table.allowed))
      test(title, async () => {
        const scene = await given(world);
        const client = await withReaders(scene);
        await world.app.effects.settled();
        const before = await world.book();
        const { id } = await client.act(scene.roomId, command, scene.input);
        expect(await world.added(before)).toEqual({ [scene.roomId]: here, ...scene.elsewhere, ...scene.follows?.(id) });
        await everyRoomIsWhole(scene.roomId);
      });
  });

  describe("refused, and nothing is appended", () => {
    for (const [title, { given, refusal }] of Object.entries(table.refused))
      test(`${title}: ${refusal}`, async () => {
        const scene = await given(world);
        const client = await world.as(scene.as);
        await world.app.effects.settled();
        const before = await world.book();
        for (const door of ["socket", "http"] as const)
          expect(said(await client.attempt(scene.roomId, command, scene.input, { door })), door).toBe(refusal);
        expect(await world.added(before)).toEqual({});
      });
  });

  if (table.readBy !== "everybody")
    describe("hidden", () => {
      const title = table.makesRoom
        ? "a room that is there already and not theirs answers a stranger like any absent thing, through both doors"
        : "a stranger gets the same bytes for this room as for an absent one, through both doors";
      test(title, async () => {
        const scene = await (table.hidden ?? first.given)(world);
        if (table.makesRoom && !table.hidden) await (await world.as(scene.as)).act(scene.roomId, command, scene.input);
        const stranger = await world.as((await table.stranger?.(world)) ?? world.people.otto);
        const absent = absentLike(scene.roomId);
        const before = await world.book();
        const ask = async (roomId: RoomId) => {
          const path = table.makesRoom && roomId === absent ? "room.since" : pathOf(roomId, command);
          const input = path === "room.since" ? { roomId, afterSeq: null } : { roomId, id: nobody<EventId>(), input: scene.input };
          return { http: await stranger.bytes(path, input), socket: await stranger.call(path, input) };
        };
        const [there, notThere] = [await ask(scene.roomId), await ask(absent)];
        expect(there).toEqual(notThere);
        expect(said(there.socket)).toBe("NOT_FOUND NotFound");
        expect(there.http.status).toBe(404);
        expect(await world.added(before)).toEqual({});
      });
    });

  describe("replayed (I5)", () => {
    test("the same id and payload, again and at the same time through both doors, is one event and one answer", async () => {
      const scene = await first.given(world);
      const client = await withReaders(scene);
      await world.app.effects.settled();
      const before = await world.book();
      const id = nobody<EventId>();
      const ask = (door: "socket" | "http") => client.attempt(scene.roomId, command, scene.input, { id, door });
      const answers = await Promise.all([ask("socket"), ask("http"), ask("socket")]);
      answers.push(await ask("http"), await ask("socket"));
      expect(answers.map(said)).toEqual(answers.map(() => "written"));
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(await world.added(before)).toEqual({ [scene.roomId]: first.here, ...scene.elsewhere, ...scene.follows?.(id) });
    });

    const reused = table.shutsItself ? "NOT_FOUND NotFound" : "CONFLICT IdReused id";
    test(`the same id with another payload, or of another person, is refused (${reused}), and the first stays`, async () => {
      const scene = await first.given(world);
      const client = await world.as(scene.as);
      const id = nobody<EventId>();
      await client.act(scene.roomId, command, scene.input, { id });
      await world.app.effects.settled();
      const before = await world.book();
      const stored = await world.app.log.find(scene.roomId, id);
      const other = table.other?.(scene.input) ?? scene.input;
      const second = scene.also ?? scene.readers?.find((who) => who !== scene.as);
      const by = table.other || !second ? client : await world.as(second);
      for (const door of ["socket", "http"] as const)
        expect(said(await by.attempt(scene.roomId, command, other, { id, door }))).toBe(reused);
      expect(await world.added(before)).toEqual({});
      expect(stored).toBeDefined();
      expect(await world.app.log.find(scene.roomId, id)).toEqual(stored);
    });
  });

  describe("raced", () => {
    test(`two at once: ${table.raced.outcomes.join(" and ")}, in one order of the log`, async () => {
      const [a, b] = await table.raced.given(world);
      const [one, two] = [await withReaders(a), await world.as(b.as)];
      await world.app.effects.settled();
      const before = await world.book();
      const answers = await Promise.all([one.attempt(a.roomId, command, a.input), two.attempt(b.roomId, command, b.input)]);
      const codes = answers.map((answer) => (answer.ok ? "written" : answer.error.code));
      expect(codes.sort()).toEqual([...table.raced.outcomes].sort());
      expect((await world.added(before))[a.roomId] ?? []).toEqual(table.raced.here);
      await everyRoomIsWhole(a.roomId, b.roomId);
    });
  });

  describeTold(table, () => world);
}

/** A command that only the house gives. */
export type HouseTable = {
  command: string;
  /** somebody who may read the room, and still may not do this; and an input that would fit */
  insider: (world: World) => Promise<Scene> | Scene;
  /** title -> the act of a person (or of the seed) that causes it, and exactly what is appended anywhere */
  caused: Record<string, (world: World) => Promise<{ act(): Promise<AnyEvent>; added: Appended }>>;
  /** title -> what the house would ask in vain, and the refusal */
  refused?: Record<string, { given: Given; refusal: string }>;
};

/** The sections of a command that only the house gives: it follows from what it follows from, once, and no door offers it. */
export function describeHouseCommand({ command, insider, caused, refused = {} }: HouseTable): void {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());

  if (Object.keys(caused).length > 0)
    describe("caused", () => {
      for (const [title, given] of Object.entries(caused))
        test(`${title}; done again after a crash, it is there once`, async () => {
          const { act, added } = await given(world);
          await world.app.effects.settled();
          const before = await world.book();
          await act();
          expect(await world.added(before)).toEqual(added);
          // as if the node had died before it could note that the effects are done
          for (const room of Object.keys(added))
            await world.database
              .collection("commits")
              .updateMany({ room, seq: { $gt: before.get(room as RoomId) ?? 0 } }, { $set: { due: true } });
          await world.app.effects.sweep();
          expect(await world.added(before)).toEqual(added);
        });
    });

  test("no door offers it, and a person who asks the room itself is told that it isn't there", async () => {
    const { as, roomId, input } = await insider(world);
    const client = await world.as(as);
    const before = await world.book();
    const id = nobody<EventId>();
    for (const door of ["socket", "http"] as const) {
      const answer = await client.call(pathOf(roomId, command), { roomId, id, input }, door);
      expect(said(answer)).toBe("NOT_FOUND NotFound");
    }
    const refusal = await world.app.rooms.act(actorOf(as), roomId, { id, type: command, input }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).code).toBe("NotFound");
    expect(await world.added(before)).toEqual({});
  });

  for (const [title, { given, refusal }] of Object.entries(refused))
    test(`refused, and nothing is appended: ${title}: ${refusal}`, async () => {
      const { roomId, input } = await given(world);
      await world.app.effects.settled();
      const before = await world.book();
      const error = await house(world, roomId, command, input).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Refusal);
      const { meaning, code, details } = error as Refusal;
      expect([meaning, code, details.field].filter(Boolean).join(" ")).toBe(refusal);
      expect(await world.added(before)).toEqual({});
    });
}
