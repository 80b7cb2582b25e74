import { createRootRoute, lazyRouteComponent } from "@tanstack/react-router";
import { somebodyIsIn } from "../kernel/session.ts";
import { NotFoundPage } from "./not-found-page.tsx";
import { Shell } from "./shell.tsx";

/** A page for who is in: its code is fetched once somebody is, or is about to be. Who only sees the way in pays for nothing behind it. */
export const behindSignIn: typeof lazyRouteComponent = (load, name) => {
  const page = lazyRouteComponent(load, name);
  const { preload } = page as { preload?: () => Promise<void> };
  return Object.assign(page, { preload: () => (somebodyIsIn() ? preload?.() : Promise.resolve()) });
};

/** Above every address: the frame, and what stands where nothing is. */
export const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
