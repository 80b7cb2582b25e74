import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { Button } from "../../ui/button.tsx";
import { dayAndTime } from "../../ui/time.ts";
import type { BoardRoom, CardPage } from "../client.ts";
import { Written } from "./written.tsx";

type Props = {
  held: Pick<BoardRoom, "actor" | "names">;
  said: CardPage["comments"][number];
  now: number;
  onTakeBack: (seq: number) => void;
};

/** What somebody said about a card; whoever wrote it can take it back. */
export function CommentLine({ held: { actor, names }, said: { seq, at, by, text }, now, onTakeBack }: Props) {
  return (
    <li className="comment-line">
      <p className="small">
        <b>{names.person(by.personId, by.orgId)}</b>
        <span className="soft">
          {" "}
          · {names.org(by.orgId)} · <time dateTime={at}>{dayAndTime(at, now)}</time>
        </span>
      </p>
      <Written text={text} />
      {by.personId === actor.personId && by.orgId === actor.orgId ? (
        <Button small tone="quiet" onClick={() => onTakeBack(seq)}>
          {words.takeBack}
        </Button>
      ) : null}
    </li>
  );
}
