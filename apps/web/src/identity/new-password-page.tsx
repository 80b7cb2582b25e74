import { identityWords } from "@linkwork/shared/identity/words.ts";
import { passwordWords as words } from "@linkwork/shared/identity/words-passwords.ts";
import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { KeyRound, LogIn } from "lucide-react";
import { useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";
import { api } from "../kernel/trpc.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Mark } from "../ui/mark.tsx";
import { NewPasswordField, tooShort } from "./components/new-password.tsx";

/** Begins afresh on the first page: whoever was signed in here as this person is not any more. */
const arriveAnew = (): void => window.location.replace("/");

/** Behind the link for a new password. The link's token stands after the "#", which no browser sends to anybody. */
export function NewPasswordPage() {
  const token = useRouterState({ select: (state) => state.location.hash });
  const [kept, setKept] = useState(false);
  const found = useQuery({
    queryKey: ["password link", token],
    queryFn: () => api.passwords.readLink.mutate({ token }),
    enabled: token !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const refused = found.error ? refusedFrom(found.error) : undefined;
  const over = token === "" || refused?.code === "PasswordLinkOver" || refused?.code === "BadInput";
  return (
    <main className="page sign-in" id="main">
      <div className="mark">
        <Mark />
        Linkwork
      </div>
      {kept ? (
        <>
          <Page key="kept" title={words.setTitle} />
          <section className="card measure stack" aria-label={words.setTitle}>
            <p>{words.setHow}</p>
            <div>
              <Button tone="main" icon={<LogIn />} onClick={arriveAnew}>
                {words.signIn}
              </Button>
            </div>
          </section>
        </>
      ) : over ? (
        <>
          <Page key="over" title={words.overTitle} />
          <Empty
            icon={<KeyRound />}
            title="There is nothing to open here"
            step={
              <LinkButton to="/lost-password" tone="main">
                {words.another}
              </LinkButton>
            }
          >
            <p className="soft">{identityWords.PasswordLinkOver}</p>
          </Empty>
        </>
      ) : found.error ? (
        <>
          <Page key="failed" title={words.newTitle} />
          <Failed error={found.error} onAgain={() => void found.refetch()} what={words.failed} />
        </>
      ) : found.data ? (
        <>
          <Page key="choose" title={words.newTitle} lead={words.newLead(found.data.email)} />
          <Choose token={token} email={found.data.email} onKept={() => setKept(true)} />
        </>
      ) : (
        <Waiting what={words.opening} />
      )}
    </main>
  );
}

function Choose({ token, email, onKept }: { token: string; email: string; onKept: () => void }) {
  const [password, setPassword] = useState("");
  const work = useWork();
  return (
    <form
      className="card measure"
      aria-label={words.newTitle}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!work.check(tooShort(password))) return;
        void work.run(() => api.passwords.renew.mutate({ token, password })).then((done) => (done ? onKept() : undefined));
      }}
    >
      <WorkErrors work={work} />
      {/* the account, so that a password manager knows which password is meant */}
      <input className="visually-hidden" tabIndex={-1} aria-hidden="true" readOnly autoComplete="username" value={email} />
      <NewPasswordField
        id="password"
        label={words.next}
        value={password}
        error={work.at("password")}
        onChange={(event) => setPassword(event.target.value)}
      />
      <p className="hint">{words.lostHow}</p>
      <div>
        <Button tone="main" type="submit" busy={work.busy}>
          {words.set}
        </Button>
      </div>
    </form>
  );
}
