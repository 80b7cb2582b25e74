import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { caseRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CaseRow } from "../../../apps/server/src/cases/router.ts";
import { aCase, actAs, type BuiltCase } from "../../kit/build.ts";
import { day, minute } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { cafeIsIn, did, inCase, paused, speechRefused, withdrawn, withScopes } from "../../kit/scenes.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";

type Options = Parameters<typeof inCase>[2];
/** Rhona asks the food hub to say that they have read her message. */
const asked =
  (as: keyof World["people"], change: Record<string, unknown> = {}, { first, ...options }: Options = {}) =>
  async (world: World) => {
    let seq = 0;
    const asks = async (w: World, built: BuiltCase) => {
      seq = (await ask(w, built)).seq;
      await first?.(w, built);
    };
    return inCase(as, () => ({ messageSeq: seq, versionSeq: seq, ...change }), { ...options, first: asks })(world);
  };
const ask = (world: World, { roomId }: BuiltCase, input: Record<string, unknown> = {}, orgs = [world.orgs.hub.orgId]) =>
  actAs(world, world.people.rhona, {
    roomId,
    type: "postMessage",
    input: { text: "No nuts for him, please.", ask: { orgs, ...input } },
  });
/** Tariq says so about what was said last. */
const said = async (world: World, { roomId }: BuiltCase) => {
  const seq = await world.app.log.headSeq(roomId);
  return actAs(world, world.people.tariq, { roomId, type: "acknowledge", input: { messageSeq: seq, versionSeq: seq } });
};

describeCommand({
  command: "acknowledge",
  allowed: { "for one's own organisation, that was asked": { given: asked("tariq"), here: ["acknowledged"] } },
  refused: {
    ...speechRefused({ messageSeq: 1, versionSeq: 1 }),
    "for who asked": { given: asked("rhona"), refusal: "FORBIDDEN NotYours" },
    "after the person withdrew, what was asked before": { given: asked("tariq", {}, { first: withdrawn }), refusal: "NOT_FOUND NotFound" },
    "twice for one organisation": { given: asked("tariq", {}, { first: said }), refusal: "CONFLICT WrongState versionSeq" },
    "of words that were changed since": {
      given: asked(
        "tariq",
        {},
        {
          first: async (world, { roomId }) => {
            const messageSeq = await world.app.log.headSeq(roomId);
            await actAs(world, world.people.rhona, { roomId, type: "editMessage", input: { messageSeq, text: "No nuts, and no milk." } });
          },
        },
      ),
      refusal: "CONFLICT WrongState versionSeq",
    },
    "what asks nobody": {
      given: inCase("tariq", { messageSeq: 1, versionSeq: 1 }),
      refusal: "BAD_REQUEST UnknownReference messageSeq",
    },
    "what was taken out": {
      given: asked(
        "tariq",
        {},
        {
          first: async (world, { roomId }) => {
            const input = { messageSeq: await world.app.log.headSeq(roomId), reason: "mistake" };
            await actAs(world, world.people.rhona, { roomId, type: "redactMessage", input });
          },
        },
      ),
      refusal: "BAD_REQUEST UnknownReference messageSeq",
    },
  },
  other: (input) => ({ ...input, versionSeq: 1 }),
  raced: {
    given: async (world) => {
      const one = await asked("tariq")(world);
      return [one, one];
    },
    outcomes: ["WrongState", "written"],
    here: ["acknowledged"],
  },
});

