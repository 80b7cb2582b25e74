import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import { Search } from "lucide-react";
import { useState } from "react";
import { refusedFrom } from "../../kernel/refused.ts";
import { wordsFor } from "../../kernel/words.ts";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { type FoundPlace, useFinder } from "../client.ts";

type PlaceSearchProps = {
  id: string;
  label: string;
  hint: string;
  /** what the field begins with */
  shown: string;
  error?: string | undefined;
  onFound: (place: FoundPlace, typed: string) => void;
  /** a postcode of the right form that nobody knows */
  onKept?: (postcode: string, areaId: AreaId | undefined) => void;
  /** what is said then: it is no mistake */
  kept?: string;
  onEmpty?: () => void;
  /** what stands in the field now, and whether it was looked for and isn't known */
  onTyped?: (typed: string, looked: boolean) => void;
  /** inside another form: a press looks, and sends nothing */
  within?: true;
};

/** A place by what people call it: a postcode, a town, a part of it. Where several are called so, one is asked which. */
export function PlaceSearch({ id, label, hint, shown, error, onFound, onKept, kept, onEmpty, onTyped, within }: PlaceSearchProps) {
  const [typed, setTyped] = useState(shown);
  const [begun, setBegun] = useState(shown);
  const [state, setState] = useState<{ busy: boolean; error?: string; kept?: true; several?: readonly FoundPlace[] }>({ busy: false });
  const find = useFinder();
  // what was chosen elsewhere stands here too
  if (begun !== shown) {
    setBegun(shown);
    setTyped(shown);
  }
  const look = async () => {
    if (state.busy) return;
    const sought = typed.trim();
    if (sought === "") {
      setState({ busy: false });
      onEmpty?.();
      return;
    }
    if (sought.length < 2) {
      setState({ busy: false, error: words.whereUnknown });
      return;
    }
    setState({ busy: true });
    try {
      const { places, unknownPostcode } = await find(sought);
      const [first] = places;
      if (unknownPostcode !== null) {
        if (onKept) {
          onKept(unknownPostcode, first?.areaId ?? undefined);
          return setState({ busy: false, kept: true });
        }
        setState({ busy: false, error: words.whereKept, ...(first ? { several: places } : {}) });
      } else if (!first) {
        setState({ busy: false, error: words.whereUnknown });
        onTyped?.(typed, true);
      } else if (places.length === 1) {
        setState({ busy: false });
        onFound(first, sought);
      } else {
        setState({ busy: false, several: places });
        announce(words.whereMany);
      }
    } catch (refused) {
      onTyped?.(typed, true);
      setState({ busy: false, error: refusedFrom(refused).offline ? words.whereFailed : wordsFor(refused) });
    }
  };
  const choose = (place: FoundPlace) => {
    setState({ busy: false });
    setTyped(place.name);
    onFound(place, place.name);
  };
  const field = (
    <>
      <div className="place-search">
        <TextField
          id={id}
          label={label}
          hint={hint}
          error={state.error ?? error}
          value={typed}
          maxLength={80}
          autoComplete="off"
          enterKeyHint="search"
          onChange={(event) => {
            setTyped(event.target.value);
            onTyped?.(event.target.value, false);
          }}
          onKeyDown={(event) => {
            if (!within || event.key !== "Enter") return;
            event.preventDefault();
            void look();
          }}
        />
        <Button icon={<Search />} type={within ? "button" : "submit"} busy={state.busy} onClick={within ? () => void look() : undefined}>
          {words.whereGo}
        </Button>
      </div>
      <div role="status">{state.kept && kept ? <Note>{kept}</Note> : null}</div>
      {state.several ? (
        <fieldset className="field">
          <legend>{words.whereMany}</legend>
          <div className="row wrap">
            {state.several.map((place) => (
              <Button key={`${place.kind} ${place.name} ${place.detail}`} small onClick={() => choose(place)}>
                {place.detail === "" ? place.name : `${place.name}, ${place.detail}`}
              </Button>
            ))}
          </div>
        </fieldset>
      ) : null}
    </>
  );
  if (within) return field;
  return (
    <search>
      <form
        noValidate
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        {field}
      </form>
    </search>
  );
}
