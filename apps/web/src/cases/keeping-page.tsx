import "./cases.css";
import { keepingWords } from "@linkwork/shared/cases/words-erasure.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { FileCheck } from "lucide-react";
import { refusedFrom } from "../kernel/refused.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { useActor, useCases } from "./client.ts";
import { ErasureCard } from "./components/keeping-erasure.tsx";
import { Holds } from "./components/keeping-holds.tsx";
import { useCertificates, useKeeping } from "./components/use-keeping.ts";

/** Until when a case is kept, what holds it longer, and its erasure with the two people that it takes. */
export function KeepingPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/keeping" });
  return <OneCase key={caseId} caseId={caseId} />;
}

function OneCase({ caseId }: { caseId: string }) {
  const keeping = useKeeping(caseId);
  const cache = useQueryClient();
  const actor = useActor();
  const inside = useCases().data?.some((row) => row.caseId === caseId && row.standing === "in") ?? false;
  const back = inside
    ? { to: `/cases/${caseId}`, label: keeping.data?.label ?? "Case" }
    : actor.roles.includes("infoLead")
      ? { to: "/cases", label: "Cases" }
      : { to: "/", label: "Today" };
  if (keeping.isError && refusedFrom(keeping.error).meaning === "NOT_FOUND") return <Gone caseId={caseId} />;
  if (!keeping.data)
    return (
      <>
        <Page title={keepingWords.title} back={back} />
        {keeping.isError ? (
          <Failed error={keeping.error} what="This can't be looked up just now." onAgain={() => void keeping.refetch()} />
        ) : (
          <Waiting what="Looking up how long it is kept" />
        )}
      </>
    );
  const { label, keptUntil, years, source } = keeping.data;
  const changed = () => {
    void keeping.refetch();
    void cache.invalidateQueries({ queryKey: ["erasures"] });
  };
  return (
    <>
      <Page title={`${keepingWords.title}: ${label}`} back={back} lead={keepingWords.lead(label)} />
      <div className="stack loose measure">
        <section className="card stack" aria-label="Retention">
          <p>
            <b>{keepingWords.until(keptUntil, years)}</b>
          </p>
          <p className="small soft">{keepingWords.source(source)}</p>
          <p className="small soft">{keepingWords.apart}</p>
        </section>
        <Holds keeping={keeping.data} onChanged={changed} />
        <ErasureCard keeping={keeping.data} onChanged={changed} />
      </div>
    </>
  );
}

/** Not there, or not there any more: whoever may see the certificate finds the way to it. */
function Gone({ caseId }: { caseId: string }) {
  const certificates = useCertificates();
  if (certificates.isLoading) return <Waiting what="Looking whether it was erased" />;
  if (!certificates.data?.some((each) => each.caseId === caseId)) return <NotFoundPage />;
  return (
    <>
      <Page title={keepingWords.title} back={{ to: "/cases", label: "Cases" }} />
      <Empty icon={<FileCheck />} title="This case was erased" step={<LinkButton to={`/erased/${caseId}`}>To the certificate</LinkButton>}>
        <p className="soft">{keepingWords.gone}</p>
      </Empty>
    </>
  );
}
