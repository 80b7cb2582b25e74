import type { FormError } from "../../ui/error-summary.tsx";
import { TextField, type TextFieldProps } from "../../ui/field.tsx";

/** The fewest characters of a password. */
const shortest = 12;

/** What is wrong with a password before it is sent; whether it is soon guessed, the server says. */
export const tooShort = (password: string, field = "password"): FormError[] =>
  password.length < shortest ? [{ field, message: `Choose a password of ${shortest} characters or more.` }] : [];

/** A password to choose: what makes a good one stands above it, and a password manager may offer one. */
export function NewPasswordField({ label = "A password", ...rest }: Omit<TextFieldProps, "label" | "hint" | "type"> & { label?: string }) {
  return (
    <TextField
      label={label}
      hint={`${shortest} characters or more. Four words that don't belong together are hard to guess and easy to keep in mind.`}
      type="password"
      autoComplete="new-password"
      maxLength={200}
      {...rest}
    />
  );
}
