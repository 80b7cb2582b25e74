import type { Identity } from "../clients/schema.ts";
import type { Compartment } from "../kernel/room.ts";
import type { ConsentRecord, KeptGrantor, Method, Purpose, Scope } from "./consent.ts";
import type { GuestKind } from "./guests.ts";
import type { PaperDay } from "./ledger-paper.ts";
import type { RedactionReason } from "./redaction.ts";
import type { WithheldWhy } from "./requests.ts";
import type { Translation } from "./sharing.ts";
import type { ConsentStatus } from "./state.ts";

/** Who wrote or decided something, as a paper may name them: whoever the person wants kept away is nobody there. */
export type PackWho = { name?: string; orgName?: string };

/** A message as it stands in a pack. Without text it is kept back, or was taken out. */
export type PackMessage = {
  /** left out for the main conversation */
  place?: Compartment;
  seq: number;
  /** UTC */
  at: string;
  who: PackWho;
  topic?: string;
  text?: string;
  /** what it said before, oldest first */
  before?: { at: string; text: string }[];
  files?: string[];
  /** its words were taken out of the conversation: why */
  takenOut?: RedactionReason;
  /** why it is kept back; in a draft beside the text */
  withheld?: WithheldWhy;
};

export type PackFile = { name: string; type?: string; size: number; at: string; who: PackWho; place?: Compartment; readable: boolean };

/** A yes (or a no) as it was noted. */
export type PackConsent = {
  status: ConsentStatus;
  /** the organisations that the person was told of by name */
  told: string[];
  purpose: Purpose;
  scopes: readonly Scope[];
  /** UTC, the end not included */
  from: string;
  to: string;
  notedAt: string;
  endedAt?: string;
  said?: { on: string; method: Method; interpreter?: string };
  grantor?: KeptGrantor;
  capacity?: NonNullable<ConsentRecord["leadOnly"]>["capacity"];
  /** the words that the person took home, and their SHA-256 */
  receipt?: { id: string; text: string[]; sha256: string; translations?: PackTranslation[] };
};

/** The same in another language (BCP 47), as it was written for the person. */
export type PackTranslation = Pick<Translation, "language" | "title" | "lines" | "translator" | "readBack" | "sha256" | "at">;

/** Somebody who was let into the conversation for a while. */
export type PackGuest = {
  who: PackWho;
  as: GuestKind;
  may: "read" | "write";
  /** whether they read all of it, or only what was written from then on */
  history: boolean;
  /** UTC, the end not included */
  from: string;
  to: string;
  /** ended before its time */
  endedAt?: string;
  said?: PackConsent["said"];
};

/** All that is held for somebody, or all that an organisation wrote and read: what is printed, and what a machine can read, are made of this. */
export type Pack = {
  format: "linkwork-pack";
  version: 1;
  kind: "person" | "organisation";
  /** not given yet: what is kept back is still in it, for who goes through it */
  draft?: true;
  /** UTC */
  madeAt: string;
  /** initials by which the case is headed, and who leads it or whose pack it is */
  label: string;
  orgName: string;
  phone: string;
  request?: { receivedOn: string; dueOn: string };
  /** not how they can be reached without harm: a paper lies about at home */
  person?: Omit<Identity, "safeContact">;
  consents: PackConsent[];
  /** in a person's alone: who was here as a guest */
  guests?: PackGuest[];
  messages: PackMessage[];
  files: PackFile[];
  seen: PaperDay[];
};
