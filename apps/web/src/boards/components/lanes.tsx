import type { Card } from "@linkwork/shared/boards/state.ts";
import { boardFindWords as words } from "@linkwork/shared/boards/words-board.ts";
import { Chip } from "../../ui/chip.tsx";
import type { BoardRoom } from "../client.ts";
import { type Column, placeOf } from "../filters.ts";
import { ListColumn, type OnCards } from "./list-column.tsx";

/** In which organisation's row a card lies: of whose turn it is first. */
const laneOf = ({ assignees }: Card): string => assignees[0]?.orgId ?? "";

/** The same cards by organisation: a row for each owner, in the owners' order, and one for what is nobody's yet. */
export function Lanes({ columns, held, now, on }: { columns: readonly Column[]; held: BoardRoom; now: number; on: OnCards }) {
  const { owners } = held.names;
  const known = new Set<string>(owners.map(({ orgId }) => orgId));
  const rows = [
    ...owners.map(({ orgId, name, sector }) => ({ id: orgId as string, name, sector })),
    { id: "", name: words.unowned, sector: undefined },
  ];
  return (
    <div className="board-lanes">
      <p className="small soft">{words.lanesHow}</p>
      {rows.map(({ id, name, sector }) => {
        const mine = columns.map((column) => ({
          ...column,
          cards: column.cards.filter((card) => (known.has(laneOf(card)) ? laneOf(card) === id : id === "")),
        }));
        return (
          <section key={id} className="board-lane" aria-label={name}>
            <h2>{sector ? <Chip tone={sector}>{name}</Chip> : name}</h2>
            <div className="board-lists">
              {mine.map((column, i) => (
                <ListColumn
                  key={column.listId}
                  column={column}
                  held={held}
                  now={now}
                  on={on}
                  lane={{ id, name }}
                  place={placeOf(i, mine.length)}
                />
              ))}
            </div>
          </section>
        );
      })}
    </div>
  );
}
