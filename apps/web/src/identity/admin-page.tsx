import { sectorWords } from "@linkwork/shared/identity/words.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { useQuery } from "@tanstack/react-query";
import { Building2, Plus } from "lucide-react";
import { useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";
import { useSession } from "../kernel/session.ts";
import { type Administered, api } from "../kernel/trpc.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { SignOutDialog } from "../shell/sign-out-dialog.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Empty } from "../ui/empty.tsx";
import { TextField } from "../ui/field.tsx";
import { List, Row } from "../ui/list.tsx";
import { fullDate } from "../ui/time.ts";
import { Keepers } from "./components/keepers.tsx";
import { OddVisits } from "./components/odd-visits.tsx";
import { PasswordCard } from "./components/password-card.tsx";
import { SignInHelpPlatform } from "./components/sign-in-help-platform.tsx";
import { FoundForm } from "./found-form.tsx";

/** For who looks after the platform: which organisations there are, and a new one with its first manager. No case is in sight from here. */
export function AdminPage() {
  const { me } = useSession();
  const [founding, setFounding] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const found = useQuery({ queryKey: ["administration"], queryFn: () => api.identity.administration.query() });
  if (found.error && refusedFrom(found.error).code === "NotFound")
    return (
      <main className="page sign-in" id="main">
        <NotFoundPage />
      </main>
    );
  return (
    <main className="page sign-in" id="main">
      <Page
        title="Organisations"
        lead="You say which organisations there are and who first manages each. You read no case, and nobody's messages."
        ends={
          <>
            {me && me.memberships.length > 0 ? <LinkButton to="/">Back to Linkwork</LinkButton> : null}
            <Button onClick={() => setLeaving(true)}>Sign out</Button>
          </>
        }
      />
      <div className="stack loose">
        <SignInHelpPlatform />
        <OddVisits />
        {founding ? (
          <FoundForm
            onDone={() => {
              setFounding(false);
              void found.refetch();
            }}
          />
        ) : (
          <p>
            <Button tone="main" icon={<Plus />} onClick={() => setFounding(true)}>
              Add an organisation
            </Button>
          </p>
        )}
        {found.error ? (
          <Failed error={found.error} onAgain={() => void found.refetch()} what="The organisations couldn't be fetched." />
        ) : !found.data ? (
          <Waiting what="Fetching the organisations" />
        ) : found.data.length === 0 ? (
          <Empty icon={<Building2 />} title="No organisation yet">
            <p className="soft">Add the first one. Its manager is invited by mail, and invites everybody else.</p>
          </Empty>
        ) : (
          <section className="card" aria-label="All organisations">
            <List label="Organisations">
              {found.data.map((each) => (
                <OrganisationRow key={each.orgId} organisation={each} onChange={() => void found.refetch()} />
              ))}
            </List>
          </section>
        )}
        {/* who acts for an organisation has it among what is theirs */}
        {me && me.memberships.length === 0 ? <PasswordCard email={me.email} /> : null}
      </div>
      <SignOutDialog open={leaving} onClose={() => setLeaving(false)} />
    </main>
  );
}

function OrganisationRow({ organisation, onChange }: { organisation: Administered; onChange: () => void }) {
  const { name, sector, phone, managers, waiting } = organisation;
  const [first] = waiting;
  return (
    <Row
      lead={<Chip tone={sector}>{sectorWords[sector]}</Chip>}
      title={name}
      detail={
        <>
          {phone}
          <Keepers organisation={organisation} onChange={onChange} />
          {managers === 0 && !first ? <InviteAgain organisation={organisation} onDone={onChange} /> : null}
        </>
      }
      end={
        managers > 0 ? (
          <Chip tone="good">has a manager</Chip>
        ) : first ? (
          <Chip tone="wait">
            {first.email} is invited until {fullDate(first.until)}
          </Chip>
        ) : (
          <Chip tone="wait">nobody manages it</Chip>
        )
      }
    />
  );
}

/** The first manager did not come in time: another mail. */
function InviteAgain({ organisation: { orgId, name }, onDone }: { organisation: Administered; onDone: () => void }) {
  const [email, setEmail] = useState("");
  const [id] = useState(() => newId(Date.now()));
  const work = useWork((path) => (path === "email" ? orgId : undefined));
  const invite = async () => {
    if (!work.check(email.trim() === "" ? [{ field: orgId, message: "Give the manager's e-mail address." }] : [])) return;
    if (!(await work.run(() => api.identity.inviteFirstManager.mutate({ id, orgId, email: email.trim() })))) return;
    announce(`${email.trim()} is invited.`);
    onDone();
  };
  return (
    <form
      className="stack"
      aria-label={`Invite a manager to ${name}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void invite();
      }}
    >
      <WorkErrors work={work} title="That didn't work" />
      <TextField
        id={orgId}
        label={`E-mail of the first manager of ${name}`}
        type="email"
        inputMode="email"
        autoComplete="off"
        maxLength={254}
        value={email}
        error={work.at(orgId)}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Button small type="submit" busy={work.busy}>
        Invite them
      </Button>
    </form>
  );
}
