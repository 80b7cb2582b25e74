import type { Actor } from "../kernel/event.ts";
import { dayInLondon } from "../kernel/london.ts";
import type { Verdict } from "../kernel/refusal.ts";
import type { Authority, Capacity, ConsentTerms, Grantor } from "./consent.ts";
import { alive, guestOf, leads, mayRead, mayRecordConsent, mayRevoke, refuse } from "./rules.ts";
import type { CaseCommand } from "./schema.ts";
import type { CaseState } from "./state.ts";

/** By what an attorney, a guardian or a parent decides. */
export const authoritiesOf: Record<Exclude<Grantor["kind"], "self">, readonly Authority[]> = {
  attorney: ["welfarePower", "moneyPower"],
  guardian: ["guardianshipOrder", "interventionOrder", "deputyship"],
  parent: ["parentalResponsibility"],
};

/** The last day on which something holds that ends at an instant, which is not included. */
const lastDayBefore = (end: string): string => dayInLondon(new Date(Date.parse(end) - 1).toISOString());

/** Whether these may say this yes: the person, if they can decide it; for one who can't, who has the authority, was not the recorder, and showed it. */
export function mayGrant(
  { grantor, capacity, terms }: { grantor: Grantor; capacity: Capacity; terms: ConsentTerms },
  { actor, now }: { actor: { readonly name: string }; now: string },
): Verdict {
  const today = dayInLondon(now);
  if (capacity.assessedOn > today) return refuse("InTheFuture", { field: "capacity.assessedOn" });
  if (grantor.kind === "self") return capacity.outcome === "has" || refuse("LacksCapacity", { field: "capacity.outcome" });
  if (same(grantor.name, actor.name)) return refuse("OwnGrantor", { field: "grantor.name" });
  if (capacity.outcome === "has") return refuse("DecidesThemselves", { field: "capacity.outcome" });
  if (!authoritiesOf[grantor.kind].includes(grantor.authority)) return refuse("AuthorityDoesntFit", { field: "grantor.authority" });
  if (grantor.seenOn > today) return refuse("InTheFuture", { field: "grantor.seenOn" });
  if (grantor.until === undefined) return true;
  if (grantor.until < today) return refuse("AuthorityOver", { field: "grantor.until" });
  return lastDayBefore(terms.period.end) <= grantor.until || refuse("BeyondAuthority", { field: "terms.period.end" });
}

const same = (a: string, b: string): boolean => a.trim().toLocaleLowerCase("en-GB") === b.trim().toLocaleLowerCase("en-GB");

/** May they say that a yes was not given freely? Who may stop it, and whoever takes part. */
export function mayDoubt(state: CaseState, actor: Actor, { consentId, now }: { consentId: string; now: string }): Verdict {
  const may = mayRevoke(state, actor, consentId);
  const known = alive(state.consents[consentId]);
  return may === true || (known && mayRead(state, actor, now) && !guestOf(state, actor)) || may;
}

type InputOf<Type extends CaseCommand["type"]> = Extract<CaseCommand, { type: Type }>["input"];

/** Who notes it, and decides what follows: the practice's link workers. The second person who agrees may be anybody of the practice who is in. */
export function mayDecideRest(state: CaseState, command: CaseCommand, actor: Actor): Verdict {
  const second = command.type === "endRest" && command.input.how.kind === "bestInterests";
  return second ? leads(state, actor) || refuse("LeadOnly") : mayRecordConsent(state, actor);
}

/** May it be noted that sharing rests? Once for each cause; after a death nothing else is noted. */
export function mayRest(state: CaseState, { because, on }: InputOf<"restSharing">, now: string): Verdict {
  if (on > dayInLondon(now)) return refuse("InTheFuture", { field: "on" });
  return (state.rest?.because !== "death" && state.rest?.because !== because) || refuse("WrongState");
}

/** May it be recorded what is best for somebody who can't decide it? While sharing rests for that, and for nobody who can. */
export function mayRecordBestInterests(state: CaseState, { capacity }: InputOf<"recordBestInterests">, now: string): Verdict {
  if (state.rest?.because !== "capacity") return refuse("WrongState");
  if (capacity.outcome === "has") return refuse("DecidesThemselves", { field: "capacity.outcome" });
  return assessedSince(state, capacity.assessedOn, { now, field: "capacity.assessedOn" });
}

/** May sharing go on? When the person can decide it again, when a second person agrees with what was recorded, or when it was noted by mistake. */
export function mayEndRest(state: CaseState, how: InputOf<"endRest">["how"], { actor, now }: { actor: Actor; now: string }): Verdict {
  const { rest } = state;
  if (!rest) return refuse("WrongState");
  if (how.kind === "mistake") return true;
  if (rest.because === "death") return refuse("HasDied");
  if (how.kind === "bestInterests") {
    if (!rest.bestInterests) return refuse("WrongState");
    return rest.bestInterests.by !== actor.personId || refuse("SecondPersonDecides");
  }
  if (how.capacity.outcome === "lacks") return refuse("LacksCapacity", { field: "how.capacity.outcome" });
  return assessedSince(state, how.capacity.assessedOn, { now, field: "how.capacity.assessedOn" });
}

/** What was judged before it was noted says nothing about now. */
export function assessedSince({ rest }: CaseState, assessedOn: string, { now, field }: { now: string; field: string }): Verdict {
  if (assessedOn > dayInLondon(now)) return refuse("InTheFuture", { field });
  return rest?.on === undefined || assessedOn >= rest.on || refuse("AssessedBefore", { field });
}
