import { type ReactNode, useId } from "react";
import { FieldError, useWiring } from "./field.tsx";

type Choice<Value extends string> = {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  /** Drawn inside the card while it is chosen: a question that only this answer raises. */
  under?: ReactNode;
  disabled?: boolean | undefined;
};

type Shared<Value extends string> = {
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  id?: string | undefined;
  /** short answers stand beside each other where there is room */
  beside?: boolean | undefined;
  choices: readonly Choice<Value>[];
};

export type CheckCardsProps<Value extends string> = Shared<Value> & { value: readonly Value[]; onChange: (value: Value[]) => void };

/** Any number of answers, each a card one can hit; what is chosen keeps the order of the choices. */
export function CheckCards<Value extends string>({ value, onChange, ...shared }: CheckCardsProps<Value>) {
  const order = shared.choices.map((choice) => choice.value);
  const toggle = (hit: Value) => onChange(order.filter((each) => (each === hit ? !value.includes(hit) : value.includes(each))));
  return <Cards {...shared} type="checkbox" chosen={value} pick={toggle} />;
}

export type RadioCardsProps<Value extends string> = Shared<Value> & { value: Value | null; onChange: (value: Value) => void };

/** One of a few answers, each a card one can hit. */
export function RadioCards<Value extends string>({ value, onChange, ...shared }: RadioCardsProps<Value>) {
  return <Cards {...shared} type="radio" chosen={value === null ? [] : [value]} pick={onChange} />;
}

type CardsProps<Value extends string> = Shared<Value> & {
  type: "checkbox" | "radio";
  chosen: readonly Value[];
  pick: (value: Value) => void;
};

function Cards<Value extends string>({ legend, hint, error, id, beside = false, choices, type, chosen, pick }: CardsProps<Value>) {
  const { wiring, hintId, errorId } = useWiring({ id, hint, error });
  return (
    <fieldset className={error ? "field wrong" : "field"} aria-describedby={wiring["aria-describedby"]}>
      <legend>{legend}</legend>
      {hint ? (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      <div className={beside ? "choices beside" : "choices"}>
        {choices.map((choice, index) => (
          <Card
            key={choice.value}
            choice={choice}
            type={type}
            id={index === 0 ? wiring.id : undefined}
            name={`${wiring.id}-choice`}
            invalid={error !== undefined}
            checked={chosen.includes(choice.value)}
            pick={pick}
          />
        ))}
      </div>
    </fieldset>
  );
}

type CardProps<Value extends string> = {
  choice: Choice<Value>;
  type: "checkbox" | "radio";
  id: string | undefined;
  name: string;
  invalid: boolean;
  checked: boolean;
  pick: (value: Value) => void;
};

function Card<Value extends string>({ choice, type, id, name, invalid, checked, pick }: CardProps<Value>) {
  const base = useId();
  return (
    // The hint is the description and not part of the name, so a list of answers is quick to hear.
    <label className="choice">
      <input
        type={type}
        id={id}
        name={name}
        value={choice.value}
        checked={checked}
        disabled={choice.disabled}
        aria-labelledby={`${base}-label`}
        aria-describedby={choice.hint ? `${base}-hint` : undefined}
        aria-invalid={type === "checkbox" && invalid ? true : undefined}
        data-invalid={invalid || undefined}
        onChange={() => pick(choice.value)}
      />
      <span className="grow">
        <b id={`${base}-label`}>{choice.label}</b>
        {choice.hint ? (
          <span className="hint" id={`${base}-hint`}>
            {choice.hint}
          </span>
        ) : null}
        {checked && choice.under ? <span className="under stack">{choice.under}</span> : null}
      </span>
    </label>
  );
}
