import { offerWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { refusedFrom } from "../../kernel/refused.ts";
import { wordsFor } from "../../kernel/words.ts";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { Note } from "../../ui/note.tsx";

/** Where the clock shows a time twice, in autumn: which of the two. */
export const WhichOfTwo = (props: { twice: { first: string; second: string }; second: boolean; onChange: (second: boolean) => void }) => (
  <RadioCards<"first" | "second">
    beside
    legend={words.twice(props.twice.first, props.twice.second)}
    value={props.second ? "second" : "first"}
    onChange={(which) => props.onChange(which === "second")}
    choices={[
      { value: "first", label: words.first },
      { value: "second", label: words.second },
    ]}
  />
);

type NoDatesProps = {
  error: unknown;
  /** another time is taken */
  onTake: (time: string) => void;
  /** of several days, that one is left out */
  onLeaveOut?: ((day: string) => void) | undefined;
};
/** Why there are no dates; for a time that doesn't exist, the two next to it, and of a series to do without that day. */
export function NoDates({ error, onTake, onLeaveOut }: NoDatesProps) {
  const { code, details } = refusedFrom(error);
  const { before, after, day } = details;
  if (code !== "NoSuchTime" || typeof before !== "string" || typeof after !== "string")
    return (
      <Note tone="wait" role="status">
        {wordsFor(error)}
      </Note>
    );
  return (
    <Note tone="wait" role="status">
      <div className="stack">
        <p>{words.noSuch(before, after)}</p>
        <div className="row wrap">
          {[before, after].map((time) => (
            <Button key={time} small onClick={() => onTake(time)}>
              {words.take(time)}
            </Button>
          ))}
          {onLeaveOut && typeof day === "string" ? (
            <Button small onClick={() => onLeaveOut(day)}>
              {words.leaveOut}
            </Button>
          ) : null}
        </div>
      </div>
    </Note>
  );
}
