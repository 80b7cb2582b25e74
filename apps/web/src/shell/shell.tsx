import { Outlet, useRouter, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { SignIn } from "../identity/way-in.ts";
import { useSession } from "../kernel/session.ts";
import { stepUpAsked } from "../kernel/step-up.ts";
import { useValue } from "../kernel/use-value.ts";
import { hush } from "../ui/announcer.tsx";
import { createPart } from "../ui/part.tsx";
import { insideOf, isPublic, keepCameFor } from "./came-for.ts";
import { ChooseHat } from "./choose-hat.tsx";
import { Waiting } from "./states.tsx";

/** The frame and all that is in it: fetched once somebody is in, or is about to be. */
const { Part: Places, fetch } = createPart(async () => (await import("./places.tsx")).Places);
export const fetchPlaces = fetch;
const { Part: AdminPage } = createPart(async () => (await import("../identity/admin-page.tsx")).AdminPage);
const { Part: SecondStepPage } = createPart(async () => (await import("../identity/second-step-page.tsx")).SecondStepPage);
const { Part: StepUp } = createPart(async () => (await import("../identity/step-up.tsx")).StepUp);
const { Part: PasswordAgain } = createPart(async () => (await import("../identity/password-again.tsx")).PasswordAgain);

/** Pages of their own, for who isn't signed in as well. */
const openPages: ReadonlySet<string> = new Set([
  "/join",
  "/first",
  "/demo/mail",
  "/lost-password",
  "/new-password",
  "/speak-up",
  "/join-panel",
]);

/** Around every page: who is signed in, the places, the hat. Signed out, the sign-in page stands in the page's place and the address stays. */
export function Shell() {
  const { status, me, hat } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const href = useRouterState({ select: (state) => state.location.href });
  const goesIn = isPublic(path) && status === "signedIn" && hat !== null;
  useEffect(() => {
    if (status === "signedOut" && isPublic(path)) keepCameFor(href);
  }, [status, path, href]);
  const stepUp = useValue(stepUpAsked);
  const whose = status === "signedOut" ? "" : (me?.personId ?? "");
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said to one person is nothing to the next
  useEffect(() => hush, [whose]);
  if (status === "unknown") return <Waiting />;
  if (goesIn) return <GoIn />;
  if (openPages.has(path) || isPublic(path)) return <Outlet />;
  if (status === "signedOut") return <SignIn meanwhile={<Waiting />} />;
  if (status === "secondFactor" && !me) return <SecondStepPage meanwhile={<Waiting />} />;
  return (
    <>
      {path === "/admin" ? (
        <Outlet />
      ) : hat !== null ? (
        <Places key={hat.orgId} meanwhile={<Waiting />} />
      ) : me?.administrator && me.memberships.length === 0 ? (
        <AdminPage meanwhile={<Waiting />} />
      ) : (
        <ChooseHat />
      )}
      {stepUp && status === "signedIn" ? <StepUp ask={stepUp.ask} answer={stepUp.answer} /> : null}
      {status === "passwordAgain" || status === "secondFactor" ? <PasswordAgain /> : null}
    </>
  );
}

/** Who is signed in and comes by an address for everybody, as the one on a paper: the same page as who they are. */
function GoIn() {
  const router = useRouter();
  useEffect(() => router.history.replace(insideOf(router.state.location.href)), [router]);
  return <Waiting />;
}
