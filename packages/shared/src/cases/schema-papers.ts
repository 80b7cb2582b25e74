import { z } from "zod";
import { line, PartId } from "../kernel/shapes.ts";
import { Language } from "./consent.ts";
import { untick } from "./rules-papers.ts";

/** Characters of all lines together: in any script that is less than a frame of the socket. */
const allTogether = 12_000;

/** As whoever translates writes it; a tick before it is the paper's to set. */
const TranslatedLine = line(2_800).refine((written) => untick(written).trim() !== "", "write something first");

export const paperCommands = {
  /** the paper of a yes in the person's own language, as their interpreter or translator wrote it; again for one language, it takes the older one's place */
  translateReceipt: z.strictObject({
    /** a yes that holds or is paused */
    consentId: PartId,
    language: Language,
    /** the paper's heading in that language */
    title: line(120),
    /** as many as the paper has, in its order: each says what the one in its place says */
    lines: z
      .array(TranslatedLine)
      .min(1)
      .max(60)
      .refine((lines) => lines.join("").length <= allTogether, `at most ${allTogether.toLocaleString("en-GB")} characters together`),
    /** who translated, as they are called */
    translator: line(120),
    /** who read it back into English */
    readBack: line(120).optional(),
  }),
} as const;

export const paperEvents = {
  /** what is on the paper; for guests, who read none of them, without words and names */
  receiptTranslated: paperCommands.translateReceipt.extend({
    /** with ticks where the English ones have them */
    lines: z.array(line(2_802)).min(1).max(60),
    /** SHA-256 of the notice that it stands for, in hexadecimal */
    of: z.string().length(64),
    /** SHA-256 of heading and lines, joined by line breaks, in hexadecimal */
    sha256: z.string().length(64),
  }),
} as const;
