/** Does it when the page has nothing better to do, after `within` ms at the latest; returns the way to call it off. Safari waits a moment instead. */
export function whenIdle(run: () => void, within: number): () => void {
  if (typeof requestIdleCallback === "function") {
    const asked = requestIdleCallback(run, { timeout: within });
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(run, Math.min(within, 50));
  return () => clearTimeout(timer);
}
