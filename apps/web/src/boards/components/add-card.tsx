import { boardPageWords as words } from "@linkwork/shared/boards/words-board.ts";
import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { type BoardRoom, newPart } from "../client.ts";
import { LooksLike, useLooksLike } from "./looks-like.tsx";

type AddCardProps = { held: BoardRoom; listId: string; name: string; onAdded: (cardId: string) => void };
/** Adds cards at the end of a list, one after the other, until one has enough. */
export function AddCard({ held, listId, name, onAdded }: AddCardProps) {
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const looks = useLooksLike(title, held.board);
  if (!open)
    return (
      <div className="add-card">
        <Button ref={button} small tone="quiet" icon={<Plus />} onClick={() => setOpen(true)}>
          {words.addCard}
          <span className="visually-hidden"> to {name}</span>
        </Button>
      </div>
    );
  const close = () => {
    setOpen(false);
    setTitle("");
    setTimeout(() => button.current?.focus());
  };
  const add = () => {
    const said = title.trim();
    if (said === "" || looks.stops) return;
    const cardId = newPart();
    void held.act("addCard", { cardId, listId, title: said, ...looks.anyway });
    onAdded(cardId);
    announce(words.added(said, name));
    setTitle("");
  };
  return (
    <form
      className="add-card"
      aria-label={words.addCardTo(name)}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField label={words.cardTitle} value={title} maxLength={120} autoFocus onChange={(event) => setTitle(event.target.value)} />
      <LooksLike looks={looks} />
      <div className="row wrap">
        <Button small tone="main" type="submit" aria-disabled={title.trim() === "" || looks.stops || undefined}>
          {words.add}
        </Button>
        <Button small tone="quiet" onClick={close}>
          {words.done}
        </Button>
      </div>
    </form>
  );
}
