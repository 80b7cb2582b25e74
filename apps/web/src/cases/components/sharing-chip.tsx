import { consentStatusWords } from "@linkwork/shared/cases/words.ts";
import { Chip } from "../../ui/chip.tsx";
import type { Sharing } from "../client.ts";

/** How a sharing stands, for who may stop it without reading. */
export function SharingChip({ sharing: { status, until }, now }: { sharing: Sharing; now: number }) {
  if (status === "active" && Date.parse(until) <= now) return <Chip tone="wait">its time is over</Chip>;
  return <Chip tone={status === "active" ? "good" : "wait"}>{consentStatusWords[status]}</Chip>;
}
