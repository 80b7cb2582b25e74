import { assetActWords } from "@linkwork/shared/map/words-asset.ts";
import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { CheckCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import { type AssetShown, act } from "../client.ts";
import { type Picked, PickThing } from "./pick-thing.tsx";
import { SayDialog } from "./say-dialog.tsx";

const { closing: words, leave } = assetActWords;

/** It is going to close, or is closed already: when, why, and what there is instead, or that nothing is known of. */
export function AnnounceClosing({ asset, already = false }: { asset: AssetShown; already?: boolean }) {
  // another organisation runs it: they hear it before it is over
  const ofOthers = !asset.may.includes("closeAsset");
  const own = already ? assetActWords.close : words;
  const [closesOn, setClosesOn] = useState("");
  const [noneKnown, setNoneKnown] = useState(false);
  const [others, setOthers] = useState<readonly Picked[]>([]);
  return (
    <SayDialog
      of={`${asset.roomId}/${already ? "closeAsset" : "announceClosing"}`}
      {...{ label: own.open, title: own.title, press: own.press, leave, done: own.done, tone: "stop" }}
      lead={
        <>
          {ofOthers ? <p>{words.othersHint}</p> : null}
          <p>{own.hint}</p>
        </>
      }
      words={ofOthers ? words.othersReason : words.reason}
      missing={words.missing.reason}
      check={() => [
        ...(closesOn === "" && !already ? [{ field: "closesOn", message: words.missing.on }] : []),
        ...(others.length === 0 && !noneKnown ? [{ field: "alternatives", message: words.missing.instead }] : []),
      ]}
      send={(id, reason) => {
        const instead = { alternatives: others.map((one) => one.id), noneKnown };
        return already
          ? act(asset.roomId, "closeAsset", { words: reason, ...instead }, id)
          : act(asset.roomId, "announceClosing", { closesOn, reason, ...instead }, id);
      }}
    >
      {(work) => (
        <>
          {already ? null : (
            <TextField
              id="closesOn"
              type="date"
              label={words.on}
              value={closesOn}
              error={work.at("closesOn")}
              onChange={(event) => setClosesOn(event.target.value)}
            />
          )}
          <fieldset className="field">
            <legend>
              <b>{words.instead}</b>
            </legend>
            {others.length > 0 ? (
              <ul className="stack tight">
                {others.map(({ id, name }) => (
                  <li key={id} className="row">
                    <bdi className="grow">{name}</bdi>
                    <Button small bare tone="quiet" icon={<X />} onClick={() => setOthers(others.filter((one) => one.id !== id))}>
                      {words.takeAway(name)}
                    </Button>
                  </li>
                ))}
              </ul>
            ) : null}
            {noneKnown ? null : (
              <PickThing
                id="alternatives"
                what="assets"
                but={asset.assetId}
                many={others}
                error={work.at("alternatives")}
                onMany={(all) => setOthers(all.slice(0, 10))}
              />
            )}
            {others.length > 0 ? null : (
              <CheckCards
                legend={<span className="visually-hidden">{words.instead}</span>}
                choices={[{ value: "none", label: words.noneKnown }]}
                value={noneKnown ? ["none"] : []}
                onChange={(chosen) => setNoneKnown(chosen.length > 0)}
              />
            )}
          </fieldset>
        </>
      )}
    </SayDialog>
  );
}
