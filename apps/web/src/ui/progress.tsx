import { type ReactNode, useId } from "react";

export type ProgressProps = {
  label: ReactNode;
  /** How much is done; left out where nobody knows. */
  done?: number | undefined;
  of?: number | undefined;
  /** What is happening, in words: "120 of 500 places read". */
  children?: ReactNode;
};

/** Long work (an import, an export, a first load of a room): its name, how far it is, and what it is at. */
export function Progress({ label, done, of = 1, children }: ProgressProps) {
  const id = useId();
  return (
    <div className="progress">
      <span id={id}>{label}</span>
      <progress aria-labelledby={id} value={done} max={of} />
      {children ? <span className="hint">{children}</span> : null}
    </div>
  );
}
