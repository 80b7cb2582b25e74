import { ArrowLeft } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "./link.tsx";
import { useStays } from "./use-stays.ts";

/** To the page's heading, where what had the focus goes away. The page's place is left as it is. */
export const focusHeading = (): void => document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });

export type PageHeadProps = {
  title: ReactNode;
  /** Where the arrow leads. */
  back?: { to: string; label: string } | undefined;
  /** A line under the title. */
  lead?: ReactNode;
  /** State and actions at the right; below the title where there is no room. */
  ends?: ReactNode;
  children?: ReactNode;
  /** Title and ends stay in sight while one reads on; on a phone only the ends, and nothing where there is little height. */
  stays?: boolean | undefined;
  /** The heading takes the focus when the page is entered, so that a screen reader says where one is. Not on the first load; the page's place is left as it is. */
  takeFocus?: boolean | undefined;
};

/** The top of a page: back, one h1, what state it is in, what one can do. */
export function PageHead({ title, back, lead, ends, children, stays = false, takeFocus = false }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const inSight = useStays("top");
  useEffect(() => {
    if (takeFocus) heading.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  return (
    <div className={stays ? "page-head stays" : "page-head"}>
      {back === undefined ? null : (
        <Link className="back" to={back.to}>
          <ArrowLeft />
          {back.label}
        </Link>
      )}
      <div className="title-row">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead ? <div className="soft">{lead}</div> : null}
        </div>
        {ends ? (
          <div className="ends" ref={stays ? inSight : undefined}>
            {ends}
          </div>
        ) : null}
      </div>
      {children}
    </div>
  );
}
