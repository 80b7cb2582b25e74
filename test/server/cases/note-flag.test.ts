import type { AccessRoomEvent } from "@linkwork/shared/cases/schema.ts";
import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, caseRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FlaggedWords, FlagRow } from "../../../apps/server/src/cases/router-flags.ts";
import { aCase, actAs, type BuiltCase, house, type Person } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { cafeIsIn, did, keptAway, withdrawn, withScopes } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Name = keyof World["people"];
const canary = "the neighbour, Mrs Findlay,";
/** Tariq says too much, where Rhona and the café read it. */
async function tooMuch(built?: BuiltCase) {
  const here = built ?? (await aCase(world));
  await cafeIsIn(world, here);
  const { seq } = await did("tariq", "postMessage", { text: `${canary} drinks` })(world, here);
  return { ...here, seq };
}
type Scene = Awaited<ReturnType<typeof tooMuch>>;
const flag = async (
  name: Name,
  { roomId, seq }: Pick<Scene, "roomId" | "seq">,
  { id = newId(Date.now()), ...change }: Record<string, unknown> = {},
) =>
  (await world.as(world.people[name])).call("cases.flagMessage", {
    ...{ roomId, id, input: { messageSeq: seq, why: "thirdParty", ...change } },
  });
const flags = async (name: Name): Promise<FlagRow[]> =>
  ((await (await world.as(world.people[name])).call("cases.flags")) as never as { data: FlagRow[] }).data;
const words = async (name: Name, { roomId, seq }: Pick<Scene, "roomId" | "seq">) =>
  (await (await world.as(world.people[name])).call("cases.flaggedMessage", { roomId, messageSeq: seq })) as
    | { ok: true; data: FlaggedWords }
    | { ok: false; error: { code: string } };
const ofCase = (rows: readonly FlagRow[], { caseId }: BuiltCase) => rows.filter((row) => row.caseId === caseId);
const notices = async ({ personId }: Person) =>
  (await world.app.log.read(personRoom(personId), 0)).events.flatMap((e) => (e.type === "noticeDelivered" ? [String(e.body.kind)] : []));
const records = async ({ caseId }: BuiltCase) => (await world.app.log.read(accessRoom(caseId), 0)).events as unknown as AccessRoomEvent[];

test("caused: who reads a message says quietly that it holds too much; its author and their information lead hear of it, and nobody else", async () => {
  const scene = await tooMuch();
  const before = await world.book();
  expect(await flag("rhona", scene)).toEqual({ ok: true, data: null });
  const { tariq, hana } = world.people;
  // in the conversation there is nothing of it: no event, no gap
  expect(await world.added(before)).toEqual({
    [accessRoom(scene.caseId)]: ["messageFlagged"],
    [personRoom(tariq.personId)]: ["noticeDelivered"],
    [personRoom(hana.personId)]: ["noticeDelivered"],
  });
  expect(ofCase(await flags("tariq"), scene)).toMatchObject([{ messageSeq: scene.seq, why: ["thirdParty"], standing: "author" }]);
  expect(ofCase(await flags("hana"), scene)).toMatchObject([{ messageSeq: scene.seq, label: "M.K.", standing: "lead" }]);
  for (const name of ["rhona", "isla", "ian", "olga", "tess", "otto"] as const) {
    expect(await flags(name), name).toEqual([]);
    expect(await words(name, scene), name).toMatchObject({ ok: false, error: { code: "NotFound" } });
  }
});

test("the same id again is one flag; several people and reasons are one message to look at; who said it is told to nobody", async () => {
  const scene = await tooMuch();
  const id = newId<EventId>(Date.now());
  for (let i = 0; i < 3; i++) expect((await flag("rhona", scene, { id })).ok).toBe(true);
  await flag("olga", scene, { why: "identifier" });
  expect((await records(scene)).filter((e) => e.type === "messageFlagged")).toHaveLength(2);
  const [mine] = ofCase(await flags("tariq"), scene);
  expect(mine?.why).toEqual(["thirdParty", "identifier"]);
  expect(JSON.stringify([mine, await flags("hana")])).not.toMatch(
    new RegExp(`${world.people.rhona.personId}|${world.people.olga.personId}`),
  );
});

test("the information lead, who doesn't read the conversation, reads this one message, in its newest words and on record", async () => {
  const scene = await tooMuch();
  await did("tariq", "editMessage", { messageSeq: scene.seq, text: `${canary} and her son` })(world, scene);
  await did("tariq", "postMessage", { text: "and something else" })(world, scene);
  expect(await words("hana", scene)).toMatchObject({ ok: false });
  await flag("rhona", scene);
  expect(await words("hana", scene)).toMatchObject({ ok: true, data: { text: `${canary} and her son`, name: "Tariq", files: 0 } });
  const { personId } = world.people.hana;
  const read = (await records(scene)).flatMap((e) => (e.type === "accessNoted" && e.body.personId === personId ? [e.body] : []));
  expect(read.filter((r) => r.what === "read" && r.decision === "permit")).toMatchObject([{ fromSeq: scene.seq, toSeq: scene.seq }]);
  expect((await (await world.as(world.people.hana)).subscribe(scene.roomId)).ok).toBe(false);
});

