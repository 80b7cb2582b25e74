import { createRoute } from "@tanstack/react-router";
import { behindSignIn, root } from "../shell/root.tsx";
import { boardSearch } from "./address.ts";

const board = createRoute({
  getParentRoute: () => root,
  path: "/boards/$boardId",
  validateSearch: boardSearch,
  component: behindSignIn(() => import("./board-page.tsx"), "BoardPage"),
});
const print = createRoute({
  getParentRoute: () => root,
  path: "/boards/$boardId/print",
  component: behindSignIn(() => import("./print-page.tsx"), "BoardPrintPage"),
});

/** Every address of the boards. */
export const boardRoutes = [board, print] as const;
