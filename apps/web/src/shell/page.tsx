import { useEffect, useLayoutEffect, useState } from "react";
import { PageHead, type PageHeadProps } from "../ui/page-head.tsx";

let pages = 0;

export type PageProps = Omit<PageHeadProps, "takeFocus" | "title"> & { title: string };

/** The head of a page: its one h1, which takes the focus after a change of place, and the window's title. */
export function Page({ title, ...rest }: PageProps) {
  // the very first page is announced by the browser itself
  const [arrived] = useState(() => pages++ > 0);
  useEffect(() => {
    document.title = `${title} · Linkwork`;
  }, [title]);
  // before the page's own parts choose their place: a conversation opens at its end
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  return <PageHead {...rest} title={title} takeFocus={arrived} />;
}
