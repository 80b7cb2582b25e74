import { conceal } from "@linkwork/shared/cases/redaction.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { type CaseState, foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import { foldClient, noClient } from "@linkwork/shared/clients/state.ts";
import { foldConcern, noConcern } from "@linkwork/shared/concerns/state.ts";
import { foldOrg, foldPerson, noOrg, noPerson } from "@linkwork/shared/identity/state.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { kindOf, type RoomKind } from "@linkwork/shared/kernel/room.ts";

/** What the client's kernel knows of a kind of room: the slice's own fold, and where its commands are. */
export type Kind = {
  readonly initial: unknown;
  readonly fold: (state: unknown, event: AnyEvent) => unknown;
  /** what is held of a room without the words that were taken out since; the same list where none were */
  readonly conceal?: (events: readonly AnyEvent[], state: unknown) => readonly AnyEvent[];
  readonly router: "cases" | "clients" | "concerns" | "identity";
};

const kind = <S, E>(initial: S, fold: (state: S, event: E) => S, router: Kind["router"]): Kind => ({
  initial,
  fold: fold as unknown as Kind["fold"],
  router,
});

/** A copy that an older build made may know nothing of words that were taken out. */
function withoutTaken(events: readonly AnyEvent[], state: unknown): readonly AnyEvent[] {
  const { redactions = {} } = (state ?? {}) as Partial<CaseState>;
  if (Object.keys(redactions).length === 0) return events;
  const left = events.map((event) => conceal(event as CaseEvent, redactions) as AnyEvent);
  return left.some((event, i) => event !== events[i]) ? left : events;
}

const kinds: Readonly<Record<Exclude<RoomKind, "access" | "request">, Kind>> = {
  case: { ...kind(noCase, foldCase, "cases"), conceal: withoutTaken },
  client: kind(noClient, foldClient, "clients"),
  concern: kind(noConcern, foldConcern, "concerns"),
  org: kind(noOrg, foldOrg, "identity"),
  person: kind(noPerson, foldPerson, "identity"),
};

/** A name that somebody typed into the address: the server says that there is no such room. */
const unknown: Kind = { initial: null, fold: (state) => state, router: "cases" };

/** The kind of a room by its name. */
export function kindFor(roomId: RoomId): Kind {
  const name: string = kindOf(roomId);
  return Object.hasOwn(kinds, name) ? kinds[name as keyof typeof kinds] : unknown;
}
