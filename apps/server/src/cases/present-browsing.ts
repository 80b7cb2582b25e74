import type { LedgerEntry } from "@linkwork/shared/cases/ledger.ts";
import { ledgerKindOf } from "@linkwork/shared/cases/ledger.ts";
import { busyHour, type Look, marksOf } from "@linkwork/shared/cases/rules-browsing.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";

const looking: readonly string[] = ["read", "refused", "checked"];
/** Lines that say that somebody looked, or tried to. */
const isLooking = (entry: LedgerEntry): boolean => looking.includes(ledgerKindOf(entry)) && entry.what !== "listed";

export type Around = {
  /** the person's name; empty where it isn't known */
  person: string;
  /** the reader's own organisation: of its people alone it is known where else they looked */
  orgId: OrgId;
  looks: ReadonlyMap<PersonId, readonly Look[]>;
  /** what people wrote in other cases, by who it was */
  wrote: ReadonlyMap<PersonId, readonly string[]>;
};

/** The lines with what is worth asking about beside each. Pure. */
export function withMarks(lines: readonly LedgerEntry[], { person, orgId, looks, wrote }: Around): LedgerEntry[] {
  const knows = new Set(lines.filter((line) => line.why?.knows).map(({ who }) => `${who.personId}|${who.orgId}`));
  return lines.map((line) => {
    const { personId, name = "" } = line.who;
    if (!isLooking(line) || personId === undefined) return line;
    const own = line.who.orgId === orgId;
    const marks = marksOf({
      ...{ worker: name, person, at: line.at, knows: knows.has(`${personId}|${line.who.orgId}`) },
      looks: (own && looks.get(personId)) || [],
      wrote: (own && wrote.get(personId)) || [],
    });
    return marks.length === 0 ? line : { ...line, marks };
  });
}

/** The cases in which it has to be looked whether somebody wrote: those of a busy hour. */
export function busyCases(lines: readonly LedgerEntry[], orgId: OrgId, looks: Around["looks"]): Map<PersonId, Set<string>> {
  const busy = new Map<PersonId, Set<string>>();
  for (const line of lines) {
    const { personId } = line.who;
    if (!isLooking(line) || personId === undefined || line.who.orgId !== orgId) continue;
    const found = busyHour(looks.get(personId) ?? [], line.at)?.caseIds ?? [];
    if (found.length > 0) busy.set(personId, new Set([...(busy.get(personId) ?? []), ...found]));
  }
  return busy;
}
