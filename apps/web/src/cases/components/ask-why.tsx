import { type Relation, relations } from "@linkwork/shared/cases/rules-browsing.ts";
import { relationWords, whyWords } from "@linkwork/shared/cases/words-browsing.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useState } from "react";
import { refusedFrom } from "../../kernel/refused.ts";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckCards, RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";

/** Whether the server wants to know first why one looks. */
export const wantsWhy = (error: unknown): boolean => error !== null && refusedFrom(error).code === "ReasonNeeded";

export type Why = { relation: Relation; words?: string; knows?: true };

/** For who is not in a case: what brings them, before they look into its records. */
export function SayWhy({ roomId, onSaid }: { roomId: RoomId; onSaid: () => void }) {
  const [id] = useState(() => newId(Date.now()));
  return (
    <AskWhy
      lead={whyWords.lead}
      go={whyWords.go}
      onWhy={async (why) => {
        await api.cases.sayWhy.mutate({ roomId, id, why });
        onSaid();
      }}
    />
  );
}

/** What brings somebody, from a short list and in their own words. It goes on record. */
export function AskWhy({ lead, go, onWhy }: { lead: string; go: string; onWhy: (why: Why) => Promise<void> }) {
  const work = useWork((path) => path.replace(/^why\./, ""));
  const [relation, setRelation] = useState<Relation | null>(null);
  const [words, setWords] = useState("");
  const [knows, setKnows] = useState(false);
  const say = async () => {
    const errors = [
      ...(relation === null ? [{ field: "relation", message: whyWords.choose }] : []),
      ...(relation === "other" && words.trim() === "" ? [{ field: "words", message: whyWords.wordsNeeded }] : []),
    ];
    if (!work.check(errors) || relation === null) return;
    const why = { relation, ...(words.trim() ? { words: words.trim() } : {}), ...(knows ? { knows: true as const } : {}) };
    await work.run(() => onWhy(why));
  };
  return (
    <form
      className="stack loose measure"
      aria-label={whyWords.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      <p>{lead}</p>
      <WorkErrors work={work} />
      <RadioCards
        id="relation"
        legend={whyWords.relation}
        value={relation}
        error={work.at("relation")}
        onChange={setRelation}
        choices={relations.map((value) => ({ value, label: relationWords[value].ask }))}
      />
      <TextField
        id="words"
        label={whyWords.words}
        hint={whyWords.wordsHint}
        autoComplete="off"
        maxLength={200}
        value={words}
        error={work.at("words")}
        onChange={(event) => setWords(event.target.value)}
      />
      <CheckCards
        legend={whyWords.between}
        value={knows ? ["knows"] : []}
        onChange={(chosen) => setKnows(chosen.includes("knows"))}
        choices={[{ value: "knows", label: whyWords.knows, hint: whyWords.knowsHint }]}
      />
      <div>
        <Button tone="main" type="submit" busy={work.busy}>
          {go}
        </Button>
      </div>
    </form>
  );
}
