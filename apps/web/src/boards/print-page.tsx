import "./boards.css";
import { cardsByList, listsOf } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardState, Card } from "@linkwork/shared/boards/state.ts";
import { boardPageWords, boardFileWords as words } from "@linkwork/shared/boards/words-board.ts";
import { cardWords } from "@linkwork/shared/boards/words-card.ts";
import { useParams } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { Page } from "../shell/page.tsx";
import { useNow } from "../shell/use-now.ts";
import { Button } from "../ui/button.tsx";
import { PrintSheet } from "../ui/print-sheet.tsx";
import { fullDate } from "../ui/time.ts";
import { useBoard } from "./client.ts";
import { NotOpen } from "./components/not-open.tsx";
import { Written } from "./components/written.tsx";
import { nameOfLink } from "./markdown.ts";

/** The board as a paper, for a wall or a meeting. */
export function BoardPrintPage() {
  const { boardId } = useParams({ from: "/boards/$boardId/print" });
  const { held, room } = useBoard(boardId);
  const now = useNow();
  const back = { to: `/boards/${boardId}`, label: boardPageWords.page };
  if (!held)
    return (
      <>
        <Page title={boardPageWords.page} back={back} />
        <NotOpen room={room} />
      </>
    );
  const { board, names } = held;
  const lying = cardsByList(board);
  const away = Object.values(board.cards).filter(({ archived }) => archived !== null);
  return (
    <>
      <Page
        title={words.printTitle(board.title.value)}
        back={back}
        ends={
          <Button icon={<Printer />} onClick={() => window.print()}>
            {words.printNow}
          </Button>
        }
      />
      <PrintSheet label={board.title.value}>
        <h2>{board.title.value}</h2>
        <p>{words.asOf(fullDate(now))}</p>
        <p>{new Intl.ListFormat("en-GB").format(names.owners.map(({ name }) => name))}</p>
        {listsOf(board).map(({ listId, name }) => {
          const cards = lying.get(listId) ?? [];
          return (
            <section key={listId} className="board-paper stack">
              <h3>
                {name}
                {boardPageWords.counted(cards.length)}
              </h3>
              {cards.map((card) => (
                <OneCard key={card.cardId} card={card} board={board} />
              ))}
            </section>
          );
        })}
        {away.length > 0 ? (
          <section className="board-paper stack">
            <h3>
              {words.away}
              {boardPageWords.counted(away.length)}
            </h3>
            {away.map((card) => (
              <OneCard key={card.cardId} card={card} board={board} />
            ))}
          </section>
        ) : null}
        <p className="small">{words.printLacks}</p>
      </PrintSheet>
    </>
  );
}

/** A card on paper: where two texts stand beside each other, both. */
function OneCard({ card, board }: { card: Card; board: BoardState }) {
  const { title, description, others, assignees, due, items, labels, links, files } = card;
  return (
    <div className="stack tight">
      <h4>{title.value}</h4>
      <p className="small">
        {[
          ...assignees.map((each) => each.name),
          due.value === null ? "" : cardWords.due(fullDate(`${due.value}T12:00:00Z`)),
          ...labels.map((labelId) => board.labels[labelId]?.name ?? ""),
        ]
          .filter((each) => each !== "")
          .join(" · ")}
      </p>
      {description.value === "" ? null : <Written text={description.value} />}
      {others.map(({ field, rev, value }) => (
        <div key={`${field} ${rev}`}>
          <p className="small">{words.other[field]}</p>
          <Written text={value} />
        </div>
      ))}
      {items.length > 0 ? (
        <ul>
          {items.map(({ itemId, text, done }) => (
            <li key={itemId}>
              {done ? "☑" : "☐"} {text}
            </li>
          ))}
        </ul>
      ) : null}
      {links.length + files.length > 0 ? (
        <ul className="small">
          {links.map(({ linkId, to }) => (
            <li key={linkId}>{onPaper(to)}</li>
          ))}
          {files.map((fileId) => (
            <li key={fileId}>{board.files[fileId]?.name ?? ""}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** A link on paper: on the web with its address, unless it is one of a case. */
function onPaper(to: Card["links"][number]["to"]): string {
  const name = nameOfLink(to, location.origin);
  if (to.kind !== "web") return `${name} (${cardWords.linkIs[to.kind]})`;
  return name === to.title ? `${name}: ${to.url}` : name;
}
