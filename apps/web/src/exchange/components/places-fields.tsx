import type { Work } from "../../shell/work.tsx";
import { TextField } from "../../ui/field.tsx";

type Places = { capacity: string; reserve: string };
type PlacesFieldsProps = {
  places: Places;
  set: (change: Partial<Places>) => void;
  work: Work;
  words: { capacity: string; reserve: string; reserveHint?: string };
};

/** How many can come, and how many of these the host keeps. */
export function PlacesFields({ places, set, work, words }: PlacesFieldsProps) {
  return (
    <>
      <TextField
        id="capacity"
        label={words.capacity}
        type="number"
        min={1}
        max={50}
        value={places.capacity}
        error={work.at("capacity")}
        onChange={(event) => set({ capacity: event.target.value })}
      />
      <TextField
        id="reserve"
        label={words.reserve}
        hint={words.reserveHint}
        type="number"
        min={0}
        max={49}
        value={places.reserve}
        error={work.at("reserve")}
        onChange={(event) => set({ reserve: event.target.value })}
      />
    </>
  );
}
