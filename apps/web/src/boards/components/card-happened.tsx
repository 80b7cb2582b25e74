import type { BoardEvent } from "@linkwork/shared/boards/schema.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { happenedOn } from "@linkwork/shared/boards/words-happened.ts";
import { dayAndTime } from "../../ui/time.ts";
import type { useCardPage } from "../client.ts";
import type { PartProps } from "./card-dialog.tsx";

/** What happened to the card, the newest first: who, for whom, when. */
export function CardHappened({ held, card, page, now }: PartProps & { page: ReturnType<typeof useCardPage>; now: number }) {
  const { board, names, room } = held;
  const asked = (page.data?.activity ?? []) as unknown as readonly BoardEvent[];
  const told = new Set(asked.map(({ seq }) => seq));
  const newer = room.events.filter((event) => "cardId" in event.body && event.body.cardId === card.cardId && !told.has(event.seq));
  const lines = [...asked, ...newer]
    .sort((a, b) => b.seq - a.seq)
    .flatMap((event) => {
      const what = happenedOn(event, board);
      return what === undefined ? [] : [{ event, what }];
    });
  return (
    <details>
      <summary>
        {words.happened} · {lines.length}
      </summary>
      {lines.length === 0 ? <p className="small soft">{words.noneHappened}</p> : null}
      <ol className="stack tight small">
        {lines.map(({ event: { seq, at, actor }, what }) => (
          <li key={seq}>
            <b>{names.person(actor.personId, actor.orgId)}</b> ({names.org(actor.orgId)}) {what}
            <span className="soft">
              {" "}
              · <time dateTime={at}>{dayAndTime(at, now)}</time>
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
