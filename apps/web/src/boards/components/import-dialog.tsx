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

/** So many cards go in one command. */
const inOne = 25;
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
      for (let at = 0; at < fresh.length; at += inOne) {
        const cards = fresh.slice(at, at + inOne);
        const used = new Set(cards.flatMap(({ listId, labels }) => [listId, ...labels]));
        await room.act("importCards", {
          lists: found.lists.filter(({ listId }) => at === 0 || used.has(listId)),
          labels: found.labels.filter(({ labelId }) => at === 0 || used.has(labelId)),
          ...{ cards, ...(anyway ? { anyway: true } : {}) },
        });
        setDone(at + cards.length);
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
  const { skipped } = found;
  return (
    <div className="stack" role="status">
      <p>
        <b>{fresh.length === 0 ? words.nothingNew : words.comes(found.lists.length, fresh.length, found.labels.length)}</b>
      </p>
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
      {skipped.length > 0 ? (
        <section aria-label={words.skipped}>
          <h3>{words.skipped}</h3>
          <ul className="small">
            {skipped.slice(0, named).map(({ what, why }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may be called the same, and they stay in their order
              <li key={at}>
                {what === "" ? words.unnamed : `“${what}”`}: {words.why[why]}
              </li>
            ))}
            {skipped.length > named ? <li>{words.skippedMore(skipped.length - named)}</li> : null}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
