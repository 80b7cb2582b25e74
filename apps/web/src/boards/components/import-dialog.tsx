import { lookingLike, ownerNames } from "@linkwork/shared/boards/rules-person.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { type FromTrello, fromTrello } from "@linkwork/shared/boards/trello.ts";
import { boardPageWords, boardFileWords as words } from "@linkwork/shared/boards/words-board.ts";
import { IdCard } from "lucide-react";
import { useState } from "react";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { Note } from "../../ui/note.tsx";
import type { BoardRoom } from "../client.ts";

/** So many cards go in one command, and so many bytes of them: a frame on the socket has 64 kB. */
const inOne = { cards: 25, bytes: 36_000 } as const;
/** What goes together, in order. */
function partsOf(cards: FromTrello["cards"]): FromTrello["cards"][] {
  const parts: FromTrello["cards"][] = [];
  let room = 0;
  for (const card of cards) {
    const { length } = new TextEncoder().encode(JSON.stringify(card));
    const last = parts.at(-1);
    if (last && last.length < inOne.cards && length <= room) last.push(card);
    else {
      parts.push([card]);
      room = inOne.bytes;
    }
    room -= length;
  }
  return parts;
}
/** So many of those that stay behind are named. */
const named = 20;

type Read = { found: FromTrello; fresh: FromTrello["cards"]; known: number; looks: boolean };

/** What a file would bring to a board as it stands: what is here already changes nothing. */
function readFor(board: BoardState, found: FromTrello): Read {
  const fresh = found.cards.filter(({ cardId }) => !board.cards[cardId] && !board.sent[cardId]);
  const lists = found.lists.filter(({ listId }) => !board.lists[listId]);
  const labels = found.labels.filter(({ labelId }) => !board.labels[labelId]);
  const looks = lookingLike({ lists, labels, fresh }, { names: ownerNames(board.owners) });
  return { found, fresh, known: found.cards.length - fresh.length, looks: looks.length > 0 };
}

/** Cards from a file that Trello wrote: chosen, looked at before anything is sent, then brought a few at a time. */
export function ImportDialog({ held, onClose }: { held: BoardRoom; onClose: () => void }) {
  const { board, room, state } = held;
  const [read, setRead] = useState<Read | null>();
  const [anyway, setAnyway] = useState(false);
  const [done, setDone] = useState<number>();
  const [brought, setBrought] = useState<number>();
  const work = useWork(() => undefined);
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setBrought(undefined);
    const found = await file.text().then(
      (text): FromTrello | null => {
        try {
          return fromTrello(JSON.parse(text), state.boardId);
        } catch {
          return null;
        }
      },
      () => null,
    );
    setRead(found && !found.skipped.some(({ why }) => why === "noFile") ? readFor(board, found) : null);
  };
  const bring = async ({ found, fresh }: Read) => {
    if (fresh.length === 0) return;
    setDone(0);
    const went = await work.run(async () => {
      let at = 0;
      for (const cards of partsOf(fresh)) {
        const used = new Set(cards.flatMap(({ listId, labels }) => [listId, ...labels]));
        await room.act("importCards", {
          lists: found.lists.filter(({ listId }) => at === 0 || used.has(listId)),
          labels: found.labels.filter(({ labelId }) => at === 0 || used.has(labelId)),
          ...{ cards, ...(anyway ? { anyway: true } : {}) },
        });
        at += cards.length;
        setDone(at);
      }
    });
    setDone(undefined);
    if (!went) return;
    setBrought(fresh.length);
    announce(words.brought(fresh.length));
  };
  return (
    <LazyDialog open wide onClose={onClose} title={words.importTitle}>
      <p>{words.importHow}</p>
      <label className="stack tight">
        <b>{words.choose}</b>
        <input
          className="input"
          type="file"
          accept=".json,application/json"
          disabled={done !== undefined}
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      </label>
      {read === null ? (
        <Note tone="stop" role="alert">
          {words.unreadable}
        </Note>
      ) : null}
      <WorkErrors work={work} title={words.stopped} />
      {done !== undefined && read ? (
        <div className="stack tight" role="status">
          <progress aria-label={words.importTitle} value={done} max={read.fresh.length} />
          <p>{words.bringing(done, read.fresh.length)}</p>
        </div>
      ) : brought !== undefined ? (
        <Note tone="good" role="status">
          {words.brought(brought)}
        </Note>
      ) : read ? (
        <Preview read={read} anyway={anyway} onAnyway={setAnyway} />
      ) : null}
      <div className="dialog-foot">
        {read && brought === undefined && read.fresh.length > 0 ? (
          <Button
            tone="main"
            busy={done !== undefined}
            aria-disabled={(read.looks && !anyway) || undefined}
            onClick={() => {
              if (!read.looks || anyway) void bring(read);
            }}
          >
            {words.bring}
          </Button>
        ) : null}
        <Button onClick={onClose}>{brought === undefined ? boardPageWords.cancel : words.close}</Button>
      </div>
    </LazyDialog>
  );
}

function Preview({ read, anyway, onAnyway }: { read: Read; anyway: boolean; onAnyway: (anyway: boolean) => void }) {
  const { found, fresh, known, looks } = read;
  const { skipped, on } = found;
  const comes = words.comesOn(on);
  const stays = [
    ...words.staysToo(on.withPeople),
    ...skipped.slice(0, named).map(({ what, why }) => `${what === "" ? words.unnamed : `“${what}”`}: ${words.why[why]}`),
    ...(skipped.length > named ? [words.skippedMore(skipped.length - named)] : []),
  ];
  return (
    <div className="stack" role="status">
      <p>
        <b>{fresh.length === 0 ? words.nothingNew : words.comes(found.lists.length, fresh.length, found.labels.length)}</b>
      </p>
      {comes.length > 0 && fresh.length > 0 ? <Lines title={words.withIt} lines={comes} /> : null}
      {known > 0 && fresh.length > 0 ? <p>{words.known(known)}</p> : null}
      {looks ? (
        <Note tone="wait" icon={<IdCard />}>
          <p className="small">{words.looks}</p>
          <label className="small row tight">
            <input type="checkbox" checked={anyway} onChange={(event) => onAnyway(event.target.checked)} />
            {words.looksNot}
          </label>
        </Note>
      ) : null}
      {fresh.length > 0 ? <Lines title={words.skipped} lines={stays} /> : null}
    </div>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className="small">
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be called the same, and they stay in their order
          <li key={at}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
