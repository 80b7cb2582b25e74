import { passwordWords as words } from "@linkwork/shared/identity/words-passwords.ts";
import { useQuery } from "@tanstack/react-query";
import { FlaskConical, Mail, MailX } from "lucide-react";
import { useState } from "react";
import { remembered } from "../kernel/remembered.ts";
import { api } from "../kernel/trpc.ts";
import { Page } from "../shell/page.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Link } from "../ui/link.tsx";
import { Mark } from "../ui/mark.tsx";
import { Note } from "../ui/note.tsx";

/** For who can't remember their password: asks for a link by mail. What is said afterwards is the same for every address. */
export function LostPasswordPage() {
  const [email, setEmail] = useState(() => remembered()?.me.email ?? "");
  const [sent, setSent] = useState<string | null>(null);
  const work = useWork();
  const welcome = useQuery({ queryKey: ["welcome"], queryFn: () => api.identity.welcome.query(), staleTime: 60_000 });
  const { demo = [], mail } = welcome.data ?? {};
  const ask = () => {
    const to = email.trim();
    if (!work.check(/^[^\s@]+@[^\s@]+$/.test(to) ? [] : [{ field: "email", message: "Give your e-mail address, like name@example.org." }]))
      return;
    void work.run(() => api.passwords.askForLink.mutate({ email: to })).then((done) => (done ? setSent(to) : undefined));
  };
  return (
    <main className="page sign-in" id="main">
      <div className="mark">
        <Mark />
        Linkwork
      </div>
      {sent !== null ? (
        <>
          <Page key="sent" title={words.sentTitle} />
          <section className="card measure stack" aria-label={words.sentTitle}>
            <p>{words.sent(sent)}</p>
            <p>{words.lostHow}</p>
            <p className="hint">{words.sentNothing}</p>
            <p className="hint">{words.sentOver}</p>
            {mail === "caught" ? (
              <p>
                <Link to="/demo/mail">The demonstration's mail</Link>: here it comes there.
              </p>
            ) : null}
            <div>
              <LinkButton to="/">{words.back}</LinkButton>
            </div>
          </section>
        </>
      ) : (
        <>
          <Page key="ask" title={words.lostTitle} lead={words.lostLead} />
          <form
            className="card measure"
            aria-label={words.lostTitle}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              ask();
            }}
          >
            <WorkErrors work={work} />
            {mail === "none" ? (
              <Note tone="wait" icon={<MailX />}>
                {words.noMail}
              </Note>
            ) : null}
            {demo.length > 0 ? <Note icon={<FlaskConical />}>{words.demo}</Note> : null}
            <TextField
              id="email"
              label="E-mail"
              type="email"
              autoComplete="username"
              inputMode="email"
              maxLength={254}
              value={email}
              error={work.at("email")}
              onChange={(event) => setEmail(event.target.value)}
            />
            <p className="hint">{words.lostHow}</p>
            <div className="row wrap">
              <Button tone="main" type="submit" icon={<Mail />} busy={work.busy}>
                {words.send}
              </Button>
              <LinkButton to="/" tone="quiet">
                {words.back}
              </LinkButton>
            </div>
          </form>
        </>
      )}
    </main>
  );
}
