import type { Item } from "@linkwork/shared/boards/schema.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { Pencil, Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { newPart } from "../client.ts";
import type { PartProps } from "./card-dialog.tsx";
import { LooksLike, useLooksLike } from "./looks-like.tsx";
import { OneLine } from "./one-line.tsx";

/** Things to tick off. */
export function CardItems({ held, card }: PartProps) {
  const { act, board, works } = held;
  const { cardId, items } = card;
  const [text, setText] = useState("");
  const [changing, setChanging] = useState<Item>();
  const looks = useLooksLike(text, board);
  if (items.length === 0 && !works) return null;
  const done = items.filter((item) => item.done).length;
  return (
    <section aria-label={words.items}>
      <h3>
        {words.items}
        {items.length > 0 ? ` · ${words.itemsDone(done, items.length)}` : ""}
      </h3>
      <ul>
        {items.map((item) => (
          <li key={item.itemId} className="item-line">
            <label>
              <input
                type="checkbox"
                checked={item.done}
                disabled={!works}
                onChange={(event) => void act("tickItem", { cardId, itemId: item.itemId, done: event.target.checked })}
              />
              <span dir="auto" className={item.done ? "done" : undefined}>
                {item.text}
              </span>
            </label>
            {works ? (
              <>
                <Button small tone="quiet" bare icon={<Pencil />} onClick={() => setChanging(item)}>
                  {words.rewordItem(item.text)}
                </Button>
                <Button small tone="quiet" bare icon={<X />} onClick={() => void act("removeItem", { cardId, itemId: item.itemId })}>
                  {words.removeItem(item.text)}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {works ? (
        <form
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            const said = text.trim();
            if (said === "" || looks.stops) return;
            void act("addItem", { cardId, itemId: newPart(), text: said, ...looks.anyway });
            setText("");
          }}
        >
          <TextField label={words.itemText} value={text} maxLength={200} onChange={(event) => setText(event.target.value)} />
          <LooksLike looks={looks} />
          <Button small type="submit" icon={<Plus />} aria-disabled={text.trim() === "" || looks.stops || undefined}>
            {words.addItem}
          </Button>
        </form>
      ) : null}
      {changing ? (
        <OneLine
          title={words.rewordItem(changing.text)}
          label={words.itemText}
          board={board}
          max={200}
          value={changing.text}
          onClose={() => setChanging(undefined)}
          onSave={(said, kept) => void act("rewordItem", { cardId, itemId: changing.itemId, text: said, was: changing.text, ...kept })}
        />
      ) : null}
    </section>
  );
}
