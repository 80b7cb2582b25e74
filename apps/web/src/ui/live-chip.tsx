import { CloudOff, Radio } from "lucide-react";
import { Chip } from "./chip.tsx";
import { clockOrDay } from "./time.ts";

export type LiveChipProps = {
  live: boolean;
  /** When it was last live (ISO); null before the first connection. */
  since: string | null;
};

/** Whether what one sees is what is. Said in words, read out when it changes, never a spinner. */
export function LiveChip({ live, since }: LiveChipProps) {
  return (
    <span className="live" role="status">
      {live ? (
        <Chip tone="good" icon={<Radio />}>
          Live
        </Chip>
      ) : (
        <Chip tone="wait" icon={<CloudOff />}>
          {since === null ? "Not live yet" : `Not live since ${clockOrDay(since, Date.now())}`}
        </Chip>
      )}
    </span>
  );
}
