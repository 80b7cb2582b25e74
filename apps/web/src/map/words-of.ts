import type { Fresh } from "@linkwork/shared/map/rules-fresh.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import { agoWords, capacityWords, freshWords, methodWords, themeWords } from "@linkwork/shared/map/words.ts";
import { listWords } from "@linkwork/shared/map/words-list.ts";
import { daysBetween, fullDate, lately } from "../ui/time.ts";
import type { Tone } from "../ui/tone.ts";
import type { AssetRow } from "./client.ts";

const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "Europe/London" });
/** "12 days ago"; what is old by its month, "May 2025". */
export const sinceWords = (fresh: Fresh, at: string | undefined, now: number): string =>
  at === undefined ? "" : fresh === "stale" ? month.format(Date.parse(at)) : agoWords(daysBetween(at, now));

/** How sure it is that something is still there, in a few words. */
export function sureWords({ fresh, verified }: Pick<AssetRow, "fresh" | "verified">, now: number): string {
  const since = freshWords[fresh](sinceWords(fresh, verified?.at, now));
  return verified && verified.method !== "theySaid" && fresh === "fresh" ? `${since} (${methodWords[verified.method]})` : since;
}
export const sureTones: Record<Fresh, Tone> = { fresh: "good", ageing: "plain", stale: "wait", never: "wait" };

/** "places now · said Thursday" */
export function placesWords(capacity: NonNullable<AssetRow["capacity"]>, now: number): string {
  const { status, at } = capacity;
  return at === null ? capacityWords[status] : listWords.said(capacityWords[status], lately(at, now));
}
export const placesTones: Record<NonNullable<AssetRow["capacity"]>["status"], Tone> = {
  ...{ capacity: "good", noCapacity: "stop", waitlist: "wait", assessment: "plain", unknown: "plain" },
};
export const themesLine = (themes: readonly Theme[]): string => themes.map((theme) => themeWords[theme]).join(", ");
/** "24 May 2027", of a day. */
export const dayLine = (day: string): string => fullDate(`${day}T12:00:00Z`);
/** As a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
