import { z } from "zod";
import type * as Ids from "./ids.ts";
import type { Branded } from "./ids.ts";

const uuidPattern = "[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const uuid = new RegExp(`^${uuidPattern}$`);
const branded = <T extends Branded<string>>(pattern: RegExp, complaint: string) =>
  z.string().max(64).regex(pattern, complaint) as unknown as z.ZodType<T, T>;

/** Who signs in; uuid. */
export const PersonId = branded<Ids.PersonId>(uuid, "not a person's id");
export type PersonId = Ids.PersonId;
/** An organisation; uuid. */
export const OrgId = branded<Ids.OrgId>(uuid, "not an organisation's id");
export type OrgId = Ids.OrgId;
/** A case; uuid v7 made by the device that opens it. */
export const CaseId = branded<Ids.CaseId>(uuid, "not a case's id");
export type CaseId = Ids.CaseId;
/** The person whom a case is about; uuid v7. */
export const ClientId = branded<Ids.ClientId>(uuid, "not a client's id");
export type ClientId = Ids.ClientId;
/** A worry about somebody's safety; uuid v7 made by the device that raises it. */
export const ConcernId = branded<Ids.ConcernId>(uuid, "not a concern's id");
export type ConcernId = Ids.ConcernId;
/** A chance to shadow; uuid v7 made by the device that drafts it. */
export const OpportunityId = branded<Ids.OpportunityId>(uuid, "not an opportunity's id");
export type OpportunityId = Ids.OpportunityId;
/** One date of a chance to shadow; uuid that follows from the chance and the date. */
export const SessionId = branded<Ids.SessionId>(uuid, "not a session's id");
export type SessionId = Ids.SessionId;
/** What one side of a visit writes about it afterwards; uuid that follows from the booking and the side. A note that comes of it has the same. */
export const ReflectionId = branded<Ids.ReflectionId>(uuid, "not a reflection's id");
export type ReflectionId = Ids.ReflectionId;
/** A project that organisations of several sectors own together; uuid v7 made by the device that proposes it. */
export const ProjectId = branded<Ids.ProjectId>(uuid, "not a project's id");
export type ProjectId = Ids.ProjectId;
/** One board of a project; uuid. */
export const BoardId = branded<Ids.BoardId>(uuid, "not a board's id");
export type BoardId = Ids.BoardId;
/** Something that is there for people; uuid v7 made by the device that adds it, or one that follows from where it was imported from. */
export const AssetId = branded<Ids.AssetId>(uuid, "not an asset's id");
export type AssetId = Ids.AssetId;
/** Something that is missing; uuid v7 made by the device that raises it. */
export const GapId = branded<Ids.GapId>(uuid, "not a gap's id");
export type GapId = Ids.GapId;
/** A part of the map that has a name; uuid that follows from its code. */
export const AreaId = branded<Ids.AreaId>(uuid, "not an area's id");
export type AreaId = Ids.AreaId;
/** A command and the event it becomes; uuid v7 made by the author's device. Never used twice. */
export const EventId = branded<Ids.EventId>(uuid, "not an id");
export type EventId = Ids.EventId;
/** Any other thing named inside a room (consent, participation, topic, agreement); uuid. */
export const PartId = z.string().regex(uuid, "not an id");
/** A room's name: `case:<id>:general` (or `health`, `mental`, `sexual`, `social`), `case:<id>:access`, `case:<id>:requests`, `client:<id>`, `concern:<id>` or `org:<id>` (and `:access`), `opportunity:<id>`, `session:<id>`, `week:<id>:2027-W13` (or `all`), `reflection:<id>`, `learning:<id>`, `training:<id>`, `hosting:<id>`, `readiness:<id>`, `project:<id>`, `board:<id>`, `asset:<id>`, `gap:<id>`, `area:<id>`, or `person:<id>`. */
export const RoomId = branded<Ids.RoomId>(
  new RegExp(
    `^(?:case:${uuidPattern}:(?:general|health|mental|sexual|social|access|requests)|client:${uuidPattern}|concern:${uuidPattern}(?::access)?|org:${uuidPattern}(?::access)?|opportunity:${uuidPattern}|session:${uuidPattern}|week:${uuidPattern}:(?:20\\d\\d-W[0-5]\\d|all)|(?:reflection|learning|training|hosting|readiness|project|board|asset|gap|area):${uuidPattern}|person:${uuidPattern})$`,
  ),
  "no such room",
);
export type RoomId = Ids.RoomId;

/** Who acts, and for which organisation: a person may have several hats and wears one at a time. */
export const ActorRef = z.strictObject({
  personId: PersonId,
  orgId: OrgId,
});
export type ActorRef = z.infer<typeof ActorRef>;

/** Roles a person can have in an organisation. steward: chosen by it to review what the map is told; coordinator: keeps the directory of the area. */
export const Role = z.enum([
  ...(["linkWorker", "worker", "roleInbox", "infoLead", "safeguardingLead", "manager", "resident"] as const),
  ...(["steward", "coordinator"] as const),
]);
export type Role = z.infer<typeof Role>;

/** The hash of a one-time link's secret, or of a poster's code: 32 bytes, base64url. What it was made of is in no event. */
export const SecretHash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** An e-mail address, in small letters: `local@domain`, nothing quoted, no list. */
export const Email = z
  .string()
  .max(254)
  .toLowerCase()
  .regex(/^[a-z0-9_'+-]+(?:\.[a-z0-9_'+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, "not an e-mail address");
export type Email = z.infer<typeof Email>;

export const Sector = z.enum(["statutory", "third", "citizen"]);
export type Sector = z.infer<typeof Sector>;

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What can be kept of something half written: no NUL, no half characters; it may be empty. `max` in UTF-16 units. */
export const unfinished = (max: number) =>
  z
    .string()
    .max(max, `at most ${max.toLocaleString("en-GB")} characters`)
    .refine((s) => !s.includes("\u0000"), "a character that cannot be stored (NUL)")
    .refine((s) => !loneSurrogate.test(s), "half of a character: it was cut while copying");

/** Plain text that people wrote: no NUL, no half characters, not only blanks; kept as it came, shown escaped. `max` in UTF-16 units. */
export const text = (max: number) => unfinished(max).refine((s) => s.trim().length > 0, "write something first");

/** One line of text: `text` without line breaks. */
export const line = (max: number) => text(max).refine((s) => !/[\r\n\u2028\u2029]/.test(s), "one line only");

/** What a file is called, without a path. No sign that turns the reading direction: "photo" and "exe" could swap places before one's eyes. */
export const FileName = line(200).refine(
  (s) => !/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]/u.test(s),
  "a sign that no file name has",
);

/** The kinds of file that are kept, by what is in them and not by their names. */
export const FileType = z.enum(["image/jpeg", "image/png", "image/webp", "application/pdf", "text/plain"]);
export type FileType = z.infer<typeof FileType>;

/** Why a file can't be shown. */
export const FileReason = z.enum(["notAllowed", "mismatch", "photoFormat", "office", "archive", "tooManyPixels", "broken", "virus"]);
export type FileReason = z.infer<typeof FileReason>;

/** What became of a file that was looked at; only `clean` can be fetched. */
export const FileResult = z.strictObject({
  outcome: z.enum(["clean", "infected", "unreadable"]),
  /** what it is, as it is kept; only with `clean` */
  type: FileType.optional(),
  /** bytes, as it is kept: pictures are made anew */
  size: z.int().min(0).optional(),
  /** pixels, for pictures */
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  reason: FileReason.optional(),
});
export type FileResult = z.infer<typeof FileResult>;
