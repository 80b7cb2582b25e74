import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { useEffect, useMemo } from "react";
import { askMark, useMark } from "../../kernel/signals.ts";
import { type CaseRoom, useActor } from "../client.ts";
import { type Item, inTopic, newsBeside, type Speech } from "../thread-model.ts";

type View = { room: CaseRoom; state: CaseState; all: readonly Item[] /** one topic only */; topicId: string | undefined; summary: boolean };
export type Beside = {
  /** what is new to me and not to be seen in this view; null while that isn't known */
  news: readonly Speech[] | null;
  /** whether anything of it may be what names or asks me; also while that isn't known */
  asksMe: boolean;
};

const nothing: Beside = { news: [], asksMe: false };
const noLines: readonly Item[] = [];

/** What others wrote that I have not read and that doesn't stand where I am looking. */
export function useBeside({ room, state, all, topicId, summary }: View): Beside {
  const { roomId, live, hasOlder, events } = room;
  const { personId, orgId } = useActor();
  const mark = useMark(roomId);
  const whole = topicId === undefined && !summary;
  useEffect(() => {
    if (!whole && live) askMark(roomId);
  }, [whole, live, roomId]);
  const loaded = hasOlder ? (events[0]?.seq ?? Number.POSITIVE_INFINITY) : 1;
  return useMemo(() => {
    if (whole) return nothing;
    const shown = topicId === undefined ? noLines : inTopic(all, topicId);
    const news = newsBeside(all, shown, { personId, mark, loaded });
    const asks = ({ seq, mentions }: Speech) =>
      state.asks[seq] !== undefined || mentions.some((m) => (m.kind === "person" ? m.personId === personId : m.orgId === orgId));
    return { news, asksMe: news === null || news.some(asks) };
  }, [whole, topicId, all, personId, orgId, mark, loaded, state.asks]);
}
