import { type RefObject, useLayoutEffect, useRef } from "react";
import { Button, type ButtonProps } from "../ui/button.tsx";
import { focusHeading } from "../ui/page-head.tsx";

/** Whether the focus is nowhere. */
const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

const inDialog = (): boolean => document.activeElement?.closest("[role=dialog], [role=alertdialog]") != null;

/**
 * To the heading; again for a moment as long as the focus is nowhere: a dialog that was open keeps the page behind it out of reach until it is gone. Not once
 * somebody has gone on from there: what they press next may open a dialog, and while that comes the focus is nowhere too.
 */
function toHeading(): void {
  focusHeading();
  const until = performance.now() + aMoment;
  const again = () => {
    if (isLost()) focusHeading();
    else if (document.activeElement?.localName !== "h1" && !inDialog()) return;
    if (performance.now() < until) requestAnimationFrame(again);
  };
  requestAnimationFrame(again);
}

/** As long as a dialog may take to be gone, and to give back the focus, on a slow device (ms). */
const aMoment = 1000;

/** For a button that may be gone with what it did, or with the dialog that it opened (`asked`): whoever pressed it is left at the page's heading, and not nowhere. */
export function useFocusKept(asked = false): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  /** until when its dialog has, or gives back, the focus */
  const until = useRef(0);
  useLayoutEffect(() => {
    if (!asked) return;
    until.current = Number.POSITIVE_INFINITY;
    return () => {
      until.current = performance.now() + aMoment;
    };
  }, [asked]);
  useLayoutEffect(() => {
    const pressed = button.current;
    return () => {
      const nowhere = isLost() || inDialog();
      if (document.activeElement === pressed || (nowhere && performance.now() < until.current)) queueMicrotask(toHeading);
    };
  }, []);
  return button;
}

/** A button that what it does may take away. */
export const Press = (props: Omit<ButtonProps, "ref">) => <Button {...props} ref={useFocusKept()} />;
