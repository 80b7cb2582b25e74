import type { Card, Written as WrittenText } from "@linkwork/shared/boards/state.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { Pencil } from "lucide-react";
import { useRef, useState } from "react";
import { useDraftText } from "../../kernel/drafts.ts";
import { Button } from "../../ui/button.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { isUnshared } from "../board-model.ts";
import { useRev } from "../use-rev.ts";
import type { PartProps } from "./card-dialog.tsx";
import { LooksLike, useLooksLike } from "./looks-like.tsx";
import { Written } from "./written.tsx";

const most = { title: 120, description: 8_000 } as const;
const between = { title: " / ", description: "\n\n" } as const;
const tooLong = (field: keyof typeof most, text: string): string | undefined =>
  text.length > most[field] ? words.tooLong(most[field], text.length) : undefined;

/** All that was written at once as one text to go on from, with what its reader has half written themselves: nobody's words are lost. */
function ofAll(field: keyof typeof between, texts: readonly string[], own: string): string {
  const sep = between[field];
  const stands = (text: string) => (sep + own + sep).includes(sep + text + sep);
  if (own.trim() === "" || texts.includes(own)) return texts.join(sep);
  return [...texts.filter((text) => !stands(text)), own].join(sep);
}

/** The title, and how it is changed. */
export function CardTitle({ held, card }: PartProps) {
  const { act, state, board, works } = held;
  const [text, setText] = useState<string>();
  const looks = useLooksLike(text ?? "", board);
  const button = useRef<HTMLButtonElement>(null);
  const rev = useRev(state.cards[card.cardId]?.title.rev ?? 0);
  const save = (title: string, over: number) => void act("titleCard", { cardId: card.cardId, title, rev: over, ...looks.anyway });
  const close = () => {
    setText(undefined);
    setTimeout(() => button.current?.focus());
  };
  return (
    <>
      <TwoTexts
        held={held}
        card={card}
        field="title"
        onUse={save}
        onBoth={(texts) => {
          rev.read();
          setText(ofAll("title", texts, text ?? ""));
        }}
      />
      {text === undefined ? (
        works ? (
          <Button
            ref={button}
            small
            tone="quiet"
            icon={<Pencil />}
            aria-disabled={isUnshared(card.title.rev) || undefined}
            title={isUnshared(card.title.rev) ? words.waitsToShare : undefined}
            onClick={() => {
              if (isUnshared(card.title.rev)) return;
              rev.read();
              setText(card.title.value);
            }}
          >
            {words.changeTitle}
          </Button>
        ) : null
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            const said = text.trim();
            if (said === "" || looks.stops || tooLong("title", said)) return;
            if (said !== card.title.value || card.others.some(({ field }) => field === "title")) save(said, rev.was());
            close();
          }}
        >
          <TextField
            label={words.title}
            value={text}
            maxLength={most.title}
            error={tooLong("title", text.trim())}
            autoFocus
            onChange={(event) => setText(event.target.value)}
          />
          <LooksLike looks={looks} />
          <div className="row wrap">
            <Button small tone="main" type="submit" aria-disabled={looks.stops || tooLong("title", text.trim()) !== undefined || undefined}>
              {words.save}
            </Button>
            <Button small onClick={close}>
              {words.cancel}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

/** What the card is about, in Markdown: read, or written with how it will look beside it. Half-written words stay on the device. */
export function CardDescription({ held, card }: PartProps) {
  const { state, act, board, roomId, works } = held;
  const { cardId, description } = card;
  const [draft, setDraft, ready] = useDraftText(`${roomId}/${cardId}/description`);
  // with what was read when it was begun: half-written words that are found again days later overwrite nothing that was written since
  const [readAt, setReadAt, known] = useDraftText(`${roomId}/${cardId}/description-read`);
  const [writing, setWriting] = useState(false);
  const newest = state.cards[cardId]?.description.rev ?? 0;
  const looks = useLooksLike(writing ? draft : "", board);
  const button = useRef<HTMLButtonElement>(null);
  const unshared = isUnshared(description.rev);
  const two = card.others.some(({ field }) => field === "description");
  const begin = (text: string) => {
    setReadAt(String(newest));
    setDraft(text);
    setWriting(true);
  };
  const both = (texts: readonly string[]) => begin(ofAll("description", texts, draft));
  const goOn = () => (draft === "" ? begin(description.value) : setWriting(true));
  const close = () => {
    setDraft("");
    setReadAt("");
    setWriting(false);
    setTimeout(() => button.current?.focus());
  };
  const save = (text: string, over: number) => void act("describeCard", { cardId, description: text, rev: over, ...looks.anyway });
  return (
    <section aria-label={words.about}>
      <h3>{words.about}</h3>
      <TwoTexts held={held} card={card} field="description" onUse={save} onBoth={ready && known ? both : undefined} />
      {writing ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (looks.stops || tooLong("description", draft)) return;
            if (draft !== description.value || two) save(draft, Number(readAt));
            close();
          }}
        >
          <TextArea
            label={words.about}
            hint={words.how}
            value={draft}
            maxLength={most.description}
            error={tooLong("description", draft)}
            autoFocus
            onChange={(event) => setDraft(event.target.value)}
          />
          <LooksLike looks={looks} />
          {draft.trim() === "" ? null : (
            <div className="stack tight">
              <p className="small soft">{words.preview}</p>
              <Written text={draft} />
            </div>
          )}
          <div className="row wrap">
            <Button small tone="main" type="submit" aria-disabled={looks.stops || tooLong("description", draft) !== undefined || undefined}>
              {words.save}
            </Button>
            <Button small onClick={close}>
              {words.cancel}
            </Button>
          </div>
        </form>
      ) : (
        <>
          {two ? null : description.value === "" ? <p className="soft">{words.noWords}</p> : <Written text={description.value} />}
          {unshared ? <p className="small soft">{words.waitsToShare}</p> : null}
          {works && ready && known && !two ? (
            <Button
              ref={button}
              small
              tone="quiet"
              icon={<Pencil />}
              aria-disabled={unshared || undefined}
              onClick={() => {
                if (!unshared) goOn();
              }}
            >
              {description.value === "" ? words.write : words.change}
              <span className="visually-hidden"> {words.about.toLowerCase()}</span>
            </Button>
          ) : null}
        </>
      )}
    </section>
  );
}

