import { pickWords as words } from "@linkwork/shared/map/words-asset.ts";
import { useState } from "react";
import { refusedFrom } from "../../kernel/refused.ts";
import { wordsFor } from "../../kernel/words.ts";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import { type Named, useNames } from "../client.ts";

type PickThingProps = {
  id: string;
  what: "assets" | "gaps";
  /** not this one */
  but?: string;
  value: string | null;
  onPick: (id: string | null, name: string) => void;
  error?: string | undefined;
};

/** Something else that is on the map, found by its name. */
export function PickThing({ id, what, but, value, onPick, error }: PickThingProps) {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<readonly Named[]>();
  const [state, setState] = useState<{ busy: boolean; error?: string }>({ busy: false });
  const names = useNames();
  const look = async () => {
    if (typed.trim() === "" || state.busy) return;
    setState({ busy: true });
    try {
      setFound((await names(what, typed.trim())).filter((one) => one.id !== but));
      setState({ busy: false });
    } catch (refused) {
      setState({ busy: false, error: refusedFrom(refused).offline ? words.failed : wordsFor(refused) });
    }
  };
  return (
    <div className="stack tight">
      <div className="place-search">
        <TextField
          id={found === undefined || found.length === 0 ? id : `${id}-look`}
          label={words.look}
          error={state.error ?? (found === undefined || found.length === 0 ? error : undefined)}
          value={typed}
          maxLength={80}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            void look();
          }}
        />
        <Button busy={state.busy} onClick={() => void look()}>
          {words.press}
        </Button>
      </div>
      {found === undefined ? null : found.length === 0 ? (
        <p role="status">{words.none}</p>
      ) : (
        <RadioCards
          id={id}
          legend={words.choose}
          error={error}
          choices={found.map((one) => ({ value: one.id, label: one.name, hint: one.hint }))}
          value={value}
          onChange={(picked) => onPick(picked, found.find((one) => one.id === picked)?.name ?? "")}
        />
      )}
    </div>
  );
}
