import { refuse } from "@linkwork/shared/exchange/rules.ts";
import { datesToMove, mayHold } from "@linkwork/shared/exchange/rules-moving.ts";
import type { Dated, OpportunityCommand, OpportunityEvent } from "@linkwork/shared/exchange/schema.ts";
import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { datesOf, laterBy, withinReach } from "./times.ts";

type Asked = (OpportunityCommand & { type: "moveDates" })["input"];
/** One date at another time, or that one and all that come after it, each as much later or earlier on the wall; or why one of them can't be held then. */
export function movedDates(state: OpportunityState, asked: Asked, now: string): Draft<OpportunityEvent> | Refusal {
  const moving = datesToMove(state, asked, now);
  const one = moving.find(({ sessionId }) => sessionId === asked.sessionId);
  if (!one) return refuse("UnknownDate", { field: "sessionId" });
  if (asked.starts === one.starts && asked.second === undefined) return refuse("DateTaken", { field: "starts" });
  const dates: Dated[] = [];
  for (const date of moving) {
    const moved = movedDate(date, laterBy(date.starts, { from: one.starts, to: asked.starts }), asked);
    if (moved instanceof Refusal) return moved;
    dates.push(moved);
  }
  const reach = withinReach(dates, now, "starts");
  if (reach !== true) return reach;
  const others = state.dates.filter(({ sessionId }) => !moving.some((each) => each.sessionId === sessionId));
  const held = mayHold([...others, ...dates]);
  return held === true ? { type: "datesMoved", body: { dates } } : held;
}

function movedDate({ sessionId, zone, startsAt, endsAt }: Dated, starts: string, { second }: Asked): Dated | Refusal {
  const minutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  const found = datesOf({ starts, minutes, zone, except: [], ...(second ? { second } : {}) }, "starts");
  if (found instanceof Refusal) return found;
  const [date] = found;
  if (!date) return refuse("NoDates", { field: "starts" });
  const { twice: _twice, ...plain } = date;
  return { sessionId, ...plain };
}
