import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { UserPlus, X } from "lucide-react";
import { useState } from "react";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { isUnshared } from "../board-model.ts";
import { useRev } from "../use-rev.ts";
import type { PartProps } from "./card-dialog.tsx";
import { DueChip } from "./card-facts.tsx";

/** Whose turn it is: people for their organisation, or whoever is there. */
export function CardWho({ held, card }: PartProps) {
  const { act, names, works, actor } = held;
  const { cardId, assignees } = card;
  // the arrow keys go through all of them: nobody is given anything before it is said
  const [chosen, choose] = useState("");
  const taken = new Set(assignees.map(({ orgId, personId }) => `${orgId} ${personId ?? ""}`));
  // my own organisation first
  const owners = [...names.owners].sort((a, b) => Number(b.orgId === actor.orgId) - Number(a.orgId === actor.orgId));
  const options = owners
    .flatMap(({ orgId, name }) => [
      ...names.working
        .filter((one) => one.orgId === orgId)
        .map((one) => ({ value: `${orgId} ${one.personId}`, label: `${one.name}, ${name}` })),
      { value: `${orgId} `, label: words.anyoneAt(name) },
    ])
    .filter(({ value }) => !taken.has(value));
  return (
    <section aria-label={words.who}>
      <h3>{words.who}</h3>
      {assignees.length === 0 ? <p className="small soft">{words.nobody}</p> : null}
      <ul className="stack tight">
        {assignees.map(({ orgId, personId, name }) => (
          <li key={`${orgId} ${personId ?? ""}`} className="end-line">
            <Chip tone={names.sector(orgId) ?? "plain"}>{personId === null ? words.anyoneAt(name) : `${name}, ${names.org(orgId)}`}</Chip>
            {works ? (
              <Button small tone="quiet" bare icon={<X />} onClick={() => void act("unassign", { cardId, orgId, personId })}>
                {words.takeOff(name)}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {works && options.length > 0 ? (
        <form
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            const option = options.find(({ value }) => value === chosen);
            if (!option) return;
            const [orgId = "", personId = ""] = option.value.split(" ");
            void act("assign", { cardId, orgId: orgId as OrgId, personId: personId === "" ? null : (personId as PersonId) });
            announce(words.given(option.label));
            choose("");
          }}
        >
          <SelectField
            label={words.addWho}
            prompt={words.chooseWho}
            value={options.some(({ value }) => value === chosen) ? chosen : ""}
            options={options}
            onChange={(event) => choose(event.target.value)}
          />
          <Button small type="submit" icon={<UserPlus />} aria-disabled={chosen === "" || undefined}>
            {words.giveIt}
          </Button>
        </form>
      ) : null}
    </section>
  );
}

/** Until when. */
export function CardDue({ held, card, now }: PartProps & { now: number }) {
  const { act, state, works } = held;
  const { cardId, due } = card;
  const [day, setDay] = useState<string>();
  const newest = state.cards[cardId]?.due.rev ?? 0;
  const rev = useRev(newest);
  const shown = day ?? due.value ?? "";
  const unshared = isUnshared(due.rev);
  return (
    <section aria-label={words.day}>
      <h3>{words.day}</h3>
      {due.value === null ? <p className="small soft">{words.noDay}</p> : <DueChip day={due.value} now={now} done={false} />}
      {works ? (
        <form
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            if (unshared) return;
            if (shown !== (due.value ?? "")) void act("setDue", { cardId, due: shown === "" ? null : shown, rev: rev.was() });
            setDay(undefined);
          }}
        >
          <TextField
            label={<span className="visually-hidden">{words.dayField}</span>}
            type="date"
            value={shown}
            onChange={(event) => {
              // somebody begins to choose on what stands there now
              if (day === undefined) rev.read();
              setDay(event.target.value);
            }}
          />
          <div className="row wrap">
            <Button small type="submit" aria-disabled={unshared || undefined}>
              {words.setDay}
            </Button>
            {due.value === null || unshared ? null : (
              <Button small tone="quiet" onClick={() => void act("setDue", { cardId, due: null, rev: newest })}>
                {words.clearDay}
              </Button>
            )}
          </div>
          {unshared ? <p className="small soft">{words.waitsToShare}</p> : null}
        </form>
      ) : null}
    </section>
  );
}

/** What the card is about, in a word. */
export function CardLabels({ held, card }: PartProps) {
  const { act, board, works } = held;
  const all = Object.values(board.labels);
  if (!works) return null;
  return (
    <section aria-label={words.labels}>
      <h3>{words.labels}</h3>
      {all.length === 0 ? <p className="small soft">{words.noLabels}</p> : null}
      <ul>
        {all.map(({ labelId, name }) => (
          <li key={labelId} className="item-line">
            <label>
              <input
                type="checkbox"
                checked={card.labels.includes(labelId)}
                onChange={(event) => void act("labelCard", { cardId: card.cardId, labelId, on: event.target.checked })}
              />
              {name}
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
