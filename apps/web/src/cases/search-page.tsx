import "./cases.css";
import { longest, shortest, termsOf } from "@linkwork/shared/cases/search.ts";
import { searchWords } from "@linkwork/shared/cases/search-words.ts";
import { numbersIn } from "@linkwork/shared/clients/numbers.ts";
import { numberInTextWords } from "@linkwork/shared/clients/words.ts";
import { CloudOff, Search, SearchX } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Page } from "../shell/page.tsx";
import { chooseSearchKey, searchField, useSearchKeyOn } from "../shell/search-key.ts";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { CheckCards } from "../ui/choice-cards.tsx";
import { Empty } from "../ui/empty.tsx";
import { TextField } from "../ui/field.tsx";
import { Note } from "../ui/note.tsx";
import { dayWords } from "../ui/time.ts";
import { FoundCases, FoundHits } from "./components/found.tsx";
import { type FoundPage, useFound, useGoingOn, useLooked } from "./search.ts";

/** Words, and where they stand in the conversations that one may read. It looks when asked, by Enter or the button: each answer shows what people wrote, and is on record as read. */
export function SearchPage() {
  const { text, look } = useLooked();
  const [words, setWords] = useState(text);
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const found = useFound(text);
  // after the page's heading: who comes here wants to write, who comes back wants to read on
  useEffect(() => {
    if (text === "") field.current?.focus();
  }, [text]);
  const submit = () => {
    const fits = words.trim().length >= shortest && termsOf(words).length > 0;
    setWrong(!fits);
    if (!fits) return void field.current?.focus();
    if (words === text) void found.refetch();
    else look(words);
  };
  return (
    <>
      <Page title={searchWords.title} lead={searchWords.lead} back={{ to: "/cases", label: "Cases" }} />
      <search className="stack loose measure">
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <TextField
            ref={field}
            id={searchField}
            type="search"
            label={searchWords.label}
            hint={searchWords.hint}
            error={wrong ? searchWords.tooShort : undefined}
            value={words}
            maxLength={longest}
            autoComplete="off"
            enterKeyHint="search"
            onChange={(event) => setWords(event.target.value)}
          />
          {numbersIn(words).length > 0 ? <Note tone="wait">{numberInTextWords.search}</Note> : null}
          <div>
            {/* other words can be looked for at once: a button that is busy would swallow Enter */}
            <Button type="submit" tone="main" icon={<Search />} busy={found.isFetching && words === text}>
              Search
            </Button>
          </div>
        </form>
        {text === "" ? null : <Answer key={text} found={found} />}
        <SearchKey />
      </search>
    </>
  );
}

/** What was found, or why nothing is shown. */
function Answer({ found }: { found: ReturnType<typeof useFound> }) {
  const { data, error, isFetching, isFetchingNextPage, refetch, fetchNextPage } = found;
  const { opened } = useLooked();
  const now = useNow();
  const pages = data?.pages ?? [];
  const { going, asked, more: askMore } = useGoingOn(found);
  useTelling({ pages, now, going });
  useFocus({ count: pages.length, asked, opened, going });
  if (!data)
    return isFetching ? (
      <>
        <Waiting what="Looking" />
        <div className="late">
          <Note icon={<Search />}>This takes a while. You can leave it; nothing is lost.</Note>
        </div>
      </>
    ) : (
      <Failed error={error} what="The search didn't work just now." onAgain={() => void refetch()} />
    );
  const hits = pages.flatMap((page) => page.hits);
  const cases = pages[0]?.cases ?? [];
  const last = pages.at(-1);
  const more = last?.cursor !== undefined;
  const nothing = hits.length === 0 && cases.length === 0;
  return (
    <section className="stack loose" aria-labelledby="search-found">
      {pages[0]?.kept === undefined ? null : (
        <Note tone="wait" icon={<CloudOff />}>
          {searchWords.kept(pages[0].kept)}
        </Note>
      )}
      {nothing && !more ? (
        <Empty icon={<SearchX />} title={<span id="search-found">{searchWords.none}</span>}>
          <p className="soft">{searchWords.fewer}</p>
        </Empty>
      ) : (
        <>
          <h2 id="search-found">{nothing ? searchWords.soFar : "Found"}</h2>
          <p className="soft">{said(pages, now)}</p>
          <FoundCases cases={cases} />
          <FoundHits pages={pages} now={now} />
        </>
      )}
      {isFetching || !found.isError ? null : (
        <Failed error={error} what="It could not go on just now." onAgain={() => void fetchNextPage()} />
      )}
      {more ? (
        <div>
          <Button busy={going || isFetchingNextPage} onClick={askMore}>
            {going ? "Looking further back" : last?.backTo ? "Look further back" : "Show older ones"}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** How much was found, in words. */
function said(pages: readonly FoundPage[], now: number): string {
  const hits = pages.reduce((sum, page) => sum + page.hits.length, 0);
  const last = pages.at(-1);
  const back = last?.backTo;
  return searchWords.found(hits, { more: last?.cursor !== undefined, back: back && dayWords(back, now) });
}

/** Has the number of hits read out: at the first answer, and when it has come to a stop. */
function useTelling({ pages, now, going }: { pages: readonly FoundPage[]; now: number; going: boolean }): void {
  const told = useRef<FoundPage | undefined>(undefined);
  useEffect(() => {
    const last = pages.at(-1);
    if (!last || told.current === last || (going && pages.length > 1)) return;
    told.current = last;
    const shown = pages.reduce((sum, page) => sum + page.hits.length + page.cases.length, 0);
    announce(shown === 0 && !last.cursor ? `${searchWords.none}.` : said(pages, now));
  }, [pages, now, going]);
}

/** Who comes back stands on what they had opened, who asked for more on the first of it; unless they write by now. */
function useFocus({ count, asked, opened, going }: { count: number; asked: number; opened: string; going: boolean }): void {
  const before = useRef({ opened, done: false, asked: 0 });
  useEffect(() => {
    const { current } = before;
    const writes = document.activeElement?.id === searchField;
    if (count > 0 && !current.done) {
      const back = current.opened === "" ? null : document.getElementById(current.opened);
      // it may come with a later answer
      current.done = back !== null || writes || !going;
      if (!writes) back?.focus();
    } else if (asked > current.asked) {
      const starts = [...document.querySelectorAll<HTMLElement>("[data-page-start]")];
      const first = starts.find(({ dataset }) => Number(dataset.pageStart) >= asked);
      if (!first) return;
      current.asked = asked;
      if (!writes) first.focus();
    }
  }, [count, asked, going]);
}

/** A single key that does something can be in the way of who speaks to the device: it can be turned off. */
function SearchKey() {
  const on = useSearchKeyOn();
  return (
    <div className="search-key">
      <CheckCards
        legend="A key for it"
        value={on ? ["on"] : []}
        onChange={(value) => chooseSearchKey(value.length > 0)}
        choices={[{ value: "on", label: "/ brings me here", hint: "from every page, where no text is being written; on this device" }]}
      />
    </div>
  );
}
