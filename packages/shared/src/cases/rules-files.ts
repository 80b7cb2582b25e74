import type { Actor } from "../kernel/event.ts";
import type { OrgId } from "../kernel/ids.ts";
import type { Verdict } from "../kernel/refusal.ts";
import type { CaseFile } from "./files.ts";
import { guestOf, mayHave, mayPost, readableFrom, refuse } from "./rules.ts";
import type { CaseState } from "./state.ts";

/** What the files of one room may come to. */
const fileQuota = { count: 500, bytes: 500 * 1024 * 1024 } as const;

/** Whether the person agreed that this organisation has copies of papers; the one that leads always has. */
export const sharesFiles = (state: CaseState, orgId: OrgId): boolean => mayHave(state, orgId, "attach");

/** Whether papers are for this reader. Never for a guest, whatever their organisation may have. */
export const mayHaveFiles = (state: CaseState, actor: Actor): boolean => !guestOf(state, actor) && sharesFiles(state, actor.orgId);

/** May they put files here: who may post, if the person agreed to copies of papers. */
export function mayAttach(state: CaseState, actor: Actor, now: string): Verdict {
  const may = mayPost(state, actor, now);
  return may !== true ? may : mayHaveFiles(state, actor) || refuse("FilesNotAgreed");
}

/** Whether so many bytes more find room here. */
export function mayHold(state: CaseState, size: number): Verdict {
  const files = Object.values(state.files);
  const bytes = files.reduce((sum, file) => sum + file.size, size);
  return (files.length < fileQuota.count && bytes <= fileQuota.bytes) || refuse("FilesFull");
}

/** The file, if this actor, who may read the room, may fetch it: looked at and clean, in a message, from their time on. */
export function fetchable(state: CaseState, actor: Actor, fileId: string): CaseFile | undefined {
  const file = Object.hasOwn(state.files, fileId) ? state.files[fileId] : undefined;
  if (file?.result?.outcome !== "clean" || file.messageSeq === undefined || !mayHaveFiles(state, actor)) return undefined;
  const from = readableFrom(state, actor);
  return file.added.seq >= from.seq && file.added.at >= from.at ? file : undefined;
}
