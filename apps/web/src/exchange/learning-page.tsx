import "./exchange.css";
import type { Theme } from "@linkwork/shared/exchange/schema.ts";
import { learningWords as words } from "@linkwork/shared/exchange/words-learning.ts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Lightbulb } from "lucide-react";
import { useEffect, useState } from "react";
import { Failed, Waiting } from "../shell/states.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { List } from "../ui/list.tsx";
import { fullDate } from "../ui/time.ts";
import { ExchangeHead } from "./components/exchange-head.tsx";
import { themeOptions } from "./components/filters.tsx";
import { NoteCard } from "./components/note-card.tsx";
import { type NoteFilters, useLearning } from "./learning.ts";

/** Words are looked for once somebody stops typing (ms). */
const settles = 400;

/** What visits taught people, the newest first. */
export function LearningPage() {
  const search = useSearch({ from: "/exchange/learning" });
  const go = useNavigate();
  const [typed, setTyped] = useState("");
  const [looked, setLooked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setLooked(typed.trim()), settles);
    return () => clearTimeout(timer);
  }, [typed]);
  const filters: NoteFilters = { ...search, ...(looked === "" ? {} : { words: looked }) };
  const theme = (value: string) => {
    const { theme: _before, ...rest } = search;
    void go({ to: "/exchange/learning", search: value === "" ? rest : { ...rest, theme: value as Theme }, replace: true });
  };
  return (
    <>
      <ExchangeHead current="learning" />
      <div className="stack loose visits">
        <search className="exchange-filters">
          <TextField
            label={words.words}
            hint={words.hint}
            type="search"
            maxLength={100}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <SelectField
            label={words.theme}
            prompt={words.anyTheme}
            options={themeOptions}
            value={search.theme ?? ""}
            onChange={(event) => theme(event.target.value)}
          />
          {search.opportunityId ? (
            <LinkButton to="/exchange/learning" tone="quiet">
              {words.back}
            </LinkButton>
          ) : null}
        </search>
        <Notes filters={filters} />
      </div>
    </>
  );
}

function Notes({ filters }: { filters: NoteFilters }) {
  const found = useLearning(filters);
  const notes = found.data?.pages.flatMap((page) => page.notes) ?? [];
  const back = found.data?.pages.at(-1)?.before?.at;
  if (found.isError && !found.data) return <Failed error={found.error} what={words.failed} onAgain={() => void found.refetch()} />;
  if (found.data === undefined) return <Waiting what={words.fetching} />;
  if (notes.length === 0 && !found.hasNextPage)
    return Object.keys(filters).length > 0 ? (
      <p role="status">{words.none}</p>
    ) : (
      <Empty icon={<Lightbulb />} title={words.emptyTitle}>
        <p className="soft">{words.empty}</p>
      </Empty>
    );
  return (
    <>
      <p className="soft" role="status">
        {notes.length === 0 && back ? words.noneSoFar(fullDate(back)) : words.found(notes.length, found.hasNextPage)}
      </p>
      <List label={words.list}>
        {notes.map((note) => (
          <NoteCard key={note.reflectionId} note={note} />
        ))}
      </List>
      {found.hasNextPage ? (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {filters.words ? words.goOn : words.more}
        </Button>
      ) : null}
    </>
  );
}
