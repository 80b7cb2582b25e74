import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import { refuse, stands, working } from "./rules.ts";
import { withoutExport } from "./rules-export.ts";
import { closedDays, daysLater } from "./rules-following.ts";
import { joined } from "./rules-votes.ts";
import type { Question } from "./schema.ts";
import type { ProjectState } from "./state.ts";

const aDay = 24 * 3600_000;
/** Whether it has been closed for so long that it can be put away or deleted. */
export function closedLongEnough({ closedAt }: Pick<ProjectState, "closedAt">, now: string): Verdict {
  const from = daysLater(closedAt ?? now, closedDays);
  return now >= from || refuse("ClosedTooShort", { days: Math.ceil((Date.parse(from) - Date.parse(now)) / aDay) });
}

type By = Pick<Actor, "orgId"> & { readonly now: string };
/** Whether a question of this kind can be asked by an organisation as the project stands, whatever it says. */
export function mayAskKind(state: ProjectState, kind: Question["kind"], { orgId, now }: By): Verdict {
  const over = state.status === "closed" || state.status === "archived";
  // who has ceased keeps nobody from deleting, also once it was put away
  const late = kind === "delete" || ((kind === "remove" || kind === "ceased") && over);
  const may = late ? stands(state, "closed", "archived") : stands(state, ...working);
  if (may !== true) return may;
  switch (kind) {
    case "charter":
    case "invite":
    case "close":
      return true;
    case "wayOn":
      return (state.charter?.money.length ?? 0) > 0 || refuse("UnknownMoney", { field: "question.fundingId" });
    case "remove":
    case "ceased":
      // the asker, and one more beside whom it is about
      return joined(state).filter((each) => each.orgId !== orgId).length >= 2 || refuse("TooFewOthers");
    case "delete": {
      const long = closedLongEnough(state, now);
      if (long !== true) return long;
      const { length } = withoutExport(state);
      return length === 0 || refuse("ExportMissing", { missing: length });
    }
  }
}
