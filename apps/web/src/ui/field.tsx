import { CircleAlert } from "lucide-react";
import { type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";

type About = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to mend it, in one sentence. */
  error?: string | undefined;
  /** Given where an `ErrorSummary` has to link to it. */
  id?: string | undefined;
};

/** What an input needs so that its hint and its error are read with it. */
export type Wiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

/** The sentence under a label that says what to mend. */
export function FieldError({ id, children }: { id: string; children: string }) {
  return (
    <p className="error" id={id}>
      <CircleAlert />
      <span>
        <span className="visually-hidden">To mend: </span>
        {children}
      </span>
    </p>
  );
}

/** The ids that tie a hint and an error to what they are about. */
export function useWiring({ id, hint, error }: Pick<About, "id" | "hint" | "error">): { wiring: Wiring; hintId: string; errorId: string } {
  const own = useId();
  const base = id ?? own;
  const hintId = `${base}-hint`;
  const errorId = `${base}-error`;
  const described = [hint ? hintId : "", error ? errorId : ""].filter((part) => part !== "").join(" ");
  return { hintId, errorId, wiring: { id: base, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined } };
}

/** Label, hint and error around any one input; the input gets its wiring as an argument. */
function Field({ label, hint, error, id, children }: About & { children: (wiring: Wiring) => ReactNode }) {
  const { wiring, hintId, errorId } = useWiring({ id, hint, error });
  return (
    <div className={error ? "field wrong" : "field"}>
      <label htmlFor={wiring.id}>{label}</label>
      {hint ? (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      {children(wiring)}
    </div>
  );
}

type Own = "id" | "className" | "children";

export type TextFieldProps = About & Omit<InputHTMLAttributes<HTMLInputElement>, Own> & { ref?: Ref<HTMLInputElement> | undefined };

/** One line of text, an e-mail address, a password, or a day to choose (`type="date"`). */
export function TextField({ label, hint, error, id, type = "text", ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(wiring) => <input className="input" type={type} dir="auto" {...rest} {...wiring} />}
    </Field>
  );
}

export type TextAreaProps = About & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Own> & { ref?: Ref<HTMLTextAreaElement> | undefined };

/** Several lines of text; it grows with what is written. */
export function TextArea({ label, hint, error, id, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(wiring) => <textarea className="input" dir="auto" {...rest} {...wiring} />}
    </Field>
  );
}

export type SelectFieldProps = About &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, Own> & {
    options: readonly { value: string; label: string }[];
    /** A first line that is no answer yet ("Choose a person"). */
    prompt?: string | undefined;
  };

/** One of many, by the system's own list, which every phone and screen reader knows. For two to seven use `RadioCards`. */
export function SelectField({ label, hint, error, id, options, prompt, ...rest }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(wiring) => (
        <select className="input" {...rest} {...wiring}>
          {prompt === undefined ? null : <option value="">{prompt}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
