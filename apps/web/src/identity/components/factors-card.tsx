import "../identity.css";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { queries } from "../../shell/queries.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { useNow } from "../../shell/use-now.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { List, Row } from "../../ui/list.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { knowsPasskeys } from "../factors.ts";
import { AuthenticatorSetUp } from "./authenticator-set-up.tsx";
import { PasskeySetUp } from "./passkey-set-up.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

type Doing = "passkey" | "authenticator" | "codes" | null;
const titles = { passkey: "A new passkey", authenticator: "A new authenticator app", codes: "Ten new recovery codes" };

/** My second steps: what I have, what I add, what I take away. */
export function FactorsCard({ email }: { email: string }) {
  const mine = useQuery({ queryKey: ["factors"], queryFn: () => api.factors.mine.query() });
  const [doing, setDoing] = useState<Doing>(null);
  const now = useNow();
  const work = useWork();
  const again = () => queries.invalidateQueries({ queryKey: ["factors"] });
  const remove = (what: () => Promise<unknown>) =>
    void work.run(async () => {
      await what();
      await again();
      announce("Taken away.");
    });
  const done = async (words: string) => {
    setDoing(null);
    await again();
    announce(words);
  };
  const used = (addedAt: string, usedAt: string | null) =>
    `added ${dayAndTime(addedAt, now)}, ${usedAt ? `last used ${dayAndTime(usedAt, now)}` : "not used yet"}`;
  const has = mine.data;
  const only = has ? has.passkeys.length + (has.authenticator ? 1 : 0) === 1 : false;
  return (
    <section className="card" aria-labelledby="second-steps">
      <h2 id="second-steps">Your second step</h2>
      <p className="hint">Your password alone is not enough to sign in once you have one of these.</p>
      <WorkErrors work={work} />
      {mine.isError ? <Failed error={mine.error} what="We can't show them now." onAgain={() => void mine.refetch()} /> : null}
      {mine.isPending ? <Waiting /> : null}
      {has ? (
        <>
          {has.passkeys.length + (has.authenticator ? 1 : 0) === 0 ? <p>You have none yet.</p> : null}
          <List label="Your second steps">
            {has.passkeys.map((one) => (
              <Row
                key={one.id}
                title={`Passkey: ${one.name}`}
                detail={used(one.addedAt, one.usedAt)}
                end={
                  only ? null : (
                    <Button small onClick={() => remove(() => api.factors.removePasskey.mutate({ passkeyId: one.id }))}>
                      Remove {one.name}
                    </Button>
                  )
                }
              />
            ))}
            {has.authenticator ? (
              <Row
                title="Authenticator app"
                detail={used(has.authenticator.addedAt, has.authenticator.usedAt)}
                end={
                  only ? null : (
                    <Button small onClick={() => remove(() => api.factors.removeAuthenticator.mutate())}>
                      Remove the app
                    </Button>
                  )
                }
              />
            ) : null}
            {has.passkeys.length > 0 || has.authenticator ? (
              <Row
                title="Recovery codes"
                detail={has.recovery === 1 ? "1 left" : `${has.recovery} left`}
                end={
                  <Button small onClick={() => setDoing("codes")}>
                    Make ten new codes
                  </Button>
                }
              />
            ) : null}
          </List>
          {only ? <p className="hint">The only one can't be removed. Add another first.</p> : null}
          <div className="row wrap">
            {knowsPasskeys() ? <Button onClick={() => setDoing("passkey")}>Add a passkey</Button> : null}
            <Button onClick={() => setDoing("authenticator")}>{has.authenticator ? "Change the app" : "Add an authenticator app"}</Button>
          </div>
        </>
      ) : null}
      <LazyDialog open={doing !== null} onClose={() => setDoing(null)} title={doing ? titles[doing] : ""}>
        {doing === "passkey" ? <PasskeySetUp onDone={() => done("Your passkey is there.")} onBack={() => setDoing(null)} /> : null}
        {doing === "authenticator" ? <AuthenticatorSetUp onDone={() => done("Your app is there.")} onBack={() => setDoing(null)} /> : null}
        {doing === "codes" ? <RecoveryCodes email={email} onKept={() => void done("Kept.")} /> : null}
      </LazyDialog>
    </section>
  );
}
