import { Navigate } from "@tanstack/react-router";
import { type CaseRow, useCases } from "../cases/client.ts";
import { type ConcernRow, useConcerns } from "../concerns/client.ts";
import { useSession } from "../kernel/session.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";

/** Where a mail's link leads: to the one thing that waits, if it is one; else to Today, where all of it stands. The link itself says nothing. */
export function WaitingPage() {
  const { hat } = useSession();
  const cases = useCases();
  const concerns = useConcerns();
  const leads = hat?.roles.includes("safeguardingLead") ?? false;
  if (cases.isError && !cases.data)
    return (
      <>
        <Page title="What waits for you" />
        <Failed error={cases.error} what="What waits for you can't be looked up just now." onAgain={() => void cases.refetch()} />
      </>
    );
  if (!cases.data || (leads && concerns.isPending)) return <Waiting what="Looking up what waits for you" />;
  return <Navigate to={placeOf(cases.data, concerns.data ?? [])} replace />;
}

/** What asks for an answer comes before what is only new. */
function placeOf(rows: readonly CaseRow[], worries: readonly ConcernRow[]): string {
  const answers = [
    ...worries.filter((row) => row.waitsForMe).map((row) => `/safety/${row.concernId}`),
    ...rows.flatMap((row) =>
      row.standing === "invited" ? [`/cases/${row.caseId}/invitation`] : row.mentions > 0 ? [`/cases/${row.caseId}`] : [],
    ),
  ];
  const news = rows.filter((row) => row.standing === "in" && row.unread > 0).map((row) => `/cases/${row.caseId}`);
  const all = answers.length > 0 ? answers : news;
  return (all.length === 1 ? all[0] : undefined) ?? "/";
}
