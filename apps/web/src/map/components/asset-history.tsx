import { fieldWords, historyWords, assetWords as words } from "@linkwork/shared/map/words-asset.ts";
import { History } from "lucide-react";
import { Thread, Tied } from "../../ui/thread.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { type AssetShown, act, type HistoryLine, useLooksAfter } from "../client.ts";
import { valueWords } from "../value-words.ts";
import { capital } from "../words-of.ts";
import { SayDialog } from "./say-dialog.tsx";
import { UndoAll } from "./undo-all.tsx";

type AssetHistoryProps = { asset: AssetShown; history: readonly HistoryLine[]; now: number };

/** What became of it, newest first, with both texts of every change; one change can be taken back by who may. */
export function AssetHistory({ asset, history, now }: AssetHistoryProps) {
  const looksAfter = useLooksAfter();
  if (history.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <Thread label={words.history}>
        {history.map((line) => (
          <Tied
            key={line.seq}
            icon={<History />}
            what={capital(historyWords(line.what, line.mine ? words.mine : (line.org ?? words.aResident)))}
            detail={dayAndTime(line.at, now)}
          >
            {line.words === "" ? null : <span dir="auto">“{line.words}”</span>}
            {line.changes.length > 0 ? <Changes line={line} /> : null}
            {line.undo ? (
              <div className="row wrap">
                <SayDialog
                  of={`${asset.roomId}/undoChange/${line.seq}`}
                  label={words.undo}
                  title={words.undo}
                  press={words.undo}
                  leave={words.leave}
                  done={words.undone}
                  quiet
                  lead={<p>{words.undoHow}</p>}
                  send={(id) => act(asset.roomId, "undoChange", { seq: line.seq }, id)}
                />
                {looksAfter && line.what === "assetRevised" ? <UndoAll asset={asset} line={line} /> : null}
              </div>
            ) : null}
          </Tied>
        ))}
      </Thread>
    </section>
  );
}

function Changes({ line }: { line: HistoryLine }) {
  return (
    <dl className="changes">
      {line.changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{fieldWords[field]}</dt>
          <dd dir="auto">
            <span className="visually-hidden">{words.was}: </span>
            <del>{valueWords(field, before)}</del>
          </dd>
          <dd dir="auto">
            <span className="visually-hidden">{words.is}: </span>
            <ins>{valueWords(field, after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
