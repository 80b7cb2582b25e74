import type { Guest } from "@linkwork/shared/cases/guests.ts";
import type { Message } from "@linkwork/shared/cases/schema.ts";
import type { Participation } from "@linkwork/shared/cases/state.ts";
import { caseWords } from "@linkwork/shared/cases/words.ts";
import { laterWords } from "@linkwork/shared/cases/words-later.ts";
import { maskedNumbers, numbersIn } from "@linkwork/shared/clients/numbers.ts";
import { fileWords } from "@linkwork/shared/kernel/words.ts";
import { AtSign, Clock, Send, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { ReplyBox } from "../../ui/reply-box.tsx";
import type { SendAt } from "../later.ts";
import { AskButton, AskFields, useAsking } from "./asking.tsx";
import { AddFiles, FileTray } from "./file-tray.tsx";
import { LaterDialog } from "./later.tsx";
import { MentionList } from "./mention-list.tsx";
import { completing, type Mentionable, mentionsIn, putIn } from "./mentions.ts";
import { NumberWarning } from "./number-warning.tsx";
import { ReadersLine } from "./readers-line.tsx";
import type { FilesToSend } from "./use-files.ts";

/** The longest message, in characters, as schema.ts has it. */
const longest = 10_000;

export type ComposerProps = {
  readers: readonly Participation[];
  /** Who is here for a while. */
  guests: readonly Guest[];
  now: number;
  text: string;
  onText: (text: string) => void;
  mentionable: readonly Mentionable[];
  topics: readonly { topicId: string; title: string }[];
  /** The topic one is looking at; every message goes there. */
  inTopic: string | undefined;
  /** What the words belong to that came back into the box; another object each time. */
  back: Partial<Message>;
  reply: { seq: number; words: string } | undefined;
  onNoReply: () => void;
  /** Who is writing, who is here. */
  around: ReactNode;
  live: boolean;
  files: FilesToSend;
  /** Whether the person agreed that this organisation shares copies of papers. */
  mayAttach: boolean;
  /** Readers for whom the person did not agree to that. */
  withoutFiles: readonly string[];
  box: RefObject<HTMLTextAreaElement | null>;
  onSend: (message: Message) => void;
  /** Keeps it until then; rejects with the reason. */
  sendLater: (message: Message, at: SendAt) => Promise<unknown>;
};

/** Where one writes: who will read it, what it answers to, the words, and send. Enter makes a line; Ctrl or Cmd with Enter sends. */
export function Composer(props: ComposerProps) {
  const {
    readers,
    guests,
    now,
    text,
    onText,
    mentionable,
    topics,
    inTopic,
    back,
    reply,
    onNoReply,
    around,
    live,
    files,
    mayAttach,
    withoutFiles,
    box,
    onSend,
    sendLater,
  } = props;
  const readersId = useId();
  const listId = useId();
  const [topic, setTopic] = useState("");
  const [caret, setCaret] = useState(0);
  const [later, setLater] = useState(false);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  // where the caret belongs once the new text is drawn: set in the same step, before the next key can fall somewhere else
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null || box.current?.value !== text) return;
    box.current.setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
  });
  const at = completing(text, caret, mentionable);
  const open = at !== null && at.start !== dismissed;
  const numbers = numbersIn(text);
  const [whole, setWhole] = useState(false);
  if (whole && numbers.length === 0) setWhole(false);
  const sent = whole ? text : maskedNumbers(text);
  const tooLong = sent.length - longest;
  const topicId = inTopic ?? (topics.some((each) => each.topicId === topic) ? topic : "");

  const write = (next: string, position: number) => {
    wanted.current = position;
    onText(next);
    setCaret(position);
  };
  const pick = (who: Mentionable) => {
    if (!at) return;
    const { text: next, caret: position } = putIn(text, at, caret, who);
    write(next, position);
    setChosen(0);
    box.current?.focus();
  };
  const asking = useAsking(readers);
  const { change: ask } = asking;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that comes back
  useEffect(() => {
    if (back.topicId !== undefined) setTopic(back.topicId);
    if (back.ask) ask({ orgs: back.ask.orgs, urgent: back.ask.urgent === true });
  }, [back]);
  const withFiles = files.chosen.length > 0;
  const ready = (text.trim() !== "" || withFiles) && tooLong <= 0 && !files.sending && !asking.lacking;
  const take = (found: FileList) => {
    if (mayAttach && !files.sending) files.add(found);
    else announce(caseWords.FilesNotAgreed, { urgent: true });
  };
  const send = async () => {
    if (!ready) return;
    const ids = withFiles ? await files.send() : [];
    if (!ids) return;
    files.clear();
    onSend(messageWith(ids));
    asking.clear();
    setCaret(0);
  };
  const messageWith = (ids: string[]): Message => {
    const mentions = mentionsIn(sent, mentionable);
    return {
      text: sent.trim() === "" ? fileWords.alone(ids.length) : sent,
      ...(whole ? { wholeNumbers: true as const } : {}),
      ...(ids.length > 0 ? { files: ids } : {}),
      ...(topicId ? { topicId } : {}),
      ...(reply ? { replyTo: reply.seq } : {}),
      ...(mentions.length > 0 ? { mentions } : {}),
      ...asking.value,
    };
  };
  const keepLater = async (at: SendAt) => {
    await sendLater(messageWith([]), at);
    onText("");
    onNoReply();
    asking.clear();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
      return;
    }
    if (!open || event.nativeEvent.isComposing) return;
    const last = at.found.length - 1;
    if (event.key === "ArrowDown") setChosen(chosen >= last ? 0 : chosen + 1);
    else if (event.key === "ArrowUp") setChosen(chosen <= 0 ? last : chosen - 1);
    else if (event.key === "Escape") setDismissed(at.start);
    else if (event.key === "Enter" || event.key === "Tab") {
      const who = at.found[Math.min(chosen, last)];
      if (who) pick(who);
    } else return;
    event.preventDefault();
  };

  return (
    <ReplyBox
      label="Write to the people in this conversation"
      readersId={readersId}
      readers={<ReadersLine readers={readers} guests={guests} now={now} />}
      about={
        reply || tooLong > 0 || withFiles || files.refused.length > 0 || asking.open || numbers.length > 0 ? (
          <>
            <NumberWarning numbers={numbers} whole={whole} onWhole={setWhole} />
            <AskFields asking={asking} />
            <FileTray files={files} live={live} without={withoutFiles} onAgain={() => void send()} />
            {reply ? (
              <p className="row small">
                <span className="grow clip">
                  You answer <b>{reply.words}</b>
                </span>
                <Button small tone="quiet" bare icon={<X />} onClick={onNoReply}>
                  Don't answer this message
                </Button>
              </p>
            ) : null}
            {tooLong > 0 ? (
              <p className="small" role="alert">
                This is too long by {tooLong.toLocaleString("en-GB")} characters. Shorten it or send it in parts.
              </p>
            ) : null}
          </>
        ) : undefined
      }
      tools={
        <>
          <Button
            small
            tone="quiet"
            bare
            icon={<AtSign />}
            onClick={() => {
              const position = box.current?.selectionStart ?? text.length;
              const before = text.slice(0, position);
              const sign = before === "" || /\s$/.test(before) ? "@" : " @";
              write(before + sign + text.slice(position), position + sign.length);
              setDismissed(null);
              box.current?.focus();
            }}
          >
            Name somebody
          </Button>
          <AddFiles files={files} may={mayAttach} />
          <AskButton asking={asking} />
          {topics.length > 0 && inTopic === undefined ? (
            <select className="input topic-choice" aria-label="Topic" value={topicId} onChange={(event) => setTopic(event.target.value)}>
              <option value="">No topic</option>
              {topics.map((each) => (
                <option key={each.topicId} value={each.topicId}>
                  {each.title}
                </option>
              ))}
            </select>
          ) : null}
          <Button
            small
            tone="quiet"
            bare
            icon={<Clock />}
            aria-disabled={!ready || withFiles || undefined}
            onClick={() => (withFiles ? announce(laterWords.withFiles, { urgent: true }) : setLater(ready))}
          >
            {laterWords.open}
          </Button>
          <span className="small soft around">{around}</span>
          <Button tone="main" type="submit" icon={<Send />} aria-disabled={!ready}>
            {live || withFiles ? "Send" : "Send later"}
          </Button>
        </>
      }
      onSubmit={() => void send()}
    >
      <LaterDialog open={later} onClose={() => setLater(false)} onSend={keepLater} />
      {open ? <MentionList id={listId} found={at.found} chosen={Math.min(chosen, at.found.length - 1)} onPick={pick} /> : null}
      <textarea
        ref={box}
        rows={2}
        dir="auto"
        aria-label="Your message"
        aria-describedby={readersId}
        aria-autocomplete="list"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open ? `${listId}-${Math.min(chosen, at.found.length - 1)}` : undefined}
        aria-invalid={tooLong > 0 || undefined}
        readOnly={files.sending}
        onPaste={(event) => {
          const { files: found, types } = event.clipboardData;
          if (found.length === 0 || types.includes("text/plain")) return;
          event.preventDefault();
          take(found);
        }}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes("Files")) event.preventDefault();
        }}
        onDrop={(event) => {
          if (event.dataTransfer.files.length === 0) return;
          event.preventDefault();
          take(event.dataTransfer.files);
        }}
        placeholder="Write to the people above…"
        value={text}
        onChange={(event) => {
          onText(event.target.value);
          setCaret(event.target.selectionStart);
          if (at === null) setDismissed(null);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={key}
      />
    </ReplyBox>
  );
}
