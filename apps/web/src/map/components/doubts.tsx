import { newId } from "@linkwork/shared/kernel/ids.ts";
import { assetWords, assetActWords as words } from "@linkwork/shared/map/words-asset.ts";
import { useState } from "react";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { type AssetShown, act } from "../client.ts";
import { SayDialog } from "./say-dialog.tsx";

type Of = { asset: AssetShown };
type What = AssetShown["doubts"][number]["what"];
const { doubt: own, settle, leave } = words;
const choices: { value: What; label: string }[] = [
  { value: "gone", label: own.gone },
  { value: "wrong", label: own.wrong },
];

/** Whoever sees it says that something is wrong, or that it is gone. */
export function SayDoubt({ asset }: Of) {
  const [doubtId, setDoubtId] = useState(() => newId(Date.now()));
  const [what, setWhat] = useState<What | null>(null);
  return (
    <SayDialog
      of={`${asset.roomId}/doubtAsset`}
      {...{ label: own.open, title: own.title, press: own.press, done: own.done, leave, words: own.words, hint: own.hint }}
      missing={own.missing}
      check={() => (what === null ? [{ field: "what", message: own.missingWhat }] : [])}
      send={async (id, said, more) => {
        await act(asset.roomId, "doubtAsset", { doubtId, what, words: said, ...more }, id);
        setDoubtId(newId(Date.now()));
      }}
    >
      {(work) => <RadioCards id="what" legend={own.what} choices={choices} value={what} error={work.at("what")} onChange={setWhat} />}
    </SayDialog>
  );
}

/** What is said to be wrong, and who looks at it: for who looks after the map, who runs it, and whoever said it. */
export function Doubts({ asset, now }: Of & { now: number }) {
  if (asset.doubts.length === 0) return null;
  return (
    <section className="card" aria-labelledby="doubts">
      <h2 id="doubts">{own.all}</h2>
      <ul className="stack">
        {asset.doubts.map(({ doubtId, what, words: said, org, at, mine }) => (
          <li key={doubtId} className="stack tight">
            <p>
              <b>{own[what]}</b>
            </p>
            <p className="map-words" dir="auto">
              “{said}”
            </p>
            <p className="small soft">{own.by(mine ? assetWords.mine : (org ?? assetWords.aResident), dayAndTime(at, now))}</p>
            {asset.may.includes("settleDoubt") ? (
              <div>
                <SayDialog
                  of={`${asset.roomId}/settleDoubt/${doubtId}`}
                  {...{ label: settle.open, about: said, title: settle.title, press: settle.press, done: settle.done, leave }}
                  {...{ words: settle.words, hint: words.whyHint, missing: words.missingWords }}
                  send={(id, answer) => act(asset.roomId, "settleDoubt", { doubtId, words: answer }, id)}
                />
              </div>
            ) : mine ? (
              <p className="soft">{own.mine}</p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
