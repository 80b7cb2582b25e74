import { most, refuse } from "@linkwork/shared/boards/rules.ts";
import { liesOnCard, mayHoldFile, mayTakeOff } from "@linkwork/shared/boards/rules-files.ts";
import type { BoardCommand } from "@linkwork/shared/boards/schema.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { blankedNumbers } from "@linkwork/shared/clients/numbers.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import type { Context } from "../kernel/slice.ts";
import type { Decision } from "./decide.ts";
import { cardToChange } from "./decide-cards.ts";

export type FileCommand = Extract<BoardCommand, { type: "addFile" | "noteFile" | "attachFile" | "detachFile" }>;
const types: readonly string[] = [...(["addFile", "noteFile", "attachFile", "detachFile"] satisfies FileCommand["type"][])];
export const isOfFiles = (command: BoardCommand): command is FileCommand => types.includes(command.type);

/** What becomes of files: they come, are looked at, and are put to one card. */
export function decideFile(state: BoardState, command: FileCommand, { actor, id }: Context): Decision {
  const file = Object.hasOwn(state.files, command.input.fileId) ? state.files[command.input.fileId] : undefined;
  switch (command.type) {
    case "addFile": {
      const may = mayHoldFile(state, actor, command.input.size);
      if (may !== true) return may;
      if (command.input.fileId !== id || file) return refuse("IdTaken", { field: "fileId" });
      // what a file is called is not chosen anew for us, so a number in it is hidden and not refused
      return { type: "fileAdded", body: { ...command.input, name: blankedNumbers(command.input.name) } };
    }
    case "noteFile":
      if (!actor.system) return refuseKernel("NotFound");
      return file && !file.result ? { type: "fileChecked", body: command.input } : refuse("NothingToChange");
    default:
      return decideOnCard(state, { command, own: file?.by.personId === actor.personId && file.by.orgId === actor.orgId, actor });
  }
}

type OnCard = { command: Extract<FileCommand, { type: "attachFile" | "detachFile" }>; own: boolean; actor: Context["actor"] };
function decideOnCard(state: BoardState, { command, own, actor }: OnCard): Decision {
  const { cardId, fileId } = command.input;
  const lies = liesOnCard(state, fileId);
  if (command.type === "detachFile") {
    // also off a card that was put away, and what stayed here of one that went to another board
    const card = Object.hasOwn(state.cards, cardId) ? state.cards[cardId] : state.sent[cardId]?.card;
    // what came and could be put to no card lies where nobody sees it: whoever sent it takes it away again
    const loose = Object.hasOwn(state.files, fileId) && !lies;
    if (!card && !loose) return refuse("UnknownCard", { field: "cardId" });
    if (!card?.files.includes(fileId) && !loose) return refuse("UnknownFile", { field: "fileId" });
    return mayTakeOff(state, actor, fileId) ? { type: "fileDetached", body: command.input } : refuse("NotYourFile", { field: "fileId" });
  }
  const card = cardToChange(state, cardId);
  if (card instanceof Refusal) return card;
  if (!own || lies) return refuse("UnknownFile", { field: "fileId" });
  return card.files.length >= most.files
    ? refuse("TooMuchOnCard", { field: "files", most: most.files })
    : { type: "fileAttached", body: command.input };
}
