import type { Label, Tone } from "@linkwork/shared/boards/schema.ts";
import { boardMendWords as words } from "@linkwork/shared/boards/words-board.ts";
import { Pencil, Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { type BoardRoom, newPart } from "../client.ts";
import { LabelChips, Unshared } from "./card-facts.tsx";
import { LooksLike, useLooksLike } from "./looks-like.tsx";

const tones: readonly Tone[] = ["plain", "clear", "wait", "stop", "warm"];
const fresh = { labelId: "", name: "", tone: "plain" as Tone };

/** The labels of a board: add, change, take away. */
export function LabelsDialog({ held, onClose }: { held: BoardRoom; onClose: () => void }) {
  const { board, act, waiting } = held;
  const [label, setLabel] = useState(fresh);
  // as it stood when somebody began to change it
  const [was, setWas] = useState<Pick<Label, "name" | "tone">>();
  const all = Object.values(board.labels);
  const name = label.name.trim();
  const looks = useLooksLike(label.name, { owners: board.owners, standing: board.labels });
  const choose = ({ labelId, name: called, tone }: Label) => {
    setLabel({ labelId, name: called, tone });
    setWas({ name: called, tone });
  };
  return (
    <LazyDialog open onClose={onClose} title={words.labelsTitle}>
      {all.length === 0 ? <p className="soft">{words.noLabels}</p> : null}
      <ul className="stack tight">
        {all.map((each) => (
          <li key={each.labelId} className="end-line">
            <span className="row wrap">
              <LabelChips ids={[each.labelId]} labels={board.labels} />
              {waiting.has(each.labelId) ? <Unshared /> : null}
            </span>
            <span className="row">
              <Button small tone="quiet" bare icon={<Pencil />} onClick={() => choose(each)}>
                {words.changeLabel(each.name)}
              </Button>
              <Button small tone="quiet" bare icon={<X />} onClick={() => void act("removeLabel", { labelId: each.labelId })}>
                {words.removeLabel(each.name)}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (name === "" || looks.stops) return;
          if (label.labelId === "") void act("addLabel", { labelId: newPart(), name, tone: label.tone, ...looks.anyway });
          else void act("changeLabel", { ...label, name, ...(was ? { was } : {}), ...looks.anyway });
          setLabel(fresh);
        }}
      >
        <TextField
          label={words.labelName}
          value={label.name}
          maxLength={40}
          onChange={(event) => setLabel({ ...label, name: event.target.value })}
        />
        <LooksLike looks={looks} />
        <SelectField
          label={words.labelTone}
          value={label.tone}
          options={tones.map((tone) => ({ value: tone, label: words.tones[tone] }))}
          onChange={(event) => setLabel({ ...label, tone: event.target.value as Tone })}
        />
        <Button type="submit" icon={<Plus />} aria-disabled={name === "" || looks.stops || undefined}>
          {label.labelId === "" ? words.addLabel : words.save}
        </Button>
      </form>
    </LazyDialog>
  );
}
