import { useState } from "react";
import type { api } from "../../kernel/trpc.ts";
import { SelectField, TextField } from "../../ui/field.tsx";

/** Somebody whom the organisation knows. */
export type Known = Awaited<ReturnType<typeof api.clients.list.query>>["rows"][number];

/** So few are found by looking. */
const fewEnough = 5;
const plain = (words: string): string => words.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en-GB");

/** Those whose name has every word, or beginning of one, in whatever order; who is chosen stays. */
export function thoseCalled(known: readonly Known[], looked: string, chosen: string): readonly Known[] {
  const wanted = plain(looked).split(/\s+/).filter(Boolean);
  return known.filter(({ clientId, name }) => {
    const parts = plain(name).split(/[\s-]+/);
    return clientId === chosen || wanted.every((word) => parts.some((part) => part.startsWith(word)));
  });
}

export type FindPersonProps = { known: readonly Known[]; value: string; error: string | undefined; onChange: (clientId: string) => void };

/** One of many, found by a part of their name. */
export function FindPerson({ known, value, error, onChange }: FindPersonProps) {
  const [looked, setLooked] = useState("");
  const found = thoseCalled(known, looked, value);
  return (
    <div className="stack tight">
      {known.length > fewEnough ? (
        <>
          <TextField
            label="Find by name"
            type="search"
            autoComplete="off"
            value={looked}
            onChange={(event) => setLooked(event.target.value)}
            onKeyDown={(event) => {
              // it narrows the list as one types; the form is not sent by it
              if (event.key === "Enter") event.preventDefault();
            }}
          />
          <p className="small soft" role="status">
            {looked.trim() === "" ? "" : found.length === 1 ? "1 person to choose from" : `${found.length} people to choose from`}
          </p>
        </>
      ) : null}
      <SelectField
        id="clientId"
        label="Person"
        prompt="Choose a person"
        value={value}
        error={error}
        onChange={(event) => onChange(event.target.value)}
        options={found.map(({ clientId, name, cases }) => ({
          value: clientId,
          label: cases === 0 ? name : `${name} (${cases === 1 ? "1 case" : `${cases} cases`})`,
        }))}
      />
    </div>
  );
}
