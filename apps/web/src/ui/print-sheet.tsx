import { Check } from "lucide-react";
import type { ReactNode } from "react";

export type PrintSheetProps = {
  label: string;
  /** Of the words on the paper, where they are not English. */
  lang?: string | undefined;
  dir?: "ltr" | "rtl" | undefined;
  /** Large print. */
  large?: boolean | undefined;
  children: ReactNode;
};

/** A paper that someone takes home, growing on the screen. Printing the page prints this and nothing else. */
export function PrintSheet({ label, lang, dir, large = false, children }: PrintSheetProps) {
  return (
    <section className={large ? "sheet large" : "sheet"} aria-label={label} lang={lang} dir={dir}>
      {children}
    </section>
  );
}

/** Lines with a tick, on the paper. */
export function Ticks({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="ticks">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same, and they stay in their order
        <li key={at}>
          <Check />
          <span>{line}</span>
        </li>
      ))}
    </ul>
  );
}
