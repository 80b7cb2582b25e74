import { foldBoard, noBoard } from "@linkwork/shared/boards/state.ts";
import { foldProject, noProject } from "@linkwork/shared/projects/state.ts";
import { kind } from "./room-fold.ts";

export const boards = kind(noBoard, foldBoard);
export const projects = kind(noProject, foldProject);
