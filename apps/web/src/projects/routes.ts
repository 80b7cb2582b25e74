import { createRoute } from "@tanstack/react-router";
import { behindSignIn, root } from "../shell/root.tsx";
import { projectView, wayView } from "./address.ts";

const projects = createRoute({
  getParentRoute: () => root,
  path: "/projects",
  component: behindSignIn(() => import("./list-page.tsx"), "ProjectsPage"),
});
const propose = createRoute({
  getParentRoute: () => root,
  path: "/projects/new",
  /** what it begins from: `note` a learning note, `gap` something that is missing on the map */
  validateSearch: ({ note, gap }: Record<string, unknown>): { note?: string; gap?: string } => ({
    ...(typeof note === "string" && note !== "" ? { note } : {}),
    ...(typeof gap === "string" && gap !== "" ? { gap } : {}),
  }),
  component: behindSignIn(() => import("./propose-page.tsx"), "ProposePage"),
});
const project = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId",
  validateSearch: projectView,
  component: behindSignIn(() => import("./project-page.tsx"), "ProjectPage"),
});
const words = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId/words",
  component: behindSignIn(() => import("./words-page.tsx"), "CharterWordsPage"),
});
const wayOn = createRoute({
  getParentRoute: () => root,
  path: "/projects/$projectId/way-on",
  validateSearch: wayView,
  component: behindSignIn(() => import("./way-page.tsx"), "WayOnPage"),
});

/** Every address of the projects. */
export const projectRoutes = [projects, propose, project, words, wayOn] as const;
