import { safetyWords } from "@linkwork/shared/concerns/words.ts";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { CalendarCheck, LifeBuoy, MessagesSquare, Search } from "lucide-react";
import { lazy, Suspense } from "react";
import { useCounts } from "../cases/client.ts";
import { useConcerns } from "../concerns/client.ts";
import { useAskedAbout, useAskedInMyName } from "../identity/client.ts";
import { useSession } from "../kernel/session.ts";
import { stepUpAsked } from "../kernel/step-up.ts";
import { useValue } from "../kernel/use-value.ts";
import { Frame } from "../ui/frame.tsx";
import { Link } from "../ui/link.tsx";
import { ChooseHat } from "./choose-hat.tsx";
import { HatMenu } from "./hat-menu.tsx";
import { useSearchKey } from "./search-key.ts";
import { Waiting } from "./states.tsx";
import { UpdateLine } from "./update-line.tsx";

const SignInPage = lazy(() => import("../identity/sign-in-page.tsx").then((m) => ({ default: m.SignInPage })));
const AdminPage = lazy(() => import("../identity/admin-page.tsx").then((m) => ({ default: m.AdminPage })));
const SecondStepPage = lazy(() => import("../identity/second-step-page.tsx").then((m) => ({ default: m.SecondStepPage })));
const StepUp = lazy(() => import("../identity/step-up.tsx").then((m) => ({ default: m.StepUp })));
const PasswordAgain = lazy(() => import("../identity/password-again.tsx").then((m) => ({ default: m.PasswordAgain })));

/** Pages of their own, for who isn't signed in as well. */
const openPages: ReadonlySet<string> = new Set(["/join", "/first", "/demo/mail"]);

/** Around every page: who is signed in, the places, the hat. Signed out, the sign-in page stands in the page's place and the address stays. */
export function Shell() {
  const { status, me, hat } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const stepUp = useValue(stepUpAsked);
  if (status === "unknown") return <Waiting />;
  if (openPages.has(path)) return <Outlet />;
  if (status === "signedOut")
    return (
      <Suspense fallback={<Waiting />}>
        <SignInPage />
      </Suspense>
    );
  if (status === "secondFactor" && !me)
    return (
      <Suspense fallback={<Waiting />}>
        <SecondStepPage />
      </Suspense>
    );
  return (
    <>
      {path === "/admin" ? (
        <Outlet />
      ) : hat !== null ? (
        <Places key={hat.orgId} />
      ) : me?.administrator && me.memberships.length === 0 ? (
        <Suspense fallback={<Waiting />}>
          <AdminPage />
        </Suspense>
      ) : (
        <ChooseHat />
      )}
      {stepUp && status === "signedIn" ? (
        <Suspense fallback={null}>
          <StepUp ask={stepUp.ask} answer={stepUp.answer} />
        </Suspense>
      ) : null}
      {status === "passwordAgain" || status === "secondFactor" ? (
        <Suspense fallback={null}>
          <PasswordAgain />
        </Suspense>
      ) : null}
    </>
  );
}

/** The frame with its places; a change of hat begins everything in it afresh. */
function Places() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { hat } = useSession();
  const counts = useCounts();
  const { cases } = counts;
  const locked = useAskedAbout().filter(({ may }) => may === true).length;
  const today = counts.today + locked + (useAskedInMyName() ? 1 : 0);
  const waiting = (useConcerns().data ?? []).filter((row) => row.waitsForMe).length;
  const leads = hat?.roles.includes("safeguardingLead") ?? false;
  useSearchKey();
  return (
    <Frame
      brand="Linkwork"
      places={[
        {
          to: "/",
          label: "Today",
          icon: <CalendarCheck />,
          count: today,
          countLabel: today === 1 ? "1 waits for you" : `${today} wait for you`,
          current: path === "/",
        },
        {
          to: "/cases",
          label: "Cases",
          icon: <MessagesSquare />,
          count: cases,
          countLabel: `something new in ${cases}`,
          current: path.startsWith("/cases"),
        },
        ...(leads
          ? [
              {
                to: "/safety",
                label: safetyWords.title,
                icon: <LifeBuoy />,
                count: waiting,
                countLabel: waiting === 1 ? "1 waits for you" : `${waiting} wait for you`,
                current: path.startsWith("/safety"),
              },
            ]
          : []),
      ]}
      search={
        <Link className="place" to="/search">
          <Search />
          Search
        </Link>
      }
      hat={<HatMenu />}
      more={<HatMenu phone />}
    >
      <UpdateLine />
      <Outlet />
    </Frame>
  );
}
