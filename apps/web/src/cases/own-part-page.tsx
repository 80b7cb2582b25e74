import "./cases.css";
import type { Pack } from "@linkwork/shared/cases/pack.ts";
import { whyWords } from "@linkwork/shared/cases/words-browsing.ts";
import { requestWords } from "@linkwork/shared/cases/words-requests.ts";
import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../kernel/trpc.ts";
import { Page } from "../shell/page.tsx";
import { AskWhy } from "./components/ask-why.tsx";
import { PackSheet } from "./components/pack-sheet.tsx";

/** For an information lead: what their own organisation wrote and read in a case, with the reason for which it is made. */
export function OwnPartPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/own-part" });
  return <OwnPart key={caseId} caseId={caseId as CaseId} />;
}

function OwnPart({ caseId }: { caseId: CaseId }) {
  const [pack, setPack] = useState<Pack | null>(null);
  const roomId = caseRoom(caseId);
  const back = { to: `/cases/${caseId}/ledger`, label: "Who has seen what" };
  return (
    <>
      <Page title={requestWords.ownTitle(pack?.label ?? "the person")} back={back} lead={requestWords.ownLead} />
      {pack ? (
        <PackSheet pack={pack} />
      ) : (
        <AskWhy
          lead={whyWords.ownLead}
          go={requestWords.ownMake}
          onWhy={async (why) => setPack(await api.cases.ownPack.mutate({ roomId, why }))}
        />
      )}
    </>
  );
}
