import type { ReactNode } from "react";
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
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => {
        const shared = { className: "tab", "aria-current": tab.id === current ? ("page" as const) : undefined };
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
