import { cardsIn, listsOf } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardState, Card } from "@linkwork/shared/boards/state.ts";
import { projectExport } from "@linkwork/shared/projects/rules-export.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import type { CommentRow } from "./present.ts";

/** All of a board at one moment, with the project that it is of. */
export type Whole = { state: BoardState; comments: readonly CommentRow[]; head: number; project: ProjectState };

/** The cards in the order in which they lie, then those that were put away. */
function inOrder(state: BoardState): Card[] {
  const lying = listsOf(state).flatMap(({ listId }) => cardsIn(state, listId));
  const away = Object.values(state.cards).filter(({ archived }) => archived !== null);
  return [...lying, ...away.sort((a, b) => (a.cardId < b.cardId ? -1 : 1))];
}

/** The board as JSON: in the order in which it is seen, so that all who take it at one moment have the same bytes. */
export function jsonOf({ state, comments, head, project }: Whole): string {
  const { boardId, projectId, title, standing, owners } = state;
  const of = new Map(comments.map((comment) => [comment.seq, comment]));
  const cards = inOrder(state).map((card) => ({ ...card, comments: card.comments.flatMap((seq) => of.get(seq) ?? []) }));
  const elsewhere = Object.values(state.sent)
    .sort((a, b) => (a.cardId < b.cardId ? -1 : 1))
    .map(({ cardId, toBoard, card }) => ({
      cardId,
      toBoard,
      title: card.title.value,
      comments: card.comments.flatMap((seq) => of.get(seq) ?? []),
    }));
  const labels = Object.values(state.labels).sort((a, b) => (a.labelId < b.labelId ? -1 : 1));
  const board = { boardId, projectId, title: title.value, standing, owners, lists: listsOf(state), labels, cards, elsewhere };
  const whole = { format: "linkwork board 1", head, board, project: JSON.parse(projectExport(project)) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** What a spreadsheet would take for a formula stands behind a quote; what would end a cell is quoted. */
function cell(text: string): string {
  const plain = /^\s*[=+\-@|%]/u.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
const columns = ["List", "Card", "Description", "Due", "Labels", "Who", "To do", "Links", "Comments", "Put away"];

/** The cards as a table, one a line, with the mark by which spreadsheets know that it is UTF-8. */
export function csvOf({ state, comments }: Whole): string {
  const said = new Map(comments.map(({ seq, text }) => [seq, text]));
  const lines = inOrder(state).map((card) => [
    state.lists[card.listId]?.name ?? "",
    card.title.value,
    card.description.value,
    card.due.value ?? "",
    card.labels.flatMap((labelId) => state.labels[labelId]?.name ?? []).join(", "),
    card.assignees.map(({ name }) => name).join(", "),
    card.items.map(({ text, done }) => `${done ? "[x]" : "[ ]"} ${text}`).join("\n"),
    card.links.map(({ to }) => (to.kind === "web" ? `${to.title} ${to.url}` : to.title)).join("\n"),
    card.comments.flatMap((seq) => said.get(seq) ?? []).join("\n"),
    card.archived ?? "",
  ]);
  return `\ufeff${[columns, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
}
