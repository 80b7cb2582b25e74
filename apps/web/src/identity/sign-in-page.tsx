import { passwordWords } from "@linkwork/shared/identity/words-passwords.ts";
import { residentWords } from "@linkwork/shared/identity/words-residents.ts";
import { useQuery } from "@tanstack/react-query";
import { FlaskConical, KeyRound, LogIn } from "lucide-react";
import { useState } from "react";
import { becomes, signIn } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { Page } from "../shell/page.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { Button } from "../ui/button.tsx";
import { Face } from "../ui/face.tsx";
import { TextField } from "../ui/field.tsx";
import { Link } from "../ui/link.tsx";
import { Mark } from "../ui/mark.tsx";
import { Note } from "../ui/note.tsx";
import { givePasskey, knowsPasskeys } from "./factors.ts";

/** Where one comes in. In the demo, the invented people stand beside it: one press and one is them. */
export function SignInPage() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [who, setWho] = useState<string | null>(null);
  const work = useWork();
  const welcome = useQuery({ queryKey: ["welcome"], queryFn: () => api.identity.welcome.query(), staleTime: 60_000 });
  const demo = welcome.data?.demo ?? [];
  const enter = async (as: { email: string; password: string }) => {
    setWho(as.email);
    await work.run(() => signIn(as));
    setWho(null);
  };
  const byPasskey = async () => {
    setWho("passkey");
    await work.run(() => becomes(givePasskey));
    setWho(null);
  };
  return (
    <main className="page sign-in" id="main">
      <div className="mark">
        <Mark />
        Linkwork
      </div>
      <Page title="Sign in" lead="Where link workers, community organisations and residents work together, with the person's consent." />
      <div className={demo.length > 0 ? "halves" : undefined}>
        <form
          className="card"
          aria-label="Sign in"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const missing = [
              ...(email.trim() === "" ? [{ field: "email", message: "Give your e-mail address." }] : []),
              ...(password === "" ? [{ field: "password", message: "Give your password." }] : []),
            ];
            if (work.check(missing)) void enter({ email: email.trim(), password });
          }}
        >
          <WorkErrors work={work} title="That didn't work" />
          <TextField
            id="email"
            label="E-mail"
            type="email"
            autoComplete="username"
            inputMode="email"
            value={email}
            error={work.at("email")}
            onChange={(event) => setEmail(event.target.value)}
          />
          <TextField
            id="password"
            label="Password"
            type="password"
            autoComplete="current-password"
            value={password}
            error={work.at("password")}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button tone="main" type="submit" icon={<LogIn />} busy={work.busy && who === email.trim()}>
            Sign in
          </Button>
          {knowsPasskeys() ? (
            <Button icon={<KeyRound />} busy={work.busy && who === "passkey"} onClick={() => void byPasskey()}>
              Use a passkey
            </Button>
          ) : null}
          <p>
            <Link to="/lost-password">{passwordWords.forgotten}</Link>
          </p>
          <p>
            <Link to="/speak-up">{residentWords.link}</Link>
          </p>
          <p className="hint">You stay signed in for 30 days on this device. On a shared computer, sign out when you go.</p>
        </form>
        {demo.length > 0 ? (
          <section className="stack" aria-labelledby="demo-people">
            <h2 id="demo-people">This is a demonstration</h2>
            <Note icon={<FlaskConical />}>
              Everybody here is invented, and so is all that they say. Choose someone and you are them. Don't write about real people.
            </Note>
            {welcome.data?.mail === "caught" ? (
              <p>
                <Link to="/demo/mail">The demonstration's mail</Link>: who is invited finds it there.
              </p>
            ) : null}
            <ul className="demo-people">
              {demo.map((person) => (
                <li key={person.email}>
                  <button
                    type="button"
                    className="choice"
                    aria-busy={who === person.email || undefined}
                    onClick={() => void enter({ email: person.email, password: person.password })}
                  >
                    <Face name={person.name} />
                    <span className="grow">
                      <b>{person.name}</b>
                      <span className="hint">
                        {person.orgName} · {person.doing}
                      </span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
      {welcome.data?.evaluation ? (
        <p className="small soft">The store behind this is one for looking around. Don't keep anything in it that you need.</p>
      ) : null}
    </main>
  );
}
