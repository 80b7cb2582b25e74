import { looksAfterPeople } from "@linkwork/shared/exchange/rules-readiness.ts";
import { confirmWords } from "@linkwork/shared/exchange/words-ready.ts";
import { mayHandleAgreements } from "@linkwork/shared/identity/rules.ts";
import type { HeldAgreement, OrgState } from "@linkwork/shared/identity/state.ts";
import { agreementWords, identityWords, sectorWords } from "@linkwork/shared/identity/words.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { Plus } from "lucide-react";
import { useState } from "react";
import { TakeSeal } from "../cases/components/take-seal.tsx";
import { useOrganisation } from "../kernel/notices.ts";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { LazyDialog } from "../ui/lazy-dialog.tsx";
import { List, Row } from "../ui/list.tsx";
import { fullDate } from "../ui/time.ts";
import { AgreementForm } from "./agreement-form.tsx";
import { PosterCard } from "./components/poster-card.tsx";
import { SignInHelp } from "./components/sign-in-help.tsx";
import { People } from "./people.tsx";

/** My organisation: who is in it, and with whom it has agreed to share. */
export function OrganisationPage() {
  const { hat } = useSession();
  const ours = useOrganisation();
  if (!hat) return null;
  return (
    <>
      <Page title={hat.orgName} lead={`${sectorWords[hat.sector]} · ${hat.phone}`} />
      {ours ? <Organisation ours={ours} /> : <Waiting what="Fetching your organisation" />}
    </>
  );
}

function Organisation({ ours }: { ours: OrgState }) {
  const { me, hat } = useSession();
  const now = useNow();
  const [proposing, setProposing] = useState(false);
  if (!me || !hat) return null;
  const agreements = Object.values(ours.agreements).toSorted(
    (a, b) => order(a, now) - order(b, now) || a.withName.localeCompare(b.withName, "en-GB"),
  );
  const handles =
    mayHandleAgreements({
      personId: me.personId,
      orgId: hat.orgId,
      roles: hat.roles,
      name: me.name,
      orgName: hat.orgName,
      sector: hat.sector,
    }) === true;
  return (
    <div className="halves">
      <section className="card" aria-labelledby="agreements">
        <div className="row wrap spread">
          <h2 id="agreements">Information-sharing agreements</h2>
          {handles && !proposing ? (
            <Button small icon={<Plus />} onClick={() => setProposing(true)}>
              Propose one
            </Button>
          ) : null}
        </div>
        {proposing ? <AgreementForm orgId={hat.orgId} onDone={() => setProposing(false)} /> : null}
        {agreements.length === 0 ? (
          <p className="soft">None yet. Two organisations need one before they can talk about somebody.</p>
        ) : (
          <List label="Agreements">
            {agreements.map((agreement) => (
              <AgreementRow key={agreement.agreementId} agreement={agreement} handles={handles} now={now} />
            ))}
          </List>
        )}
        {handles ? null : <p className="small soft">{identityWords.NotYourRole}</p>}
      </section>
      <SignInHelp />
      <People ours={ours} />
      <PosterCard ours={ours} />
      {looksAfterPeople(hat) ? (
        <div className="row">
          <LinkButton to="/exchange/confirm">{confirmWords.link}</LinkButton>
        </div>
      ) : null}
      {hat.roles.includes("infoLead") ? <TakeSeal /> : null}
    </div>
  );
}

const over = (agreement: HeldAgreement, now: number): boolean => agreement.status === "ended" || Date.parse(agreement.validTo) <= now;
/** What waits for a signature here first, what is over last. */
const order = (agreement: HeldAgreement, now: number): number =>
  over(agreement, now) ? 3 : agreement.status === "received" ? 0 : agreement.status === "proposed" ? 1 : 2;

function AgreementRow({ agreement, handles, now }: { agreement: HeldAgreement; handles: boolean; now: number }) {
  const { hat } = useSession();
  const work = useWork();
  const [ids] = useState(() => ({ sign: newId(Date.now()), end: newId(Date.now()) }));
  const [ending, setEnding] = useState(false);
  const { agreementId, withName, status, validFrom, validTo, dpiaRef } = agreement;
  const ended = over(agreement, now);
  const roomId = hat ? orgRoom(hat.orgId) : undefined;
  const sign = async () => {
    if (roomId && (await work.run(() => api.identity.signAgreement.mutate({ roomId, id: ids.sign, input: { agreementId } }))))
      announce(`The agreement with ${withName} is signed.`);
  };
  const end = async () => {
    if (!roomId || !(await work.run(() => api.identity.endAgreement.mutate({ roomId, id: ids.end, input: { agreementId } })))) return;
    announce(`The agreement with ${withName} has ended.`);
    setEnding(false);
  };
  return (
    <Row
      title={withName}
      detail={
        <>
          {fullDate(validFrom)} to {fullDate(Date.parse(validTo) - 1)} · impact assessment {dpiaRef}
          <WorkErrors work={work} title="That didn't work" />
        </>
      }
      end={
        <span className="row wrap">
          <Chip tone={ended ? "plain" : status === "signed" ? "good" : "wait"}>
            {ended && status !== "ended" ? "its time is over" : agreementWords[status]}
          </Chip>
          {handles && status === "received" && !ended ? (
            <Button small tone="main" busy={work.busy} onClick={() => void sign()}>
              Sign<span className="visually-hidden"> the agreement with {withName}</span>
            </Button>
          ) : null}
          {handles && !ended ? (
            <Button small tone="stop" onClick={() => setEnding(true)}>
              End<span className="visually-hidden"> the agreement with {withName}</span>
            </Button>
          ) : null}
          <LazyDialog
            open={ending}
            asking
            onClose={() => setEnding(false)}
            title={`End the agreement with ${withName}?`}
            foot={
              <>
                <Button onClick={() => setEnding(false)}>Keep it</Button>
                <Button tone="stop" busy={work.busy} onClick={() => void end()}>
                  End it now
                </Button>
              </>
            }
          >
            <p>
              Every conversation that stands on it closes at once for the side that was invited. Nothing is deleted; a new agreement opens
              them again.
            </p>
          </LazyDialog>
        </span>
      }
    />
  );
}
