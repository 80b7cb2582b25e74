import type { Ask } from "@linkwork/shared/cases/asks.ts";
import type { CaseFiles } from "@linkwork/shared/cases/files.ts";
import { reactions } from "@linkwork/shared/cases/rules.ts";
import { reactionWords } from "@linkwork/shared/cases/words.ts";
import { flagWords, redactionWords, tombstoneWords } from "@linkwork/shared/cases/words-redaction.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { CheckCheck, CornerDownRight, Ellipsis, Eraser, EyeOff, History, PenLine, Pin, PinOff, Reply, SmilePlus } from "lucide-react";
import { memo } from "react";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { LazyMenu } from "../../ui/lazy-menu.tsx";
import type { MenuEntry } from "../../ui/menu.tsx";
import { Said } from "../../ui/thread.tsx";
import { threadTime } from "../../ui/time.ts";
import type { FlagRow } from "../client.ts";
import type { Names, Reaction, Speech, Waits } from "../thread-model.ts";
import { Asked } from "./asking.tsx";
import { MessageFiles } from "./message-files.tsx";
import { RichText } from "./rich-text.tsx";
import { FlaggedLine } from "./too-much.tsx";

/** What one can do with a message; the same object for as long as the page stands. */
export type MessageActions = {
  reply: (item: Speech) => void;
  react: (item: Speech, reaction: Reaction, on: boolean) => void;
  edit: (item: Speech) => void;
  versions: (item: Speech) => void;
  pin: (item: Speech) => void;
  unpin: (item: Speech) => void;
  jump: (seq: number) => void;
  /** there is too much in what somebody else wrote */
  flag: (item: Speech) => void;
  takeOut: (item: Speech) => void;
  acknowledge: (ask: Ask) => void;
};

export type MessageProps = {
  item: Speech;
  names: Names;
  me: string;
  /** The day it is, so that "today" turns into a weekday at midnight. */
  today: string;
  /** What it answers to: words and who said them. Null if it is further up than what is loaded. */
  quote: string | null | undefined;
  topicTitle: string | undefined;
  seenBy: string;
  /** What is known of the room's files. */
  files: CaseFiles;
  roomId: RoomId;
  pinned: boolean;
  mayPin: boolean;
  mayEdit: boolean;
  mayRedact: boolean;
  /** Somebody finds too much in it, and I am told. */
  flag: FlagRow | undefined;
  /** Somebody is asked to say that they have read it. */
  ask: Ask | undefined;
  /** The organisation that I act for. */
  myOrg: string;
  /** Reading only: an old copy, or not live to the end of it. */
  still: boolean;
  arriving: boolean;
  on: MessageActions;
};

/** One message of a case, with its reply line, reactions, "seen by" and what one can do with it. */
export const Message = memo(drawMessage, (a, b) => {
  const { item: before, ...rest } = a;
  const { item: after, ...others } = b;
  const same = (Object.keys(rest) as (keyof typeof rest)[]).every((key) => rest[key] === others[key]);
  return same && before.stamp === after.stamp && before.seq === after.seq;
});

/** Done in the tunnel, or while the server is away. */
const waitsWords: Record<Waits, string> = {
  editMessage: "change waits to be sent",
  react: "reaction waits to be sent",
  pinMessage: "waits to go into the agreed summary",
  unpinMessage: "waits to be taken out of the agreed summary",
};

function drawMessage({
  item,
  names,
  me,
  today,
  quote,
  topicTitle,
  seenBy,
  files,
  roomId,
  pinned,
  mayPin,
  mayEdit,
  mayRedact,
  flag,
  ask,
  myOrg,
  still,
  arriving,
  on,
}: MessageProps) {
  const { name, place, sector } = names.who(item.personId, item.orgId);
  const named = item.mentions.map((m) => (m.kind === "person" ? names.person(m.personId) : names.org(m.orgId)));
  const noon = Date.parse(`${today}T12:00:00Z`);
  const when = { at: item.at, words: threadTime(item.at, noon) };
  if (item.redacted)
    return (
      <Said id={`m${item.seq}`} name={name} place={place} sector={sector} when={when} arriving={arriving}>
        <p className="soft taken-out">
          <Eraser /> {tombstoneWords(item.redacted, threadTime(item.redacted.at, noon))}
        </p>
      </Said>
    );
  const edited = item.versions.length > 1;
  const marks = [
    ...(edited ? ["edited"] : []),
    ...(pinned ? ["in the agreed summary"] : []),
    ...(item.waits ?? []).map((what) => waitsWords[what]),
  ];
  return (
    <Said
      id={`m${item.seq}`}
      name={name}
      place={place}
      sector={sector}
      when={when}
      marks={marks}
      tag={
        topicTitle ? (
          <Chip icon={<CornerDownRight />}>
            <span className="visually-hidden">topic: </span>
            {topicTitle}
          </Chip>
        ) : undefined
      }
      arriving={arriving}
      foot={
        item.reactions.size > 0 || seenBy ? <Foot item={item} names={names} me={me} seenBy={seenBy} still={still} on={on} /> : undefined
      }
      actions={
        still ? undefined : (
          <Actions
            item={item}
            name={name}
            pinned={pinned}
            mayPin={mayPin}
            mayEdit={mayEdit}
            mayRedact={mayRedact}
            mine={item.personId === me && item.orgId === myOrg}
            on={on}
          />
        )
      }
    >
      {quote === undefined || item.replyTo === undefined ? null : <Quote seq={item.replyTo} quote={quote} jump={on.jump} />}
      <RichText text={item.text} named={named} />
      {item.files.length > 0 ? <MessageFiles ids={item.files} files={files} roomId={roomId} /> : null}
      {ask ? <Asked ask={ask} names={names} mine={myOrg} now={noon} still={still} onSay={() => on.acknowledge(ask)} /> : null}
      {flag && !still ? <FlaggedLine flag={flag} onTakeOut={() => on.takeOut(item)} /> : null}
    </Said>
  );
}

