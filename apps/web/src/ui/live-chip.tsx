import { CloudOff, Radio } from "lucide-react";
import { Chip } from "./chip.tsx";

export type LiveChipProps = {
  live: boolean;
  /** When it was last live, in words ("14:02"); unknown before the first connection. */
  since?: string | undefined;
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
          {since === undefined ? "Not live yet" : `Not live since ${since}`}
        </Chip>
      )}
    </span>
  );
}
