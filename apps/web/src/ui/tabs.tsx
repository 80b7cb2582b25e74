import { type ReactNode, useLayoutEffect, useRef } from "react";
import { Link } from "./link.tsx";

export type Tab = {
  id: string;
  label: ReactNode;
  /** Where it leads; without it the tab is a button and `onPick` is told. */
  to?: string | undefined;
  search?: Record<string, unknown> | undefined;
};

export type TabsProps = { label: string; tabs: readonly Tab[]; current: string; onPick?: ((id: string) => void) | undefined };

/** Views of one thing, side by side. Plain links (or buttons) in a nav: each has an address and the Tab key reaches it. */
export function Tabs({ label, tabs, current, onPick }: TabsProps) {
  const row = useRef<HTMLElement>(null);
  // where there is no room for all, the one that one is on is in sight; the page itself stays where it is
  useLayoutEffect(() => {
    const here = row.current?.querySelector<HTMLElement>(`[data-tab="${current}"]`);
    if (row.current && here)
      row.current.scrollLeft = here.offsetLeft - row.current.offsetLeft - (row.current.clientWidth - here.clientWidth) / 2;
  }, [current]);
  return (
    <nav ref={row} className="tabs" aria-label={label}>
      {tabs.map((tab) => {
        const shared = { className: "tab", "data-tab": tab.id, "aria-current": tab.id === current ? ("page" as const) : undefined };
        return tab.to === undefined ? (
          <button key={tab.id} type="button" {...shared} onClick={() => onPick?.(tab.id)}>
            {tab.label}
          </button>
        ) : (
          <Link key={tab.id} to={tab.to} search={tab.search} {...shared}>
            {tab.label}
          </Link>
        );
      })}
    </nav>
  );
}
