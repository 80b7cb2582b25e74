import { type RefObject, useLayoutEffect, useRef } from "react";
import { Button, type ButtonProps } from "../ui/button.tsx";
import { focusHeading } from "../ui/page-head.tsx";

/** To the heading; once more if a dialog that was open kept the page behind it out of reach until it was gone. */
function toHeading(): void {
  focusHeading();
  const left = () => (document.activeElement === null || document.activeElement === document.body ? focusHeading() : undefined);
  requestAnimationFrame(() => requestAnimationFrame(left));
}

/** For a button that may be gone with what it did, or with the dialog that it opened (`asked`): whoever pressed it is left at the page's heading, and not nowhere. */
export function useFocusKept(asked = false): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const open = useRef(asked);
  open.current = asked;
  useLayoutEffect(() => {
    const pressed = button.current;
    return () => {
      if (open.current || document.activeElement === pressed) queueMicrotask(toHeading);
    };
  }, []);
  return button;
}

/** A button that what it does may take away. */
export const Press = (props: Omit<ButtonProps, "ref">) => <Button {...props} ref={useFocusKept()} />;
