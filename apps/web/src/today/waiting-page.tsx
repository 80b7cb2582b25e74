import { Navigate } from "@tanstack/react-router";
import { type CaseRow, useCases } from "../cases/client.ts";
import { type ConcernRow, useConcerns } from "../concerns/client.ts";
import { useOwed } from "../exchange/client.ts";
import { useSession } from "../kernel/session.ts";
import { useProjectsWaiting } from "../projects/client.ts";
import { type OwedProject, owedIn, placeOfOwed } from "../projects/owed.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";

/** Where a mail's link leads: to the one thing that waits, if it is one; else to Today, where all of it stands. The link itself says nothing. */
export function WaitingPage() {
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
