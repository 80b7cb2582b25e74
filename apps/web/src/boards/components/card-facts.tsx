import type { BoardState, Card } from "@linkwork/shared/boards/state.ts";
import { boardPageWords } from "@linkwork/shared/boards/words-board.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import {
  BellRing,
  Calendar,
  CalendarClock,
  CloudOff,
  Files,
  Link as LinkIcon,
  MessageCircle,
  MessagesSquare,
  SquareCheck,
} from "lucide-react";
import { Chip } from "../../ui/chip.tsx";
import { daysBetween, isoDay, lately, shortDate } from "../../ui/time.ts";
import { daysUntil } from "../filters.ts";
import type { BoardNames } from "../names.ts";

/** A day that comes within so many days is said to be soon. */
const soon = 3;
/** So many days in one list are worth a word. */
const long = 7;

/** "today", "tomorrow", "2 Dec" */
const near = (day: string, days: number): string => (days === 0 ? "today" : days === 1 ? "tomorrow" : shortDate(`${day}T12:00:00Z`));

/** A day as a card says it: whether it is over or near stands in words. `done`: it lies where nothing waits any more. */
export function DueChip({ day, now, done }: { day: string; now: number; done: boolean }) {
  const days = daysUntil(day, isoDay(now));
  if (done || days > soon)
    return (
      <span className="fact">
        <Calendar />
        <span>
          <span className="visually-hidden">due </span>
          {lately(`${day}T12:00:00Z`, now)}
        </span>
      </span>
    );
  return (
    <Chip tone={days < 0 ? "stop" : "wait"} icon={<CalendarClock />}>
      {days < 0 ? words.over(near(day, days)) : words.due(near(day, days))}
    </Chip>
  );
}

/** Whose turn it is: the name in the colour of the organisation's sector, with the sector's sign. */
function WhoChips({ assignees, names }: { assignees: Card["assignees"]; names: BoardNames }) {
  return assignees.map(({ orgId, personId, name }) => (
    <Chip key={`${orgId} ${personId ?? ""}`} tone={names.sector(orgId) ?? "plain"}>
      {name}
      {personId === null ? null : <span className="visually-hidden">, {names.org(orgId)}</span>}
    </Chip>
  ));
}

/** A card's labels, each by its word. */
export function LabelChips({ ids, labels }: { ids: readonly string[]; labels: BoardState["labels"] }) {
  const known = ids.flatMap((id) => labels[id] ?? []);
  if (known.length === 0) return null;
  const classes = { plain: "", clear: " good", wait: " wait", stop: " stop", warm: " warm" } as const;
  return (
    <span className="label-chips">
      {known.map(({ labelId, name, tone }) => (
        <span key={labelId} className={`label-chip${classes[tone]}`}>
          <span className="visually-hidden">{words.label}: </span>
          {name}
        </span>
      ))}
    </span>
  );
}

/** Says of something that it is only on this device so far. */
export function Unshared() {
  return (
    <Chip tone="wait" icon={<CloudOff />}>
      {boardPageWords.unshared}
    </Chip>
  );
}

export type CardFactsProps = { card: Card; names: BoardNames; now: number; waiting: boolean; place: "first" | "between" | "last" };

/** What a card says in short: whose it is, until when, how far, what lies on it, how long it has been where it is. In the first list all wait their turn, and in the last nothing waits. */
export function CardFacts({ card, names, now, waiting, place }: CardFactsProps) {
  const { assignees, due, items, comments, links, files, others, sinceAt, reminded } = card;
  const done = items.filter((item) => item.done).length;
  const days = daysBetween(sinceAt, now);
  const waits = place === "between" && days >= long;
  const some = [assignees, items, comments, links, files, others].some(({ length }) => length > 0);
  if (!some && due.value === null && !waits && !waiting) return null;
  return (
    <span className="facts">
      {waiting ? <Unshared /> : null}
      {others.length > 0 ? (
        <Chip tone="wait" icon={<MessagesSquare />}>
          {words.twoTexts}
        </Chip>
      ) : null}
      {reminded !== undefined && place !== "last" ? (
        <Chip tone="wait" icon={<BellRing />}>
          {words.reminded}
        </Chip>
      ) : null}
      <WhoChips assignees={assignees} names={names} />
      {due.value === null ? null : <DueChip day={due.value} now={now} done={place === "last"} />}
      {waits ? <Chip tone="wait">{words.waits(days)}</Chip> : null}
      {items.length > 0 ? (
        <span className="fact">
          <SquareCheck />
          <span>
            {words.itemsDone(done, items.length)}
            <span className="visually-hidden"> {words.itemsDoneSaid}</span>
          </span>
        </span>
      ) : null}
      <Count icon={<MessageCircle />} count={comments.length} said={words.comments(comments.length)} />
      <Count icon={<LinkIcon />} count={links.length} said={words.links(links.length)} />
      <Count icon={<Files />} count={files.length} said={words.files(files.length)} />
    </span>
  );
}

function Count({ icon, count, said }: { icon: React.ReactNode; count: number; said: string }) {
  if (count === 0) return null;
  return (
    <span className="fact">
      {icon}
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{said}</span>
    </span>
  );
}
