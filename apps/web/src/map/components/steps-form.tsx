import { type ReactNode, useRef } from "react";
import type { Work } from "../../shell/work.tsx";
import { WorkErrors } from "../../shell/work.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Steps } from "../../ui/steps.tsx";

type StepsFormProps = {
  label: string;
  stepsLabel: string;
  steps: readonly string[];
  at: number;
  work: Work;
  onBack: () => void;
  /** the next step, or sent on the last one */
  onOn: () => void;
  words: { next: string; before: string; send: string; leave: string };
  leaveTo: string;
  children: ReactNode;
};

/** A form in a few short steps: where one is, one step at a time, forward and back. */
export function StepsForm({ label, stepsLabel, steps, at, work, onBack, onOn, words, leaveTo, children }: StepsFormProps) {
  const form = useRef<HTMLFormElement>(null);
  // each step begins at its heading, for eyes and ears alike
  const move = (then: () => void) => {
    const before = at;
    then();
    queueMicrotask(() => {
      const heading = form.current?.querySelector<HTMLElement>("h2");
      if (heading && heading.dataset.step !== String(before)) heading.focus();
    });
  };
  const last = at === steps.length - 1;
  return (
    <form
      ref={form}
      className="stack loose measure"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        move(onOn);
      }}
    >
      <Steps label={stepsLabel} steps={steps} at={at} />
      <h2 data-step={at} tabIndex={-1}>
        {steps[at]}
      </h2>
      <WorkErrors work={work} />
      {children}
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          {last ? words.send : words.next}
        </Button>
        {at > 0 ? <Button onClick={() => move(onBack)}>{words.before}</Button> : null}
        <LinkButton to={leaveTo} tone="quiet">
          {words.leave}
        </LinkButton>
      </div>
    </form>
  );
}
