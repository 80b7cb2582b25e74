import { readyWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import { Link } from "../../ui/link.tsx";
import { Note } from "../../ui/note.tsx";
import { dayWords } from "../../ui/time.ts";
import type { SessionRow } from "../client.ts";

/** From so long before it begins, a place on hold goes when something lapses: ms. */
const lastDay = 24 * 3600_000;

function wordsFor({ mine, startsAt }: SessionRow, now: number): string | undefined {
  if (mine?.status === "onHold") return now >= Date.parse(startsAt) - lastDay ? words.heldSoon : words.held;
  if (mine?.status === "confirmed" && mine.readyUntil) return words.somethingEnds(dayWords(mine.readyUntil, now));
  if (mine?.status === "offered" && !mine.can.includes("acceptOffer")) return words.offeredNotReady;
  const asked = mine?.status === "waitlisted" || mine?.status === "requested";
  return asked && mine.notReady ? words.waitsNotReady : undefined;
}

/** What is not in place, or will not be, and what becomes of my booking by it; with the way to see to it. */
export function Holds({ row, now }: { row: SessionRow; now: number }) {
  const text = wordsFor(row, now);
  if (text === undefined) return null;
  return (
    <Note tone="wait">
      <div className="stack tight">
        <p>{text}</p>
        <p>
          <Link to="/exchange/ready">
            {words.seeTo}
            <span className="visually-hidden">: {row.title}</span>
          </Link>
        </p>
      </div>
    </Note>
  );
}
