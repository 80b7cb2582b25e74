import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { besideGeneral, type Compartment, caseRoom } from "@linkwork/shared/kernel/room.ts";
import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { boardRoutes } from "./boards/routes.ts";
import { exchangeRoutes } from "./exchange/routes.ts";
import { expectRoom } from "./kernel/rooms.ts";
import { mapRoutes } from "./map/routes.ts";
import { projectRoutes } from "./projects/routes.ts";
import { BrokenPage } from "./shell/broken-page.tsx";
import { behindSignIn, root } from "./shell/root.tsx";
import { Waiting } from "./shell/states.tsx";

const words = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const today = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: behindSignIn(() => import("./today/today-page.tsx"), "TodayPage"),
});
/** Where every mail about a notice leads, whatever it is about. */
const waiting = createRoute({
  getParentRoute: () => root,
  path: "/waiting",
  component: behindSignIn(() => import("./today/waiting-page.tsx"), "WaitingPage"),
});
const cases = createRoute({
  getParentRoute: () => root,
  path: "/cases",
  component: behindSignIn(() => import("./cases/list-page.tsx"), "CasesPage"),
});
const openCase = createRoute({
  getParentRoute: () => root,
  path: "/cases/open",
  component: behindSignIn(() => import("./cases/open-page.tsx"), "OpenCasePage"),
});
const room = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId",
  /** `part`: a place beside the main conversation; `topic`: one topic only; `view`: the agreed summary */
  validateSearch: (search: Record<string, unknown>): { part?: Compartment; topic?: string; view?: "summary" } => ({
    ...(besideGeneral.some((part) => part === search.part) ? { part: search.part as Compartment } : {}),
    ...(words(search.topic) ? { topic: words(search.topic) ?? "" } : {}),
    ...(search.view === "summary" ? { view: "summary" as const } : {}),
  }),
  // the way to a case was taken: its conversation is asked for while the page's code comes. Pointing at a link is not reading what it leads to
  loader: ({ params: { caseId }, preload }) => {
    if (!preload) expectRoom(caseRoom(caseId as CaseId), () => location.pathname.split("/").includes(caseId));
  },
  component: behindSignIn(() => import("./cases/room-page.tsx"), "RoomPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/invitation",
  component: behindSignIn(() => import("./cases/invitation-page.tsx"), "InvitationPage"),
});
const stop = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/stop",
  component: behindSignIn(() => import("./cases/stop-page.tsx"), "StopPage"),
});
const people = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/people",
  component: behindSignIn(() => import("./cases/people-page.tsx"), "PeoplePage"),
});
const consent = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/consent",
  /** `renews`: the consent that this one takes the place of; `asked`: one that was proposed before; `step`: the question */
  validateSearch: (search: Record<string, unknown>): { renews?: string; asked?: string; step?: number } => ({
    ...(words(search.renews) ? { renews: words(search.renews) ?? "" } : {}),
    ...(words(search.asked) ? { asked: words(search.asked) ?? "" } : {}),
    ...(Number.isInteger(search.step) && Number(search.step) > 0 ? { step: Number(search.step) } : {}),
  }),
  component: behindSignIn(() => import("./cases/consent-page.tsx"), "ConsentPage"),
});
const renew = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/renew/$consentId",
  component: behindSignIn(() => import("./cases/renew-page.tsx"), "RenewPage"),
});
const ledger = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/ledger",
  component: behindSignIn(() => import("./cases/ledger-page.tsx"), "LedgerPage"),
});
const ledgerPaper = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/ledger/paper",
  component: behindSignIn(() => import("./cases/ledger-paper-page.tsx"), "LedgerPaperPage"),
});
const keeping = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/keeping",
  component: behindSignIn(() => import("./cases/keeping-page.tsx"), "KeepingPage"),
});
/** A case that was erased is no case any more: its certificate has an address of its own. */
const certificate = createRoute({
  getParentRoute: () => root,
  path: "/erased/$caseId",
  component: behindSignIn(() => import("./cases/certificate-page.tsx"), "CertificatePage"),
});
const handedOver = createRoute({
  getParentRoute: () => root,
  path: "/handed-over/$exportId",
  component: behindSignIn(() => import("./identity/export-page.tsx"), "ExportPage"),
});
const copy = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/copy",
  component: behindSignIn(() => import("./cases/request-page.tsx"), "RequestPage"),
});
const ownPart = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/own-part",
  component: behindSignIn(() => import("./cases/own-part-page.tsx"), "OwnPartPage"),
});
const receipt = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/receipt/$consentId",
  component: behindSignIn(() => import("./cases/receipt-page.tsx"), "ReceiptPage"),
});
const flags = createRoute({
  getParentRoute: () => root,
  path: "/flags",
  component: behindSignIn(() => import("./cases/flags-page.tsx"), "FlagsPage"),
});
const later = createRoute({
  getParentRoute: () => root,
  path: "/later",
  component: behindSignIn(() => import("./cases/later-page.tsx"), "LaterPage"),
});
const unsent = createRoute({
  getParentRoute: () => root,
  path: "/unsent",
  component: behindSignIn(() => import("./cases/unsent-page.tsx"), "UnsentPage"),
});
/** What is looked for is not part of the address: addresses are kept, and seen. */
const search = createRoute({
  getParentRoute: () => root,
  path: "/search",
  component: behindSignIn(() => import("./cases/search-page.tsx"), "SearchPage"),
});
const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  component: behindSignIn(() => import("./identity/account-page.tsx"), "AccountPage"),
});
const organisation = createRoute({
  getParentRoute: () => root,
  path: "/organisation",
  component: behindSignIn(() => import("./identity/organisation-page.tsx"), "OrganisationPage"),
});
const join = createRoute({
  getParentRoute: () => root,
  path: "/join",
  component: lazyRouteComponent(() => import("./identity/join-page.tsx"), "JoinPage"),
});
const demoMail = createRoute({
  getParentRoute: () => root,
  path: "/demo/mail",
  component: lazyRouteComponent(() => import("./identity/demo-mail-page.tsx"), "DemoMailPage"),
});
const first = createRoute({
  getParentRoute: () => root,
  path: "/first",
  component: lazyRouteComponent(() => import("./identity/first-page.tsx"), "FirstPage"),
});
const lostPassword = createRoute({
  getParentRoute: () => root,
  path: "/lost-password",
  component: lazyRouteComponent(() => import("./identity/lost-password-page.tsx"), "LostPasswordPage"),
});
const takePart = createRoute({
  getParentRoute: () => root,
  path: "/speak-up",
  component: lazyRouteComponent(() => import("./identity/resident-page.tsx"), "ResidentPage"),
});
/** Where the picture on a panel's poster leads; the code stands behind the "#". */
const joinPanel = createRoute({
  getParentRoute: () => root,
  path: "/join-panel",
  component: lazyRouteComponent(() => import("./identity/resident-page.tsx"), "ResidentPage"),
});
const poster = createRoute({
  getParentRoute: () => root,
  path: "/organisation/poster",
  component: behindSignIn(() => import("./identity/poster-page.tsx"), "PosterPage"),
});
const newPassword = createRoute({
  getParentRoute: () => root,
  path: "/new-password",
  component: lazyRouteComponent(() => import("./identity/new-password-page.tsx"), "NewPasswordPage"),
});
const admin = createRoute({
  getParentRoute: () => root,
  path: "/admin",
  component: behindSignIn(() => import("./identity/admin-page.tsx"), "AdminPage"),
});

