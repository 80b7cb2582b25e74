import "./cases.css";
import { guestOf, revocable } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { type Compartment, caseRoom } from "@linkwork/shared/kernel/room.ts";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { CloudOff, MessageCircle, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useLive } from "../kernel/live.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { useWide } from "../shell/use-wide.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { LiveChip } from "../ui/live-chip.tsx";
import { Note } from "../ui/note.tsx";
import { type Tab, Tabs } from "../ui/tabs.tsx";
import { type CaseRoom, placeOf, useActor, useCase } from "./client.ts";
import { ClosedRoom } from "./components/closed-room.tsx";
import { Conversation } from "./components/conversation.tsx";
import { GuestLine } from "./components/guest-line.tsx";
import { TopicDialog } from "./components/message-dialogs.tsx";
import { Parts } from "./components/parts.tsx";
import { RestLine } from "./components/rest-line.tsx";
import { RoomHead } from "./components/room-head.tsx";
import { Side } from "./components/side.tsx";
import { Summary } from "./components/summary.tsx";
import { useBeside } from "./components/use-beside.ts";
import { useNames } from "./components/use-names.ts";
import { useNoticesRead } from "./components/use-notices-read.ts";
import { stoppableIn, WithdrawDialog } from "./components/withdraw-dialog.tsx";
import { inPlace, itemsOf, type Speech } from "./thread-model.ts";

/** One case: who is in, what was said and decided, and where one writes. */
export function RoomPage() {
  const { caseId } = useParams({ from: "/cases/$caseId" });
  const { part = "general" } = useSearch({ from: "/cases/$caseId" });
  // another case, and another place of it, is another page: nothing half written may wander from one to the other
  return <OneRoom key={`${caseId} ${part}`} caseId={caseId} part={part} />;
}

function OneRoom({ caseId, part }: { caseId: string; part: Compartment }) {
  const room = useCase(caseId, part);
  const now = useNow();
  const { live } = useLive();
  if (room.status === "absent") return <NotFoundPage />;
  if (room.status === "closed" && room.closed)
    return <ClosedRoom roomId={room.roomId} caseId={caseId} closed={room.closed} drafts={room.drafts} now={now} />;
  if (!room.state)
    return (
      <>
        <Page title="Conversation" back={{ to: "/cases", label: "Cases" }} />
        <Waiting what="Opening the conversation" />
        {live ? null : (
          <div className="late measure">
            <Note tone="wait" icon={<CloudOff />}>
              You are not live, and this device keeps no copy of this conversation that you may read now. It opens by itself when you are
              back.
            </Note>
          </div>
        )}
      </>
    );
  return <OpenRoom room={room} state={room.state} caseId={caseId} now={now} />;
}

function OpenRoom({ room, state, caseId, now }: { room: CaseRoom; state: CaseState; caseId: string; now: number }) {
  const { topic: wanted, view } = useSearch({ from: "/cases/$caseId" });
  const actor = useActor();
  const names = useNames(state);
  const wide = useWide();
  const go = useNavigate();
  const [withdrawing, setWithdrawing] = useState(false);
  const [newTopic, setNewTopic] = useState(false);
  const topicId = wanted !== undefined && state.topics[wanted] ? wanted : undefined;
  const summary = view === "summary";
  const all = useMemo(() => inPlace(itemsOf(room.events), state), [room.events, state]);
  const beside = useBeside({ room, state, all, topicId, summary });
  // what somebody was told of is put away where it can be read, and not by a look at the agreed summary or another topic
  const reads = room.live && !summary;
  useNoticesRead({ kinds: ["mentioned", "asked"], caseId, compartment: state.compartment }, reads && !beside.asksMe);
  useNoticesRead({ kinds: ["placeOpened"], caseId, compartment: state.compartment }, reads);
  useNoticesRead({ kinds: ["flagged", "guestAdmitted"], caseId }, reads);
  const here = `/cases/${caseId}`;
  const place = placeOf(state);
  const tabs: Tab[] = [
    { id: "all", label: <TabName name="All" news={beside.news ?? []} />, to: here, search: place },
    ...Object.values(state.topics).map((topic) => ({
      id: topic.topicId,
      label: (
        <TabName name={topic.title} settled={topic.resolved} news={(beside.news ?? []).filter((item) => item.topicId === topic.topicId)} />
      ),
      to: here,
      search: { ...place, topic: topic.topicId },
    })),
    { id: "summary", label: "Summary", to: here, search: { ...place, view: "summary" } },
  ];
  const open = async (topic: { topicId: string; title: string }) => {
    // the answer to an earlier try was lost, and it is there
    if (!state.topics[topic.topicId]) await room.act("openTopic", topic);
    void go({ to: "/cases/$caseId", params: { caseId }, search: { ...place, topic: topic.topicId } });
  };
  const general = caseRoom(caseId as CaseId);
  const side = <Side state={state} roomId={general} caseId={caseId} now={now} summary={!summary} />;
  return (
    <>
      <RoomHead
        state={state}
        caseId={caseId}
        now={now}
        chip={<LiveChip live={room.live} since={room.since} />}
        onWithdraw={() => setWithdrawing(true)}
      />
      <div className={wide ? "with-side" : "stack loose"}>
        <div className="stack">
          <RestLine state={state} />
          <GuestLine state={state} now={now} />
          <Parts state={state} caseId={caseId} now={now} />
          <div className="room-tabs">
            <Tabs label="Parts of the conversation" tabs={tabs} current={summary ? "summary" : (topicId ?? "all")} />
            {guestOf(state, actor) ? null : (
              <Button small tone="quiet" icon={<Plus />} onClick={() => setNewTopic(true)}>
                Topic<span className="visually-hidden">: open a new one</span>
              </Button>
            )}
          </div>
          {summary ? (
            <Summary room={room} state={state} caseId={caseId} now={now} />
          ) : (
            <Conversation
              key={topicId ?? "all"}
              room={room}
              state={state}
              all={all}
              beside={beside.news}
              caseId={caseId}
              topicId={topicId}
              now={now}
            />
          )}
        </div>
        {wide ? <aside className="room-side stack loose">{side}</aside> : summary ? <div className="stack loose">{side}</div> : null}
      </div>
      <WithdrawDialog
        open={withdrawing}
        onClose={() => setWithdrawing(false)}
        roomId={general}
        label={state.label}
        sharings={revocable(state, actor).map((c) => stoppableIn(state, actor, names, c))}
      />
      <TopicDialog open={newTopic} onClose={() => setNewTopic(false)} onOpen={open} />
    </>
  );
}

/** What a tab leads to, and how much is new there that isn't to be seen here. */
function TabName({ name, settled = false, news }: { name: string; settled?: boolean; news: readonly Speech[] }) {
  return (
    <>
      {name}
      {settled ? (
        <>
          {" "}
          <span aria-hidden="true">✓</span>
          <span className="visually-hidden">(settled)</span>
        </>
      ) : null}
      {news.length > 0 ? (
        <Chip tone="good" icon={<MessageCircle />}>
          {news.length} new
        </Chip>
      ) : null}
    </>
  );
}
