import type { ReactNode } from "react";

export type EmptyProps = {
  icon?: ReactNode;
  /** What will be here: "Here you'll see who you work with". */
  title: ReactNode;
  children?: ReactNode;
  /** The first step, as a button. */
  step?: ReactNode;
};

/** A list with nothing in it yet: what will be here, and how it begins. */
export function Empty({ icon, title, children, step }: EmptyProps) {
  return (
    <div className="empty">
      {icon}
      <h2>{title}</h2>
      {children}
      {step}
    </div>
  );
}
