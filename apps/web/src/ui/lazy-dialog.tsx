import { useRef } from "react";
import type { DialogProps } from "./dialog.tsx";
import { createPart } from "./part.tsx";

const { Part } = createPart<DialogProps>(async () => (await import("./dialog.tsx")).Dialog);

/** `Dialog`, fetched when it first opens; React Aria stays out of the first load. */
export function LazyDialog(props: DialogProps) {
  const wanted = useRef(false);
  wanted.current ||= props.open;
  return wanted.current ? <Part {...props} /> : null;
}
