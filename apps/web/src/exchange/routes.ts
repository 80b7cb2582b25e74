import { createRoute } from "@tanstack/react-router";
import { behindSignIn, root } from "../shell/root.tsx";
import { learningFilters, visitFilters } from "./address.ts";

const exchange = createRoute({
  getParentRoute: () => root,
  path: "/exchange",
  validateSearch: visitFilters,
  component: behindSignIn(() => import("./list-page.tsx"), "ExchangePage"),
});
const myVisits = createRoute({
  getParentRoute: () => root,
  path: "/exchange/mine",
  component: behindSignIn(() => import("./mine-page.tsx"), "MyVisitsPage"),
});
const hosting = createRoute({
  getParentRoute: () => root,
  path: "/exchange/hosting",
  component: behindSignIn(() => import("./hosting-page.tsx"), "HostingPage"),
});
const offer = createRoute({
  getParentRoute: () => root,
  path: "/exchange/offer",
  component: behindSignIn(() => import("./offer-page.tsx"), "OfferPage"),
});
const learning = createRoute({
  getParentRoute: () => root,
  path: "/exchange/learning",
  validateSearch: learningFilters,
  component: behindSignIn(() => import("./learning-page.tsx"), "LearningPage"),
});
const note = createRoute({
  getParentRoute: () => root,
  path: "/exchange/learning/$reflectionId",
  component: behindSignIn(() => import("./note-page.tsx"), "NotePage"),
});
const reflection = createRoute({
  getParentRoute: () => root,
  path: "/exchange/reflections/$reflectionId",
  component: behindSignIn(() => import("./reflection-page.tsx"), "ReflectionPage"),
});
const training = createRoute({
  getParentRoute: () => root,
  path: "/exchange/training",
  component: behindSignIn(() => import("./training-page.tsx"), "TrainingPage"),
});
const ready = createRoute({
  getParentRoute: () => root,
  path: "/exchange/ready",
  component: behindSignIn(() => import("./ready-page.tsx"), "ReadyPage"),
});
const confirm = createRoute({
  getParentRoute: () => root,
  path: "/exchange/confirm",
  component: behindSignIn(() => import("./confirm-page.tsx"), "ConfirmPage"),
});
const visit = createRoute({
  getParentRoute: () => root,
  path: "/exchange/$opportunityId",
  component: behindSignIn(() => import("./visit-page.tsx"), "VisitPage"),
});
const editOffer = createRoute({
  getParentRoute: () => root,
  path: "/exchange/$opportunityId/edit",
  component: behindSignIn(() => import("./offer-page.tsx"), "EditOfferPage"),
});

/** Every address of the exchange. */
export const exchangeRoutes = [
  exchange,
  myVisits,
  hosting,
  offer,
  learning,
  note,
  reflection,
  training,
  ready,
  confirm,
  visit,
  editOffer,
] as const;
