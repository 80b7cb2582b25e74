import { foldBoard, noBoard } from "@linkwork/shared/boards/state.ts";
import { concealComments } from "@linkwork/shared/boards/state-cards.ts";
import { foldProject, noProject } from "@linkwork/shared/projects/state.ts";
import { concealWords } from "@linkwork/shared/projects/state-words.ts";
import { concealing } from "./room-fold.ts";

export const boards = concealing(noBoard, foldBoard, concealComments);
export const projects = concealing(noProject, foldProject, concealWords);
