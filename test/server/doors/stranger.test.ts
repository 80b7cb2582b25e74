import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, actAs, type BuiltCase } from "../../kit/build.ts";
import { eventually, hour } from "../../kit/clock.ts";
import { ourOrigin } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";
import {
  type StrangerCopy,
  type StrangerEvent,
  StrangerRefused,
  strangerCalls,
  strangerConnects,
  strangerCopy,
  strangerId,
  strangerSignsIn,
} from "./stranger.ts";

const password = "twelve or more letters";
let world: World;
let cookie: string;
let built: BuiltCase;
beforeAll(async () => {
  // what is closed is closed by what happened, and not since it is looked at again by the clock
  world = await createWorld({ recheckEvery: 24 * hour });
  const { tariq } = world.people;
  await world.app.auth.createAccount({ email: tariq.email, name: tariq.name, password, personId: tariq.personId, demo: true });
  cookie = await strangerSignsIn(world.base, ourOrigin, tariq.email, password);
  built = await aCase(world);
});
afterAll(() => world?.stop());

const theWay = () => ({ base: world.base, cookie, orgId: world.people.tariq.orgId as string, origin: ourOrigin });
const rhona = (type: string, input: Record<string, unknown>) => actAs(world, world.people.rhona, { roomId: built.roomId, type, input });
const texts = (copy: StrangerCopy): unknown[] => copy.events.filter((e) => e.type === "messagePosted").map((e) => e.body.text);
const caught = async (promise: Promise<unknown>): Promise<StrangerRefused> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StrangerRefused)) throw new Error(`not refused: ${String(error)}`);
  return error;
};

