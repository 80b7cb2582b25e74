import { createHash } from "node:crypto";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { BoardId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BoardExport } from "../../../apps/server/src/boards/router-export.ts";
import { uuid } from "../../kit/boards.ts";
import { actAs, type Person } from "../../kit/build.ts";
import { aLongPdf, fetchFile, send } from "../../kit/files.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { twoOfOneProject } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

async function asked<T>(who: Person, path: string, input?: unknown): Promise<T> {
  const answer = await (await world.as(who)).call(path, input);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data as T;
}
const on = (who: Person, boardId: BoardId, type: string, input: Record<string, unknown>) =>
  actAs(world, who, { roomId: boardRoom(boardId), type, input });

describe("with its files", () => {
  /** A file that somebody sent and put on a card. */
  async function filed(who: Person, boardId: BoardId, cardId: string, { name, bytes }: { name: string; bytes: Buffer }): Promise<string> {
    const told = await send(world, await world.as(who), boardRoom(boardId), bytes, { name, declared: "application/pdf" });
    expect(told.status).toBe(200);
    await world.app.effects.settled();
    await on(who, boardId, "attachFile", { cardId, fileId: told.id });
    return told.id;
  }
  const whole = async (who: Person, boardId: BoardId) => fetchFile(world, await world.as(who), boardRoom(boardId), "whole");
  const takers = async (projectId: ProjectState["projectId"]) =>
    Object.keys((await world.app.rooms.ask<ProjectState>(projectRoom(projectId as never))).exports);

  test("it is one ZIP with the words, the table and every file of a card, also of one that went to another board; the same bytes for all owners", async () => {
    const { projectId, one, two } = await twoOfOneProject(world);
    const { rhona, tariq, otto } = world.people;
    const { cards } = await world.app.rooms.ask<BoardState>(boardRoom(one));
    const [first = "", second = ""] = Object.keys(cards);
    const [plan, letter] = [aLongPdf(700_000), aLongPdf(3_000)];
    const planId = await filed(rhona, one, first, { name: "a: plan?.pdf", bytes: plan });
    await filed(tariq, one, second, { name: "letter.pdf", bytes: letter });
    await on(tariq, one, "comment", { cardId: second, text: "Read this." });
    const there = await world.app.rooms.ask<BoardState>(boardRoom(two));
    await on(rhona, one, "sendCard", { cardId: second, toBoard: two, toList: Object.keys(there.lists)[0] });
    await world.app.effects.settled();

    const [mine, theirs] = [await whole(rhona, one), await whole(tariq, one)];
    expect([mine.status, mine.headers.get("content-type"), mine.headers.get("content-disposition")]).toEqual([
      200,
      "application/zip",
      expect.stringContaining("attachment"),
    ]);
    const [a, b] = [Buffer.from(await mine.arrayBuffer()), Buffer.from(await theirs.arrayBuffer())];
    const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    expect(digest(b)).toBe(digest(a));
    const inIt = unzipSync(a);
    expect(Object.keys(inIt)).toEqual(["board.json", "cards.csv", "files/001 a- plan-.pdf", "files/002 letter.pdf"]);
    expect(digest(inIt["files/001 a- plan-.pdf"] ?? new Uint8Array())).toBe(digest(plan));
    expect(digest(inIt["files/002 letter.pdf"] ?? new Uint8Array())).toBe(digest(letter));
    const { board } = JSON.parse(Buffer.from(inIt["board.json"] ?? []).toString("utf8"));
    expect(board.files[0]).toEqual({
      ...{ fileId: planId, name: "a: plan?.pdf", size: plan.length, cards: [first], outcome: "clean", path: "files/001 a- plan-.pdf" },
    });
    expect(board.elsewhere[0].comments[0].text).toBe("Read this.");
    await expect.poll(async () => (await takers(projectId)).sort()).toEqual([rhona.orgId, tariq.orgId].sort());
    // absent as any file of a room that one may not read
    const stranger = await whole(otto, one);
    expect([stranger.status, (await stranger.json()).error.code]).toEqual([404, "NotFound"]);
  });

  test("where files lie on its cards, its words alone do not count as all of it", async () => {
    const { projectId, one } = await twoOfOneProject(world);
    const { rhona } = world.people;
    const [cardId = ""] = Object.keys((await world.app.rooms.ask<BoardState>(boardRoom(one))).cards);
    await filed(rhona, one, cardId, { name: "plan.pdf", bytes: aLongPdf(2_000) });
    await asked<BoardExport>(rhona, "boards.export", { roomId: boardRoom(one) });
    expect(await takers(projectId)).toEqual([]);
    await (await whole(rhona, one)).arrayBuffer();
    await expect.poll(() => takers(projectId)).toEqual([rhona.orgId]);
  });

  test("a room of another kind is not taken along so", async () => {
    const { projectId } = await twoOfOneProject(world);
    const answer = await fetchFile(world, await world.as(world.people.rhona), projectRoom(projectId), "whole");
    expect([answer.status, (await answer.json()).error.code]).toEqual([404, "NotFound"]);
  });
});

