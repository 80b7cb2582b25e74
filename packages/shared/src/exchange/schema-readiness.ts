import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { line, OrgId, PartId, SessionId } from "../kernel/shapes.ts";
import { Host, nothing, WallDay } from "./schema.ts";
import { CheckKind } from "./schema-asks.ts";
import { Version, WordsHash } from "./schema-hosting.ts";

/** That a check was seen, and no more: no number, nothing of what is in it, and no words in which either could be written. */
const Seen = z.strictObject({
  kind: CheckKind,
  /** when it was seen */ seenOn: WallDay,
  /** when it has to be looked at again */ review: WallDay,
});
const employer = { orgId: OrgId, orgName: line(120) };

/** Commands of a `readiness:` room: what is in place for one person before they visit anybody. */
export const readinessCommands = {
  agreeTo: z.strictObject({ hostOrgId: OrgId, /** the one that they were shown */ version: Version }),
  /** for the organisation whose hat they wear: has somebody there seen it? */
  askForCheck: z.strictObject({ kind: CheckKind }),
  /** a colleague who looks after people there, of what they have seen */
  confirmCheck: Seen,
  /** it holds no more, or can't be confirmed. Why is written nowhere: it could say what a court said */
  revokeCheck: nothing,
  /** the house's: they have asked for a place there, and that session hears how it stands from now on. `heard`: the number of its event since when it asks for what it asks for */
  noteVisit: z.strictObject({
    sessionId: SessionId,
    bookingId: PartId,
    ...employer,
    hostOrgId: OrgId,
    endsAt: z.iso.datetime(),
    heard: z.int().min(0),
  }),
  /** the house's: a host has shown them around */
  noteInduction: z.strictObject({ host: Host, /** the first instant at which it holds no more; UTC */ until: z.iso.datetime() }),
  /** the house's: a host to whom they go has new words */
  noteAgreement: z.strictObject({ host: Host, version: Version }),
} as const;
export type ReadinessCommand = CommandsOf<typeof readinessCommands>;

export const readinessEvents = {
  agreedTo: z.strictObject({ host: Host, version: Version, hash: WordsHash }),
  checkAsked: readinessCommands.askForCheck.extend(employer),
  /** `until`: the first instant at which it holds no more (UTC); `by`: who has seen it, as they were called then */
  checkConfirmed: Seen.extend({ ...employer, until: z.iso.datetime(), by: line(80) }),
  checkRevoked: z.strictObject(employer),
  visitNoted: readinessCommands.noteVisit,
  inductionNoted: readinessCommands.noteInduction,
  agreementNoted: readinessCommands.noteAgreement,
} as const;
export type ReadinessEvent = EventsOf<typeof readinessEvents>;