const safety = createRoute({
  getParentRoute: () => root,
  path: "/safety",
  component: behindSignIn(() => import("./concerns/list-page.tsx"), "SafetyPage"),
});
const raise = createRoute({
  getParentRoute: () => root,
  path: "/safety/raise",
  component: behindSignIn(() => import("./concerns/raise-page.tsx"), "RaisePage"),
});
const concern = createRoute({
  getParentRoute: () => root,
  path: "/safety/$concernId",
  component: behindSignIn(() => import("./concerns/concern-page.tsx"), "ConcernPage"),
});

/** Every address of the product. */
export const router = createRouter({
  routeTree: root.addChildren([
    today,
    waiting,
    cases,
    openCase,
    room,
    invitation,
    stop,
    people,
    ledger,
    ledgerPaper,
    keeping,
    certificate,
    handedOver,
    copy,
    ownPart,
    consent,
    renew,
    receipt,
    flags,
    later,
    unsent,
    search,
    ...exchangeRoutes,
    ...boardRoutes,
    ...projectRoutes,
    ...mapRoutes,
    safety,
    raise,
    concern,
    account,
    organisation,
    join,
    demoMail,
    first,
    lostPassword,
    newPassword,
    takePart,
    joinPanel,
    poster,
    admin,
  ]),
  defaultPreload: "intent",
  defaultPendingComponent: Waiting,
  defaultErrorComponent: BrokenPage,
  // pages choose their place themselves: at the top, a conversation at its end; `false` would still scroll to the top afterwards
  scrollRestoration: () => false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

/** Fetches the code of the page that the address names. */
export function fetchPage(): void {
  for (const { routeId } of router.state.matches) {
    const page = router.routesById[routeId].options.component as { preload?: () => Promise<void> } | undefined;
    void page?.preload?.();
  }
}