describe("an owner takes all that is said along", () => {
  test("the same bytes for all owners, with comments, what was put away, and the project; the project knows who took it", async () => {
    const { projectId, one: boardId } = await twoOfOneProject(world);
    const board = boardRoom(boardId);
    const { rhona, tariq, otto } = world.people;
    const { lists, cards } = await world.app.rooms.ask<BoardState>(board);
    const [first = "", second = ""] = Object.keys(cards);
    const act = (who: Person, type: string, input: Record<string, unknown>) => actAs(world, who, { roomId: board, type, input });
    await act(tariq, "comment", { cardId: first, text: '=HYPERLINK("x")\nsecond; line' });
    await act(rhona, "archiveCard", { cardId: second });
    await act(rhona, "addCard", { cardId: uuid(), listId: Object.keys(lists)[0], title: '=1+1; "quoted" \u202e' });
    await act(rhona, "describeCard", { cardId: first, description: "\n =1+2, and Gàidhlig", rev: cards[first]?.description.rev ?? 0 });
    const one = await asked<BoardExport>(rhona, "boards.export", { roomId: board });
    const two = await asked<BoardExport>(tariq, "boards.export", { roomId: board });
    expect(two).toEqual(one);
    const whole = JSON.parse(one.json);
    expect(whole.board.cards).toHaveLength(Object.keys(cards).length + 1);
    expect(whole.board.cards.find((card: { cardId: string }) => card.cardId === first).comments[0].text).toContain("HYPERLINK");
    expect(whole.board.cards.find((card: { cardId: string }) => card.cardId === second).archived).not.toBeNull();
    expect(whole.project.charter.title).toBe("Befriending pilot");
    // no cell begins as a formula does
    expect(one.csv).toContain(`"'=1+1; ""quoted"" \u202e"`);
    expect(one.csv).toContain(`"'=HYPERLINK(""x"")`);
    expect(one.csv).not.toMatch(/(?:^|,|\n)"?[=+@-]/);
    expect(one.csv).toContain(`"'\n =1+2, and Gàidhlig"`);
    // without it, what opens the file takes its letters for others
    expect(one.csv.startsWith("\ufeffList,")).toBe(true);
    const { exports } = await world.app.rooms.ask<ProjectState>(projectRoom(projectId));
    expect(Object.keys(exports).sort()).toEqual([rhona.orgId, tariq.orgId].sort());
    const stranger = await (await world.as(otto)).call("boards.export", { roomId: board });
    expect(stranger).toMatchObject({ ok: false, error: { code: "NotFound" } });
  });

  test("also when the project has ended", async () => {
    const { projectId, one: boardId } = await twoOfOneProject(world);
    const board = boardRoom(boardId);
    const { rhona, tariq } = world.people;
    const proposalId = uuid();
    const act = (who: Person, type: string, input: Record<string, unknown>) =>
      actAs(world, who, { roomId: projectRoom(projectId), type, input });
    await act(rhona, "openProposal", { proposalId, question: { kind: "close", words: "Done." } });
    for (const who of [rhona, tariq]) await act(who, "vote", { proposalId, yes: true, words: "" }).catch(() => undefined);
    await world.app.effects.settled();
    expect((await world.app.rooms.ask<BoardState>(board)).standing).toBe("closed");
    expect((await asked<BoardExport>(tariq, "boards.export", { roomId: board })).json).toContain("linkwork board 1");
  });
});
