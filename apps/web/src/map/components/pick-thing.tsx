import { pickWords as words } from "@linkwork/shared/map/words-forms.ts";
import { useState } from "react";
import { refusedFrom } from "../../kernel/refused.ts";
import { wordsFor } from "../../kernel/words.ts";
import { Button } from "../../ui/button.tsx";
import { CheckCards, RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import { type Named, useNames } from "../client.ts";

type PickThingProps = {
  id: string;
  what: "assets" | "gaps";
  /** not this one */
  but?: string;
  /** what is like it: offered before anything is looked for */
  alike?: readonly Named[];
  error?: string | undefined;
} & (One | Many);
type One = { value: string | null; onPick: (id: string | null) => void; many?: never };
type Many = { many: readonly Picked[]; onMany: (all: readonly Picked[]) => void; value?: never };
export type Picked = { id: string; name: string };

/** Something else that is on the map, found by its name; or several. */
export function PickThing(props: PickThingProps) {
  const { id, what, but, error, alike = [] } = props;
  const [typed, setTyped] = useState("");
  const [looked, setFound] = useState<readonly Named[]>();
  const found = looked ?? (alike.length > 0 ? alike.filter((one) => one.id !== but) : undefined);
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
      {looked === undefined && found ? <p>{words.alike}</p> : null}
      {found === undefined ? null : found.length === 0 ? <p role="status">{words.none}</p> : <Choices {...props} found={found} />}
    </div>
  );
}

function Choices({ id, error, found, ...props }: PickThingProps & { found: readonly Named[] }) {
  const shared = { id, error, legend: words.choose, choices: found.map((one) => ({ value: one.id, label: one.name, hint: one.hint })) };
  if (props.many === undefined) return <RadioCards {...shared} value={props.value} onChange={props.onPick} />;
  const { many, onMany } = props;
  const others = many.filter((one) => !found.some(({ id: known }) => known === one.id));
  const chosen = (ids: readonly string[]): Picked[] =>
    found.filter((one) => ids.includes(one.id)).map(({ id: one, name }) => ({ id: one, name }));
  return <CheckCards {...shared} value={many.map((one) => one.id)} onChange={(ids) => onMany([...others, ...chosen(ids)])} />;
}
