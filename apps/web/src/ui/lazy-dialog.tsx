import { lazy, Suspense, useRef } from "react";
import type { DialogProps } from "./dialog.tsx";

const Loaded = lazy(() => import("./dialog.tsx").then((module) => ({ default: module.Dialog })));

/** `Dialog`, fetched when it first opens; React Aria stays out of the first load. */
export function LazyDialog(props: DialogProps) {
  const wanted = useRef(false);
  wanted.current ||= props.open;
  if (!wanted.current) return null;
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
