import { unfinished } from "@linkwork/shared/exchange/state.ts";
import { bookingWords, bookWords, exchangeWords, nth, phaseWords, placesWords, waitingWords } from "@linkwork/shared/exchange/words.ts";
import { Chip } from "../../ui/chip.tsx";
import type { Tone } from "../../ui/tone.ts";
import type { SessionRow } from "../client.ts";

/** A booking that is not over. */
export const isLive = ({ mine }: Pick<SessionRow, "mine">): boolean => mine !== null && unfinished.includes(mine.status);

const tones: Partial<Record<NonNullable<SessionRow["mine"]>["status"], Tone>> = {
  ...{
    confirmed: "good",
    checkedIn: "good",
    attended: "good",
    offered: "wait",
    waitlisted: "wait",
    onHold: "wait",
    requested: "wait",
    cancelledByHost: "stop",
  },
};

/** How it stands with me: a place, a number in the queue, an offer. */
export function MineChip({ row: { mine } }: { row: SessionRow }) {
  if (!mine) return null;
  const { status, position } = mine;
  const words = status === "waitlisted" && position !== undefined ? bookWords.line(nth(position)) : bookingWords[status];
  return <Chip tone={tones[status] ?? "plain"}>{words}</Chip>;
}

/** What somebody who comes anew could have at once: nobody overtakes. */
const freeFor = ({ waiting, free }: SessionRow): number => (waiting > 0 ? 0 : free);
/** How many places, and who waits. */
export const standingWords = (row: SessionRow): string =>
  `${placesWords(freeFor(row))}${row.waiting > 0 ? `, ${waitingWords(row.waiting)}` : ""}`;

/** How many places, and who waits; or what it is instead of open. What is mine is said first. */
export function StandingChip({ row }: { row: SessionRow }) {
  if (isLive(row)) return <MineChip row={row} />;
  if (row.ours) return <Chip>{exchangeWords.ours}</Chip>;
  if (row.phase !== "open") return <Chip tone={row.phase === "cancelled" ? "stop" : "plain"}>{phaseWords[row.phase]}</Chip>;
  return <Chip tone={freeFor(row) > 0 ? "good" : "plain"}>{standingWords(row)}</Chip>;
}
