import { guestOf, guestsNow, readersTold } from "@linkwork/shared/cases/rules.ts";
import { mentionable } from "@linkwork/shared/cases/rules-asks.ts";
import { mayHaveFiles, sharesFiles } from "@linkwork/shared/cases/rules-files.ts";
import type { Message } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { askWords } from "@linkwork/shared/cases/words-asks.ts";
import { useRouterState } from "@tanstack/react-router";
import { ArrowDown, CloudOff, HardDrive, Tag } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { useFollowedDraft } from "../../kernel/draft-sync.ts";
import type { Draft } from "../../kernel/outbox-queue.ts";
import { useStorage } from "../../kernel/storage-status.ts";
import { announce } from "../../ui/announcer.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Note } from "../../ui/note.tsx";
import { clockOrDay } from "../../ui/time.ts";
import { useStays } from "../../ui/use-stays.ts";
import { type CaseRoom, useActor, useHalfChanges } from "../client.ts";
import { useLater, useSendLater } from "../later.ts";
import { notDone, notSent } from "../not-done.ts";
import { type Item, inTopic, type Speech, withPending } from "../thread-model.ts";
import { Composer } from "./composer.tsx";
import { LaterList } from "./later.tsx";
import { mentionablesOf } from "./mentions.ts";
import type { MessageActions } from "./message.tsx";
import { EditDialog, VersionsDialog } from "./message-dialogs.tsx";
import { putBackInto } from "./put-back.ts";
import { quoteOf, ThreadLines } from "./thread-lines.tsx";
import { type AskedAbout, FlagDialog, RedactDialog } from "./too-much.tsx";
import { useArrivals } from "./use-arrivals.ts";
import { useFiles } from "./use-files.ts";
import { useNames } from "./use-names.ts";
import { showLine, useNewest } from "./use-newest.ts";
import { useReading } from "./use-reading.ts";
import { useReplyTo } from "./use-reply-to.ts";
import { useWantedLine } from "./use-wanted-line.ts";
import { Unsent, WaitingMessage } from "./waiting-messages.tsx";

export type ConversationProps = {
  room: CaseRoom;
  state: CaseState;
  /** its lines, of all topics */
  all: readonly Item[];
  /** what is new and stands in another topic; null while that isn't known */
  beside: readonly Speech[] | null;
  caseId: string;
  topicId: string | undefined;
  now: number;
};