type TwoTextsProps = PartProps & {
  field: "title" | "description";
  /** says which text holds, over the version that stands */
  onUse: (text: string, rev: number) => void;
  /** begins a text of all; undefined until it is known what its reader has half written */
  onBoth: ((texts: readonly string[]) => void) | undefined;
};

/** What two people wrote at once, side by side, until somebody says which holds. */
function TwoTexts({ held, card, field, onUse, onBoth }: TwoTextsProps) {
  const others = card.others.filter((each) => each.field === field);
  const { names, works } = held;
  const newest: Card["title"] = card[field];
  if (others.length === 0) return null;
  const who = ({ by }: WrittenText<string>) => (by === null ? "" : names.isMe(by.personId) ? "You" : names.person(by.personId, by.orgId));
  const usable = works && !isUnshared(newest.rev);
  const show = (text: string) => (field === "title" ? <p dir="auto">{text}</p> : <Written text={text} />);
  return (
    <Note tone="wait" role="status">
      <div className="stack">
        <p>
          <b>{words.two}.</b> {words.twoHow}
        </p>
        <div className="two-texts">
          <div>
            <p className="small soft">{words.now(who(newest))}</p>
            {show(newest.value)}
            {usable ? (
              <Button small onClick={() => onUse(newest.value, newest.rev)}>
                {words.keepThis}
              </Button>
            ) : null}
          </div>
          {others.map((other) => (
            <div key={other.rev}>
              <p className="small soft">{words.theirs(who(other))}</p>
              {show(other.value)}
              {usable ? (
                <Button small onClick={() => onUse(other.value, newest.rev)}>
                  {words.useThis}
                </Button>
              ) : null}
            </div>
          ))}
        </div>
        {usable && onBoth ? (
          <Button small onClick={() => onBoth([newest, ...others].map(({ value }) => value))}>
            {words.ofBoth}
          </Button>
        ) : null}
      </div>
    </Note>
  );
}
