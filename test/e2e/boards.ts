import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import type { OrgId } from "../../packages/shared/src/kernel/ids.ts";
import { newId } from "../../packages/shared/src/kernel/ids.ts";
import { askHttp } from "./deeds.ts";

const { southside, foodHub } = organisations;
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const fresh = (): string => newId<OrgId>(Date.now());

type Sent = { result?: { data: { seq: number } } };
/** Asks past the screens, as somebody who is signed in on this page. */
export async function ask(page: Page, orgId: string, path: string, input: object): Promise<Sent> {
  const { status, body } = await askHttp(page, { orgId, path, input, change: true });
  expect({ path, status, ...(status === 200 ? {} : { body }) }).toEqual({ path, status: 200 });
  return body as Sent;
}

export type Joint = { projectId: string; boardId: string; roomId: string };
/** A project of the practice and the food hub with an empty board, as both have agreed: its screens are another's story. */
export async function jointBoard(rhona: Page, tariq: Page, title: string): Promise<Joint> {
  const projectId = fresh();
  const roomId = `project:${projectId}`;
  const brings = [southside, foodHub].map(({ orgId }) => ({ bringsId: fresh(), orgId, kind: "time", words: "a morning each week" }));
  const measures = [{ measureId: fresh(), words: "People are less alone", how: "We ask them", target: "Ten pairs", by: null }];
  const charter = {
    title,
    purpose: "So that nobody sits alone.",
    need: "“Evenings are long.”",
    startsOn: day(1),
    brings,
    money: [],
    measures,
  };
  const proposed = await ask(rhona, southside.orgId, "projects.proposeProject", {
    ...{ id: fresh(), roomId, input: { projectId, charter, template: "empty", partners: [foodHub.orgId] } },
  });
  await ask(tariq, foodHub.orgId, "projects.acceptPlace", { id: fresh(), roomId, input: { charterAt: proposed.result?.data.seq } });
  const listed = await askHttp(rhona, { orgId: southside.orgId, path: "projects.list", input: null });
  const rows = (listed.body as { result: { data: { projectId: string; boards: { boardId: string }[] }[] } }).result.data;
  const boardId = rows.find((row) => row.projectId === projectId)?.boards[0]?.boardId ?? "";
  expect(boardId).not.toBe("");
  return { projectId, boardId, roomId: `board:${boardId}` };
}

export type Begun = { readonly lists: Readonly<Record<string, string>>; readonly cards: Readonly<Record<string, string>> };
/** Cards in the lists of a board, past the screens: list by list from the top. */
export async function fill(page: Page, { roomId }: Joint, plan: Readonly<Record<string, readonly string[]>>): Promise<Begun> {
  const lists: Record<string, string> = {};
  const cards: Record<string, string> = {};
  const input = (what: object) => ({ id: fresh(), roomId, input: what });
  const opened = await askHttp(page, { orgId: southside.orgId, path: "room.since", input: { roomId, afterSeq: null, limit: 1 } });
  const { state } = (opened.body as { result: { data: { state: { lists: Record<string, { listId: string; name: string }> } } } }).result
    .data;
  for (const { listId, name } of Object.values(state.lists)) lists[name] = listId;
  for (const [name, titles] of Object.entries(plan)) {
    const listId = lists[name] ?? fresh();
    if (!lists[name]) await ask(page, southside.orgId, "boards.addList", input({ listId, name, wip: null }));
    lists[name] = listId;
    for (const title of titles) {
      const cardId = fresh();
      cards[title] = cardId;
      await ask(page, southside.orgId, "boards.addCard", input({ cardId, listId, title }));
    }
  }
  return { lists, cards };
}

/** One list with its cards. */
export const list = (page: Page, name: string): Locator => page.getByRole("grid", { name, exact: true });
/** One card where it lies. */
export const card = (page: Page, title: string): Locator => page.getByRole("row", { name: title });
/** The titles in a list, from the top. */
export const titlesIn = (page: Page, name: string): Promise<string[]> => list(page, name).locator(".title").allTextContents();

/** Drags by the mouse as a hand does: it is pressed, moved in steps, and let go. */
export async function drag(page: Page, what: Locator, onto: Locator, at: "top" | "bottom"): Promise<void> {
  const [from, to] = [await what.boundingBox(), await onto.boundingBox()];
  if (!from || !to) throw new Error("there is nothing to drag, or nowhere to drag it to");
  await page.mouse.move(from.x + 40, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + from.height / 2 + 10, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + (at === "top" ? 3 : to.height - 3), { steps: 12 });
  await page.mouse.up();
}
