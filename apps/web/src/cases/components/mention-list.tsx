import { useEffect } from "react";
import { announce } from "../../ui/announcer.tsx";
import type { Mentionable } from "./mentions.ts";

export type MentionListProps = { id: string; found: readonly Mentionable[]; chosen: number; onPick: (who: Mentionable) => void };

/** The names that fit what is being written after "@". The focus stays in the text; the arrows move here. */
export function MentionList({ id, found, chosen, onPick }: MentionListProps) {
  const count = found.length;
  useEffect(() => {
    announce(`${count === 1 ? "1 name fits" : `${count} names fit`}. Arrow keys choose, Enter puts it in, Escape leaves.`);
  }, [count]);
  return (
    <div role="listbox" id={id} aria-label="People you can name" className="mention-list" tabIndex={-1}>
      {found.map((who, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the textarea's, which holds the focus
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the textarea, aria-activedescendant points here
        <div
          key={who.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          className="menu-item"
          data-focused={index === chosen || undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(who)}
        >
          <span>
            <b>{who.name}</b> <small>{who.place}</small>
          </span>
        </div>
      ))}
    </div>
  );
}
