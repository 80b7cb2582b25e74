import { participationOf } from "@linkwork/shared/cases/rules.ts";
import { waitsForAnswer } from "@linkwork/shared/cases/rules-consent.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Paper } from "@linkwork/shared/cases/words-papers.ts";
import { newId, type OrgId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Mail, Printer } from "lucide-react";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { Page } from "../../shell/page.tsx";
import { useNow } from "../../shell/use-now.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { List, Row } from "../../ui/list.tsx";
import { PrintSheet } from "../../ui/print-sheet.tsx";
import { useOrganisations } from "../client.ts";
import { ReceiptText } from "./receipt-text.tsx";
import { SafeToTake } from "./safe-contact.tsx";

export type ConsentDoneProps = {
  caseId: string;
  roomId: RoomId;
  state: CaseState;
  consentId: string;
  orgIds: readonly OrgId[];
  names: string;
  lines: readonly string[];
  paper: Paper;
};

/** It is recorded: the paper to print, and the invitation that it allows. */
export function ConsentDone({ caseId, roomId, state, consentId, orgIds, names, lines, paper }: ConsentDoneProps) {
  const { label } = state;
  const allIn = orgIds.every((orgId) => participationOf(state, orgId)?.status === "joined");
  const talk = state.consents[consentId]?.terms.scopes.includes("message") ?? true;
  return (
    <>
      <Page
        title={`${label}'s yes is recorded`}
        back={{ to: `/cases/${caseId}`, label }}
        lead={`${label} agreed to share with ${names}.`}
      />
      <div className="with-side wide">
        <div className="stack loose measure">
          {talk ? (
            <section className="card" aria-labelledby="invite-now">
              <h2 id="invite-now">{allIn ? "They are in already" : "Invite them now"}</h2>
              <List label="Organisations to invite">
                {orgIds.map((orgId) => (
                  <InviteRow key={orgId} orgId={orgId} consentId={consentId} roomId={roomId} state={state} />
                ))}
              </List>
            </section>
          ) : null}
          <SafeToTake state={state} roomId={roomId} />
          <div className="row wrap">
            <Button icon={<Printer />} onClick={() => window.print()}>
              Print the paper
            </Button>
            <LinkButton to={`/cases/${caseId}/receipt/${consentId}`} tone="quiet">
              Large print, or another language
            </LinkButton>
            <LinkButton to={`/cases/${caseId}`} tone="quiet">
              To the conversation
            </LinkButton>
          </div>
        </div>
        <div className="stack">
          <p className="heading soft">What {label} takes home</p>
          <PrintSheet label={`What ${label} takes home`} large={paper === "easy"}>
            <h2>What you agreed to</h2>
            <ReceiptText lines={state.consents[consentId]?.record?.notice.text ?? lines} />
          </PrintSheet>
        </div>
      </div>
    </>
  );
}

export type InviteRowProps = { orgId: OrgId; consentId: string; roomId: RoomId; state: CaseState };

/** One organisation and whether it is invited; the press that invites it. */
export function InviteRow({ orgId, consentId, roomId, state }: InviteRowProps) {
  const work = useWork();
  const organisations = useOrganisations();
  const now = useNow();
  const [ids] = useState(() => ({ id: newId(Date.now()), participationId: newId<string>(Date.now()) }));
  const name = organisations.data?.find((each) => each.orgId === orgId)?.name ?? "the organisation";
  const place = participationOf(state, orgId);
  const invite = async () => {
    const input = { participationId: ids.participationId, orgId, consentId };
    if (await work.run(() => api.cases.inviteOrganisation.mutate({ roomId, id: ids.id, input }))) announce(`${name} is invited.`);
  };
  return (
    <Row
      title={name}
      detail={<WorkErrors work={work} title="That didn't work" />}
      end={
        place && waitsForAnswer(place, new Date(now).toISOString()) ? (
          <Chip tone="wait">invited</Chip>
        ) : place?.status === "joined" ? (
          <Chip tone="good">in the conversation</Chip>
        ) : (
          <Button tone="main" icon={<Mail />} busy={work.busy} onClick={() => void invite()}>
            Invite {name} now
          </Button>
        )
      }
    />
  );
}
