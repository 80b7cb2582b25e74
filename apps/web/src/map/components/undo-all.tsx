import { assetWords as words } from "@linkwork/shared/map/words-asset.ts";
import { useRef, useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { RadioCards } from "../../ui/choice-cards.tsx";
import type { AssetShown, HistoryLine } from "../client.ts";
import { SayDialog } from "./say-dialog.tsx";

const day = 24 * 3600_000;
const back = { day, week: 7 * day, month: 30 * day };
type Since = keyof typeof words.undoSince;
const choices = (Object.entries(words.undoSince) as [Since, string][]).map(([value, label]) => ({ value, label }));

/** For who looks after the map: what one person has changed on it is taken back at once, without saying who that was. */
export function UndoAll({ asset, line }: { asset: AssetShown; line: HistoryLine }) {
  const [from, setFrom] = useState<Since>("change");
  const [told, setTold] = useState("");
  const said = useRef("");
  return (
    <>
      <SayDialog
        of={`${asset.roomId}/undoAll/${line.seq}`}
        label={words.undoAll}
        title={words.undoAllTitle}
        press={words.undoAllPress}
        leave={words.leave}
        done={() => said.current}
        tone="stop"
        quiet
        lead={<p>{words.undoAllHow}</p>}
        send={async () => {
          const since = from === "change" ? line.at : new Date(Date.now() - back[from]).toISOString();
          const { undone, left } = await api.map.undoAll.mutate({ roomId: asset.roomId, seq: line.seq, since });
          said.current = words.undoneAll(undone, left);
          setTold(said.current);
        }}
      >
        {() => <RadioCards legend={words.undoAllSince} choices={choices} value={from} onChange={setFrom} />}
      </SayDialog>
      {told === "" ? null : <p className="small">{told}</p>}
    </>
  );
}
