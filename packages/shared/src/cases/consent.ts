import { z } from "zod";
import { line, OrgId, PartId, PersonId, text } from "../kernel/shapes.ts";

/** What a consent is for, one each (PRSB social prescribing: needs). */
export const Purpose = z.enum(["company", "money", "housing", "food", "wellbeing", "activity", "learning", "caring", "practical"]);
export type Purpose = z.infer<typeof Purpose>;

/** What may be shared (cases.md, scopes). `health`, `mental`, `sexual` and `social` each have a room of their own; the others live in the general one. */
export const Scope = z.enum([
  "identity",
  "contact",
  "needs",
  "goals",
  "attendance",
  "health",
  "mental",
  "sexual",
  "social",
  "risk",
  "message",
  "attach",
  "outcomes",
  "messageBack:gp",
]);
export type Scope = z.infer<typeof Scope>;

/** How it was said. */
export const Method = z.enum(["face", "phone", "video", "letter", "bsl"]);
export type Method = z.infer<typeof Method>;

/** How much of the conversation an organisation may read: from now on, all of it, or from a day. */
export const HistoryFrom = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("now") }),
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({ kind: z.literal("date"), at: z.iso.datetime() }),
]);

/** From a day to the end of the same day a year later, with a leap day in it. */
const year = 367 * 24 * 3600 * 1000;

/** From when until when; UTC instants, the end not included. At most twelve months. */
export const Period = z
  .strictObject({ start: z.iso.datetime(), end: z.iso.datetime() })
  .refine((p) => p.end > p.start, { path: ["end"], message: "must be after the start" })
  .refine((p) => Date.parse(p.end) - Date.parse(p.start) <= year, { path: ["end"], message: "at most twelve months" });

/** What the person was asked and agreed to. Section "Processing" and "Parties" of ISO/TS 27560, as far as everyone in the conversation may know it. */
export const ConsentTerms = z.strictObject({
  /** named organisations, each told to the person by name */
  controllers: z.array(OrgId).min(1, "name the organisation").max(10),
  purpose: Purpose,
  scopes: z.array(Scope).min(1, "choose at least one thing that may be shared").max(14),
  /** what they may learn of other services that the person uses */
  otherServices: z.enum(["none", "count", "names"]),
  historyFrom: HistoryFrom,
  period: Period,
  /** when to ask again whether it still fits */
  reviewDue: z.iso.datetime().optional(),
  /** UK GDPR articles the lead organisation relies on, e.g. 6(1)(e) and 9(2)(h) */
  lawfulBasis: z.strictObject({ art6: z.enum(["6(1)(a)", "6(1)(e)", "6(1)(f)"]), art9: z.enum(["9(2)(a)", "9(2)(h)", "none"]) }),
  /** the common law duty of confidentiality is met by; the other kinds (best interests, public interest, legal duty) are separate disclosures, never this */
  confidentialityBasis: z.enum(["explicit", "implied"]),
  /** each off unless the person said yes */
  reuse: z.strictObject({ learning: z.boolean(), story: z.boolean(), research: z.boolean() }),
  /** labels (topics) that the person keeps out */
  labelsDenied: z.array(line(60)).max(20),
  /** retention class of the lead organisation's schedule */
  retention: line(60),
});
export type ConsentTerms = z.infer<typeof ConsentTerms>;

/** By which authority somebody decides for the person (AWI(S) Act 2000, MCA 2005, Children (Scotland) Act 1995). */
export const Authority = z.enum([
  "welfarePower",
  "moneyPower",
  "guardianshipOrder",
  "interventionOrder",
  "deputyship",
  "parentalResponsibility",
]);
export type Authority = z.infer<typeof Authority>;

const representative = z.strictObject({
  kind: z.enum(["attorney", "guardian", "parent"]),
  name: line(120),
  /** what was seen, and where a copy lies: "certificate 4711 of the Office of the Public Guardian, practice file" */
  evidence: line(200),
  authority: Authority,
  /** the day on which the evidence was seen */
  seenOn: z.iso.date(),
  /** the last day on which the authority holds; none where it has no end */
  until: z.iso.date().optional(),
});
const self = z.strictObject({ kind: z.literal("self") });

/** Who says yes. An attorney, guardian or parent needs a name, an authority, and the evidence seen. */
export const Grantor = z.discriminatedUnion("kind", [self, representative]);
export type Grantor = z.infer<typeof Grantor>;
/** The same as the log keeps it: the first records had a name and evidence only. */
const KeptGrantor = z.discriminatedUnion("kind", [self, representative.partial({ authority: true, seenOn: true })]);
export type KeptGrantor = z.infer<typeof KeptGrantor>;

