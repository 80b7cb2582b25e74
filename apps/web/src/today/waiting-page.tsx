import { waitsWords } from "@linkwork/shared/identity/words-notices.ts";
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { type CaseRow, useCases } from "../cases/client.ts";
import { type ConcernRow, useConcerns } from "../concerns/client.ts";
import { useOwed } from "../exchange/client.ts";
import { chooseHat, useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { useProjectsWaiting } from "../projects/client.ts";
import { type OwedProject, owedIn, placeOfOwed } from "../projects/owed.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { List, Row } from "../ui/list.tsx";

/**
 * Where a mail's link leads. The mail can't say for which organisation something waits: whoever acts for several is asked under which hat they want to look,
 * or is given the one under which it waits.
 */
export function WaitingPage() {
  const { me, hat } = useSession();
  const [chosen, setChosen] = useState(false);
  const several = (me?.memberships.length ?? 0) > 1;
  const waits = useQuery({ queryKey: ["waits", me?.personId], queryFn: () => api.identity.waits.query(), enabled: several && !chosen });
  const where = (me?.memberships ?? []).filter(({ orgId }) => waits.data?.includes(orgId));
  const [only, ...more] = where;
  const turn = several && !chosen && only !== undefined && more.length === 0 && only.orgId !== hat?.orgId ? only : undefined;
  useEffect(() => {
    if (!turn) return;
    chooseHat(turn.orgId);
    announce(waitsWords.turned(turn.orgName));
  }, [turn]);
  if (!several || chosen) return <WhatWaits />;
  // what can't be looked up is asked under the hat that is worn
  if (waits.isError) return <WhatWaits />;
  if (!waits.data || turn) return <Waiting what="Looking up what waits for you" />;
  if (more.length === 0) return <WhatWaits />;
  return (
    <>
      <Page title={waitsWords.title} lead={waitsWords.several} />
      <div className="card measure">
        <List label="Your organisations">
          {where.map(({ orgId, orgName, sector }) => (
            <Row
              key={orgId}
              lead={<Chip tone={sector}>{orgName}</Chip>}
              title={orgId === hat?.orgId ? waitsWords.now : ""}
              end={
                <Button
                  onClick={() => {
                    chooseHat(orgId);
                    setChosen(true);
                  }}
                >
                  {waitsWords.actFor(orgName)}
                </Button>
              }
            />
          ))}
        </List>
      </div>
    </>
  );
}

/** Under the hat that is worn: to the one thing that waits, if it is one; else to Today, where all of it stands. The link itself says nothing. */
function WhatWaits() {
  const { hat } = useSession();
  const cases = useCases();
  const concerns = useConcerns();
  const visits = useOwed();
  const projects = useProjectsWaiting();
  const leads = hat?.roles.includes("safeguardingLead") ?? false;
  if (cases.isError && !cases.data)
    return (
      <>
        <Page title="What waits for you" />
        <Failed error={cases.error} what="What waits for you can't be looked up just now." onAgain={() => void cases.refetch()} />
      </>
    );
  if (!cases.data || (leads && concerns.isPending) || visits.isLoading || projects.isLoading)
    return <Waiting what="Looking up what waits for you" />;
  const place = placeOf(cases.data, {
    worries: concerns.data ?? [],
    visits: visits.data,
    projects: projects.data ? owedIn(projects.data) : [],
  });
  return <Navigate to={place.to} search={place.search as never} replace />;
}

type Place = { to: string; search?: Record<string, string> };
type Others = { worries: readonly ConcernRow[]; visits: ReturnType<typeof useOwed>["data"]; projects: readonly OwedProject[] };
/** What asks for an answer comes before what is only new. */
function placeOf(rows: readonly CaseRow[], { worries, visits, projects }: Others): Place {
  const answers: Place[] = [
    ...(visits?.offers ?? []).map(() => ({ to: "/exchange/mine" })),
    ...(visits?.asks ?? []).map((row) => ({ to: `/exchange/${row.opportunityId}` })),
    ...(visits?.permissions ?? []).map((row) => ({ to: `/exchange/${row.opportunityId}` })),
    ...projects.map(placeOfOwed),
    ...worries.filter((row) => row.waitsForMe).map((row) => ({ to: `/safety/${row.concernId}` })),
    ...rows.flatMap((row) =>
      row.standing === "invited" ? [{ to: `/cases/${row.caseId}/invitation` }] : row.mentions > 0 ? [{ to: `/cases/${row.caseId}` }] : [],
    ),
  ];
  const news = rows.filter((row) => row.standing === "in" && row.unread > 0).map((row) => ({ to: `/cases/${row.caseId}` }));
  const all = answers.length > 0 ? answers : news;
  return (all.length === 1 ? all[0] : undefined) ?? { to: "/" };
}