describe("asking for it", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());

  const notices = async (name: keyof World["people"]) =>
    (await world.app.log.read(personRoom(world.people[name].personId), 0)).events.flatMap((e) =>
      e.type === "noticeDelivered" && e.body.kind === "asked" ? [{ urgent: e.body.urgent, again: e.body.again }] : [],
    );
  const listed = async (name: "tariq" | "olga" | "rhona", { caseId }: BuiltCase) =>
    ((await (await world.as(world.people[name])).call("cases.list")) as never as { data: { caseId: string; asked: number }[] }).data.find(
      (row) => row.caseId === caseId,
    )?.asked;
  const state = async ({ roomId }: BuiltCase) => (await (await world.as(world.people.rhona)).since(roomId, null)).state as CaseState;
  /** So much later, the sweep comes by; three times, and on another node as well. */
  const sweeps = async (ms: number) => {
    await world.later(ms);
    for (let i = 0; i < 3; i++) await world.app.tidy();
    const { database, masterKey, clock } = world;
    const other = await startNode({ database, masterKey, clock });
    await other.app.tidy();
    await other.app.stop();
  };

  test("only organisations that read there now can be asked, each once, and not one's own; a reaction never counts", async () => {
    const built = await aCase(world);
    const { practice, hub, cafe } = world.orgs;
    const rhona = await world.as(world.people.rhona);
    const tried = async (orgs: string[]) => {
      const answer = await rhona.attempt(built.roomId, "postMessage", { text: "x", ask: { orgs } });
      return answer.ok ? "written" : `${answer.error.code} ${answer.error.details.field}`;
    };
    for (const orgs of [[cafe.orgId], [practice.orgId], [hub.orgId, cafe.orgId], [hub.orgId, hub.orgId]])
      expect(await tried(orgs)).toBe("MentionUnknown ask");
    const { seq } = await ask(world, built);
    await did("tariq", "react", { messageSeq: seq, reaction: "👍", on: true })(world, built);
    expect(Object.values((await state(built)).asks[seq]?.of ?? {})).toEqual([null]);
    expect(await listed("tariq", built)).toBe(1);
  });

  test("who has said so and who hasn't is seen by everybody who takes part; changed words are asked about again", async () => {
    const built = await aCase(world);
    await cafeIsIn(world, built);
    const { hub, cafe } = world.orgs;
    const { seq } = await ask(world, built, {}, [hub.orgId, cafe.orgId]);
    expect([await listed("tariq", built), await listed("olga", built), await listed("rhona", built)]).toEqual([1, 1, 0]);
    await did("tariq", "acknowledge", { messageSeq: seq, versionSeq: seq })(world, built);
    for (const name of ["rhona", "tariq", "olga"] as const) {
      const seen = (await (await world.as(world.people[name])).since(built.roomId, null)).state as CaseState;
      expect(seen.asks[seq]?.of).toMatchObject({ [hub.orgId]: { name: "Tariq" }, [cafe.orgId]: null });
    }
    expect([await listed("tariq", built), await listed("olga", built)]).toEqual([0, 1]);
    await did("rhona", "editMessage", { messageSeq: seq, text: "No nuts, and no milk." })(world, built);
    expect([await listed("tariq", built), await listed("olga", built)]).toEqual([1, 1]);
  });

  test("what isn't urgent is told once; what is, is told again after 5 and after 30 minutes, each once however many nodes sweep", async () => {
    const built = await aCase(world);
    const before = (await notices("tariq")).length;
    const told = async () => (await notices("tariq")).slice(before);
    await ask(world, built);
    await sweeps(40 * minute);
    expect(await told()).toEqual([{}]);
    await ask(world, built, { urgent: true });
    await sweeps(5 * minute - 1);
    expect(await told()).toEqual([{}, { urgent: true }]);
    await sweeps(1);
    expect(await told()).toEqual([{}, { urgent: true }, { urgent: true, again: 5 }]);
    await sweeps(25 * minute);
    await sweeps(day);
    expect(await told()).toEqual([{}, { urgent: true }, { urgent: true, again: 5 }, { urgent: true, again: 30 }]);
  });

  test("once somebody has said so for the organisation nobody there is reminded; after a standstill one reminder is enough", async () => {
    const built = await aCase(world);
    await cafeIsIn(world, built);
    const before = { tariq: (await notices("tariq")).length, olga: (await notices("olga")).length };
    const { seq } = await ask(world, built, { urgent: true }, [world.orgs.hub.orgId, world.orgs.cafe.orgId]);
    await did("tariq", "acknowledge", { messageSeq: seq, versionSeq: seq })(world, built);
    await sweeps(2 * day);
    expect((await notices("tariq")).slice(before.tariq)).toEqual([{ urgent: true }]);
    expect((await notices("olga")).slice(before.olga)).toEqual([{ urgent: true }, { urgent: true, again: 30 }]);
  });

  test("never past the end of the sharing: withdrawn, paused or run out, nobody is reminded", async () => {
    for (const end of [
      withdrawn,
      paused,
      async (w: World) => {
        await w.later(181 * day);
      },
    ]) {
      const built = await aCase(world);
      const before = (await notices("tariq")).length;
      await ask(world, built, { urgent: true });
      await world.app.effects.settled();
      await end(world, built);
      await sweeps(31 * minute);
      expect((await notices("tariq")).slice(before)).toEqual([{ urgent: true }]);
    }
  });

  test("asked in a private place, the notice and each time it is said again name that place, and the list says that it is there", async () => {
    const built = await aCase(world, withScopes("health"));
    const inPlace = { ...built, roomId: caseRoom(built.caseId, "health") };
    await did("rhona", "openCompartment", { compartment: "health" })(world, inPlace);
    const before = await world.app.log.headSeq(personRoom(world.people.tariq.personId));
    await ask(world, inPlace, { urgent: true });
    await sweeps(6 * minute);
    const { events } = await world.app.log.read(personRoom(world.people.tariq.personId), before);
    const told = events.flatMap(({ body: { kind, compartment, again } }) => (kind === "asked" ? [[compartment, again]] : []));
    expect(told).toEqual([
      ["health", undefined],
      ["health", 5],
    ]);
    const rows = (await (await world.as(world.people.tariq)).call("cases.list")) as never as { data: CaseRow[] };
    const row = rows.data.find(({ caseId }) => caseId === built.caseId);
    expect(row?.parts).toMatchObject([{ compartment: "health", asked: 1 }]);
    expect(row?.asked).toBe(1);
  });

  test("the notice holds what a channel needs and no word of the message", async () => {
    const built = await aCase(world);
    await ask(world, built, { urgent: true });
    await world.app.effects.settled();
    const { events } = await world.app.log.read(personRoom(world.people.tariq.personId), 0);
    const { kind, caseId, orgId, urgent, ...rest } = events.at(-1)?.body ?? {};
    expect({ kind, caseId, orgId, urgent, rest }).toEqual({
      ...{ kind: "asked", caseId: built.caseId, orgId: world.orgs.practice.orgId, urgent: true },
      rest: {},
    });
  });
});