/** Capacity is per decision (MCA 2005, AWI(S) Act 2000): who judged it, when, with what outcome. */
export const Capacity = z
  .strictObject({
    outcome: z.enum(["has", "lacks"]),
    assessedBy: line(120),
    assessedOn: z.iso.date(),
    /** power of attorney, welfare guardian, best interests record */
    authority: line(200).optional(),
  })
  .refine((c) => c.outcome === "has" || c.authority !== undefined, { path: ["authority"], message: "say by which authority" });

export type Capacity = z.infer<typeof Capacity>;

/** BCP 47 tag of a language. */
export const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, "a language tag such as en or ur");

/** How and when it was said. */
export const Said = z.strictObject({
  /** the moment the person said it; not in the future */
  on: z.iso.datetime(),
  method: Method,
  interpreter: line(80).optional(),
  witness: line(80).optional(),
  /** the language spoken */
  language: Language,
});
export type Said = z.infer<typeof Said>;

/** Somebody whom the person wants kept away. */
export const Excluded = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("org"), orgId: OrgId }),
  z.strictObject({ kind: z.literal("person"), personId: PersonId }),
]);
export type Excluded = z.infer<typeof Excluded>;

/**
 * The house's: whom the person wants kept away, as they said it in another case of theirs. Whoever isn't of the organisation that leads sees an agreement
 * noted, as it stands: that somebody is kept away is told to nobody.
 */
export const keptAwayCommands = { noteKeptAway: z.strictObject({ excluded: z.array(Excluded).min(1).max(2_000) }) };
/** The agreement that is noted for an organisation, and shown as noted once more in the place of what isn't shown; UTC instants. */
const Shown = z.strictObject({ orgId: OrgId, agreementId: PartId, validFrom: z.iso.datetime(), validTo: z.iso.datetime() });
export const agreementCommands = {
  /**
   * The house's. `asOf`: the number of the event of the practice's that says so. What follows from two of them may come in either order: the older word
   * doesn't undo the newer. Absent before 2026-12-01
   */
  noteAgreement: Shown.extend({ asOf: z.int().min(1).optional() }),
};
export const keptAwayEvents = { keptAwayNoted: keptAwayCommands.noteKeptAway.extend({ shown: Shown }) };

/** What only the lead organisation keeps: who decided for the person, on what evidence, and whom the person wants kept away. */
export const LeadOnly = z.strictObject({
  grantor: KeptGrantor,
  capacity: Capacity,
  /** where the evidence lies, e.g. "scanned form, practice file" */
  evidenceRef: line(200).optional(),
  /** people and organisations that the person wants kept out; never resolvable, never named to others */
  excluded: z.array(Excluded).max(20),
});

/** Somebody who takes part thinks that a yes was pressed out of the person, or that they are frightened. Plain text, at most 2,000 characters. */
export const Doubt = z.strictObject({ words: text(2_000).optional() });
/** The same on record: who said so, and which safeguarding leads were told. Nobody else is shown it (`present`). */
export const KeptDoubt = Doubt.extend({
  ...{ name: line(80), orgName: line(120), told: z.array(PersonId).max(50) },
  /** it was paused already when it was said; since there is `doubtNoted` that is one of those */
  paused: z.literal(true).optional(),
});
/** It was said of a yes that was paused already: nobody is shut out by it, and everybody sees an agreement noted, as it stands. */
export const doubtEvents = { doubtNoted: z.strictObject({ consentId: PartId, method: Method.optional(), doubt: KeptDoubt, shown: Shown }) };
export type KeptDoubt = z.infer<typeof KeptDoubt>;
/** The newest that was said of a yes, and through it what was said before. */
export type SaidDoubt = KeptDoubt & { readonly at: string; readonly before?: SaidDoubt };
export const doubtOf = (before: SaidDoubt | undefined, doubt: KeptDoubt | undefined, at: string): { doubt?: SaidDoubt } =>
  doubt ? { doubt: { ...doubt, at, ...(before ? { before } : {}) } } : {};

/** The words that the person was shown and took home. */
export const NoticeShown = z.strictObject({
  version: z.int().positive(),
  language: Language,
  /** the receipt, line by line; the first one names everybody, at most ten of 120 characters each */
  text: z.array(line(2_000)).min(1).max(60),
});

/** One version of a consent as the log keeps it. Versions never change; a new one supersedes. */
export const ConsentRecord = z.strictObject({
  consentId: PartId,
  version: z.int().positive(),
  supersedes: PartId.optional(),
  /** short name on the receipt */
  receiptId: z.string().max(12),
  terms: ConsentTerms,
  /** the controllers' names as told to the person, in the order of `terms.controllers` */
  told: z.array(z.strictObject({ orgId: OrgId, name: line(120), phone: line(30) })).min(1),
  said: Said,
  notice: NoticeShown.extend({ sha256: z.string().length(64) }),
  jurisdiction: z.enum(["SCT", "ENG", "WLS", "NIR"]),
  leadOnly: LeadOnly.optional(),
});
export type ConsentRecord = z.infer<typeof ConsentRecord>;
