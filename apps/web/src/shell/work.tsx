import { useCallback, useRef, useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";
import { wordsFor } from "../kernel/words.ts";
import { ErrorSummary, type FormError } from "../ui/error-summary.tsx";

export type Work = {
  busy: boolean;
  errors: readonly FormError[];
  /** Counts the tries, so that each moves the focus. */
  attempt: number;
  /** Does it; true if it went through. A second press while it runs does nothing. */
  run: (work: () => Promise<unknown>) => Promise<boolean>;
  /** What has to be mended before anything is sent; true if that is nothing. */
  check: (errors: readonly FormError[]) => boolean;
  /** The sentence for one field. */
  at: (field: string) => string | undefined;
};

/** One press, one piece of work: busy while it runs, and what went wrong in words, on the field that it is about. */
export function useWork(fieldOf: (path: string) => string | undefined = (path) => path): Work {
  const [state, setState] = useState<{ errors: readonly FormError[]; attempt: number }>({ errors: [], attempt: 0 });
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const check = useCallback((errors: readonly FormError[]) => {
    setState(({ attempt }) => ({ errors, attempt: attempt + 1 }));
    return errors.length === 0;
  }, []);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    try {
      await work();
      setState(({ attempt }) => ({ errors: [], attempt }));
      return true;
    } catch (error) {
      check(errorsOf(error, fieldOf));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, ...state, run, check, at: (field) => state.errors.find((each) => each.field === field)?.message };
}

/** What the server refused, each with the field of the form that it is about. */
function errorsOf(error: unknown, fieldOf: (path: string) => string | undefined): FormError[] {
  const { issues, details } = refusedFrom(error);
  if (issues.length > 0) return issues.map((issue) => ({ field: fieldOf(issue.path.replace(/^input\./, "")), message: issue.message }));
  const { field } = details;
  return [{ field: typeof field === "string" ? fieldOf(field) : undefined, message: wordsFor(error) }];
}

/** The box above a form. */
export function WorkErrors({ work, title }: { work: Work; title?: string | undefined }) {
  return <ErrorSummary errors={work.errors} attempt={work.attempt} title={title} />;
}
