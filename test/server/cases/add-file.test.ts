import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, actorOf } from "../../kit/build.ts";
import { aCaseWithFiles, aPdf, fetchFile, posted, send } from "../../kit/files.ts";
import { nobody } from "../../kit/given.ts";
import { cafeIsIn, paused, withdrawn } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const pdf = { name: "letter.pdf", declared: "application/pdf" };
const people = async () => {
  const { rhona, tariq, otto, olga } = world.people;
  const [r, t, o, c] = await Promise.all([rhona, tariq, otto, olga].map((who) => world.as(who)));
  if (!r || !t || !o || !c) throw new Error("four people");
  return { rhona: r, tariq: t, otto: o, olga: c };
};
const kept = (): Promise<number> => world.database.collection("sealedFiles.files").countDocuments({});

test("allowed: who leads and who was given the files' scope each add one: one event, told to the readers, and a message carries it", async () => {
  const { roomId } = await aCaseWithFiles(world);
  const { rhona, tariq } = await people();
  await Promise.all([rhona.watch(roomId), tariq.watch(roomId)]);
  for (const author of [rhona, tariq]) {
    const before = await world.book();
    const { id, status, body } = await send(world, author, roomId, aPdf(), pdf);
    expect(status).toBe(200);
    expect(body.event).toMatchObject({ type: "fileAdded", id, body: { fileId: id, name: "letter.pdf", size: aPdf().length } });
    expect(await world.added(before)).toEqual({ [roomId]: ["fileAdded", "fileChecked"] });
    const { seq } = await author.act(roomId, "postMessage", { text: "Here it is.", files: [id] });
    const { files } = await world.app.rooms.ask<CaseState>(roomId);
    expect(files[id]).toMatchObject({ messageSeq: seq, by: { personId: author.who.personId }, result: { outcome: "clean" } });
  }
});

test("refused, and no byte is kept: a partner without the scope, and who is not in any more", async () => {
  const without = await aCase(world);
  const { tariq } = await people();
  const before = await kept();
  const refused = await send(world, tariq, without.roomId, aPdf(), pdf);
  expect([refused.status, refused.body.error?.code]).toEqual([412, "FilesNotAgreed"]);
  for (const first of [withdrawn, paused]) {
    const built = await aCaseWithFiles(world);
    await first(world, built);
    expect(await send(world, tariq, built.roomId, aPdf(), pdf)).toMatchObject({ status: 404, body: { error: { code: "NotFound" } } });
  }
  expect(await kept()).toBe(before);
});

