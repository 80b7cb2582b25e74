import { z } from "zod";
import { CaseId, RoomId, text } from "../kernel/shapes.ts";
import { longest, shortest, termsOf } from "./search.ts";

/** Where a search goes on: what is newer than this place was looked at. Given with an answer, sent back as it came. */
export const SearchCursor = z.strictObject({
  at: z.iso.datetime(),
  roomId: RoomId,
  seq: z.int().min(0),
  /** from which number back each room is read, so that nothing is read twice; as many as fit into a frame */
  rooms: z.array(z.strictObject({ roomId: RoomId, before: z.int().positive() })).max(500),
});
export type SearchCursor = z.infer<typeof SearchCursor>;

/** A search in the cases that one may read. The words are never part of an address or a log. */
export const Search = z.strictObject({
  /** words that must all be there, each as the beginning of one; quotes around what belongs together. 2 to 100 characters */
  text: text(longest)
    .refine((s) => s.trim().length >= shortest, "at least two characters")
    .refine((s) => termsOf(s).length > 0, "a word to look for"),
  /** in this case only */
  caseId: CaseId.optional(),
  cursor: SearchCursor.optional(),
});
export type Search = z.infer<typeof Search>;
