import type { ReactNode } from "react";
import { Link } from "./link.tsx";
import { Mark } from "./mark.tsx";
import { SkipLink } from "./skip-link.tsx";

type Place = {
  to: string;
  label: string;
  icon: ReactNode;
  /** What waits there; nothing is shown for none. */
  count?: number | undefined;
  /** The count in words: "3 wait for you". */
  countLabel?: string | undefined;
  current?: boolean | undefined;
};

export type FrameProps = {
  brand: string;
  /** Only what is here is shown; on a phone they are the bar at the bottom, so five at the most with `more`. */
  places: readonly Place[];
  /** The way to the search, under the places; on a phone it is on the page that it belongs to. */
  search?: ReactNode;
  /** Whom one acts for, at the foot of the rail. */
  hat?: ReactNode;
  /** On a phone only, at the end of the bar: what the hat offers there. */
  more?: ReactNode;
  children: ReactNode;
};

/** Rail and page. */
export function Frame({ brand, places, search, hat, more, children }: FrameProps) {
  return (
    <div className="frame">
      <SkipLink />
      <header className="rail">
        <div className="mark">
          <Mark />
          {brand}
        </div>
        <nav aria-label="Places">
          <ul className="places">
            {places.map((place) => (
              <li key={place.to}>
                <Link className="place" to={place.to} aria-current={place.current ? "page" : undefined}>
                  {place.icon}
                  {place.label}
                  {place.count ? <Count count={place.count} label={place.countLabel} /> : null}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {search ? <div className="rail-search">{search}</div> : null}
        {more ? <div className="rail-more">{more}</div> : null}
        {hat ? <div className="hat">{hat}</div> : null}
      </header>
      <main className="page" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Count({ count, label }: { count: number; label: string | undefined }) {
  return (
    <span className="count">
      <span aria-hidden={label !== undefined}>{count > 99 ? "99+" : count}</span>
      {label === undefined ? null : <span className="visually-hidden">, {label}</span>}
    </span>
  );
}