test("hidden: a stranger is answered alike for this room and for one that isn't there, when sending and when fetching", async () => {
  const { roomId } = await aCaseWithFiles(world);
  const { rhona, otto } = await people();
  const { id } = await posted(world, rhona, roomId, aPdf(), pdf);
  const absent = caseRoom(nobody());
  const { id: _a, ...there } = await send(world, otto, roomId, aPdf(), pdf);
  const { id: _b, ...nowhere } = await send(world, otto, absent, aPdf(), pdf);
  expect(there).toEqual(nowhere);
  const said = async (response: Response) => {
    const { date: _date, ...headers } = Object.fromEntries(response.headers);
    return [response.status, headers, await response.text()];
  };
  const answers = await Promise.all([
    fetchFile(world, otto, roomId, id).then(said),
    fetchFile(world, otto, absent, id).then(said),
    // who may read the room, for a file that isn't there
    fetchFile(world, rhona, roomId, nobody()).then(said),
  ]);
  expect(answers[0]?.[0]).toBe(404);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test("a partner without the scope learns neither the file nor its name", async () => {
  const built = await aCaseWithFiles(world);
  await cafeIsIn(world, built);
  const { rhona, olga } = await people();
  await olga.watch(built.roomId);
  const { id } = await posted(world, rhona, built.roomId, aPdf(), { ...pdf, name: "refused-benefit.pdf" });
  expect((await fetchFile(world, olga, built.roomId, id)).status).toBe(404);
  const page = await olga.since(built.roomId, null);
  expect(page.events.map((e) => e.type)).toContain("fileAdded");
  expect(JSON.stringify([page, olga.wire.raw])).not.toContain("refused-benefit");
  expect((page.state as CaseState).files[id]).toMatchObject({ name: "", result: { outcome: "clean" } });
});

test("a file from before a partner's time isn't there for them, nor its name", async () => {
  const built = await aCase(world, { invited: false, joined: false, consent: false });
  const { rhona, tariq } = await people();
  const { id } = await posted(world, rhona, built.roomId, aPdf(), { ...pdf, name: "early.pdf" });
  const { consentInput } = await import("../../kit/build.ts");
  const consent = consentInput(world.clock, [world.orgs.hub.orgId], {
    terms: { scopes: ["needs", "message", "attach"], historyFrom: { kind: "now" } },
  });
  await rhona.act(built.roomId, "recordConsent", consent);
  const participationId = nobody();
  await rhona.act(built.roomId, "inviteOrganisation", { participationId, orgId: world.orgs.hub.orgId, consentId: consent.consentId });
  await tariq.act(built.roomId, "joinCase", { participationId });
  expect((await fetchFile(world, tariq, built.roomId, id)).status).toBe(404);
  expect(JSON.stringify(await tariq.since(built.roomId, null))).not.toContain("early.pdf");
  expect((await fetchFile(world, rhona, built.roomId, id)).status).toBe(200);
});

test("a message carries its author's own files, each once", async () => {
  const { roomId } = await aCaseWithFiles(world);
  const { rhona, tariq } = await people();
  const { id } = await send(world, rhona, roomId, aPdf(), pdf);
  const say = async (who: typeof rhona, files: string[]) => {
    const answer = await who.attempt(roomId, "postMessage", { text: "The letter.", files });
    return answer.ok ? "written" : `${answer.error.code} ${answer.error.details.field}`;
  };
  expect(await say(tariq, [id])).toBe("UnknownReference files");
  expect(await say(rhona, [id, id])).toBe("UnknownReference files");
  expect(await say(rhona, [nobody()])).toBe("UnknownReference files");
  // nobody fetches what nobody has sent
  await world.app.effects.settled();
  expect((await fetchFile(world, tariq, roomId, id)).status).toBe(404);
  expect(await say(rhona, [id])).toBe("written");
  expect(await say(rhona, [id])).toBe("UnknownReference files");
  expect((await fetchFile(world, tariq, roomId, id)).status).toBe(200);
});

test("no call adds a file without its bytes, and the room itself takes only the id that its event has", async () => {
  const { roomId } = await aCaseWithFiles(world);
  const { rhona } = await people();
  const input = { fileId: nobody(), name: "x.pdf", size: 1, sha256: "0".repeat(64), declared: "" };
  for (const door of ["socket", "http"] as const)
    expect(await rhona.call("cases.addFile", { roomId, id: input.fileId, input }, door)).toMatchObject({ error: { code: "NotFound" } });
  const refused = world.app.rooms.act(actorOf(world.people.rhona), roomId, { id: nobody(), type: "addFile", input });
  await expect(refused).rejects.toMatchObject({ code: "WrongState" });
});

test("the room's quota is kept at the same moment as everything else: of two that don't both fit, one comes in", async () => {
  const { roomId } = await aCaseWithFiles(world);
  const add = () => {
    const id = nobody<never>();
    const input = { fileId: id, name: "x.pdf", size: 20 * 1024 * 1024, sha256: "0".repeat(64), declared: "" };
    return world.app.rooms.act(actorOf(world.people.rhona), roomId, { id, type: "addFile", input });
  };
  for (let i = 0; i < 24; i++) await add();
  const outcomes = await Promise.all(
    [add(), add()].map((one) =>
      one.then(
        () => "written",
        (error) => error.code,
      ),
    ),
  );
  expect(outcomes.sort()).toEqual(["FilesFull", "written"]);
});