/** What was said and decided, and the box to say more. */
export function Conversation({ room, state, all, beside, caseId, topicId, now }: ConversationProps) {
  const { events, live } = room;
  const actor = useActor();
  const [text, setText] = useFollowedDraft(room.roomId, live);
  const [reply, setReply] = useReplyTo(room.roomId, all, text);
  const [back, setBack] = useState<Partial<Message>>({});
  const [editing, setEditing] = useState<Speech | null>(null);
  const changes = useHalfChanges(room.roomId, editing?.seq);
  const [looking, setLooking] = useState<Speech | null>(null);
  const [flagging, setFlagging] = useState<AskedAbout | null>(null);
  const [taking, setTaking] = useState<AskedAbout | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const inSight = useStays("bottom");
  const storage = useStorage();
  const files = useFiles(room.roomId);

  const names = useNames(state);
  const items = useMemo(
    () => withPending(topicId === undefined ? all : inTopic(all, topicId), room.pending, actor.personId),
    [all, topicId, room.pending, actor.personId],
  );
  const open = readersTold(state, actor, new Date(now).toISOString());
  const guests = guestsNow(state, new Date(now).toISOString());
  const guest = guestOf(state, actor);
  const readsOnly = guest?.may === "read";
  const waiting = useMemo(
    () => room.pending.filter((item) => item.type === "postMessage" && (topicId === undefined || item.input.topicId === topicId)),
    [room.pending, topicId],
  );
  // what belongs elsewhere would go to this topic if it were put back here
  const drafts = room.drafts.filter(({ input }) => topicId === undefined || input.topicId === topicId);
  const waitingLines = useMemo(
    () => waiting.map((item) => <WaitingMessage key={item.id} item={item} name={actor.name} />),
    [waiting, actor.name],
  );
  const opened = useArrivals({ events, names, label: state.label, me: actor.personId });
  const wanted = useRouterState({ select: (router) => router.location.hash });
  const newest = useNewest({ wanted, items, waiting: waiting.length });
  useReading({ room, there: newest.there, beside });

  const { act, loadOlder, roomId } = room;
  const { holdPlace, showAll } = newest;
  const [answered, setAnswered] = useState("");
  useWantedLine({ wanted: answered === "" ? wanted : answered, room, newest });
  const older = useCallback(() => {
    holdPlace();
    void loadOlder().catch(notDone("Older messages could not be fetched."));
  }, [holdPlace, loadOlder]);
  const on = useMemo<MessageActions>(
    () => ({
      reply(item) {
        setReply(item.seq);
        box.current?.focus();
      },
      react: (item, reaction, set) =>
        void act("react", { messageSeq: item.seq, reaction, on: set }).catch(notDone("Your reaction was not noted.")),
      edit: setEditing,
      versions: setLooking,
      pin: (item) =>
        void act("pinMessage", { messageSeq: item.seq, versionSeq: item.versions.at(-1)?.seq ?? item.seq }).catch(
          notDone("This did not go into the agreed summary."),
        ),
      unpin: (item) => void act("unpinMessage", { messageSeq: item.seq }).catch(notDone("This was not taken out of the agreed summary.")),
      flag: (item) => setFlagging({ roomId, messageSeq: item.seq }),
      takeOut: (item) => setTaking({ roomId, messageSeq: item.seq }),
      acknowledge: ({ messageSeq, versionSeq }) =>
        void act("acknowledge", { messageSeq, versionSeq }).then(
          () => announce(askWords.thanks),
          notDone("It was not noted that you have read this."),
        ),
      jump(seq) {
        if (showLine(`m${seq}`)) return;
        showAll();
        if (!showLine(`m${seq}`)) setAnswered(`m${seq}`);
      },
    }),
    [act, showAll, roomId, setReply],
  );
  const putBack = (words: string) => {
    setText(putBackInto(text, words));
    box.current?.focus();
  };
  const putBackWhole = ({ input }: Draft) => {
    const { text: words, ...belongs } = input as Partial<Message>;
    putBack(words ?? "");
    if (belongs.replyTo !== undefined) setReply(belongs.replyTo);
    setBack(belongs);
  };
  const later = useSendLater();
  const waitsHere = (useLater().data ?? []).filter((each) => each.roomId === roomId);
  const topic = topicId === undefined ? undefined : state.topics[topicId];
  const topics = Object.values(state.topics).filter((each) => !each.resolved);

  return (
    <div className="conversation">
      {topic ? (
        <div className="row wrap topic-line">
          <span className="small soft grow">
            {topic.resolved ? "This topic is settled." : "What you write here belongs to this topic."}
          </span>
          {guest ? null : (
            <Button
              small
              icon={<Tag />}
              onClick={() =>
                void act(topic.resolved ? "reopenTopic" : "resolveTopic", { topicId: topic.topicId }).catch(
                  notDone(topic.resolved ? "The topic was not opened again." : "The topic was not settled."),
                )
              }
            >
              {topic.resolved ? "Open it again" : "Settle this topic"}
            </Button>
          )}
        </div>
      ) : null}
      {room.hasOlder && newest.whole ? (
        <div className="older">
          <Button small onClick={older}>
            Load older
          </Button>
        </div>
      ) : null}
      <ThreadLines
        items={newest.shown}
        all={all}
        roomId={room.roomId}
        state={state}
        names={names}
        actor={actor}
        now={now}
        seen={room.seen}
        opened={opened}
        still={room.status === "copy" || readsOnly}
        showTopic={topicId === undefined}
        on={on}
      >
        {waitingLines}
      </ThreadLines>
      {open.length <= 1 && guests.length === 0 && topicId === undefined ? <NobodyElse state={state} caseId={caseId} /> : null}
      <Unsent drafts={drafts} halves={changes} reason onAgain={readsOnly ? undefined : putBackWhole} />
      {live ? null : <NotLive since={room.since} kept={room.status === "copy"} />}
      {waitsHere.length > 0 ? <LaterList rows={waitsHere} now={now} onBack={putBack} /> : null}
      <div className="dock stack tight" ref={inSight}>
        {newest.below > 0 ? (
          <Button small icon={<ArrowDown />} onClick={newest.toEnd}>
            {newest.below} new below
          </Button>
        ) : null}
        {storage.kept ? null : (
          <Note tone="wait" icon={<HardDrive />} role="status">
            This browser keeps nothing{storage.why === "full" ? ": it is full" : ""}. What waits to be sent is lost if you close the page.
          </Note>
        )}
        {readsOnly ? null : (
          <Composer
            readers={open}
            guests={guests}
            now={now}
            text={text}
            onText={(next) => {
              setText(next);
              if (next.trim() !== "") room.signal("typing");
            }}
            mentionable={mentionablesOf(open, guests, {
              me: actor.personId,
              may: (mention) => mentionable(state, mention, new Date(now).toISOString(), actor),
            })}
            topics={topics}
            inTopic={topicId}
            back={back}
            reply={reply ? { seq: reply.seq, words: quoteOf(reply, names) } : undefined}
            onNoReply={() => {
              setReply(null);
              box.current?.focus();
            }}
            around={aroundWords(room, names.person, actor.personId)}
            live={live}
            files={files}
            mayAttach={mayHaveFiles(state, actor)}
            withoutFiles={[...open.filter((p) => !sharesFiles(state, p.orgId)), ...guests].map((one) => one.name)}
            box={box}
            sendLater={(message, at) => later.keep(roomId, at, message)}
            onSend={(message) => {
              act("postMessage", message).catch(notSent);
              setText("");
              setReply(null);
              requestAnimationFrame(newest.toEnd);
            }}
          />
        )}
      </div>
      <div ref={newest.end} />
      <EditDialog
        roomId={roomId}
        item={editing}
        onClose={() => setEditing(null)}
        onSave={(item, input) => void act("editMessage", { messageSeq: item.seq, ...input }).catch(notSent)}
      />
      <FlagDialog about={flagging} onClose={() => setFlagging(null)} />
      <RedactDialog about={taking} readers={open.map((p) => p.name)} onClose={() => setTaking(null)} />
      <VersionsDialog item={looking} now={now} onClose={() => setLooking(null)} />
    </div>
  );
}

