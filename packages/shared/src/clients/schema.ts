import { z } from "zod";
import { Excluded } from "../cases/consent.ts";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { CaseId, ClientId, line, OrgId, text } from "../kernel/shapes.ts";
import { faultIn, kindOfNumber } from "./numbers.ts";
import { numberFaultWords } from "./words.ts";

/** A number by which the health service knows the person, CHI or NHS: its ten digits, with the check digit that fits them. */
export const HealthNumber = z
  .string()
  .max(10)
  .superRefine((digits, context) => {
    const fault = faultIn(digits);
    if (fault) context.addIssue({ code: "custom", message: numberFaultWords[fault] });
  });

/** A way of reaching somebody. */
export const Channel = z.enum(["post", "phone", "message", "voicemail", "email", "visit"]);
export type Channel = z.infer<typeof Channel>;

/** How the person can be reached without harm: somebody else may read their post, or hear their phone. */
export const SafeContact = z.strictObject({
  /** never to be used, whatever it is about */
  never: z.array(Channel).max(6),
  /** nothing on an envelope, in a subject or on a display says who we are */
  neutral: z.boolean(),
  /** who else may be told by post or phone, and what; without it nobody */
  mayTell: line(200).optional(),
});
export type SafeContact = z.infer<typeof SafeContact>;

/** Who the person is. In a sealed room of its own, apart from what is said in the case. */
export const Identity = z.strictObject({
  /** full name as the person gives it */
  name: line(120),
  /** what they like to be called */
  knownAs: line(60).optional(),
  /** date of birth */
  bornOn: z.iso.date().optional(),
  /** how to reach them, and when; a safe channel only */
  contact: text(300).optional(),
  safeContact: SafeContact.optional(),
  /** what helps in talking: language, interpreter, large print, hearing */
  communication: text(500).optional(),
  /** CHI and NHS number, one of each; for the organisation that leads alone, whatever was agreed */
  numbers: z
    .array(HealthNumber)
    .min(1)
    .max(2)
    .refine((all) => new Set(all.map(kindOfNumber)).size === all.length, "one CHI number and one NHS number")
    .optional(),
});
export type Identity = z.infer<typeof Identity>;

/** "Is there already somebody with this number with us?" */
export const LookUp = z.strictObject({ number: HealthNumber });

export const clientCommands = {
  registerClient: z.strictObject({ clientId: ClientId, identity: Identity }),
  correctIdentity: z.strictObject({ identity: Identity }),
  linkCase: z.strictObject({ caseId: CaseId, leadOrgId: OrgId }),
  /** the house's: a case of theirs is erased */
  unlinkCase: z.strictObject({ caseId: CaseId }),
  /** whom the person wants kept away, as they said it with a consent */
  noteKeptAway: z.strictObject({ excluded: z.array(Excluded).min(1).max(20) }),
} as const;
export type ClientCommand = CommandsOf<typeof clientCommands>;

export const clientEvents = {
  clientRegistered: z.strictObject({ clientId: ClientId, identity: Identity, leadOrgId: OrgId }),
  identityCorrected: clientCommands.correctIdentity,
  caseLinked: clientCommands.linkCase,
  /** `last`: nothing else is kept about them, and this goes too */
  caseUnlinked: clientCommands.unlinkCase.extend({ last: z.boolean() }),
  keptAwayNoted: clientCommands.noteKeptAway,
} as const;
export type ClientEvent = EventsOf<typeof clientEvents>;
