import { anyAhead, missingIn, type ReadinessItem, steps } from "@linkwork/shared/exchange/rules.ts";
import { readinessWords } from "@linkwork/shared/exchange/words.ts";
import { hostWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { opportunityRoom } from "@linkwork/shared/kernel/room.ts";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { useOrganisation } from "../../kernel/notices.ts";
import { api } from "../../kernel/trpc.ts";
import { Press } from "../../shell/press.tsx";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { useLookAgain, type Visit } from "../client.ts";
import { missingFrom, throwClash } from "../missing.ts";
import { useOurHosting } from "../ready.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { HandOver } from "./hand-over.tsx";

const does = {
  publishOpportunity: { label: words.publish, done: words.published, tone: "main" },
  resumeOpportunity: { label: words.resume, done: words.resumed, tone: "main" },
  pauseOpportunity: { label: words.pause, done: words.paused, tone: "plain" },
  closeOpportunity: { label: words.close, done: words.closed, tone: "stop" },
  archiveOpportunity: { label: words.archive, done: words.archived, tone: "stop" },
} as const;
/** What is asked about first. */
const asked = {
  closeOpportunity: { title: words.closeTitle, how: words.closeHow },
  archiveOpportunity: { title: words.archiveTitle, how: words.archiveHow },
} as const;
type Step = keyof typeof does;

/** What its host can do with a visit as a whole. Everything that is missing before it can be published stands here at once. */
export function RunVisit({ visit, now }: { visit: Visit; now: number }) {
  const { opportunityId, status, terms, sessions } = visit;
  const work = useWork((path) => path || undefined);
  const lookAgain = useLookAgain();
  const [sent, setSent] = useState({ step: "" as Step | "", id: newId(Date.now()) });
  // whoever answers for it may have left since it was written: the server looks
  const [found, setFound] = useState<readonly ReadinessItem[]>([]);
  const members = useOrganisation()?.members;
  const left = terms.contact && members?.[terms.contact.personId]?.ended ? terms.contact.name : undefined;
  const ours = useOurHosting().data;
  const missing =
    status === "draft" ? [...new Set([...missingIn(terms, { written: ours === undefined || ours.versions.length > 0 }), ...found])] : [];
  const dates = sessions.map(({ endsAt, phase }) => ({ endsAt, off: phase === "cancelled" }));
  const ahead = anyAhead(dates, new Date(now).toISOString());
  const may = (Object.keys(does) as Step[]).filter(
    (step) =>
      steps[step].includes(status) && !(step === "publishOpportunity" && missing.length > 0) && !(step === "archiveOpportunity" && ahead),
  );
  const go = async (step: Step) => {
    // the same press after a lost answer is the same request; another button is another one
    const id = sent.step === step ? sent.id : newId(Date.now());
    setSent({ step, id });
    const request = { roomId: opportunityRoom(opportunityId), id, input: {} };
    const done = await work.run(() =>
      api.exchange[step].mutate(request).catch((error: unknown) => {
        setFound(missingFrom(error));
        return throwClash(error);
      }),
    );
    if (done) {
      announce(does[step].done);
      setSent({ step: "", id: newId(Date.now()) });
    }
    await lookAgain();
  };
  return (
    <section className="stack" aria-label={terms.title}>
      {missing.length > 0 ? (
        <Note tone="wait">
          <p>
            <b>{words.missing}</b>
          </p>
          <ul className="missing-list">
            {missing.map((item) => (
              <li key={item}>{readinessWords[item]}</li>
            ))}
          </ul>
        </Note>
      ) : null}
      {left && status !== "archived" ? (
        <Note tone="wait">
          <p>{words.leftHow(left)}</p>
        </Note>
      ) : null}
      {terms.deputy === null && may.length > 0 && status !== "draft" && status !== "archived" ? (
        <p className="small soft">{words.noDeputy}</p>
      ) : null}
      <WorkErrors work={work} />
      <div className="row wrap">
        {status === "archived" ? null : (
          <LinkButton to={`/exchange/${opportunityId}/edit`} icon={<Pencil />} tone={missing.length > 0 ? "main" : "plain"}>
            {status === "draft" ? words.goOn : words.edit}
          </LinkButton>
        )}
        {status === "archived" || status === "draft" ? null : <HandOver visit={visit} />}
        {may.map((step) =>
          step === "closeOpportunity" || step === "archiveOpportunity" ? (
            <AskDialog
              key={step}
              label={does[step].label}
              title={asked[step].title(terms.title)}
              leave={words.leave}
              tone="stop"
              asking
              send={(id) => api.exchange[step].mutate({ roomId: opportunityRoom(opportunityId), id, input: {} })}
              done={does[step].done}
            >
              {() => <p>{asked[step].how}</p>}
            </AskDialog>
          ) : (
            <Press key={step} tone={does[step].tone} busy={work.busy} onClick={() => void go(step)}>
              {does[step].label}
            </Press>
          ),
        )}
      </div>
    </section>
  );
}
