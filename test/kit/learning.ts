import type { LearningCommand, LearningEvent } from "@linkwork/shared/exchange/schema-learning.ts";
import type { ReflectionCommand, ReflectionEvent, Side, Visited } from "@linkwork/shared/exchange/schema-reflection.ts";
import { foldLearning, type LearningState, noNote } from "@linkwork/shared/exchange/state-learning.ts";
import { foldReflection, noReflection, type ReflectionState } from "@linkwork/shared/exchange/state-reflection.ts";
import type { Actor, AnyEvent, Draft } from "@linkwork/shared/kernel/event.ts";
import { type EventId, newId, type OpportunityId, type ReflectionId, type SessionId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { learningRoom, reflectionRoom } from "@linkwork/shared/kernel/room.ts";
import { decideLearning } from "../../apps/server/src/exchange/decide-learning.ts";
import { decideReflection } from "../../apps/server/src/exchange/decide-reflection.ts";
import { learningEffects, reflectionEffects } from "../../apps/server/src/exchange/effects-learning.ts";
import { systemActor } from "../../apps/server/src/kernel/system.ts";
import { hour } from "./clock.ts";
import { aVisitor } from "./visits.ts";

const uuid = <T extends string>(): T => newId<T>(Date.now());
const iso = (ms: number): string => new Date(ms).toISOString();
const named = ({ personId, name }: Actor) => ({ personId, name });

/** A visit that took place, and its people: who came with somebody of theirs, the contact, the deputy, the host's manager, and somebody of neither. */
export function aVisitAlone(start: number, side: Side = "visitor") {
  const visitor = aVisitor(1, { name: "Rhona MacLeod", orgName: "Southside Practice" });
  const tariq = aVisitor(2, { name: "Tariq Ansari", orgName: "Govan Food Hub", sector: "third" });
  const ofTheHost = (number: number, change: Partial<Actor>) => aVisitor(number, { ...tariq, personId: uuid(), ...change });
  const people = {
    visitor,
    colleague: aVisitor(3, { orgId: visitor.orgId, orgName: visitor.orgName }),
    contact: tariq,
    deputy: ofTheHost(4, { name: "Tess Boyle" }),
    manager: ofTheHost(5, { name: "Hana Aziz", roles: ["manager"] }),
    outsider: aVisitor(6),
    resident: aVisitor(7, { roles: ["resident"] }),
  };
  const host = { orgId: tariq.orgId, name: tariq.orgName, sector: tariq.sector };
  const reflectionId = uuid<ReflectionId>();
  const visited: Visited = {
    ...{
      reflectionId,
      bookingId: uuid(),
      side,
      opportunityId: uuid<OpportunityId>(),
      title: "A morning at our food hub",
      theme: "food",
      host,
    },
    ...{ contact: named(tariq), deputy: named(people.deputy) },
    visitor: { ...named(visitor), orgId: visitor.orgId, orgName: visitor.orgName, sector: visitor.sector },
    date: {
      ...{ sessionId: uuid<SessionId>(), starts: iso(start - 4 * hour).slice(0, 16), zone: "Europe/London", offset: "+00:00" },
      ...{ startsAt: iso(start - 4 * hour), endsAt: iso(start - 2 * hour) },
    },
  };
  const alone = {
    now: start,
    visited,
    people,
    reflection: noReflection as ReflectionState,
    note: noNote as LearningState,
    /** everything that anybody could ever read in the note's room */
    published: [] as LearningEvent[],
    /** whether somebody else works for the host */
    others: true,
    ask(who: Actor, type: ReflectionCommand["type"], input: Record<string, unknown> = {}): ReflectionEvent[] | Refusal {
      const { actor, context } = asked(who, reflectionRoom(reflectionId));
      const decided = decideReflection(alone.reflection, { type, input } as ReflectionCommand, {
        ...context,
        facts: { others: alone.others },
      });
      if (decided instanceof Refusal) return decided;
      const events = (Array.isArray(decided) ? decided : [decided]).map((draft) => {
        const event = written<ReflectionEvent>(draft, actor, headOf(alone.log));
        alone.reflection = foldReflection(alone.reflection, event);
        alone.log.push(event);
        return event;
      });
      for (const event of events)
        for (const effect of reflectionEffects(event, alone.reflection))
          if (effect.target === learningRoom(reflectionId))
            alone.askNote(systemActor, effect.type as LearningCommand["type"], effect.input);
      return events;
    },
    askNote(who: Actor, type: LearningCommand["type"], input: Record<string, unknown> = {}): LearningEvent[] | Refusal {
      const { actor, context } = asked(who, learningRoom(reflectionId));
      const decided = decideLearning(alone.note, { type, input } as LearningCommand, context);
      if (decided instanceof Refusal) return decided;
      const events = (Array.isArray(decided) ? decided : [decided]).map((draft) => {
        const event = written<LearningEvent>(draft, actor, alone.note.head);
        alone.note = foldLearning(alone.note, event);
        alone.published.push(event);
        return event;
      });
      for (const event of events)
        for (const effect of learningEffects(event, alone.note))
          alone.ask(systemActor, effect.type as ReflectionCommand["type"], effect.input);
      return events;
    },
    log: [] as ReflectionEvent[],
    open: () => alone.ask(systemActor, "openReflection", visited),
  };
  const headOf = (log: readonly { seq: number }[]) => log.at(-1)?.seq ?? 0;
  const asked = (actor: Actor, roomId: ReturnType<typeof learningRoom>) => ({
    actor,
    context: { actor, now: iso(alone.now), id: uuid<EventId>(), roomId, event: () => undefined, facts: {} },
  });
  const written = <E extends ReflectionEvent | LearningEvent>(
    draft: Draft<ReflectionEvent | LearningEvent>,
    { personId, orgId }: Actor,
    head: number,
  ) => ({ ...draft, seq: head + 1, id: uuid<EventId>(), at: iso(alone.now), actor: { personId, orgId } }) as AnyEvent as unknown as E;
  return alone;
}
export type VisitAlone = ReturnType<typeof aVisitAlone>;
