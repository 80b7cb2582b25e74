import type { ReactNode } from "react";
import { type Tone, toneClass } from "./tone.ts";

export type NoteProps = {
  tone?: Tone | undefined;
  icon?: ReactNode;
  /** "status" is read out when it comes, "alert" at once; left out, it is just there to be read. */
  role?: "status" | "alert" | "note" | undefined;
  children: ReactNode;
};

/** A few sentences that matter now: what happened, and what to do next. */
export function Note({ tone, icon, role, children }: NoteProps) {
  return (
    <div className={`note${toneClass(tone)}`} role={role}>
      {icon}
      <div className="grow">{children}</div>
    </div>
  );
}
