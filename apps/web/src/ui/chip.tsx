import { Check, HeartHandshake, Hourglass, Lock, Stethoscope, Users } from "lucide-react";
import type { ReactNode } from "react";
import { type Tone, toneClass } from "./tone.ts";

export type ChipProps = {
  tone?: Tone | undefined;
  /** Left out, each tone has its own; `null` for none, where the word alone is clear. */
  icon?: ReactNode;
  children: ReactNode;
};

const icons = {
  statutory: <Stethoscope />,
  third: <HeartHandshake />,
  citizen: <Users />,
  wait: <Hourglass />,
  stop: <Lock />,
  good: <Check />,
  plain: null,
} satisfies Record<Tone, ReactNode>;

/** A state or a name in one short line: an icon and a word. Colour only repeats what the word says. */
export function Chip({ tone = "plain", icon, children }: ChipProps) {
  return (
    <span className={`chip${toneClass(tone)}`}>
      {icon === undefined ? icons[tone] : icon}
      <span>{children}</span>
    </span>
  );
}
