import type { BoardEvent } from "@linkwork/shared/boards/schema.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { happenedOn } from "@linkwork/shared/boards/words-happened.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { dayAndTime } from "../../ui/time.ts";
import type { CardPage, useCardPage } from "../client.ts";
import type { PartProps } from "./card-dialog.tsx";

type Stretch = CardPage["happened"];

/** What happened to the card, the newest first: who, for whom, when; and as far back as somebody asks. */
export function CardHappened({ held, card, page, now }: PartProps & { page: ReturnType<typeof useCardPage>; now: number }) {
  const { board, names, room, roomId } = held;
  const { cardId } = card;
  const [older, setOlder] = useState<Stretch>();
  const work = useWork();
  const newest = page.data?.happened;
  const asked = [...(older?.events ?? []), ...(newest?.events ?? [])] as unknown as readonly BoardEvent[];
  const earlier = older ? older.earlier : (newest?.earlier ?? null);
  const more = () =>
    work.run(async () => {
      if (earlier === null) return;
      const found = await api.boards.happened.query({ roomId, cardId, before: earlier });
      setOlder((was) => ({ events: [...found.events, ...(was?.events ?? [])], earlier: found.earlier }));
    });
  const told = new Map(asked.map((event) => [event.seq, event]));
  for (const event of room.events) if ("cardId" in event.body && event.body.cardId === cardId) told.set(event.seq, event);
  const lines = [...told.values()]
    .sort((a, b) => b.seq - a.seq)
    .flatMap((event) => {
      const what = happenedOn(event, board);
      return what === undefined ? [] : [{ event, what }];
    });
  return (
    <details>
      <summary>
        {words.happened} · {earlier === null ? lines.length : words.andMore(lines.length)}
      </summary>
      {lines.length === 0 && earlier === null ? <p className="small soft">{words.noneHappened}</p> : null}
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
      <WorkErrors work={work} />
      {earlier === null ? null : (
        <Button small tone="quiet" busy={work.busy} onClick={() => void more()}>
          {words.earlier}
        </Button>
      )}
    </details>
  );
}
