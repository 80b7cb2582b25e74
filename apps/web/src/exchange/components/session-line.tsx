import {
  bookingWords,
  bookWords,
  exchangeWords,
  nth,
  phaseWords,
  placesWords,
  waitingWords,
  waitsWords,
} from "@linkwork/shared/exchange/words.ts";
import { Chip } from "../../ui/chip.tsx";
import type { Tone } from "../../ui/tone.ts";
import { isLive, type SessionRow } from "../client.ts";

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
  const { status, position, disputed, denied } = mine;
  if (denied) return <Chip tone="wait">{bookWords.deniedChip}</Chip>;
  if (disputed && status === "unsaid") return <Chip>{bookWords.unsettledChip}</Chip>;
  const words = status === "waitlisted" && position !== undefined ? bookWords.line(nth(position)) : bookingWords[status];
  return <Chip tone={tones[status] ?? "plain"}>{words}</Chip>;
}

/** How many places somebody who comes anew could have at once, or why they would wait; and who waits. */
export const standingWords = ({ waits, free, waiting }: SessionRow): string =>
  `${waits ? waitsWords[waits] : placesWords(free)}${waiting > 0 ? `, ${waitingWords(waiting)}` : ""}`;

/** How many places, and who waits; or what it is instead of open. What is mine is said first. */
export function StandingChip({ row }: { row: SessionRow }) {
  if (isLive(row)) return <MineChip row={row} />;
  if (row.ours) return <Chip>{exchangeWords.ours}</Chip>;
  if (row.phase !== "open") return <Chip tone={row.phase === "cancelled" ? "stop" : "plain"}>{phaseWords[row.phase]}</Chip>;
  return <Chip tone={row.waits ? "plain" : "good"}>{standingWords(row)}</Chip>;
}
