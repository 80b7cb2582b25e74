import { type ReactNode, useMemo } from "react";

/** First and one past the last, in UTF-16 units; with words for who doesn't see the mark. */
export type MarkedRange = readonly [from: number, to: number, says?: string];

/** A text with some of it marked. */
export function Marked({ text, ranges }: { text: string; ranges: readonly MarkedRange[] }) {
  const parts = useMemo(() => {
    const parts: ReactNode[] = [];
    let at = 0;
    for (const [from, to, says] of ranges) {
      parts.push(
        text.slice(at, from),
        <mark key={from}>
          {text.slice(from, to)}
          {says ? <span className="visually-hidden"> ({says})</span> : null}
        </mark>,
      );
      at = to;
    }
    parts.push(text.slice(at));
    return parts;
  }, [text, ranges]);
  return <>{parts}</>;
}
