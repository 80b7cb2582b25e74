import "./boards.css";
import { cardsByList, listsOf } from "@linkwork/shared/boards/rules-order.ts";
import { boardPageWords, boardFileWords as words } from "@linkwork/shared/boards/words-board.ts";
import { cardWords } from "@linkwork/shared/boards/words-card.ts";
import { useParams } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Button } from "../ui/button.tsx";
import { PrintSheet } from "../ui/print-sheet.tsx";
import { fullDate } from "../ui/time.ts";
import { useBoard } from "./client.ts";
import { Written } from "./components/written.tsx";

/** The board as a paper, for a wall or a meeting. */
export function BoardPrintPage() {
  const { boardId } = useParams({ from: "/boards/$boardId/print" });
  const { held } = useBoard(boardId);
  const now = useNow();
  const back = { to: `/boards/${boardId}`, label: boardPageWords.page };
  if (!held)
    return (
      <>
        <Page title={boardPageWords.page} back={back} />
        <Waiting what={boardPageWords.opening} />
      </>
    );
  const { board, names } = held;
  const lying = cardsByList(board);
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
              {cards.map(({ cardId, title, description, assignees, due, items, labels, links, files }) => (
                <div key={cardId} className="stack tight">
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
                        <li key={linkId}>{to.kind === "web" ? `${to.title}: ${to.url}` : `${to.title} (${cardWords.linkIs[to.kind]})`}</li>
                      ))}
                      {files.map((fileId) => (
                        <li key={fileId}>{board.files[fileId]?.name ?? ""}</li>
                      ))}
                    </ul>
                  ) : null}
                </div>
              ))}
            </section>
          );
        })}
      </PrintSheet>
    </>
  );
}