/** "Tariq is writing…", else who else is here. */
function aroundWords(room: CaseRoom, person: (id: string) => string, me: string): string {
  const list = (ids: readonly string[]) => new Intl.ListFormat("en-GB").format([...new Set(ids)].map(person));
  const writing = room.typing.map((t) => t.personId).filter((id) => id !== me);
  if (writing.length > 0) return `${list(writing)} ${writing.length === 1 ? "is" : "are"} writing…`;
  const here = room.here.map((t) => t.personId).filter((id) => id !== me);
  return here.length > 0 ? `${list(here)} ${here.length === 1 ? "is" : "are"} here` : "";
}

function NotLive({ since, kept }: { since: string | null; kept: boolean }) {
  const at = since === null ? "" : clockOrDay(since, Date.now());
  const copy = `You are reading what this device kept.${at === "" ? "" : ` It was last live ${at}.`}`;
  const arrived = at === "" ? "You are not live yet." : `You are reading what arrived before ${at}.`;
  return (
    <Note tone="wait" icon={<CloudOff />} role="status">
      {kept ? copy : arrived} What you write waits here and is sent, in order, when you are back. If consent has changed by then, it stays
      with you.
    </Note>
  );
}

function NobodyElse({ state, caseId }: { state: CaseState; caseId: string }) {
  const actor = useActor();
  if (actor.orgId !== state.leadOrg || !actor.roles.includes("linkWorker")) return null;
  const invited = Object.values(state.participations).some((p) => p.status === "invited");
  // while sharing rests, what there is to do stands with it
  if (invited || state.rest) return null;
  return (
    <Empty
      title={`Who does ${state.label} want in this conversation?`}
      step={
        <LinkButton tone="main" to={`/cases/${caseId}/consent`}>
          Ask {state.label}, and note what they agree to
        </LinkButton>
      }
    >
      <p className="soft">
        So far it is only your practice. Ask {state.label} whom you may talk with, and about what. They get a paper that says it in plain
        words.
      </p>
    </Empty>
  );
}
