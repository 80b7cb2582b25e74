import "./identity.css";
import { residentWords as words } from "@linkwork/shared/identity/words-residents.ts";
import { useQuery } from "@tanstack/react-query";
import { useRouter, useRouterState } from "@tanstack/react-router";
import { FlaskConical, Mail } from "lucide-react";
import { useState } from "react";
import { rememberHat } from "../kernel/remembered.ts";
import { becomes, useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { whereTo } from "../shell/came-for.ts";
import { Page } from "../shell/page.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Link } from "../ui/link.tsx";
import { Mark } from "../ui/mark.tsx";
import { Note } from "../ui/note.tsx";
import { MailCode } from "./components/mail-code.tsx";
import { beginAsResident, giveMailCode } from "./residents.ts";

/** What was done changed the cookie already; who has come in is asked anew. */
const comeIn = () => becomes(async () => undefined);
const posterMissing = (poster: string) =>
  /^[A-Za-z0-9 -]{8,20}$/.test(poster.trim()) ? [] : [{ field: "poster", message: words.posterHint }];

/** How a resident comes in: an address, the code from the mail, and the first time a name and the code on the poster, which stands behind the "#" of its link. */
export function ResidentPage() {
  const onPoster = useRouterState({ select: (state) => state.location.hash });
  const { status, me } = useSession();
  const router = useRouter();
  const [email, setEmail] = useState<string | null>(null);
  const [ticket, setTicket] = useState<string | null>(null);
  const [who, setWho] = useState({ name: "", poster: onPoster });
  const arrive = async () => {
    await comeIn();
    router.history.push(whereTo());
  };
  const giveCode = async (code: string) => {
    const given = await giveMailCode(email ?? "", code);
    if (given.ticket !== null) return setTicket(given.ticket);
    // who scanned a poster is asked whether they join that panel, too
    return onPoster === "" ? arrive() : comeIn();
  };
  return (
    <main className="page sign-in" id="main">
      <div className="mark">
        <Mark />
        Linkwork
      </div>
      {status === "signedIn" && me ? (
        <JoinAnother onPoster={onPoster} />
      ) : email === null ? (
        <AskEmail onSent={setEmail} />
      ) : ticket === null ? (
        <>
          <Page key="code" title={words.sentTitle} />
          <div className="card measure">
            <MailCode id="mail-code" email={email} asked onCode={giveCode} />
            <InTheDemo />
            <div>
              <Button tone="quiet" onClick={() => setEmail(null)}>
                {words.otherAddress}
              </Button>
            </div>
          </div>
        </>
      ) : (
        <WhoYouAre email={email} ticket={ticket} who={who} onWho={setWho} onIn={arrive} onAgain={() => setTicket(null)} />
      )}
    </main>
  );
}

const useWelcome = () => useQuery({ queryKey: ["welcome"], queryFn: () => api.identity.welcome.query(), staleTime: 60_000 });

/** Where the mail is in the demonstration; in another tab, so that this page stays. */
function InTheDemo() {
  if (useWelcome().data?.mail !== "caught") return null;
  return (
    <Note icon={<FlaskConical />}>
      <Link to="/demo/mail" target="_blank">
        {words.demoMail}
      </Link>
      {words.demoHow}
    </Note>
  );
}

function AskEmail({ onSent }: { onSent: (email: string) => void }) {
  const [email, setEmail] = useState("");
  const work = useWork();
  const noMail = useWelcome().data?.mail === "none";
  const ask = () => {
    const to = email.trim().toLowerCase();
    if (!work.check(/^[^\s@]+@[^\s@]+$/.test(to) ? [] : [{ field: "email", message: "Give your e-mail address, like name@example.org." }]))
      return;
    void work.run(() => api.residents.askCode.mutate({ email: to })).then((done) => (done ? onSent(to) : undefined));
  };
  return (
    <>
      <Page key="email" title={words.title} lead={words.lead} />
      <form
        className="card measure"
        aria-label={words.title}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <WorkErrors work={work} />
        {noMail ? <Note tone="wait">{words.noMail}</Note> : null}
        <TextField
          id="email"
          label={words.email}
          hint={words.emailHint}
          type="email"
          autoComplete="email"
          inputMode="email"
          value={email}
          error={work.at("email")}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Button tone="main" type="submit" icon={<Mail />} busy={work.busy}>
          {words.send}
        </Button>
        <p className="hint">{words.stay}</p>
      </form>
    </>
  );
}

type Who = { name: string; poster: string };
type WhoProps = {
  email: string;
  ticket: string;
  who: Who;
  onWho: (who: Who) => void;
  onIn: () => Promise<void>;
  /** another code is on its way, since what the last one proved is over: what was typed stays */
  onAgain: () => void;
};

function WhoYouAre({ email, ticket, who, onWho, onIn, onAgain }: WhoProps) {
  const { name, poster } = who;
  const work = useWork();
  const begin = () => {
    const missing = [...(name.trim() === "" ? [{ field: "name", message: words.nameMissing }] : []), ...posterMissing(poster)];
    if (!work.check(missing)) return;
    void work.run(async () => {
      await beginAsResident({ email, ticket, name: name.trim(), poster: poster.trim() });
      await onIn();
    });
  };
  const again = () => void work.run(() => api.residents.askCode.mutate({ email })).then((done) => (done ? onAgain() : undefined));
  return (
    <>
      <Page key="who" title={words.whoTitle} lead={words.whoLead} />
      <form
        className="card measure"
        aria-label={words.whoTitle}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          begin();
        }}
      >
        <WorkErrors work={work} />
        <TextField
          id="name"
          label={words.name}
          hint={words.nameHint}
          autoComplete="nickname"
          maxLength={80}
          value={name}
          error={work.at("name")}
          onChange={(event) => onWho({ ...who, name: event.target.value })}
        />
        <PosterField value={poster} error={work.at("poster")} onChange={(next) => onWho({ ...who, poster: next })} />
        <div className="row wrap">
          <Button tone="main" type="submit" busy={work.busy}>
            {words.join}
          </Button>
          <Button tone="quiet" onClick={again}>
            {words.another}
          </Button>
        </div>
      </form>
    </>
  );
}

