import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import { mayWork, refuse } from "./rules.ts";
import type { BoardFile, BoardState } from "./state.ts";

/** What the files of one board may come to. */
const fileQuota = { count: 500, bytes: 500 * 1024 * 1024 } as const;

/** Whether so many bytes more find room on the board, from somebody who works on it. */
export function mayHoldFile(state: BoardState, actor: Actor, size: number): Verdict {
  const may = mayWork(state, actor);
  if (may !== true) return may;
  const files = Object.values(state.files);
  const bytes = files.reduce((sum, file) => sum + file.size, size);
  return (files.length < fileQuota.count && bytes <= fileQuota.bytes) || refuse("BoardFull", { field: "files", most: fileQuota.count });
}

/** Whether they may take a file off its card, and with that out of the store: what their own organisation put there, and what nobody who still owns the board did. */
export const mayTakeOff = (
  { files, owners }: Pick<BoardState, "files" | "owners">,
  { orgId }: Pick<Actor, "orgId">,
  fileId: string,
): boolean => {
  const by = files[fileId]?.by.orgId;
  return by === undefined || by === orgId || !owners.some((owner) => owner.orgId === by && owner.status === "joined");
};

/** Whether it is on a card, also on one that went to another board. */
export const liesOnCard = ({ cards, sent }: Pick<BoardState, "cards" | "sent">, fileId: string): boolean =>
  [...Object.values(cards), ...Object.values(sent).map(({ card }) => card)].some(({ files }) => files.includes(fileId));

/** The file, if it can be fetched by who reads the board: looked at and clean, and on a card. */
export function fetchableFile(state: BoardState, fileId: string): BoardFile | undefined {
  const file = Object.hasOwn(state.files, fileId) ? state.files[fileId] : undefined;
  if (file?.result?.outcome !== "clean") return undefined;
  return liesOnCard(state, fileId) ? file : undefined;
}