test("also in a place beside the main conversation, and there only for whom the person let in", async () => {
  const built = await aCase(world, withScopes("health"));
  const health = caseRoom(built.caseId, "health");
  await actAs(world, world.people.rhona, { roomId: health, type: "openCompartment", input: { compartment: "health" } });
  const { seq } = await actAs(world, world.people.tariq, { roomId: health, type: "postMessage", input: { text: canary } });
  const there = { ...built, roomId: health, seq };
  expect((await flag("olga", there)).ok).toBe(false);
  expect((await flag("rhona", there)).ok).toBe(true);
  expect(ofCase(await flags("hana"), built)).toMatchObject([{ roomId: health, messageSeq: seq }]);
  expect(await words("hana", there)).toMatchObject({ ok: true, data: { text: canary } });
});

test("refused: what isn't there or isn't a message, what was taken out, and who doesn't read it", async () => {
  const scene = await tooMuch();
  const code = async (name: Name, change: Record<string, unknown> = {}) => {
    const answer = await flag(name, scene, change);
    return answer.ok ? "written" : `${answer.error.code} ${answer.error.details.field ?? ""}`.trim();
  };
  expect(await code("rhona", { messageSeq: 1 })).toBe("UnknownReference messageSeq");
  expect(await code("rhona", { messageSeq: 999 })).toBe("UnknownReference messageSeq");
  expect(await code("rhona", { why: "I don't like it" })).toBe("BadInput input.why");
  for (const name of ["isla", "tess", "hana", "otto"] as const) expect(await code(name)).toBe("NotFound");
  await did("tariq", "redactMessage", { messageSeq: scene.seq, reason: "mistake" })(world, scene);
  expect(await code("rhona")).toBe("WrongState messageSeq");
  await withdrawn(world, scene);
  expect(await code("tariq")).toBe("NotFound");
  expect((await records(scene)).filter((e) => e.type === "messageFlagged")).toEqual([]);
});

test("nobody whom the person wants kept away hears of it, and an author who was shut out leaves it to their information lead", async () => {
  const scene = await tooMuch();
  await flag("rhona", scene);
  await world.later(minute);
  await withdrawn(world, scene);
  expect(ofCase(await flags("tariq"), scene)).toEqual([]);
  expect(ofCase(await flags("hana"), scene)).toHaveLength(1);
  await keptAway("hana")(world, scene);
  expect(ofCase(await flags("hana"), scene)).toEqual([]);
  expect(await words("hana", scene)).toMatchObject({ ok: false, error: { code: "NotFound" } });
});

test("once their organisation was shut out, the information lead is shown no words: its keys are gone. They can still be taken out, and that is said", async () => {
  const scene = await tooMuch();
  await flag("rhona", scene);
  expect(await words("hana", scene)).toMatchObject({ ok: true });
  expect(ofCase(await flags("hana"), scene)[0]).not.toHaveProperty("shut");
  // paused, it keeps what it had
  await did("rhona", "pauseConsent", { consentId: scene.consentId, method: "phone" })(world, scene);
  expect(await words("hana", scene)).toMatchObject({ ok: true });
  await withdrawn(world, scene);
  expect(await words("hana", scene)).toMatchObject({ ok: false, error: { code: "NotFound" } });
  expect(ofCase(await flags("hana"), scene)).toMatchObject([{ messageSeq: scene.seq, shut: true }]);
  const hana = await world.as(world.people.hana);
  const taken = await hana.attempt(scene.roomId, "redactMessage", { messageSeq: scene.seq, reason: "thirdParty" });
  expect(taken).toMatchObject({ ok: true });
});

test("whom the person wants kept away is told of nothing, be it theirs; the same said twice is told once", async () => {
  const scene = await tooMuch();
  await keptAway("tariq")(world, scene);
  await keptAway("hana")(world, scene);
  await world.app.effects.settled();
  const before = await world.book();
  expect(await flag("rhona", scene)).toEqual({ ok: true, data: null });
  const noted = await world.added(before);
  expect(noted).toEqual({ [accessRoom(scene.caseId)]: ["messageFlagged"] });
  expect(await flag("olga", scene)).toEqual({ ok: true, data: null });
  expect((await records(scene)).filter((e) => e.type === "messageFlagged")).toHaveLength(1);
  await withdrawn(world, scene);
  await world.app.effects.settled();
  expect(await world.added(before)).not.toHaveProperty([personRoom(world.people.tariq.personId)]);
});

test("no door offers the record itself, not even to who is in", async () => {
  const scene = await tooMuch();
  const { rhona, tariq } = world.people;
  const author = { personId: tariq.personId, orgId: tariq.orgId };
  const input = { compartment: "general", messageSeq: scene.seq, why: "thirdParty", by: author, author };
  const answer = await (await world.as(rhona)).attempt(accessRoom(scene.caseId), "noteFlag", input);
  expect(answer).toMatchObject({ ok: false, error: { code: "NotFound" } });
  await expect(actAs(world, rhona, { roomId: accessRoom(scene.caseId), type: "noteFlag", input })).rejects.toMatchObject({
    code: "NotFound",
  });
  await house(world, accessRoom(scene.caseId), "noteFlag", input);
  expect(await notices(tariq)).toContain("flagged");
});
