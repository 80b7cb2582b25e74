import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase } from "../../kit/build.ts";
import { hour } from "../../kit/clock.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

test("a screen left open for twelve idle hours is cut, and the password is asked again at every door; who worked meanwhile goes on", async () => {
  const { roomId } = await aCase(world);
  const [rhona, tariq] = [await world.as(world.people.rhona), await world.as(world.people.tariq)];
  const say = (text: string) => ({ roomId, id: newId(world.clock.now()), input: { text } });
  expect((await tariq.call("cases.postMessage", say("the last word of the day"))).ok).toBe(true);
  world.clock.advance(7 * hour);
  // what a screen does by itself while nobody sits at it: it connects anew, listens, marks what came as seen, and puts away what that says
  const alone = await tariq.again();
  expect((await alone.ask("subscribe", { roomId, afterSeq: null })).ok).toBe(true);
  for (const door of ["socket", "http"] as const) {
    expect((await tariq.call("cases.markSeen", { roomId, seq: 5 }, door)).ok).toBe(true);
    const notice = { roomId: personRoom(tariq.who.personId), id: newId(world.clock.now()), input: { noticeId: newId(world.clock.now()) } };
    await tariq.call("identity.readNotice", notice, door);
  }
  expect((await rhona.call("cases.postMessage", say("still here"))).ok).toBe(true);
  world.clock.advance(7 * hour);
  await world.app.live.recheck();
  await tariq.wire.gone;
  await alone.gone;
  expect(rhona.wire.isGone()).toBe(false);
  await expect(tariq.again()).rejects.toThrow("PasswordAgain");
  expect(await tariq.call("cases.postMessage", say("the morning after"), "http")).toMatchObject({
    ok: false,
    error: { code: "PasswordAgain" },
  });
  expect((await rhona.call("cases.postMessage", say("good morning"))).ok).toBe(true);
});
