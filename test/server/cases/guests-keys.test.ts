import { keyholders } from "@linkwork/shared/cases/rules-keys.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { GuestId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keysNameFor } from "../../../apps/server/src/kernel/assemble.ts";
import { actAs, consentInput, type Person } from "../../kit/build.ts";
import { admitted, type GuestScene, guestInput, guestTime, keptAwayIn } from "../../kit/guests.ts";
import { did } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aMember } from "../identity/scenes.ts";

/** The keys that a guest reads with, and what becomes of them. Odo works at the café, which has no part in it. */
let world: World;
let odo: Person;
beforeAll(async () => {
  world = await createWorld();
  odo = await aMember(world, world.people.olga, "Odo Kerr", "worker");
});
afterAll(() => world?.stop());

const theirs = "the guest's own words";
type Scene = GuestScene;
const scene = (change?: Record<string, unknown>) => admitted(world, odo, change);
const says = ({ roomId }: Scene, text: string) => actAs(world, odo, { roomId, type: "postMessage", input: { text } });
const odoKeptAway = (built: Scene) => keptAwayIn(world, odo, built);
const code = async (who: Person, path: string, input: Record<string, unknown>) => {
  const answer = await (await world.as(who)).call(path, input);
  return answer.ok ? "given" : answer.error.code;
};

describe("keys", () => {
  type KeyDoc = { _id: string; epochs: { n: number; orgs: { org: string }[] }[] };
  const store = () => world.database.useDb(keysNameFor(world.name), { useCache: true }).collection<KeyDoc>("keys");
  /** Which epochs of the conversation somebody holds, as it lies in the store. */
  async function held({ roomId }: Scene, holder: string): Promise<number[]> {
    const doc = await store().findOne({ _id: roomId });
    return (doc?.epochs ?? []).filter((e) => e.orgs.some((w) => w.org === holder)).map((e) => e.n);
  }
  const opens = ({ roomId, guestId }: Scene, epoch: number) =>
    world.app.log.keys.keyFor(roomId, epoch, guestId as GuestId).then(
      () => true,
      () => false,
    );

  test("a guest reads with keys of their own; their organisation holds none", async () => {
    const here = await scene();
    expect(await held(here, here.guestId)).toEqual([1]);
    expect(await held(here, odo.orgId)).toEqual([]);
    await says(here, theirs);
    expect(JSON.stringify(await (await world.as(odo)).since(here.roomId, 0))).toContain(theirs);
    // the second lock: whatever the rules say, without the keys there is nothing
    await store().updateOne({ _id: here.roomId }, { $pull: { "epochs.$[].orgs": { org: here.guestId } } as never });
    world.app.log.keys.forget(here.roomId);
    expect(await code(odo, "room.since", { roomId: here.roomId, afterSeq: 0 })).toBe("NotFound");
  });

  test("ended, their keys are destroyed before that is acknowledged, and what is written next lies under another", async () => {
    const here = await scene({ history: true });
    await (await world.as(odo)).since(here.roomId, 0);
    await (await world.as(world.people.rhona)).act(here.roomId, "endGuest", { guestId: here.guestId });
    expect(await held(here, here.guestId)).toEqual([]);
    await did("rhona", "postMessage", { text: "among ourselves" })(world, here);
    expect([await opens(here, 1), await opens(here, 2)]).toEqual([false, false]);
    // let in again, it is another admission, with keys of its own
    const again = guestInput(world.clock, odo, { history: true });
    await actAs(world, world.people.rhona, { roomId: here.roomId, type: "admitGuest", input: again });
    await world.app.effects.settled();
    expect([await held(here, here.guestId), await held(here, again.guestId as string)]).toEqual([[], [1, 2]]);
    expect(JSON.stringify(await (await world.as(odo)).since(here.roomId, 0))).toContain("among ourselves");
  });

  test("over by the clock the rules alone end it; whose time is over gets no new key, and the next decision takes the old one", async () => {
    const here = await scene();
    await world.later(guestTime);
    await did("rhona", "postMessage", { text: "later" })(world, here);
    expect(await held(here, here.guestId)).toEqual([1]);
    expect(await code(odo, "room.since", { roomId: here.roomId, afterSeq: 0 })).toBe("NotFound");
    await did("rhona", "pauseConsent", { consentId: here.consentId, method: "phone" })(world, here);
    await did("rhona", "postMessage", { text: "later still" })(world, here);
    await world.app.effects.settled();
    expect(await held(here, here.guestId)).toEqual([]);
  });

  test("while sharing rests they keep what they had and get nothing new; when that was a mistake they read on", async () => {
    const here = await scene();
    const rest = { because: "capacity", on: new Date(world.clock.now()).toISOString().slice(0, 10), from: "her daughter" };
    await did("rhona", "restSharing", rest)(world, here);
    await did("rhona", "postMessage", { text: "meanwhile" })(world, here);
    expect(await held(here, here.guestId)).toEqual([1]);
    expect(await code(odo, "room.since", { roomId: here.roomId, afterSeq: 0 })).toBe("NotFound");
    await did("rhona", "endRest", { how: { kind: "mistake", reason: "it was somebody else" } })(world, here);
    await world.app.effects.settled();
    expect(await held(here, here.guestId)).toEqual([1, 2]);
    expect(JSON.stringify(await (await world.as(odo)).since(here.roomId, 0))).toContain("meanwhile");
  });

  test("whom the person wants kept away holds none any more, and is told what every guest is told", async () => {
    const here = await scene();
    await odoKeptAway(here);
    await world.app.effects.settled();
    expect(await held(here, here.guestId)).toEqual([]);
    expect(await code(odo, "room.since", { roomId: here.roomId, afterSeq: 0 })).toBe("NotFound");
  });

  const over: [string, (here: Scene) => Promise<unknown>][] = [
    ["ended", (here) => did("rhona", "endGuest", { guestId: here.guestId })(world, here)],
    ["whom the person wants kept away", odoKeptAway],
    [
      "over by the clock, after the next decision",
      async (here) => {
        await world.later(guestTime);
        await did("rhona", "pauseConsent", { consentId: here.consentId, method: "phone" })(world, here);
      },
    ],
  ];
  for (const [title, end] of over)
    test(`by an admission that is over nobody gets keys again, also not by an older copy of the data: ${title}`, async () => {
      const here = await scene();
      const older = keyholders(await world.app.rooms.ask<CaseState>(here.roomId));
      expect(older.map(({ holder }) => holder as string)).toContain(here.guestId);
      await end(here);
      await world.app.effects.settled();
      const { keys } = world.app.log;
      await keys.hold({ room: here.roomId, seq: 900, holders: older, atOf: async () => "" });
      await keys.keyOf(here.roomId, 9, { since: 901, holders: older });
      expect(await held(here, here.guestId)).toEqual([]);
    });
});

