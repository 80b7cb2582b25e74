import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Menu as AriaMenu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";

export type MenuEntry = {
  id: string;
  label: string;
  icon?: ReactNode;
  /** A second, softer line: why it is not possible now, or what it does. */
  detail?: string | undefined;
  tone?: "plain" | "stop" | undefined;
  disabled?: boolean | undefined;
  onAction: () => void;
};

export type MenuProps = {
  /** The menu's name. */
  label: string;
  /** What the button shows, and its name: an icon alone needs a `visually-hidden` word beside it. */
  children: ReactNode;
  /** The button's classes: "button quiet bare", "place", "hat-button". */
  className?: string | undefined;
  entries: readonly MenuEntry[];
};

/** A button that opens a menu. Load it through `lazy-menu.tsx`, which also hands over a press that came before this code. */
export function Menu({
  label,
  children,
  className = "button",
  entries,
  startOpen = false,
}: MenuProps & { startOpen?: boolean | undefined }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!startOpen) return;
    // The button must hold the focus before the menu takes it, or there is nowhere to give it back to.
    button.current?.focus();
    setOpen(true);
  }, [startOpen]);
  return (
    <MenuTrigger isOpen={open} onOpenChange={setOpen}>
      <Button ref={button} className={className}>
        {children}
      </Button>
      <Popover className="menu">
        <AriaMenu
          aria-label={label}
          {...(startOpen ? { autoFocus: "first" as const } : {})}
          disabledKeys={entries.filter((entry) => entry.disabled).map((entry) => entry.id)}
        >
          {entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              className={entry.tone === "stop" ? "menu-item stop" : "menu-item"}
              onAction={entry.onAction}
            >
              {entry.icon}
              <span>
                {entry.label}
                {entry.detail === undefined ? null : <small>{entry.detail}</small>}
              </span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
