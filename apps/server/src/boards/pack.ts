import { fetchableFile } from "@linkwork/shared/boards/rules-files.ts";
import { cardsIn, listsOf } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardState, Card } from "@linkwork/shared/boards/state.ts";
import { projectExport } from "@linkwork/shared/projects/rules-export.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import type { CommentRow } from "./present.ts";

/** All of a board at one moment, with the project that it is of. `said`: the comments of these numbers, asked for stretch by stretch. */
export type Whole = { state: BoardState; head: number; project: ProjectState; said(seqs: readonly number[]): Promise<CommentRow[]> };

/** How many cards are written at a time: a board may have 2,000 with 500 comments each. */
const atATime = 50;

/** The cards in the order in which they lie, then those that were put away. */
function inOrder(state: BoardState): Card[] {
  const lying = listsOf(state).flatMap(({ listId }) => cardsIn(state, listId));
  const away = Object.values(state.cards).filter(({ archived }) => archived !== null);
  return [...lying, ...away.sort((a, b) => (a.cardId < b.cardId ? -1 : 1))];
}
/** What stayed here of cards that went to other boards. */
const leftHere = ({ sent }: BoardState) => Object.values(sent).sort((a, b) => (a.cardId < b.cardId ? -1 : 1));

/** Of a file that is still being looked at. */
export const notYet = "notLookedAtYet";
/** A file on a card, and where it lies in what is taken along; `path` null: it isn't among it, as it may not be fetched (`outcome`). */
type Packed = { fileId: string; name: string; size: number; cards: string[]; outcome: string; path: string | null };
/** The files of all cards, also of those that went to another board, in the order in which they came. */
export function filesOf(state: BoardState): Packed[] {
  const on = new Map<string, string[]>();
  for (const { cardId, files } of [...inOrder(state), ...leftHere(state).map(({ card }) => card)])
    for (const fileId of files) on.set(fileId, [...(on.get(fileId) ?? []), cardId]);
  return Object.values(state.files)
    .filter(({ fileId }) => on.has(fileId))
    .sort((a, b) => a.seq - b.seq)
    .map(({ fileId, name, size, result }, at) => ({
      ...{ fileId, name, size: result?.size ?? size, cards: on.get(fileId) ?? [], outcome: result?.outcome ?? notYet },
      path: fetchableFile(state, fileId) ? `files/${String(at + 1).padStart(3, "0")} ${name.replace(/[<>:"|?*]/g, "-")}` : null,
    }));
}

/** Some cards with what was said about them, stretch by stretch. */
async function* withComments<T extends { card: Pick<Card, "comments"> }>(all: readonly T[], { said }: Pick<Whole, "said">) {
  for (let at = 0; at < all.length; at += atATime) {
    const some = all.slice(at, at + atATime);
    const rows = await said(some.flatMap(({ card }) => card.comments));
    const of = new Map(rows.map((row) => [row.seq, row]));
    yield some.map((each) => ({ ...each, comments: each.card.comments.flatMap((seq) => of.get(seq) ?? []) }));
  }
}

/** The board as JSON: in the order in which it is seen, so that all who take it at one moment have the same bytes. */
export async function* jsonOf({ state, head, project, said }: Whole): AsyncGenerator<string> {
  const { boardId, projectId, title, standing, owners } = state;
  const labels = Object.values(state.labels).sort((a, b) => (a.labelId < b.labelId ? -1 : 1));
  const board = JSON.stringify({ boardId, projectId, title: title.value, standing, owners, lists: listsOf(state), labels });
  yield `{"format":"linkwork board 1","head":${head},\n"board":${board.slice(0, -1)},\n"cards":[`;
  let first = true;
  const lines = (some: readonly object[]): string => {
    const text = some.map((each, at) => `${first && at === 0 ? "" : ","}\n${JSON.stringify(each)}`);
    first = false;
    return text.join("");
  };
  const cards = inOrder(state).map((card) => ({ card }));
  for await (const some of withComments(cards, { said })) yield lines(some.map(({ card, comments }) => ({ ...card, comments })));
  yield `\n],\n"elsewhere":[`;
  first = true;
  for await (const some of withComments(leftHere(state), { said }))
    yield lines(
      some.map(({ cardId, toBoard, card: { title: called, files }, comments }) => ({
        ...{ cardId, toBoard, title: called.value, comments, files },
      })),
    );
  yield `\n],\n"files":${JSON.stringify(filesOf(state))}},\n"project":${projectExport(project).trimEnd()}}\n`;
}

/** What a spreadsheet would take for a formula stands behind a quote; what would end a cell is quoted. */
function cell(text: string): string {
  const plain = /^\s*[=+\-@|%]/u.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
const columns = [
  "List",
  "Card",
  "Description",
  "Due",
  "Labels",
  "Who",
  "To do",
  "Links",
  "Files",
  "Comments",
  "Put away",
  "Written at the same time",
];
const line = (cells: readonly string[]): string => `${cells.map(cell).join(",")}\r\n`;

/** The cards as a table, one a line, with the mark by which spreadsheets know that it is UTF-8. */
export async function* csvOf({ state, said }: Whole): AsyncGenerator<string> {
  const paths = new Map(filesOf(state).map(({ fileId, path, name }) => [fileId, path ?? name]));
  yield `\ufeff${line(columns)}`;
  const cards = inOrder(state).map((card) => ({ card }));
  for await (const some of withComments(cards, { said }))
    yield some
      .map(({ card, comments }) =>
        line([
          state.lists[card.listId]?.name ?? "",
          card.title.value,
          card.description.value,
          card.due.value ?? "",
          card.labels.flatMap((labelId) => state.labels[labelId]?.name ?? []).join(", "),
          card.assignees.map(({ name }) => name).join(", "),
          card.items.map(({ text, done }) => `${done ? "[x]" : "[ ]"} ${text}`).join("\n"),
          card.links.map(({ to }) => (to.kind === "web" ? `${to.title} ${to.url}` : to.title)).join("\n"),
          card.files.flatMap((fileId) => paths.get(fileId) ?? []).join("\n"),
          comments.map(({ text }) => text).join("\n"),
          card.archived ?? "",
          card.others.map(({ value }) => value).join("\n"),
        ]),
      )
      .join("");
}

/** A file of what is taken along: text is made smaller, and of the rest the bytes stay as they are. */
export type Entry = { path: string; text: AsyncIterable<string> } | { path: string; bytes: AsyncIterable<Uint8Array> };
/** No file of it has a time of its own: whoever packs the same has the same bytes. In local time, as a ZIP has no other. */
const noTime = new Date(1980, 0, 1);

/** Files as one ZIP, made piece by piece while it is taken. */
export async function* zipOf(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  const utf8 = new TextEncoder();
  for await (const entry of entries) {
    const file = "text" in entry ? new ZipDeflate(entry.path, { level: 6 }) : new ZipPassThrough(entry.path);
    file.mtime = noTime;
    zip.add(file);
    for await (const piece of "text" in entry ? entry.text : entry.bytes) {
      file.push(typeof piece === "string" ? utf8.encode(piece) : piece);
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
