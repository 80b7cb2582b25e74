import { guestOf, leads, readersTold, scopesOf } from "@linkwork/shared/cases/rules.ts";
import { keptUntil, maySeeKeeping } from "@linkwork/shared/cases/rules-keeping.ts";
import { mayReadLedger } from "@linkwork/shared/cases/rules-ledger.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { scopeWords, whichCase } from "@linkwork/shared/cases/words.ts";
import { keepingWords } from "@linkwork/shared/cases/words-erasure.ts";
import { ledgerWords } from "@linkwork/shared/cases/words-ledger.ts";
import { requestWords } from "@linkwork/shared/cases/words-requests.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { FileSignature, FileText, Hourglass, Pin, ScrollText } from "lucide-react";
import { LinkButton } from "../../ui/button.tsx";
import { type Fact, Facts } from "../../ui/facts.tsx";
import { placeOf, useActor } from "../client.ts";
import { AboutPerson } from "./about-person.tsx";

export type SideProps = {
  state: CaseState;
  roomId: RoomId;
  caseId: string;
  now: number /** Left out where it is the page itself. */;
  summary: boolean;
};

/** What stands beside the talk: the agreed summary, what each may see, who the person is, and the next step. */
export function Side({ state, roomId, caseId, now, summary }: SideProps) {
  return (
    <>
      {summary ? <AgreedSummary state={state} caseId={caseId} /> : null}
      <MaySee state={state} now={now} />
      <AboutPerson state={state} roomId={roomId} />
      <WhoHasSeen state={state} caseId={caseId} />
      <KeptUntil state={state} caseId={caseId} />
      <p className="small soft">{whichCase(caseId)}</p>
      <NextStep state={state} caseId={caseId} />
    </>
  );
}

function AgreedSummary({ state, caseId }: { state: CaseState; caseId: string }) {
  return (
    <section className="card" aria-labelledby="agreed-summary">
      <h2 id="agreed-summary" className="heading">
        Agreed summary <Pin />
      </h2>
      {state.pins.length === 0 ? (
        <p className="small soft">Nothing yet. What everybody should hold on to can be put here from each message's “More”.</p>
      ) : (
        <>
          <ul className="stack tight small pins">
            {state.pins.map((pin) => (
              <li key={pin.messageSeq} className="words" dir="auto">
                {pin.text}
              </li>
            ))}
          </ul>
          <LinkButton to={`/cases/${caseId}`} search={{ ...placeOf(state), view: "summary" }} small tone="quiet">
            Who wrote it, and when
          </LinkButton>
        </>
      )}
    </section>
  );
}

function MaySee({ state, now }: { state: CaseState; now: number }) {
  const actor = useActor();
  const leading = leads(state, actor);
  // what another organisation may know is between the person, it and the practice
  const others = readersTold(state, actor, new Date(now).toISOString()).filter(
    (p) => p.consentId !== null && (leading || p.orgId === actor.orgId),
  );
  const facts: Fact[] = others.map((p) => {
    const scopes = scopesOf(state, p.orgId);
    return { name: p.name, value: scopes === "all" ? "everything" : scopes.map((s) => scopeWords[s].short).join(", ") };
  });
  if (facts.length === 0 || guestOf(state, actor)) return null;
  return (
    <section className="card" aria-labelledby="may-see">
      <h2 id="may-see" className="heading">
        {leading ? "What each may see" : "What you may see"}
      </h2>
      <Facts facts={facts} />
    </section>
  );
}

/** For who may: the way to the records of who read and who was refused. */
function WhoHasSeen({ state, caseId }: { state: CaseState; caseId: string }) {
  const may = mayReadLedger(state, useActor());
  if (may === "none") return null;
  return (
    <div className="row wrap">
      <LinkButton to={`/cases/${caseId}/ledger`} icon={<ScrollText />} small tone="quiet">
        {ledgerWords.title}
      </LinkButton>
      {may === "all" ? (
        <LinkButton to={`/cases/${caseId}/copy`} icon={<FileText />} small tone="quiet">
          {requestWords.link(state.label)}
        </LinkButton>
      ) : null}
    </div>
  );
}

/** Until when the case has to be kept, for everybody in it; for who leads it, the way to what holds it longer and how it ends. */
function KeptUntil({ state, caseId }: { state: CaseState; caseId: string }) {
  const words = keepingWords.short(keptUntil(state));
  return maySeeKeeping(state, useActor()) ? (
    <LinkButton to={`/cases/${caseId}/keeping`} icon={<Hourglass />} small tone="quiet">
      {words}
    </LinkButton>
  ) : (
    <p className="small soft">{words}.</p>
  );
}

/** For the lead: whom to ask about next. */
function NextStep({ state, caseId }: { state: CaseState; caseId: string }) {
  const actor = useActor();
  if (actor.orgId !== state.leadOrg || !actor.roles.includes("linkWorker")) return null;
  return (
    <section className="card" aria-labelledby="next-step">
      <h2 id="next-step" className="heading">
        Bring somebody in
      </h2>
      <p className="small soft">{state.label} says who may know what. Ask together; at the end you can invite them.</p>
      <LinkButton to={`/cases/${caseId}/consent`} icon={<FileSignature />} small>
        Ask {state.label}
      </LinkButton>
    </section>
  );
}
