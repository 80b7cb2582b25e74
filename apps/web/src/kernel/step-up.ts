import { createValue } from "./value.ts";

/** Something waits until the person has shown once more that it is them: with a factor, or where they have none with the password, or a code from a mail. */
type Asked = { readonly ask: "factor" | "password" | "code"; readonly answer: (given: boolean) => void };

/** What the dialog over the page asks for now. */
export const stepUpAsked = createValue<Asked | null>(null);

let open: Promise<boolean> | undefined;
/** Asks once for all that waits; true once it was given, false if the person would rather not. */
export function stepUp(ask: Asked["ask"]): Promise<boolean> {
  open ??= new Promise<boolean>((resolve) => stepUpAsked.set({ ask, answer: resolve })).finally(() => {
    open = undefined;
    stepUpAsked.set(null);
  });
  return open;
}
