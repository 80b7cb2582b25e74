import type { CaseFiles } from "@linkwork/shared/cases/files.ts";
import { guestOf, mayEdit } from "@linkwork/shared/cases/rules.ts";
import { mayRedact } from "@linkwork/shared/cases/rules-redaction.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { EventId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { memo, type ReactNode, useMemo } from "react";
import { Day, Thread } from "../../ui/thread.tsx";
import { dayHeading, isoDay } from "../../ui/time.ts";
import { useFlagsIn } from "../flags.ts";
import { type Item, type Names, type Speech, seenUnder, withDays } from "../thread-model.ts";
import { CaseKnot } from "./knot.tsx";
import { Message, type MessageActions } from "./message.tsx";

export type ThreadLinesProps = {
  items: readonly Item[];
  /** Of all topics: what is answered may stand in another. */
  all: readonly Item[];
  roomId: RoomId;
  state: CaseState;
  names: Names;
  actor: Actor;
  now: number;
  seen: Readonly<Record<string, number>>;
  /** Numbers above this have come while one looked. */
  opened: number;
  still: boolean;
  showTopic: boolean;
  on: MessageActions;
  /** What waits to be sent, at the end of the line. */
  children?: ReactNode;
};

const noFiles: CaseFiles = {};
const list = new Intl.ListFormat("en-GB");

/** The line of a case: days, speech and knots. Drawn anew only when something in it changes, not while somebody types. */
export const ThreadLines = memo(Lines);

function Lines({ items, all, roomId, state, names, actor, now, seen, opened, still, showTopic, on, children }: ThreadLinesProps) {
  const lines = useMemo(() => withDays(items), [items]);
  const bySeq = useMemo(() => new Map(all.filter((i) => i.kind === "said").map((i) => [i.seq, i])), [all]);
  const under = useMemo(() => seenUnder(items, seen, actor.orgId), [items, seen, actor.orgId]);
  const pins = useMemo(() => new Set(state.pins.map((p) => p.messageSeq)), [state.pins]);
  const flags = useFlagsIn(roomId);
  const today = isoDay(now);
  const quote = (item: Speech): string | null | undefined => {
    if (item.replyTo === undefined) return undefined;
    const to = bySeq.get(item.replyTo);
    return to ? quoteOf(to, names) : null;
  };
  return (
    <Thread label={`The conversation about ${state.label}`}>
      {lines.map((line) => {
        switch (line.kind) {
          case "day":
            return <Day key={line.id}>{dayHeading(line.at, now)}</Day>;
          case "knot": {
            const { body } = line.event;
            const topic = "topicId" in body && line.event.type !== "topicOpened" ? state.topics[body.topicId ?? ""]?.title : undefined;
            return (
              <CaseKnot
                key={line.id}
                event={line.event}
                label={state.label}
                names={names}
                now={now}
                topicTitle={topic}
                arriving={line.seq > opened && line.event.actor.personId !== actor.personId}
              />
            );
          }
          default:
            return (
              <Message
                key={line.id}
                item={line}
                names={names}
                me={actor.personId}
                today={today}
                quote={quote(line)}
                topicTitle={showTopic && line.topicId !== undefined ? state.topics[line.topicId]?.title : undefined}
                seenBy={list.format((under.get(line.seq) ?? []).map(names.org))}
                files={line.files.length > 0 ? state.files : noFiles}
                roomId={roomId}
                pinned={pins.has(line.seq)}
                mayPin={!guestOf(state, actor)}
                mayEdit={isMine(line, actor) && mayEdit(postedOf(line), actor, new Date(now).toISOString()) === true}
                mayRedact={!line.redacted && mayRedact(state, postedOf(line), actor, new Date(now).toISOString()) === true}
                flag={flags.get(line.seq)}
                ask={state.asks[line.seq]}
                myOrg={actor.orgId}
                still={still}
                arriving={line.seq > opened && line.personId !== actor.personId}
                on={on}
              />
            );
        }
      })}
      {children}
    </Thread>
  );
}

/** "Tariq Ansari: Tuesday's group is six people…" */
export const quoteOf = (item: Speech, names: Names): string => {
  if (item.redacted) return `${names.person(item.personId)}: words that were taken out`;
  const text = item.text.replace(/\s+/g, " ");
  return `${names.person(item.personId)}: ${text.length > 90 ? `${text.slice(0, 90)}…` : text}`;
};

const isMine = (item: Speech, actor: Actor): boolean => item.personId === actor.personId && item.orgId === actor.orgId;

/** The message as the server's own rules want it. */
const postedOf = (item: Speech) => ({
  type: "messagePosted" as const,
  seq: item.seq,
  id: item.id as EventId,
  at: item.at,
  actor: { personId: item.personId as PersonId, orgId: item.orgId as OrgId },
  body: { text: item.text },
});
