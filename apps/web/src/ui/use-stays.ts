import { type RefCallback, useCallback } from "react";

/**
 * For what stays in sight at an edge of the window: tells the style sheet how much it covers (`--covered-top`, `--covered-bottom`), so
 * that nothing which takes the focus or is jumped to lies under it. It or what is directly around it is sticky, or neither.
 */
export function useStays(edge: "top" | "bottom"): RefCallback<HTMLElement> {
  return useCallback(
    (element: HTMLElement | null) => {
      if (!element) return;
      const { style } = document.documentElement;
      const parts = [element, element.parentElement].filter((part) => part !== null);
      const tell = () => {
        const stuck = parts.find((part) => getComputedStyle(part).position === "sticky");
        const covered = stuck ? stuck.offsetHeight + Number.parseFloat(getComputedStyle(stuck)[edge]) : 0;
        style.setProperty(`--covered-${edge}`, `${Math.ceil(covered)}px`);
      };
      const watch = new ResizeObserver(tell);
      for (const part of parts) watch.observe(part);
      window.addEventListener("resize", tell);
      return () => {
        watch.disconnect();
        window.removeEventListener("resize", tell);
        style.removeProperty(`--covered-${edge}`);
      };
    },
    [edge],
  );
}
