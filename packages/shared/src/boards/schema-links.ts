import { z } from "zod";
import { line, OpportunityId, PartId, ReflectionId, SessionId } from "../kernel/shapes.ts";
import { longestAddress, opensForAll, webAddress } from "./rules-links.ts";

/** An address on the web. Nobody fetches it for whoever reads it; https alone, no name and password in it, no machine without a public name; other letters than ASCII as a browser writes them there (%C3%A9). */
export const WebAddress = z
  .string()
  .max(longestAddress)
  .regex(webAddress, "an address that begins with https://")
  .refine(opensForAll, "an address that anybody can open");

const title = { title: line(160) };
/** What a card is about: something that its reader may look up by the way that it is looked up elsewhere. A case can't be linked. */
export const Link = z.discriminatedUnion("kind", [
  /** a chance to shadow, or one of its dates */
  z.strictObject({ kind: z.literal("visit"), opportunityId: OpportunityId, ...title }),
  /** `opportunityId`: what it is a date of; the house writes it, and older links are without it */
  z.strictObject({ kind: z.literal("session"), sessionId: SessionId, opportunityId: OpportunityId.optional(), ...title }),
  /** what somebody learnt on a visit */
  z.strictObject({ kind: z.literal("note"), reflectionId: ReflectionId, ...title }),
  /** what is missing somewhere, and what is there: of the map */
  z.strictObject({ kind: z.literal("gap"), gapId: PartId, ...title }),
  z.strictObject({ kind: z.literal("asset"), assetId: PartId, ...title }),
  z.strictObject({ kind: z.literal("web"), url: WebAddress, ...title }),
]);
export type Link = z.infer<typeof Link>;
