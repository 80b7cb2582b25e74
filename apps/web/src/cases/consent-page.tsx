import "./cases.css";
import { mayRecordConsent } from "@linkwork/shared/cases/rules.ts";
import { caseWords } from "@linkwork/shared/cases/words.ts";
import { useParams, useSearch } from "@tanstack/react-router";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { Note } from "../ui/note.tsx";
import { useActor, useCase, useOrganisations } from "./client.ts";
import { ConsentWizard } from "./components/consent-wizard.tsx";

/** Asking the person, one question at a time; beside it grows the paper that they take home. */
export function ConsentPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/consent" });
  const { renews, asked } = useSearch({ from: "/cases/$caseId/consent" });
  const actor = useActor();
  const room = useCase(caseId);
  const organisations = useOrganisations();
  const { state } = room;
  if (room.status === "absent" || room.status === "closed") return <NotFoundPage />;
  const back = { to: `/cases/${caseId}`, label: state?.label ?? "Case" };
  const title = state ? `What does ${state.label} agree to?` : "What is agreed?";
  if (organisations.isError && !organisations.data)
    return (
      <>
        <Page title={title} back={back} />
        <Failed
          error={organisations.error}
          what="The list of organisations can't be fetched just now."
          onAgain={() => void organisations.refetch()}
        />
      </>
    );
  if (!state || !organisations.data)
    return (
      <>
        <Page title={title} back={back} />
        <Waiting what="One moment" />
      </>
    );
  const may = mayRecordConsent(state, actor);
  if (may !== true)
    return (
      <>
        <Page title={title} back={back} />
        <Note>{caseWords[may.code as keyof typeof caseWords]}</Note>
      </>
    );
  const before = state.consents[renews ?? asked ?? ""];
  return (
    <ConsentWizard
      key={`${caseId} ${renews ?? ""} ${asked ?? ""}`}
      caseId={caseId}
      roomId={room.roomId}
      state={state}
      organisations={organisations.data}
      renews={before && renews !== undefined ? before : undefined}
      asked={before?.status === "proposed" && asked !== undefined ? before : undefined}
    />
  );
}
