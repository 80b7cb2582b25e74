import "./identity.css";
import { useQuery } from "@tanstack/react-query";
import { becomes, secondStep, stopSigningIn } from "../kernel/session.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { Button } from "../ui/button.tsx";
import { Mark } from "../ui/mark.tsx";
import { NoFactor } from "./components/no-factor.tsx";
import { SecondStep } from "./components/second-step.tsx";
import { SetUp } from "./components/set-up.tsx";

/** What was done changed the cookie already; who has come in is asked anew. */
const comeIn = () => becomes(async () => undefined);

/** Between the password and the rest: the second step of signing in, or its first set-up. Nothing else is open yet. */
export function SecondStepPage() {
  const step = useQuery({ queryKey: ["second-step"], queryFn: secondStep, gcTime: 0, staleTime: Number.POSITIVE_INFINITY });
  return (
    <main className="page sign-in" id="main">
      <div className="mark">
        <Mark />
        Linkwork
      </div>
      {step.isError ? (
        <>
          <Page title="One more step" />
          <Failed error={step.error} what="We can't see how you sign in." onAgain={() => void step.refetch()} />
        </>
      ) : !step.data ? (
        <>
          <Page title="One more step" />
          <Waiting />
        </>
      ) : step.data.has.passkeys > 0 || step.data.has.authenticator ? (
        <>
          <Page title="Show that it's you" lead={`The second step for ${step.data.email}. Your password alone doesn't let anybody in.`} />
          <div className="stack loose">
            <div className="card measure">
              <SecondStep has={step.data.has} onGiven={comeIn} />
            </div>
            <NoFactor onBegun={() => comeIn().then(() => step.refetch())} />
          </div>
        </>
      ) : (
        <>
          <Page
            title="Make your account safe"
            lead="What people tell you in confidence needs more than a password. You do this once; it takes two minutes."
          />
          <div className="measure">
            <SetUp email={step.data.email} onDone={comeIn} />
          </div>
        </>
      )}
      <p className="no-print">
        <Button tone="quiet" onClick={() => void stopSigningIn()}>
          Back to signing in
        </Button>
      </p>
    </main>
  );
}
