import { caseWords } from "@linkwork/shared/cases/words.ts";
import { maskedNumbers, numbersIn } from "@linkwork/shared/clients/numbers.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useEffect, useState } from "react";
import { useDraftText } from "../../kernel/drafts.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { changeBox, useThrowHalf } from "../client.ts";
import type { Speech } from "../thread-model.ts";
import { NumberWarning } from "./number-warning.tsx";

export type EditDialogProps = {
  roomId: RoomId;
  item: Speech | null;
  onClose: () => void;
  onSave: (item: Speech, input: { text: string; wholeNumbers?: true }) => void;
};

/** To change what one wrote in the last 15 minutes. What is half written is kept as in the reply box, until it is saved or left: a conversation that closes leaves it to its author. */
export function EditDialog({ roomId, item, onClose: close, onSave }: EditDialogProps) {
  const box = changeBox(roomId, item?.seq ?? 0);
  const [kept, keep] = useDraftText(box);
  const throwHalf = useThrowHalf();
  const [typed, setTyped] = useState<string | null>(null);
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    if (!item) return;
    setTyped(null);
    setWhole(false);
  }, [item]);
  const text = typed ?? (kept || (item?.text ?? ""));
  const write = (next: string) => {
    setTyped(next);
    keep(next === item?.text ? "" : next);
  };
  const onClose = () => {
    throwHalf(box);
    close();
  };
  const numbers = numbersIn(text);
  const save = () => {
    const sent = whole ? text : maskedNumbers(text);
    if (item && sent.trim() !== "" && sent !== item.text) onSave(item, { text: sent, ...(whole ? { wholeNumbers: true } : {}) });
    onClose();
  };
  return (
    <LazyDialog
      open={item !== null}
      asking
      onClose={onClose}
      title="Change your message"
      foot={
        <>
          <Button tone="main" aria-disabled={text.trim() === ""} onClick={save}>
            Save the change
          </Button>
          <Button onClick={onClose}>Leave it as it was</Button>
        </>
      }
    >
      <NumberWarning numbers={numbers} whole={whole} onWhole={setWhole} />
      <TextArea
        label="Your message"
        hint="What it said before is kept, and everybody in the conversation can look at it."
        autoFocus
        maxLength={10_000}
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
        }}
      />
    </LazyDialog>
  );
}

/** What a message said before it was changed. */
export function VersionsDialog({ item, now, onClose }: { item: Speech | null; now: number; onClose: () => void }) {
  return (
    <LazyDialog open={item !== null} onClose={onClose} title="What it said before" wide>
      <ol className="stack">
        {item?.versions.map((version, index) => (
          <li key={version.seq} className="stack tight">
            <p className="small soft">
              {index === 0 ? "First written" : "Changed"} {dayAndTime(version.at, now)}
              {index === item.versions.length - 1 ? " · this is what stands" : ""}
            </p>
            <p className="words" dir="auto">
              {version.text}
            </p>
          </li>
        ))}
      </ol>
    </LazyDialog>
  );
}

/** `onOpen` opens it; a second try has the same id, so that a lost answer makes no second topic. */
export type TopicDialogProps = {
  open: boolean;
  onClose: () => void;
  onOpen: (topic: { topicId: string; title: string }) => Promise<unknown>;
};

/** A new topic: one need, one thread of talk that can be settled. It stays open, with its title, until it is there. */
export function TopicDialog({ open, onClose, onOpen }: TopicDialogProps) {
  const work = useWork();
  const [title, setTitle] = useState("");
  const [topicId, setTopicId] = useState(() => newId<string>(Date.now()));
  const ready = title.trim() !== "" && numbersIn(title).length === 0;
  const send = async () => {
    if (!ready || !(await work.run(() => onOpen({ topicId, title: title.trim() })))) return;
    setTitle("");
    setTopicId(newId<string>(Date.now()));
    onClose();
  };
  const numbered = numbersIn(title).length > 0;
  return (
    <LazyDialog
      open={open}
      onClose={onClose}
      title="New topic"
      foot={
        <Button tone="main" type="submit" form="new-topic" busy={work.busy} aria-disabled={!ready}>
          Open the topic
        </Button>
      }
    >
      <form
        id="new-topic"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <WorkErrors work={work} />
        <TextField
          label="What is it about?"
          hint="A few words, such as “First visit”. It can be settled, and opened again."
          autoFocus
          maxLength={60}
          error={numbered ? caseWords.NumberInText : undefined}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </form>
    </LazyDialog>
  );
}
