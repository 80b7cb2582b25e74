import { type Sector, toneClass } from "./tone.ts";

/** "Rhona MacLeod" gives RM, "Jean" gives J; one letter each of the first and the last word. */
function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => (Array.from(word ?? "")[0] ?? "").toLocaleUpperCase("en-GB")).join("");
}

/** A person's initials in the sector's hue. Always beside the written name, so it is silent to screen readers. */
export function Face({ name, sector }: { name: string; sector?: Sector | undefined }) {
  return (
    <span className={`face${toneClass(sector)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
