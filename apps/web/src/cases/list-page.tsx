import "./cases.css";
import { mayOpenCase } from "@linkwork/shared/cases/rules.ts";
import { stopWords } from "@linkwork/shared/cases/words-ending.ts";
import { guestWords } from "@linkwork/shared/cases/words-guests.ts";
import { AtSign, Hourglass, MessageCircle, MessagesSquare, Plus, Search } from "lucide-react";
import { useSession } from "../kernel/session.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { LinkButton } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Empty } from "../ui/empty.tsx";
import { List, Row } from "../ui/list.tsx";
import { lately } from "../ui/time.ts";
import type { Sector } from "../ui/tone.ts";
import { type CaseRow, caseTitle, type Sharing, sharedWith, useActor, useCases, useStoppable } from "./client.ts";
import { ErasedList } from "./components/erased-list.tsx";
import { KeptList } from "./components/kept-list.tsx";
import { LedgerList } from "./components/ledger-list.tsx";
import { LookUps } from "./components/look-ups.tsx";
import { SharingChip } from "./components/sharing-chip.tsx";
import { endWords } from "./guests.ts";

/** Every conversation under this hat: invitations first, then by the newest word. */
export function CasesPage() {
  const actor = useActor();
  const { hat } = useSession();
  const cases = useCases();
  const mayOpen = mayOpenCase(actor) === true;
  const rows = cases.data ?? [];
  const invited = rows.filter((row) => row.standing === "invited");
  const open = rows.filter((row) => row.standing === "in");
  // an invitation has its own page, which leads on
  const stoppable = (useStoppable().data ?? []).filter((each) => !invited.some((row) => row.caseId === each.caseId));
  return (
    <>
      <Page
        title="Cases"
        lead={`Conversations that ${hat?.orgName ?? "you"} takes part in, as each person agreed`}
        ends={
          <>
            <LinkButton to="/search" icon={<Search />}>
              Search
            </LinkButton>
            {mayOpen ? (
              <LinkButton to="/cases/open" tone="main" icon={<Plus />}>
                Open a case
              </LinkButton>
            ) : null}
          </>
        }
      />
      {cases.isError && !cases.data ? (
        <div className="stack loose">
          <Failed error={cases.error} what="Your cases can't be listed just now." onAgain={() => void cases.refetch()} />
          <KeptList />
        </div>
      ) : cases.data === undefined ? (
        <Waiting what="Fetching your cases" />
      ) : rows.length === 0 ? (
        <Empty
          icon={<MessagesSquare />}
          title="Here you'll see the people you work with others for"
          step={
            mayOpen ? (
              <LinkButton to="/cases/open" icon={<Plus />}>
                Open the first case
              </LinkButton>
            ) : undefined
          }
        >
          <p className="soft">
            {mayOpen
              ? "Open a case for somebody, note what they agree to, and invite the organisation they chose."
              : "When a link worker invites you for someone who agreed to it, the invitation stands here and under Today."}
          </p>
        </Empty>
      ) : (
        <div className="stack loose cases-list">
          {invited.length > 0 ? (
            <section className="card" aria-labelledby="cases-invited">
              <h2 id="cases-invited">Waiting for your answer</h2>
              <List label="Invitations">
                {invited.map((row) => (
                  <InvitedRow key={row.caseId} row={row} />
                ))}
              </List>
            </section>
          ) : null}
          {open.length > 0 ? (
            <List label="Conversations">
              {open.map((row) => (
                <CaseLine key={row.caseId} row={row} />
              ))}
            </List>
          ) : null}
        </div>
      )}
      {stoppable.length > 0 ? <WhereToStop sharings={stoppable} /> : null}
      {actor.roles.includes("infoLead") ? <LedgerList /> : null}
      {actor.roles.includes("infoLead") && actor.sector === "statutory" ? <LookUps /> : null}
      <ErasedList />
    </>
  );
}

/** More than this, and the list waits behind its heading. */
const fewEnough = 6;

/** For whoever picks up the phone: the sharings that they may stop on the person's word. */
function WhereToStop({ sharings }: { sharings: readonly Sharing[] }) {
  const now = useNow();
  const list = (
    <List label={stopWords.title}>
      {sharings.map((sharing) => (
        <Row
          key={sharing.consentId}
          title={`${sharing.label} · ${sharedWith(sharing)}`}
          to={`/cases/${sharing.caseId}/stop`}
          end={<SharingChip sharing={sharing} now={now} />}
        />
      ))}
    </List>
  );
  return (
    <section className="card where-to-stop" aria-labelledby="where-to-stop">
      <h2 id="where-to-stop">{stopWords.title}</h2>
      <p className="small soft">{stopWords.lead}</p>
      {sharings.length <= fewEnough ? (
        list
      ) : (
        <details className="past">
          <summary>Show all {sharings.length}</summary>
          {list}
        </details>
      )}
    </section>
  );
}

/** An invitation, with its way to answer. */
function InvitedRow({ row }: { row: CaseRow }) {
  const to = `/cases/${row.caseId}/invitation`;
  return (
    <Row
      title={caseTitle(row)}
      to={to}
      detail={`${row.leadName} invites you`}
      end={
        <LinkButton to={to} small>
          Answer<span className="visually-hidden"> the invitation about {row.label}</span>
        </LinkButton>
      }
    />
  );
}

function CaseLine({ row }: { row: CaseRow }) {
  return (
    <Row
      title={caseTitle(row)}
      to={`/cases/${row.caseId}`}
      detail={
        <span className="row wrap case-orgs">
          {row.orgs.map((org) => (
            <Chip key={org.orgId} tone={org.sector as Sector}>
              {org.name}
            </Chip>
          ))}
          {row.guestUntil ? (
            <Chip tone="wait" icon={<Hourglass />}>
              {guestWords.until(endWords(row.guestUntil, Date.now()))}
            </Chip>
          ) : null}
          {row.orgs.length < 2 && row.waiting.length === 0 && !row.guestUntil ? <Chip>nobody else is in it</Chip> : null}
          {row.waiting.map((org) => (
            <Chip key={org.orgId} tone="wait">
              {org.name}: invited
            </Chip>
          ))}
        </span>
      }
      end={
        <span className="case-end">
          <News row={row} />
          {row.lastAt ? (
            <time dateTime={row.lastAt} className="small soft">
              {lately(row.lastAt, Date.now())}
            </time>
          ) : null}
        </span>
      }
    />
  );
}

/** How much in a case I have not read, in words. */
function News({ row }: { row: CaseRow }) {
  return (
    <>
      {row.mentions > 0 ? (
        <Chip tone="wait" icon={<AtSign />}>
          {row.mentions === 1 ? "names you" : `names you ${row.mentions} times`}
        </Chip>
      ) : null}
      {row.unread > 0 ? (
        <Chip tone="good" icon={<MessageCircle />}>
          {row.unread} new
        </Chip>
      ) : null}
    </>
  );
}
