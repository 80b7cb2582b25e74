import { membersAs } from "@linkwork/shared/identity/rules.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { identityWords } from "@linkwork/shared/identity/words.ts";
import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { Verdict } from "@linkwork/shared/kernel/refusal.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { useState } from "react";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { LazyDialog } from "../ui/lazy-dialog.tsx";

type Props = { ours: OrgState; personId: PersonId; name: string; may: Verdict };

/** Ends a colleague's access here: what happens at once, and who has their conversations from then on. */
export function EndAccess({ ours, personId, name, may }: Props) {
  const { hat } = useSession();
  const [open, setOpen] = useState(false);
  const [id] = useState(() => newId(Date.now()));
  const work = useWork();
  if (!hat) return null;
  if (may !== true) return may.code === "LastManager" ? <span className="small soft">{identityWords.LastManager}</span> : null;
  const inbox = membersAs(ours, "roleInbox").filter((each) => each.personId !== personId);
  const end = async () => {
    const request = { roomId: orgRoom(hat.orgId), id, input: { personId } };
    if (!(await work.run(() => api.identity.endMembership.mutate(request)))) return;
    announce(`${name} doesn't act for ${hat.orgName} any more.`);
    setOpen(false);
  };
  return (
    <>
      <Button small tone="stop" onClick={() => setOpen(true)}>
        End access<span className="visually-hidden"> of {name}</span>
      </Button>
      <LazyDialog
        open={open}
        asking
        onClose={() => setOpen(false)}
        title={`End the access of ${name}?`}
        foot={
          <>
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button tone="stop" busy={work.busy} onClick={() => void end()}>
              {name} leaves {hat.orgName}
            </Button>
          </>
        }
      >
        <div className="stack">
          <WorkErrors work={work} title="That didn't work" />
          <p>
            From this moment on {name} reads and writes nothing for {hat.orgName}, on no device. What they wrote stays. If they act for
            nobody else, they are signed out everywhere.
          </p>
          {hat.sector === "citizen" ? null : inbox.length > 0 ? (
            <p>
              Conversations that nobody else has go to your shared inbox:{" "}
              <b>{new Intl.ListFormat("en-GB").format(inbox.map((each) => each.name))}</b>.
            </p>
          ) : (
            <p>
              <b>Nobody else keeps your shared inbox.</b> Conversations that only {name} has wait there, unseen, until you invite somebody
              for it.
            </p>
          )}
        </div>
      </LazyDialog>
    </>
  );
}