describe("a client that somebody wrote from docs/wire.md alone", () => {
  const copy = { of: strangerCopy("") };

  test("signs in, learns its hats, and is told in words what is wrong when it can't", async () => {
    const me = await strangerCalls<{ personId: string; memberships: { orgId: string }[] }>(
      { base: world.base, cookie },
      "identity.me",
      null,
      "query",
    );
    expect(me.personId).toBe(world.people.tariq.personId);
    expect(me.memberships.map((m) => m.orgId)).toEqual([world.people.tariq.orgId]);
    const wrong = await caught(strangerSignsIn(world.base, ourOrigin, world.people.tariq.email, "another password"));
    const unknown = await caught(strangerSignsIn(world.base, ourOrigin, "nobody@linkwork.test", "another password"));
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const foreignHat = await caught(strangerConnects({ ...theWay(), orgId: world.orgs.practice.orgId }));
    expect(foreignHat.error).toMatchObject({ code: "NotAMember", meaning: "FORBIDDEN" });
    expect((await caught(strangerConnects({ ...theWay(), cookie: "" }))).error.code).toBe("NotSignedIn");
    await expect(strangerConnects({ ...theWay(), origin: "https://evil.example" })).rejects.toThrow();
  });

  test("subscribes, posts and reads on; the same id again is the same event", async () => {
    const wire = await strangerConnects(theWay());
    copy.of = strangerCopy(built.roomId);
    await wire.follow(copy.of);
    const id = strangerId();
    const letter = { roomId: built.roomId, id, input: { text: "The box is ready on Tuesday." } };
    const event = await wire.call<StrangerEvent>("cases.postMessage", letter);
    expect(event).toMatchObject({ id, type: "messagePosted", body: letter.input, actor: { personId: world.people.tariq.personId } });
    expect(await wire.call("cases.postMessage", letter)).toEqual(event);
    expect(await strangerCalls(theWay(), "cases.postMessage", letter, "command")).toEqual(event);
    expect((await caught(wire.call("cases.postMessage", { ...letter, input: { text: "other" } }))).error.code).toBe("IdReused");
    await rhona("postMessage", { text: "Thank you." });
    await eventually("the answer", () => copy.of.seq === event.seq + 1);
    expect(texts(copy.of)).toEqual(["The box is ready on Tuesday.", "Thank you."]);
    await wire.ask("signal", { roomId: built.roomId, kind: "typing" });
    const bad = await caught(wire.call("cases.postMessage", { ...letter, id: strangerId(), input: { text: "", at: "now" } }));
    expect(bad.error).toMatchObject({ code: "BadInput", meaning: "BAD_REQUEST" });
    expect(bad.error.issues?.map((i) => i.path)).toContain("input.text");
    wire.close();
    await wire.gone;
  });

  test("connects again after a week in the tunnel and catches up without a hole, over more than one page", async () => {
    for (let i = 0; i < 230; i++) await rhona("postMessage", { text: `news ${i}` });
    const wire = await strangerConnects(theWay());
    const during = rhona("postMessage", { text: "while it catches up" });
    await wire.follow(copy.of);
    const last = await during;
    await eventually("everything", () => copy.of.seq === last.seq);
    expect(copy.of.events.map((e) => e.seq)).toEqual(Array.from({ length: last.seq }, (_, i) => i + 1));
    wire.close();
    await wire.gone;
  });

  test("falls back to HTTP where no socket can be had: posts, and pulls what is new", async () => {
    const before = copy.of.seq;
    const letter = { roomId: built.roomId, id: strangerId(), input: { text: "from behind a proxy" } };
    await strangerCalls<StrangerEvent>(theWay(), "cases.postMessage", letter, "command");
    const page = await strangerCalls<{ head: number; through: number; events: StrangerEvent[] }>(
      theWay(),
      "room.since",
      { roomId: built.roomId, afterSeq: before },
      "query",
    );
    expect(page.events.map((e) => e.body.text)).toEqual(["from behind a proxy"]);
    expect([page.head, page.through]).toEqual([before + 1, before + 1]);
    const hatless = await caught(strangerCalls({ base: world.base, cookie }, "cases.list", null, "query"));
    expect([hatless.status, hatless.error.code]).toEqual([403, "NotAMember"]);
  });

  test("is closed when the person withdraws, finds the reason in its own room, and nothing any more at any door", async () => {
    const wire = await strangerConnects(theWay());
    const own = strangerCopy(`person:${world.people.tariq.personId}`);
    await wire.follow(copy.of);
    await wire.follow(own);
    const notices = own.events.length;
    await rhona("withdrawConsent", { consentId: built.consentId, method: "phone" });
    await eventually("closed", () => copy.of.closed === "withdrawn");
    await rhona("postMessage", { text: "only for the practice" });
    await eventually("the notice", () => own.events.length === notices + 1);
    expect(own.events.at(-1)).toMatchObject({
      type: "noticeDelivered",
      body: { kind: "sharingEnded", caseId: built.caseId, orgId: world.people.tariq.orgId, reason: "withdrawn" },
    });
    const letter = { roomId: built.roomId, id: strangerId(), input: { text: "too late" } };
    const since = { roomId: built.roomId, afterSeq: copy.of.seq };
    const tries = [
      wire.ask("subscribe", since),
      wire.ask("signal", { roomId: built.roomId, kind: "here" }),
      wire.call("room.since", since),
      wire.call("cases.postMessage", letter),
      strangerCalls(theWay(), "room.since", since, "query"),
      strangerCalls(theWay(), "cases.postMessage", letter, "command"),
    ];
    for (const { error } of await Promise.all(tries.map(caught)))
      expect(error).toEqual({ code: "NotFound", meaning: "NOT_FOUND", details: {} });
    expect(texts(copy.of)).not.toContain("only for the practice");
    wire.close();
  });

  test("is cut within seconds when its session is ended everywhere, and asked to sign in", async () => {
    const wire = await strangerConnects(theWay());
    const answer = await fetch(`${world.base}/api/auth/revoke-sessions`, {
      method: "POST",
      headers: { cookie, "x-linkwork": "1", "content-type": "application/json" },
      body: "{}",
    });
    expect(answer.status).toBe(200);
    await wire.gone;
    expect((await caught(strangerConnects(theWay()))).error.code).toBe("NotSignedIn");
    expect((await caught(strangerCalls(theWay(), "cases.list", null, "query"))).status).toBe(401);
  });
});
