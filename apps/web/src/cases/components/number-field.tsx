import { digitsOf, faultIn } from "@linkwork/shared/clients/numbers.ts";
import { numberFaultWords, numberWords } from "@linkwork/shared/clients/words.ts";
import { IdCard } from "lucide-react";
import { useRef, useState } from "react";
import { refusedFrom } from "../../kernel/refused.ts";
import { api } from "../../kernel/trpc.ts";
import { wordsFor } from "../../kernel/words.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";

type Known = NonNullable<Awaited<ReturnType<typeof api.clients.lookUp.mutate>>>;
export type KnownPerson = Pick<Known, "clientId" | "name">;
type Answer = { digits: string; known?: Known | null; failed?: string };

export type NumberFieldProps = {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  /** the case is to be for somebody who is known already */
  onKnown: (who: KnownPerson) => void;
};

/** A CHI or NHS number of somebody new, and whether they are new. It is looked up once a number, on leaving the field: each look is on record. */
export function NumberField({ value, error, onChange, onKnown }: NumberFieldProps) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const asked = useRef("");
  const digits = digitsOf(value);
  const look = async () => {
    if (faultIn(digits) !== undefined || asked.current === digits) return;
    asked.current = digits;
    const next = await api.clients.lookUp.mutate({ number: digits }).then(
      (known): Answer => ({ digits, known }),
      (reason: unknown): Answer => {
        asked.current = "";
        const { meaning } = refusedFrom(reason);
        return { digits, failed: meaning === "TOO_MANY_REQUESTS" ? wordsFor(reason) : numberWords.failed };
      },
    );
    setAnswer(next);
  };
  // a slip that was mended is no slip any more
  const mended = faultIn(digits) === undefined && Object.values<string | undefined>(numberFaultWords).includes(error);
  // an answer about another number than the one that stands there says nothing
  const shown = answer?.digits === digits ? answer : null;
  return (
    <div className="stack tight">
      <TextField
        id="number"
        label={numberWords.label}
        hint={numberWords.hint}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        value={value}
        error={mended ? undefined : error}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => void look()}
      />
      <div role="status">
        {shown?.known ? (
          <Note tone="wait" icon={<IdCard />}>
            <div className="stack tight">
              <p>{numberWords.known(shown.known.name, shown.known.cases.length)}</p>
              <div>
                <Button small onClick={() => shown.known && onKnown(shown.known)}>
                  {numberWords.take(shown.known.name)}
                </Button>
              </div>
            </div>
          </Note>
        ) : shown ? (
          <p className="small soft">{shown.failed ?? numberWords.none}</p>
        ) : null}
      </div>
    </div>
  );
}
