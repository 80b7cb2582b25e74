import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { refusedFrom } from "../kernel/refused.ts";
import { api } from "../kernel/trpc.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { dayAndTime } from "../ui/time.ts";

const linked = /\/(join|first|new-password|waiting|exchange\/mine|exchange\/hosting)(?:#([\w-]{86}))?$/m;

/** The demonstration's letter box: no mail leaves it, all of it is shown here. */
export function DemoMailPage() {
  const mails = useQuery({ queryKey: ["demo mail"], queryFn: () => api.identity.demoMail.query(), refetchInterval: 5_000 });
  const absent = mails.error !== null && refusedFrom(mails.error).code === "NotFound";
  return (
    <main className="page sign-in" id="main">
      <Page
        title="The demonstration's mail"
        lead="In the demonstration no mail leaves this machine. It is kept here for everybody to read."
        ends={<LinkButton to="/">Back to Linkwork</LinkButton>}
      />
      {absent ? (
        <Empty icon={<Inbox />} title="There is no letter box here">
          <p className="soft">Mail goes out for real, or was not set up.</p>
        </Empty>
      ) : mails.error ? (
        <Failed error={mails.error} onAgain={() => void mails.refetch()} what="The mail couldn't be fetched." />
      ) : !mails.data ? (
        <Waiting what="Fetching the mail" />
      ) : mails.data.length === 0 ? (
        <Empty icon={<Inbox />} title="No mail yet">
          <p className="soft">Sign in as Moira Sinclair and invite a colleague: the mail comes here.</p>
        </Empty>
      ) : (
        <div className="stack loose">
          <ul className="stack loose letters" aria-label="Mails">
            {mails.data.map(({ id, to, subject, text, at, calendar }) => (
              <li key={id} className="card">
                <h2>{subject}</h2>
                <p className="small soft">
                  To {to} · {dayAndTime(at, Date.now())}
                </p>
                <pre className="letter">{text}</pre>
                {calendar ? <ForCalendar {...calendar} /> : null}
                <OpenLink text={text} to={to} />
              </li>
            ))}
          </ul>
          <p>
            <Button onClick={() => void mails.refetch()}>Look again</Button>
          </p>
        </div>
      )}
    </main>
  );
}

/** What a mail changes in its reader's calendar: the file that comes with it. */
function ForCalendar({ method, text }: { method: "REQUEST" | "CANCEL"; text: string }) {
  return (
    <details>
      <summary>{method === "REQUEST" ? "With it: an invitation for the calendar" : "With it: this goes out of the calendar"}</summary>
      <pre className="letter">{text}</pre>
    </details>
  );
}

function OpenLink({ text, to }: { text: string; to: string }) {
  const [, place, token] = linked.exec(text) ?? [];
  if (!place) return null;
  return (
    <LinkButton tone="main" to={`/${place}`} hash={token}>
      Open the link<span className="visually-hidden"> for {to}</span>
    </LinkButton>
  );
}
