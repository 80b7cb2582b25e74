import type { Capacity, Method } from "@linkwork/shared/map/schema-asset.ts";
import { capacityWords, methodChoices, waitWords } from "@linkwork/shared/map/words.ts";
import { assetActWords as words } from "@linkwork/shared/map/words-asset.ts";
import { useState } from "react";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { SelectField } from "../../ui/field.tsx";
import { type AssetShown, act } from "../client.ts";
import { SayDialog } from "./say-dialog.tsx";

const choicesOf = <T extends string>(all: Readonly<Record<T, string>>) =>
  (Object.entries(all) as [T, string][]).map(([value, label]) => ({ value, label }));

/** It is still here: how one knows. */
export function SayStillHere({ asset }: { asset: AssetShown }) {
  const [method, setMethod] = useState<Method>("visited");
  const choices = choicesOf(methodChoices).filter(({ value }) => asset.methods.includes(value));
  return (
    <SayDialog
      of={`${asset.roomId}/verifyAsset`}
      {...{ label: words.verify.open, title: words.verify.title, press: words.verify.press, leave: words.leave, done: words.verify.done }}
      words={words.words}
      hint={words.whyHint}
      max={500}
      send={(id, said, more) => act(asset.roomId, "verifyAsset", { method, words: said, ...more }, id)}
    >
      {(work) => (
        <RadioCards id="method" legend={words.verify.how} choices={choices} value={method} error={work.at("method")} onChange={setMethod} />
      )}
    </SayDialog>
  );
}

const { unknown: _unknown, ...statuses } = capacityWords;
const urgents = { yes: words.capacity.yes, no: words.capacity.no, open: words.capacity.open_ };

/** Whether it has places: for now, and for no ranking. */
export function SayCapacity({ asset }: { asset: AssetShown }) {
  const [said, setSaid] = useState<{ status: Capacity["status"] | null; wait: Capacity["wait"]; urgent: keyof typeof urgents }>({
    ...{ status: null, wait: "none", urgent: "open" },
  });
  const { capacity: own } = words;
  return (
    <SayDialog
      of={`${asset.roomId}/sayCapacity`}
      {...{ label: own.open, title: own.title, press: own.press, leave: words.leave, done: own.done, lead: <p>{own.hint}</p> }}
      words={own.note}
      hint={own.noteHint}
      max={200}
      check={() => (said.status === null ? [{ field: "status", message: own.status }] : [])}
      send={(id, note, more) => {
        const urgent = said.urgent === "open" ? null : said.urgent === "yes";
        return act(asset.roomId, "sayCapacity", { status: said.status, wait: said.wait, urgent, note, ...more }, id);
      }}
    >
      {(work) => (
        <>
          <RadioCards
            id="status"
            legend={own.status}
            choices={choicesOf(statuses)}
            value={said.status}
            error={work.at("status")}
            onChange={(status) => setSaid({ ...said, status })}
          />
          <SelectField
            id="wait"
            label={own.wait}
            options={choicesOf(waitWords)}
            value={said.wait}
            onChange={(event) => setSaid({ ...said, wait: event.target.value as Capacity["wait"] })}
          />
          <RadioCards
            beside
            legend={own.urgent}
            choices={choicesOf(urgents)}
            value={said.urgent}
            onChange={(urgent) => setSaid({ ...said, urgent })}
          />
        </>
      )}
    </SayDialog>
  );
}