function Quote({ seq, quote, jump }: { seq: number; quote: string | null; jump: (seq: number) => void }) {
  return (
    <button type="button" className="quote" onClick={() => jump(seq)}>
      <Reply />
      <span className="visually-hidden">Answers: </span>
      <span className="grow">{quote ?? "an earlier message, further up"}</span>
    </button>
  );
}

type FootProps = Pick<MessageProps, "item" | "names" | "me" | "seenBy" | "still" | "on">;

function Foot({ item, names, me, seenBy, still, on }: FootProps) {
  return (
    <>
      {reactions
        .filter((reaction) => item.reactions.has(reaction))
        .map((reaction) => {
          const who = item.reactions.get(reaction) ?? [];
          const mine = who.includes(me);
          const list = new Intl.ListFormat("en-GB").format(who.map((id) => (id === me ? "you" : names.person(id))));
          return (
            <button
              key={reaction}
              type="button"
              className="reaction"
              aria-pressed={mine}
              disabled={still}
              onClick={() => on.react(item, reaction, !mine)}
            >
              <span aria-hidden="true">{reaction}</span>
              <span className="visually-hidden">{reactionWords[reaction]}: </span>
              {list}
            </button>
          );
        })}
      {seenBy ? (
        <span className="seen">
          <CheckCheck /> seen by {seenBy}
        </span>
      ) : null}
    </>
  );
}

type ActionsProps = Pick<MessageProps, "item" | "pinned" | "mayPin" | "mayEdit" | "mayRedact" | "on"> & { name: string; mine: boolean };

function Actions({ item, name, pinned, mayPin, mayEdit, mayRedact, mine, on }: ActionsProps) {
  const whose = <span className="visually-hidden"> to what {name} wrote</span>;
  const pinEntry: MenuEntry = pinned
    ? { id: "unpin", label: "Take out of the agreed summary", icon: <PinOff />, onAction: () => on.unpin(item) }
    : { id: "pin", label: "Put into the agreed summary", icon: <Pin />, onAction: () => on.pin(item) };
  const more: MenuEntry[] = [
    ...(mayEdit
      ? [{ id: "edit", label: "Change", detail: "for 15 minutes after it was sent", icon: <PenLine />, onAction: () => on.edit(item) }]
      : []),
    ...(mayPin ? [pinEntry] : []),
    ...(item.versions.length > 1
      ? [{ id: "versions", label: "See what it said before", icon: <History />, onAction: () => on.versions(item) }]
      : []),
    ...(mine ? [] : [{ id: "flag", label: flagWords.menu, icon: <EyeOff />, onAction: () => on.flag(item) }]),
    ...(mayRedact ? [{ id: "redact", label: redactionWords.menu, icon: <Eraser />, onAction: () => on.takeOut(item) }] : []),
  ];
  return (
    <>
      <Button small tone="quiet" icon={<Reply />} onClick={() => on.reply(item)}>
        Reply{whose}
      </Button>
      <LazyMenu
        label="Reactions"
        className="button quiet small bare"
        entries={reactions.map((reaction) => ({
          id: reaction,
          label: `${reaction} ${reactionWords[reaction]}`,
          onAction: () => on.react(item, reaction, true),
        }))}
      >
        <SmilePlus />
        <span className="visually-hidden">React{whose}</span>
      </LazyMenu>
      <LazyMenu label="More" className="button quiet small bare" entries={more}>
        <Ellipsis />
        <span className="visually-hidden">More about what {name} wrote</span>
      </LazyMenu>
    </>
  );
}
