import { useState } from "react";
import type { MenuProps } from "./menu.tsx";
import { createPart } from "./part.tsx";

const menu = createPart(async () => (await import("./menu.tsx")).Menu);
/** The keys that open a menu. */
const opens: ReadonlySet<string> = new Set(["Enter", " ", "ArrowDown"]);
/** Pointed at is not pressed: if it can't be had, the press says so. */
const warm = () => void menu.fetch().catch(() => undefined);

/** `Menu`, fetched when its button is first pointed at, focused or pressed; until then the button is a plain one. */
export function LazyMenu(props: MenuProps) {
  const [pressed, setPressed] = useState(false);
  const plain = (
    <button
      type="button"
      className={props.className ?? "button"}
      aria-haspopup="menu"
      aria-expanded="false"
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => setPressed(true)}
      onKeyDown={(event) => {
        if (!opens.has(event.key)) return;
        // a press by key must not become a click, which the menu takes for a screen reader's: its first entry would not get the focus
        event.preventDefault();
        setPressed(true);
      }}
    >
      {props.children}
    </button>
  );
  return pressed ? <menu.Part {...props} startOpen meanwhile={plain} /> : plain;
}
