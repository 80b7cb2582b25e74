import { numbersIn } from "../clients/numbers.ts";
import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import type { PersonId } from "../kernel/shapes.ts";
import { mayHost, refuse, worksHere } from "./rules.ts";
import { isLess, looksAfterWords } from "./rules-learning.ts";
import type { ReflectionCommand, Says } from "./schema-reflection.ts";
import type { ReflectionState, ReflectionStatus } from "./state-reflection.ts";

const day = 24 * 3600_000;
/** For how long it is asked how a visit was: ms. It can be written afterwards too, but nobody is reminded. */
export const askedFor = 30 * day;

type Step = Exclude<ReflectionCommand["type"], "openReflection">;
/** From where each step leads on. Every other pair is refused. */
export const reflectionSteps: Record<Step, readonly ReflectionStatus[]> = {
  closeReflection: ["due", "submitted", "sentBack"],
  submitReflection: ["due", "submitted", "sentBack"],
  sendReflectionBack: ["submitted"],
  checkReflection: ["submitted"],
  withdrawReflection: ["due", "submitted", "sentBack", "shared", "kept", "closed"],
  lessenReflection: ["shared", "kept"],
};
export const isChecked = ({ status }: ReflectionState): boolean => status === "shared" || status === "kept";

/** Is it theirs to write? The visitor's own; the host's is for the contact or whoever of theirs writes it first, and then for those alone. */
export function mayWrite({ visited, author }: ReflectionState, actor: Actor): boolean {
  if (!visited || actor.system) return false;
  if (visited.side === "visitor") return visited.visitor.personId === actor.personId;
  return author ? author.personId === actor.personId : mayHost(visited.host, actor);
}

/** May they read the room? Whose it is; and the host's people from when it was sent, but for the time in which its author mends it. */
export const mayReadReflection = (state: ReflectionState, actor: Actor): boolean =>
  actor.system === true ||
  mayWrite(state, actor) ||
  ((state.status === "submitted" || isChecked(state)) && mayHost(state.visited?.host ?? null, actor));

/** May they read what it says? Once it was checked the people of both organisations may. */
export const mayReadSays = (state: ReflectionState, actor: Actor): boolean =>
  mayReadReflection(state, actor) || (isChecked(state) && worksHere(actor) && state.visited?.visitor.orgId === actor.orgId);

const hosts: readonly string[] = ["sendReflectionBack", "checkReflection", "lessenReflection"];
/** May they know that it is there, when they ask for this? */
export const mayKnowReflection = (state: ReflectionState, actor: Actor, command: string): boolean =>
  actor.system === true || (hosts.includes(command) ? mayHost(state.visited?.host ?? null, actor) : mayWrite(state, actor));

/** Can this be done as it stands now? Of a visit that didn't take place after all there is only something to take back where something was sent. */
export const mayStepReflection = ({ status, sent }: ReflectionState, step: Step): Verdict =>
  (reflectionSteps[step].includes(status) && (status !== "closed" || sent !== null)) || refuse("ReflectionMoved", { status });

/** May they take it back, or say that nothing is written? For the host the latter is for the contact, where there is one. */
export const mayWithdraw = ({ visited, status }: ReflectionState, { personId }: Actor): Verdict =>
  status !== "due" || visited?.side !== "host" || !visited.contact || visited.contact.personId === personId || refuse("ContactDeclines");

/** The first answer with a number of the health service in it. */
export const numberedIn = (says: Says): keyof Says | undefined =>
  (["saw", "differently", "would"] as const).find((part) => numbersIn(says[part] ?? "").length > 0);

/** May they look at it for the host? Not at their own, as long as somebody else works there; and only at what stands there now. */
export function mayLookAt(state: ReflectionState, actor: Actor, { version, others }: { version: number; others: boolean }): Verdict {
  if (state.author?.personId === actor.personId && others) return refuse("SomebodyElseChecks");
  return version === state.version || refuse("ReflectionMoved", { status: state.status });
}

type Lessen = Extract<ReflectionCommand, { type: "lessenReflection" }>["input"];
/** May words leave an answer? Where a note came of it, the note's go first, and the house says the same here; told late, that brings back nothing. */
export function mayLessen(state: ReflectionState, actor: Actor, { part, left, version }: Lessen): Verdict {
  const less = isLess(state.sent?.says[part] ?? "", left.trim());
  if (actor.system) return (state.status === "shared" && less) || refuse("NothingDue");
  if (!looksAfterWords(state.visited?.host, actor)) return refuse("HostLooksAfter");
  if (state.status !== "kept") return refuse("NothingDue");
  if (version !== state.version) return refuse("ReflectionMoved", { status: state.status });
  return less || refuse("OnlyLess", { field: "left" });
}

/** Whom it waits for as it stands, whatever hat they wear and however long ago it was. */
export function owedBy({ visited, author, status }: ReflectionState): Set<PersonId> {
  const { side, visitor, contact, deputy } = visited ?? {};
  const who = {
    ...{ due: [side === "visitor" ? visitor : contact], sentBack: [author], submitted: [contact, deputy] },
    ...{ absent: [], shared: [], kept: [], withdrawn: [], closed: [] },
  }[status];
  const ids = who.flatMap((each) => each?.personId ?? []);
  return new Set(status === "submitted" ? ids.filter((id) => id !== author?.personId) : ids);
}

/** What is owed: to write it, to mend it, or to look whether it tells of anybody. Who receives visitors is asked to write for the host, and with the deputy to look. */
export function owes(state: ReflectionState, actor: Actor, now: string): "write" | "mend" | "check" | undefined {
  const { visited, status, sent, dueSince } = state;
  if (!visited) return undefined;
  const recent = (since: string) => Date.parse(now) < Date.parse(since) + askedFor;
  const { visitor, host, side } = visited;
  if (!owedBy(state).has(actor.personId)) return undefined;
  if (status === "submitted") return mayHost(host, actor) ? "check" : undefined;
  const here = actor.orgId === (side === "visitor" ? visitor.orgId : host.orgId);
  if (!here || !mayWrite(state, actor)) return undefined;
  if (status === "due") return recent(dueSince) ? "write" : undefined;
  return sent && recent(sent.at) ? "mend" : undefined;
}
