import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";

/** What the client's kernel knows of a kind of room: the slice's own fold. */
export type Kind = {
  readonly initial: unknown;
  readonly fold: (state: unknown, event: AnyEvent) => unknown;
  /** what is held of a room without the words that were taken out since; the same list where none were */
  readonly conceal?: (events: readonly AnyEvent[], state: unknown) => readonly AnyEvent[];
  /** whether a copy may still be looked at, by what the device knows, where nobody can be asked; any may where this is left out */
  readonly mayRead?: (state: unknown, actor: Actor, now: string) => boolean;
  /** whether there is more for somebody by now than what is held was made of: it is fetched afresh */
  readonly outgrown?: (state: unknown, actor: Actor) => boolean;
};

export const kind = <S, E>(initial: S, fold: (state: S, event: E) => S): Kind => ({ initial, fold: fold as unknown as Kind["fold"] });

/** A kind whose state says which words were taken out: nothing that is held of the room has them any more. */
export const concealing = <S, E>(initial: S, fold: (state: S, event: E) => S, conceal: (event: E, state: S) => E): Kind => ({
  ...kind(initial, fold),
  conceal(events, state) {
    if (!state) return events;
    const left = events.map((event) => conceal(event as E, state as S) as unknown as AnyEvent);
    return left.some((event, i) => event !== events[i]) ? left : events;
  },
});
