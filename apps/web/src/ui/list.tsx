import type { ReactNode } from "react";
import { Link } from "./link.tsx";

/** Rows between hairlines. */
export function List({ label, children }: { label?: string | undefined; children: ReactNode }) {
  return (
    <ul className="list" aria-label={label}>
      {children}
    </ul>
  );
}

export type RowProps = {
  /** A chip, a face, an icon or a time at the left. */
  lead?: ReactNode;
  title: ReactNode;
  to?: string | undefined;
  search?: Record<string, unknown> | undefined;
  /** A softer second line. */
  detail?: ReactNode;
  /** At the right: a state, a button. */
  end?: ReactNode;
  arriving?: boolean | undefined;
  /** It is pointed at, here or where the same thing stands too; `onPoint` tells when it is here. */
  pointed?: boolean | undefined;
  onPoint?: ((on: boolean) => void) | undefined;
};

/** One row of a list; its title is the link. */
export function Row({ lead, title, to, search, detail, end, arriving = false, pointed = false, onPoint }: RowProps) {
  return (
    <li
      className={[arriving ? "arrive" : "", pointed ? "pointed" : ""].join(" ").trim() || undefined}
      onMouseEnter={() => onPoint?.(true)}
      onMouseLeave={() => onPoint?.(false)}
      onFocus={() => onPoint?.(true)}
      onBlur={() => onPoint?.(false)}
    >
      {lead}
      <div className="grow">
        {to === undefined ? (
          <span className="title">{title}</span>
        ) : (
          <Link className="title" to={to} search={search}>
            {title}
          </Link>
        )}
        {detail ? <div className="small soft">{detail}</div> : null}
      </div>
      {end}
    </li>
  );
}