type PosterFieldProps = { value: string; error: string | undefined; onChange: (value: string) => void };
const PosterField = ({ value, error, onChange }: PosterFieldProps) => (
  <TextField
    id="poster"
    label={words.poster}
    hint={words.posterHint}
    autoComplete="off"
    autoCapitalize="characters"
    spellCheck={false}
    maxLength={20}
    value={value}
    error={error}
    onChange={(event) => onChange(event.target.value)}
  />
);

/** Who is in already, and gives the code of a panel that they are not in. */
function JoinAnother({ onPoster }: { onPoster: string }) {
  const { me } = useSession();
  const [poster, setPoster] = useState(onPoster);
  const work = useWork();
  const join = () => {
    if (!work.check(posterMissing(poster))) return;
    void work.run(async () => {
      const { orgId } = await api.residents.joinPanel.mutate({ poster: poster.trim() });
      if (me) rememberHat(me.personId, orgId);
      // what was known of who is here is asked anew
      window.location.replace(whereTo());
    });
  };
  return (
    <>
      <Page key="join" title={words.joinTitle} lead={words.joinLead(me?.name || (me?.email ?? ""))} />
      <form
        className="card measure"
        aria-label={words.joinTitle}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          join();
        }}
      >
        <WorkErrors work={work} />
        <PosterField value={poster} error={work.at("poster")} onChange={setPoster} />
        <div className="row wrap">
          <Button tone="main" type="submit" busy={work.busy}>
            {words.joinIt}
          </Button>
          <LinkButton to="/">{words.first}</LinkButton>
        </div>
      </form>
    </>
  );
}
