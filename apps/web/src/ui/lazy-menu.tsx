import { lazy, Suspense, useState } from "react";
import type { MenuProps } from "./menu.tsx";

const load = () => import("./menu.tsx");
const Loaded = lazy(() => load().then((module) => ({ default: module.Menu })));

/** `Menu`, fetched when its button is first pointed at, focused or pressed; until then the button is a plain one. */
export function LazyMenu(props: MenuProps) {
  const [pressed, setPressed] = useState(false);
  const warm = () => void load();
  const plain = (
    <button
      type="button"
      className={props.className ?? "button"}
      aria-haspopup="menu"
      aria-expanded="false"
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => setPressed(true)}
    >
      {props.children}
    </button>
  );
  if (!pressed) return plain;
  return (
    <Suspense fallback={plain}>
      <Loaded {...props} startOpen />
    </Suspense>
  );
}
