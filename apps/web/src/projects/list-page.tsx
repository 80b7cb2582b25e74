import "./projects.css";
import { isNewcomer } from "@linkwork/shared/identity/rules.ts";
import { projectStatusWords } from "@linkwork/shared/projects/words.ts";
import { projectPageWords as words } from "@linkwork/shared/projects/words-page.ts";
import { Kanban, Plus } from "lucide-react";
import { useActor } from "../cases/client.ts";
import { useOrganisation } from "../kernel/notices.ts";
import { today } from "../shell/london.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { LinkButton } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Empty } from "../ui/empty.tsx";
import { List, Row } from "../ui/list.tsx";
import { fullDate } from "../ui/time.ts";
import { type ProjectRow, useProjects } from "./client.ts";
import { groupsOf } from "./groups.ts";
import { daysTo } from "./money.ts";

const Propose = () => (
  <LinkButton to="/projects/new" tone="main" icon={<Plus />}>
    {words.propose}
  </LinkButton>
);

/** Everything that my organisation owns with others or is asked to own: what waits for it first. */
export function ProjectsPage() {
  const found = useProjects();
  const rows = found.data;
  const { personId } = useActor();
  const ours = useOrganisation();
  const newcomer = ours !== null && isNewcomer(ours, personId);
  return (
    <>
      <Page title={words.title} lead={words.lead} ends={rows && rows.length > 0 ? <Propose /> : null} />
      {found.isError && !rows ? (
        <Failed error={found.error} what={words.failed} onAgain={() => void found.refetch()} />
      ) : rows === undefined ? (
        <Waiting what={words.fetching} />
      ) : newcomer ? (
        <Empty icon={<Kanban />} title={words.newcomerTitle}>
          <p className="soft">{words.newcomer}</p>
        </Empty>
      ) : rows.length === 0 ? (
        <Empty icon={<Kanban />} title={words.emptyTitle} step={<Propose />}>
          <p className="soft">{words.empty}</p>
        </Empty>
      ) : (
        <div className="project-groups projects">
          {groupsOf(rows).map(({ group, rows: here }) => (
            <section className="stack" key={group} aria-labelledby={`projects-${group}`}>
              <h2 id={`projects-${group}`}>{words.groups[group]}</h2>
              <List label={words.groups[group]}>
                {here.map((row) => (
                  <ProjectLine key={row.projectId} row={row} />
                ))}
              </List>
            </section>
          ))}
        </div>
      )}
    </>
  );
}

/** One project: whom with, how long the money lasts, what waits. */
function ProjectLine({ row }: { row: ProjectRow }) {
  const { orgId } = useActor();
  const { projectId, title, status, owners, money, asks, closedAt } = row;
  const others = owners.filter((each) => each.orgId !== orgId && (each.status === "joined" || each.status === "invited"));
  const over = closedAt !== null;
  return (
    <Row
      title={<span dir="auto">{title}</span>}
      to={`/projects/${projectId}`}
      detail={
        <div className="stack tight">
          <p>{words.with(new Intl.ListFormat("en-GB").format(others.map(({ name }) => name)))}</p>
          {over ? <p>{words.ended(fullDate(closedAt))}</p> : null}
          {money && !over ? <p>{`${words.daysLeft(daysTo(today(), money.until))} · ${money.name}`}</p> : null}
          {asks > 0 ? <p>{words.waitsFor(asks)}</p> : null}
        </div>
      }
      end={
        <Chip
          tone={
            status === "closing" || status === "sustainReview" || status === "needsPartner"
              ? "wait"
              : status === "active"
                ? "good"
                : "plain"
          }
        >
          {projectStatusWords[status]}
        </Chip>
      }
    />
  );
}
