import { changesBoardReaders, mayReadBoard, mayWork, whyShut } from "@linkwork/shared/boards/rules.ts";
import { fetchableFile } from "@linkwork/shared/boards/rules-files.ts";
import { type BoardCommand, type BoardEvent, boardEvents } from "@linkwork/shared/boards/schema.ts";
import { type BoardState, foldBoard, noBoard } from "@linkwork/shared/boards/state.ts";
import { concealComments, tookComment } from "@linkwork/shared/boards/state-cards.ts";
import { defineSlice } from "../kernel/slice.ts";
import { type BoardFacts, decide } from "./decide.ts";
import { boardEffects, hasEffects } from "./effects.ts";
import { boardFacts } from "./slice-facts.ts";
import { type BoardViews, changesIndex } from "./views.ts";

/** A board of a project: its lists and its cards, which all its owners read and work on alike. */
export const boardSlice = (views: BoardViews) =>
  defineSlice<BoardState, BoardCommand, BoardEvent, BoardFacts>({
    kind: "board",
    events: boardEvents,
    initial: noBoard,
    shape: 3,
    fold: foldBoard,
    over: ({ status }) => status === "deleted",
    rules: {
      mayKnow: (state, actor) => mayReadBoard(state, actor),
      mayRead: (state, actor) => mayReadBoard(state, actor),
      whyClosed: whyShut,
      changesReaders: changesBoardReaders,
    },
    decide,
    refs: ({ type, input }) => (type === "removeComment" ? [input.commentSeq] : []),
    facts: boardFacts,
    takesBack: {
      conceal: (event, state) => concealComments(event, state),
      of: ({ type, body, seq }) => {
        if (type === "commentRemoved") return { from: body.commentSeq, files: [] };
        return type === "fileDetached" ? { from: seq, files: [body.fileId] } : undefined;
      },
      took: tookComment,
    },
    views: { of: changesIndex, write: views.write },
    effects: { of: hasEffects, list: boardEffects },
    files: {
      mayAdd: (state, actor) => mayWork(state, actor),
      add: (input) => ({ type: "addFile", input }),
      find(state, _actor, fileId) {
        const { name, result, seq } = fetchableFile(state, fileId) ?? {};
        if (name === undefined || result?.type === undefined || result.size === undefined || seq === undefined) return undefined;
        return { name, type: result.type, size: result.size, seq };
      },
      added: ({ type, body }) => (type === "fileAdded" ? body : undefined),
      note: (input) => ({ type: "noteFile", input }),
    },
  });
