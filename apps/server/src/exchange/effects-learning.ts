import type { LearningCommand, LearningEvent } from "@linkwork/shared/exchange/schema-learning.ts";
import type { ReflectionCommand, ReflectionEvent, Side, Visited } from "@linkwork/shared/exchange/schema-reflection.ts";
import type { SessionEvent } from "@linkwork/shared/exchange/schema-session.ts";
import type { LearningState } from "@linkwork/shared/exchange/state-learning.ts";
import type { ReflectionState } from "@linkwork/shared/exchange/state-reflection.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { LearningNotice } from "@linkwork/shared/identity/rules-notices.ts";
import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { OrgId, PersonId, ReflectionId } from "@linkwork/shared/kernel/ids.ts";
import { learningRoom, personRoom, reflectionRoom } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Effect } from "../kernel/slice.ts";

/** By which a visit counts as one that took place, and by which it doesn't any more. */
const tookPlace: readonly string[] = ["attendanceConfirmed", "attendanceStood"] satisfies SessionEvent["type"][];
const isUndone = (event: SessionEvent): boolean =>
  event.type === "bookingVoided" || (event.type === "noShowRecorded" && event.body.agreed === true);
export const touchesReflections = (event: SessionEvent): boolean => tookPlace.includes(event.type) || isUndone(event);

export const reflectionIdOf = (bookingId: string, side: Side): ReflectionId =>
  derivedId(bookingId, "reflection", side) as string as ReflectionId;

/** Both sides are asked how it was once somebody was there; what nobody wrote yet is asked no more if they weren't. */
export function reflectionsOf(event: SessionEvent, { bookings, host, date, card, opportunityId }: SessionState): Effect[] {
  const booking = "bookingId" in event.body ? bookings[event.body.bookingId] : undefined;
  const undone = isUndone(event);
  // what is told late of a visit that doesn't count any more opens nothing
  const fits = undone ? booking?.status === "voided" || booking?.agreed === true : booking?.status === "attended";
  if (!fits) return [];
  if (!booking || !host || !date || !card || opportunityId === "") return [];
  const { bookingId, personId, name, orgId, orgName, sector } = booking;
  const { title, theme, contact, deputy } = card;
  return (["visitor", "host"] as const).map((side) => {
    const reflectionId = reflectionIdOf(bookingId, side);
    const target = reflectionRoom(reflectionId);
    if (undone) return { target, type: "closeReflection", input: {} };
    const visitor = { personId, name, orgId, orgName, sector };
    const input: Visited = { reflectionId, bookingId, side, opportunityId, title, theme, host, contact, deputy, visitor, date };
    return { target, type: "openReflection", input };
  });
}

/** Who is told of it in their own room, without a word of it; and the note that comes of it, or loses its name. */
export function reflectionEffects(event: ReflectionEvent, { visited, author, sent, status }: ReflectionState): Effect[] {
  if (!visited) return [];
  const { reflectionId, side, visitor, host, contact, deputy, date } = visited;
  const tell = (personId: PersonId | undefined, orgId: OrgId, kind: LearningNotice): Effect[] => {
    const input: Notice = { kind, orgId, sessionId: date.sessionId, reflectionId };
    return personId ? [{ target: personRoom(personId), type: "deliverNotice", input }] : [];
  };
  const ofTheSide = side === "visitor" ? visitor.orgId : host.orgId;
  switch (event.type) {
    case "reflectionOpened":
      return tell(side === "visitor" ? visitor.personId : contact?.personId, ofTheSide, "reflectionDue");
    case "reflectionSubmitted":
      // who has been told already looks at what stands there then
      return event.body.again
        ? []
        : [contact, deputy]
            .filter((each) => each?.personId !== event.body.author.personId)
            .flatMap((each) => tell(each?.personId, host.orgId, "reflectionWaits"));
    case "reflectionSentBack":
      return tell(author?.personId, ofTheSide, "reflectionBack");
    case "reflectionChecked": {
      const told = event.actor.personId === author?.personId ? [] : tell(author?.personId, ofTheSide, "reflectionChecked");
      // taken back before it was published, it is not published any more
      if (status !== "shared" || !sent || !author) return told;
      const signed = sent.signed ? { author: { name: author.name, orgName: side === "visitor" ? visitor.orgName : host.name } } : {};
      const { opportunityId, title, theme } = visited;
      const about = { reflectionId, side, opportunityId, title, theme, host, startsAt: date.startsAt, zone: date.zone };
      const input: Extract<LearningCommand, { type: "publishNote" }>["input"] = { ...about, says: sent.says, ...signed };
      return [{ target: learningRoom(reflectionId), type: "publishNote", input, first: true }, ...told];
    }
    case "reflectionWithdrawn":
      return event.body.signed ? [{ target: learningRoom(reflectionId), type: "unsignNote", input: {}, first: true }] : [];
    case "reflectionWorded":
    case "reflectionClosed":
    case "reflectionLessened":
      return [];
  }
}

/** Words that go from a note go from what it came of too, before that is answered: the same people read there what everybody read here. */
export function learningEffects(event: LearningEvent, { about, says }: LearningState): Effect[] {
  if (event.type !== "wordsTakenOut" || !about) return [];
  const { part, reason } = event.body;
  const input: Extract<ReflectionCommand, { type: "lessenReflection" }>["input"] = { part, left: says[part] ?? "", reason };
  return [{ target: reflectionRoom(about.reflectionId), type: "lessenReflection", input, first: true }];
}
