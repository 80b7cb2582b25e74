import { Check, Circle, CircleDot } from "lucide-react";

export type StepsProps = { label: string; steps: readonly string[] /** Which one we are at, from 0. */; at: number };

/** Where one is in a few questions: done, this one, still to come. */
export function Steps({ label, steps, at }: StepsProps) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === at ? "step" : undefined}>
          {index < at ? <Check /> : index === at ? <CircleDot /> : <Circle />}
          {step}
          {index < at ? <span className="visually-hidden"> (done)</span> : null}
        </li>
      ))}
    </ol>
  );
}
