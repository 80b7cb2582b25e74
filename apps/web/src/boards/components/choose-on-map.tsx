import type { Link as CardLink } from "@linkwork/shared/boards/schema-links.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";

type Named = { value: string; label: string };
type Kind = "gap" | "asset";
const most = 30;

async function lookUp(kind: Kind, text: string): Promise<Named[]> {
  if (kind === "gap") {
    const { rows } = await api.map.gaps.query({ text, page: 1 });
    return rows.slice(0, most).map(({ gapId, title }) => ({ value: gapId, label: title }));
  }
  const { rows } = await api.map.assets.query({ text, sort: "name", page: 1 });
  return rows
    .filter(({ hidden }) => !hidden)
    .slice(0, most)
    .map(({ assetId, name }) => ({ value: assetId, label: name }));
}

/** Something on the map, by its name. On the card it is called as it is called there. */
export function ChooseOnMap({ kind, onChoose }: { kind: Kind; onChoose: (to: CardLink | undefined) => void }) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<readonly Named[]>();
  const [chosen, setChosen] = useState("");
  const work = useWork();
  const look = async () => {
    const sought = text.trim();
    if (sought === "") return;
    onChoose(undefined);
    setChosen("");
    await work.run(async () => setFound(await lookUp(kind, sought)));
  };
  return (
    <>
      <WorkErrors work={work} />
      <div className="row wrap">
        <TextField
          label={words.findOnMap}
          hint={words.findOnMapHint}
          value={text}
          maxLength={80}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            void look();
          }}
        />
        <Button small busy={work.busy} onClick={() => void look()}>
          {words.look}
        </Button>
      </div>
      {found === undefined ? null : found.length === 0 ? (
        <p className="small soft" role="status">
          {words.noneOnMap}
        </p>
      ) : (
        <SelectField
          label={words.chooseTarget}
          prompt={words.chooseTarget}
          value={chosen}
          options={found}
          onChange={(event) => {
            const id = event.target.value;
            const title = (found.find(({ value }) => value === id)?.label ?? "").slice(0, 160);
            setChosen(id);
            onChoose(id === "" ? undefined : kind === "gap" ? { kind, gapId: id, title } : { kind, assetId: id, title });
          }}
        />
      )}
    </>
  );
}