describe("the key turns with what shuts a guest out", () => {
  const post = (here: Scene, n: number) => did("rhona", "postMessage", { text: `word ${n}` })(world, here);
  const rhonas = (here: Scene, type: string, input: Record<string, unknown>) => did("rhona", type, input)(world, here);
  const named = (here: Scene, orgs: readonly ("cafe" | "hub")[], change: Record<string, unknown>) =>
    rhonas(
      here,
      "recordConsent",
      consentInput(
        world.clock,
        orgs.map((name) => world.orgs[name].orgId),
        change,
      ),
    );
  const shuts: [string, (here: Scene) => Promise<() => Promise<unknown>>][] = [
    ["their time is ended", async (here) => () => rhonas(here, "endGuest", { guestId: here.guestId })],
    [
      "a newer yes leaves their organisation out",
      async (here) => {
        const old = await named(here, ["cafe", "hub"], { supersedes: here.consentId });
        return () => named(here, ["hub"], { supersedes: old.body.consentId });
      },
    ],
    [
      "the person withdraws a yes that names their organisation",
      async (here) => {
        const old = await named(here, ["cafe"], {});
        return () => rhonas(here, "withdrawConsent", { consentId: old.body.consentId, method: "phone" });
      },
    ],
    ["the person wants them kept away", async (here) => () => odoKeptAway(here)],
  ];
  test.each(shuts)("%s: words that are decided in the same moment lie under the next key", async (_title, prepare) => {
    const here = await scene();
    const shut = await prepare(here);
    const before = await world.app.log.read(here.roomId, 0);
    // what is looked up first makes it come a little later: words go on meanwhile
    const all: Promise<unknown>[] = [post(here, 0), shut()];
    for (let n = 1; n <= 12; n++) {
      all.push(post(here, n));
      await new Promise(setImmediate);
    }
    await Promise.all(all);
    await post(here, 13);
    const since = (await world.app.log.read(here.roomId, 0)).events.slice(before.events.length);
    const at = since.findIndex((e) => e.type !== "messagePosted");
    expect(since.slice(at + 1).map((e) => e.type)).toContain("messagePosted");
    for (const { epoch = 0 } of since.slice(at + 1)) expect(epoch).toBeGreaterThan(since[at]?.epoch ?? 0);
    for (const { epoch = 0 } of since)
      await expect(world.app.log.keys.keyFor(here.roomId, epoch, here.guestId as GuestId)).rejects.toThrow();
  });

  test("that it turned since somebody is kept away is seen by the practice alone: not by a partner, and not by another guest", async () => {
    const here = await scene();
    const amir = await aMember(world, world.people.olga, "Amir Dar", "worker");
    await rhonas(here, "admitGuest", guestInput(world.clock, amir));
    const shown = async (who: Person) => {
      const { epoch, turned } = (await (await world.as(who)).since(here.roomId, null)).state as CaseState;
      return [epoch, turned];
    };
    const outside = [world.people.tariq, amir];
    const before = await Promise.all(outside.map(shown));
    await odoKeptAway(here);
    expect(await Promise.all(outside.map(shown))).toEqual(before);
    expect((await shown(world.people.rhona))[1]).toBe(1);
  });
});
