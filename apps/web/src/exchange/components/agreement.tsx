import { readyWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { useLookAgain } from "../client.ts";
import { useAgreement, useMyRooms } from "../ready.ts";

type AgreementProps = { orgId: OrgId; hostName: string; label: string; version?: number | undefined /** with "I agree" */; asked: boolean };

/** Opens an agreement to be read, and where it is asked for, to be agreed to. */
export function Agreement({ label, hostName, ...props }: AgreementProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small onClick={() => setOpen(true)}>
        {label}
        <span className="visually-hidden">: {words.agreement(hostName)}</span>
      </Button>
      {open ? <AgreementDialog hostName={hostName} {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

type DialogProps = Omit<AgreementProps, "label"> & { onClose: () => void };
function AgreementDialog({ orgId, hostName, version, asked, onClose }: DialogProps) {
  const text = useAgreement(orgId, version);
  const { mine } = useMyRooms();
  const work = useWork();
  const lookAgain = useLookAgain();
  const { id } = useNextId();
  const agree = async () => {
    if (!mine || !text.data) return;
    const input = { hostOrgId: orgId, version: text.data.version };
    const done = await work.run(() => api.exchange.agreeTo.mutate({ roomId: mine, id, input }));
    await lookAgain();
    if (!done) return;
    announce(words.agreed);
    onClose();
  };
  return (
    <LazyDialog
      open
      onClose={onClose}
      title={words.agreement(hostName)}
      foot={
        <>
          {asked ? (
            <Button tone="main" busy={work.busy} onClick={() => void agree()}>
              {words.agree}
            </Button>
          ) : null}
          <Button onClick={onClose}>{words.close}</Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        {text.isError ? (
          <Failed error={text.error} what={words.failed} onAgain={() => void text.refetch()} />
        ) : text.data === undefined ? (
          <Waiting what={words.fetching} />
        ) : (
          <>
            <p className="small soft">{words.version(text.data.version)}</p>
            <p className="visit-words" dir="auto">
              {text.data.words}
            </p>
            {asked ? <p className="small soft">{words.agreeHow}</p> : null}
          </>
        )}
      </div>
    </LazyDialog>
  );
}
