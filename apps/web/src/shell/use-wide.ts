import { useSyncExternalStore } from "react";

const query = matchMedia("(min-width: 60.01rem)");
const subscribe = (tell: () => void) => {
  query.addEventListener("change", tell);
  return () => query.removeEventListener("change", tell);
};

/** Whether there is room for a side column (the same width as in frame.css). */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
