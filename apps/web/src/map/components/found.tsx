import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { refusedFrom } from "../../kernel/refused.ts";
import { Page } from "../../shell/page.tsx";
import { Failed, Waiting } from "../../shell/states.tsx";
import { useBase } from "../client.ts";
import { NotOnMap } from "./not-on-map.tsx";

type Props<T> = {
  found: UseQueryResult<T>;
  words: { back: string; failed: string; fetching: string };
  children: (data: T) => ReactNode;
};
/** One thing of the map once it is there: until then that it comes, that it can't be had, or that it isn't there for who asks. */
export function Found<T>({ found, words, children }: Props<T>) {
  const base = useBase();
  if (found.isError && !found.data) {
    if (refusedFrom(found.error).code === "NotFound") return <NotOnMap />;
    return (
      <>
        <Page title={words.back} back={{ to: base, label: words.back }} />
        <Failed error={found.error} what={words.failed} onAgain={() => void found.refetch()} />
      </>
    );
  }
  if (!found.data) return <Waiting what={words.fetching} />;
  return children(found.data);
}
