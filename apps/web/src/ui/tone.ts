/** The three sectors. Each has a hue that never stands without its icon or a name. */
export type Sector = "statutory" | "third" | "citizen";

/** What a colour may say: a sector, or that something waits, has stopped, is open. Words always say it too. */
export type Tone = Sector | "wait" | "stop" | "good" | "plain";

/** The class of a tone; "plain" has none. */
export function toneClass(tone: Tone | undefined): string {
  return tone === undefined || tone === "plain" ? "" : ` ${tone}`;
}
