import type { BoardCommand } from "@linkwork/shared/boards/schema.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { boardRefusedWords as words } from "@linkwork/shared/boards/words-board.ts";
import type { Draft } from "../kernel/outbox-queue.ts";
import { fullDate } from "../ui/time.ts";

type Refused = Pick<Draft, "type" | "input">;
const commandOf = ({ type, input }: Refused) => ({ type, input }) as BoardCommand;
const dayOf = (due: string | null): string => (due === null ? words.noDay : fullDate(`${due}T12:00:00Z`));
const limitOf = (wip: number | null): string => (wip === null ? words.noLimit : String(wip));

/** What somebody wrote or chose, in what was refused: their words, a day, a number, where something leads. */
export function saidIn(refused: Refused): string {
  const command = commandOf(refused);
  switch (command.type) {
    case "setDue":
      return dayOf(command.input.due);
    case "setWip":
      return limitOf(command.input.wip);
    case "link": {
      const { to } = command.input;
      return to.kind === "web" ? `${to.title}: ${to.url}` : to.title;
    }
    default: {
      const { description, text, title, name } = refused.input;
      return [description, text, title, name].find((each): each is string => typeof each === "string") ?? "";
    }
  }
}

/** What stands by now where something was to be changed; and by what it is known that it was read, so that the same asked once more holds over it. `read` null: other texts stand beside it, and it is said on the card first which holds. */
type Standing = { readonly says: string; readonly read: { readonly rev: number } | { readonly was: unknown } | null };
/** Undefined for what is changed over nothing, and for what isn't there any more. */
export function standingOver(state: BoardState, refused: Refused): Standing | undefined {
  const command = commandOf(refused);
  switch (command.type) {
    case "nameBoard":
      return { says: state.title.value, read: { rev: state.title.rev } };
    case "renameList":
    case "setWip": {
      const list = state.lists[command.input.listId];
      if (!list) return undefined;
      return command.type === "setWip"
        ? { says: limitOf(list.wip), read: { was: list.wip } }
        : { says: list.name, read: { was: list.name } };
    }
    case "changeLabel": {
      const label = state.labels[command.input.labelId];
      return label && { says: label.name, read: { was: { name: label.name, tone: label.tone } } };
    }
    case "setDue":
    case "titleCard":
    case "describeCard":
    case "rewordItem":
      return onCard(state.cards[command.input.cardId], command);
    default:
      return undefined;
  }
}

type OnCard = Extract<BoardCommand, { type: "setDue" | "titleCard" | "describeCard" | "rewordItem" }>;
const beside = ({ others }: Pick<BoardState["cards"][string], "others">, field: "title" | "description"): boolean =>
  others.some((each) => each.field === field);
function onCard(card: BoardState["cards"][string] | undefined, { type, input }: OnCard): Standing | undefined {
  switch (type) {
    case "setDue":
      return card && { says: dayOf(card.due.value), read: { rev: card.due.rev } };
    case "titleCard":
      return card && { says: card.title.value, read: beside(card, "title") ? null : { rev: card.title.rev } };
    case "describeCard":
      return card && { says: card.description.value, read: beside(card, "description") ? null : { rev: card.description.rev } };
    case "rewordItem": {
      const item = card?.items.find(({ itemId }) => itemId === input.itemId);
      return item && { says: item.text, read: { was: item.text } };
    }
  }
}
