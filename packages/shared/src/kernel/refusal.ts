/** What a code means on the wire; each has one HTTP status (tRPC's table). */
export type Meaning =
  | "BAD_REQUEST"
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "PRECONDITION_FAILED"
  | "PAYLOAD_TOO_LARGE"
  | "TOO_MANY_REQUESTS"
  | "SERVICE_UNAVAILABLE";

/** What may go with a refusal: the field it is about and figures that the words need. Never content. */
export type Details = { field?: string; [figure: string]: string | number | boolean | undefined };

/** Something that a person can mend. Anything else that goes wrong is a bug. */
export class Refusal extends Error {
  readonly code: string;
  readonly meaning: Meaning;
  readonly details: Details;
  constructor(code: string, meaning: Meaning, details: Details = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.meaning = meaning;
    this.details = details;
  }
}

/** The answer of a rule: true, or the refusal that says why not. */
export type Verdict = true | Refusal;

/** From a slice's table of codes, the function that makes its refusals. */
export function refusing<Code extends string>(codes: Record<Code, Meaning>): (code: Code, details?: Details) => Refusal {
  return (code, details) => new Refusal(code, codes[code], details);
}

export const kernelCodes = {
  /** absent, or not for you: the same answer */
  NotFound: "NOT_FOUND",
  BadInput: "BAD_REQUEST",
  /** the id was used before with another content */
  IdReused: "CONFLICT",
  /** lost eight races in a row */
  Busy: "SERVICE_UNAVAILABLE",
  /** the database does not answer; nothing is known to be lost */
  Unavailable: "SERVICE_UNAVAILABLE",
  NotSignedIn: "UNAUTHORIZED",
  /** twelve idle hours: the password is asked again */
  PasswordAgain: "UNAUTHORIZED",
  WrongPassword: "FORBIDDEN",
  /** one that everybody knows, or that is soon guessed */
  EasyPassword: "BAD_REQUEST",
  /** the password was right; this session opens nothing until the second factor is given, or set up where there is none */
  SecondFactorNeeded: "UNAUTHORIZED",
  /** this needs a factor given within the last ten minutes */
  StepUpNeeded: "FORBIDDEN",
  /** a code or passkey that is wrong, was used before, or came too late: one answer for all */
  WrongCode: "FORBIDDEN",
  /** the device showed no passkey: there is none for us, or it was put off. Said by the client itself */
  NoPasskey: "FORBIDDEN",
  /** somebody who has a second factor keeps one */
  LastFactor: "CONFLICT",
  /** no such hat: the person is not a member of the organisation named */
  NotAMember: "FORBIDDEN",
  WrongOrigin: "FORBIDDEN",
  TooManyCalls: "TOO_MANY_REQUESTS",
  TooLarge: "PAYLOAD_TOO_LARGE",
  /** more bytes than a file may have */
  FileTooLarge: "PAYLOAD_TOO_LARGE",
  FileEmpty: "BAD_REQUEST",
  /** nothing came for too long */
  TooSlow: "SERVICE_UNAVAILABLE",
  /** this person's files of one day */
  FilesToday: "TOO_MANY_REQUESTS",
} as const satisfies Record<string, Meaning>;

export const refuse = refusing(kernelCodes);
