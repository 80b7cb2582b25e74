import { identityWords, rolesWords } from "@linkwork/shared/identity/words.ts";
import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { LogIn, MailOpen } from "lucide-react";
import { useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";
import { rememberHat } from "../kernel/remembered.ts";
import { signIn, useSession } from "../kernel/session.ts";
import { api, type Invited } from "../kernel/trpc.ts";
import { Page } from "../shell/page.tsx";
import { SignOutDialog } from "../shell/sign-out-dialog.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Facts } from "../ui/facts.tsx";
import { TextField } from "../ui/field.tsx";
import { fullDate } from "../ui/time.ts";
import { NewPasswordField, tooShort } from "./components/new-password.tsx";
import { SignIn } from "./way-in.ts";

/** Begins afresh on the first page: what was known of who is here is asked anew. */
const arriveAnew = (): void => window.location.replace("/");

/** Behind the link of an invitation: who invites whom to what. The link's token stands after the "#", which no browser sends to anybody. */
export function JoinPage() {
  const token = useRouterState({ select: (state) => state.location.hash });
  const [signingIn, setSigningIn] = useState(false);
  const { me } = useSession();
  const found = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => api.identity.readInvitation.mutate({ token }),
    enabled: token !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  if (signingIn && !me) return <SignIn meanwhile={<Waiting />} />;
  const refused = found.error ? refusedFrom(found.error) : undefined;
  const over = token === "" || refused?.code === "InvitationOver" || refused?.code === "BadInput";
  return (
    <main className="page sign-in" id="main">
      {over ? (
        <>
          <Page title="This invitation is over" />
          <Empty icon={<MailOpen />} title="There is nothing to open here">
            <p className="soft">{identityWords.InvitationOver}</p>
          </Empty>
        </>
      ) : found.error ? (
        <>
          <Page title="Your invitation" />
          <Failed error={found.error} onAgain={() => void found.refetch()} what="Your invitation couldn't be opened." />
        </>
      ) : found.data ? (
        <Invitation token={token} invited={found.data} onSignIn={() => setSigningIn(true)} />
      ) : (
        <Waiting what="Opening your invitation" />
      )}
    </main>
  );
}

type Props = { token: string; invited: Invited; onSignIn: () => void };

function Invitation({ token, invited, onSignIn }: Props) {
  const { me } = useSession();
  const { by, orgName, roles, email, until, account } = invited;
  return (
    <>
      <Page title={`Come to ${orgName}`} lead={`${by} invites you to work with ${orgName} on Linkwork.`} />
      <div className="halves">
        <section className="card" aria-labelledby="invited">
          <h2 id="invited">The invitation</h2>
          <Facts
            facts={[
              { name: "From", value: by },
              { name: "To", value: email },
              { name: "As", value: rolesWords(roles) },
              { name: "Until", value: fullDate(until) },
            ]}
          />
        </section>
        {me && me.email !== email ? (
          <SomebodyElse email={email} />
        ) : account && me ? (
          <OneMoreHat token={token} orgName={orgName} />
        ) : account ? (
          <section className="card" aria-labelledby="known">
            <h2 id="known">You have an account already</h2>
            <p>
              Sign in with {email}. Then you are asked once more, and {orgName} is added to those you act for.
            </p>
            <Button tone="main" icon={<LogIn />} onClick={onSignIn}>
              Sign in
            </Button>
          </section>
        ) : (
          <NewAccount token={token} email={email} orgName={orgName} />
        )}
      </div>
    </>
  );
}

/** The invitation is for another address than that of who is here. */
function SomebodyElse({ email }: { email: string }) {
  const { me } = useSession();
  const [leaving, setLeaving] = useState(false);
  return (
    <section className="card" aria-labelledby="other">
      <h2 id="other">This is for {email}</h2>
      <p>You are signed in as {me?.name}. To take up this invitation, sign out first and open the link again.</p>
      <Button onClick={() => setLeaving(true)}>Sign out</Button>
      <SignOutDialog open={leaving} onClose={() => setLeaving(false)} />
    </section>
  );
}

function OneMoreHat({ token, orgName }: { token: string; orgName: string }) {
  const { me } = useSession();
  const work = useWork();
  const accept = () =>
    work.run(async () => {
      const { orgId } = await api.identity.acceptInvitation.mutate({ token });
      if (me) rememberHat(me.personId, orgId);
      arriveAnew();
    });
  return (
    <section className="card" aria-labelledby="confirm">
      <h2 id="confirm">Is that you, {me?.name}?</h2>
      <p>Your other organisations stay as they are. You choose at any time for whom you act.</p>
      <WorkErrors work={work} title="That didn't work" />
      <Button tone="main" busy={work.busy} onClick={() => void accept()}>
        Yes, work with {orgName}
      </Button>
    </section>
  );
}

function NewAccount({ token, email, orgName }: { token: string; email: string; orgName: string }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const work = useWork();
  const join = () => {
    const missing = [
      ...(name.trim() === "" ? [{ field: "name", message: "Give your name, as colleagues know you." }] : []),
      ...tooShort(password),
    ];
    if (!work.check(missing)) return;
    void work.run(async () => {
      await api.identity.join.mutate({ token, name: name.trim(), password });
      await signIn({ email, password });
      arriveAnew();
    });
  };
  return (
    <form
      className="card"
      aria-label="Make your account"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        join();
      }}
    >
      <WorkErrors work={work} />
      {/* the account, so that a password manager knows which password is meant */}
      <input className="visually-hidden" tabIndex={-1} aria-hidden="true" readOnly autoComplete="username" value={email} />
      <TextField
        id="name"
        label="Your name"
        hint="As colleagues and partners will see it."
        autoComplete="name"
        maxLength={80}
        value={name}
        error={work.at("name")}
        onChange={(event) => setName(event.target.value)}
      />
      <NewPasswordField id="password" value={password} error={work.at("password")} onChange={(event) => setPassword(event.target.value)} />
      <Button tone="main" type="submit" busy={work.busy}>
        Join {orgName}
      </Button>
    </form>
  );
}
