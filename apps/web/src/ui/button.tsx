import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Link, type LinkProps } from "./link.tsx";

type Look = {
  /** One "main" a screen; "stop" is outlined, stands last, and its label says what happens. */
  tone?: "main" | "plain" | "stop" | "quiet" | undefined;
  small?: boolean | undefined;
  icon?: ReactNode;
  /** Only the icon is drawn; the label is still its name. */
  bare?: boolean | undefined;
};

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> &
  Look & {
    /** Work is under way: the label and the focus stay, a second press does nothing. */
    busy?: boolean | undefined;
    ref?: Ref<HTMLButtonElement> | undefined;
  };

function classes({ tone = "plain", small = false, bare = false }: Look): string {
  return `button${tone === "plain" ? "" : ` ${tone}`}${small ? " small" : ""}${bare ? " bare" : ""}`;
}

function Label({ icon, bare = false, children }: Look & { children?: ReactNode }) {
  return (
    <>
      {icon}
      {bare ? <span className="visually-hidden">{children}</span> : children}
    </>
  );
}

/** A button; `type="button"` unless said otherwise. */
export function Button({ tone, small, icon, bare, busy = false, onClick, type = "button", children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes({ tone, small, bare })}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest["aria-disabled"]}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      <Label icon={icon} bare={bare}>
        {children}
      </Label>
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({ tone, small, icon, bare, children, ...rest }: LinkProps & Look) {
  return (
    <Link {...rest} className={classes({ tone, small, bare })}>
      <Label icon={icon} bare={bare}>
        {children}
      </Label>
    </Link>
  );
}
