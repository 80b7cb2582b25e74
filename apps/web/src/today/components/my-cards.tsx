import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { SquareKanban } from "lucide-react";
import { useMyCards } from "../../boards/client.ts";
import { useSession } from "../../kernel/session.ts";
import { Chip } from "../../ui/chip.tsx";
import { List, Row } from "../../ui/list.tsx";
import { dayWords } from "../../ui/time.ts";

/** So many are shown; the rest is on the boards. */
const most = 12;

/** My cards on all boards, and those for whoever is there at my organisation; the nearest day first. */
export function MyCards({ now }: { now: number }) {
  const rows = useMyCards().data ?? [];
  const { hat } = useSession();
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-labelledby="my-cards">
      <h2 id="my-cards">{words.mine}</h2>
      <List label={words.mine}>
        {rows.slice(0, most).map(({ boardId, boardTitle, cardId, title, listName, due, whose }) => {
          const day = due === null ? undefined : dayWords(`${due}T12:00:00Z`, now);
          const over = due !== null && Date.parse(`${due}T23:59:59Z`) < now;
          return (
            <Row
              key={`${boardId} ${cardId}`}
              lead={
                <Chip tone={over ? "stop" : day === undefined ? "plain" : "wait"} icon={<SquareKanban />}>
                  {day === undefined ? words.mineNoDay : over ? words.over(day) : words.due(day)}
                </Chip>
              }
              title={title}
              to={`/boards/${boardId}`}
              search={{ card: cardId }}
              detail={`${words.onBoard(listName, boardTitle)}${whose === "inbox" ? ` · ${words.inbox(hat?.orgName ?? "")}` : ""}`}
            />
          );
        })}
      </List>
    </section>
  );
}
