import { type RefObject, useEffect, useId, useRef } from "react";

export type FormError = {
  /** The id of the field; left out for what is wrong with the whole. */
  field?: string | undefined;
  message: string;
};

export type ErrorSummaryProps = {
  errors: readonly FormError[];
  /** Grows by one with each attempt to send, so that the second attempt moves the focus too. */
  attempt: number;
  title?: string | undefined;
};

/** What has to be mended, above the form. Each attempt takes the focus to the first field in question, or here if none is. */
export function ErrorSummary({ errors, attempt, title = "Something needs mending first" }: ErrorSummaryProps) {
  const box = useRef<HTMLElement>(null);
  const heading = useId();
  useFirstError(box, errors, attempt);
  if (errors.length === 0) return null;
  return (
    <section className="errors" ref={box} aria-labelledby={heading} tabIndex={-1}>
      <h2 id={heading}>{title}</h2>
      <ul className="stack tight">
        {errors.map(({ field, message }) => (
          <li key={`${field ?? ""} ${message}`}>
            {field === undefined ? (
              message
            ) : (
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(field)?.focus();
                }}
              >
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function useFirstError(box: RefObject<HTMLElement | null>, errors: readonly FormError[], attempt: number): void {
  const seen = useRef(0);
  useEffect(() => {
    if (attempt === seen.current || errors.length === 0) return;
    seen.current = attempt;
    const field = errors.find((each) => each.field !== undefined)?.field;
    const target = (field === undefined ? null : document.getElementById(field)) ?? box.current;
    target?.focus();
  }, [attempt, errors, box]);
}
