import { createHash } from "node:crypto";
import { uuidOf } from "@linkwork/shared/kernel/ids.ts";

/** An id that is the same each time the community is seeded. */
export const seedId = <T extends string>(name: string): T => uuidOf(createHash("sha256").update(`linkwork seed ${name}`).digest(), 8) as T;
