import "./boards.css";
import { boardPageWords } from "@linkwork/shared/boards/words-board.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { happened } from "@linkwork/shared/boards/words-happened.ts";
import { MessageCircle, MoveRight, Pencil } from "lucide-react";
import { Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Button } from "../ui/button.tsx";
import { Thread, Tied } from "../ui/thread.tsx";
import { dayAndTime } from "../ui/time.ts";
import { useBoard } from "./client.ts";

/** What happened on a board, the newest first: each with the person and their organisation. */
export function BoardActivity({ boardId }: { boardId: string }) {
  const { room, held } = useBoard(boardId);
  const now = useNow();
  if (!held) return room.status === "opening" ? <Waiting what={boardPageWords.opening} /> : null;
  const { board, names } = held;
  const lines = room.events.flatMap((event) => {
    const what = happened(event, board);
    return what === undefined ? [] : [{ event, what }];
  });
  return (
    <div className="stack measure">
      {lines.length === 0 ? <p className="soft">{words.noneHappened}</p> : null}
      <Thread label={words.happened}>
        {lines.toReversed().map(({ event: { seq, type, at, actor }, what }) => (
          <Tied
            key={seq}
            icon={type === "cardMoved" ? <MoveRight /> : type === "commented" ? <MessageCircle /> : <Pencil />}
            tone={names.sector(actor.orgId)}
            what={names.person(actor.personId, actor.orgId)}
            detail={`${names.org(actor.orgId)} · ${dayAndTime(at, now)}`}
          >
            {what}
          </Tied>
        ))}
      </Thread>
      {room.hasOlder ? <Button onClick={() => void room.loadOlder()}>{words.earlier}</Button> : null}
    </div>
  );
}
