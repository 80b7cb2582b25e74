import { bestInterestsNotice } from "@linkwork/shared/cases/words-consent.ts";
import { closedWords } from "@linkwork/shared/cases/words-ending.ts";
import { redactedNoticeWords } from "@linkwork/shared/cases/words-redaction.ts";
import { lapsedNotice } from "@linkwork/shared/identity/words.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { Eraser, Handshake, Scale, Scissors } from "lucide-react";
import { type ReactNode, useState } from "react";
import { tellsOfChange } from "../../cases/client.ts";
import { type HeldNotice, useNotices, useOrganisation } from "../../kernel/notices.ts";
import { useSession } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { List, Row } from "../../ui/list.tsx";
import { dayAndTime } from "../../ui/time.ts";

/** What changed, until it is read and put away. */
export function Changed({ now }: { now: number }) {
  const notices = useNotices().filter(tellsOfChange);
  return (
    <section className="card" aria-labelledby="changed">
      <h2 id="changed">What changed</h2>
      {notices.length === 0 ? (
        <p className="soft">Nothing new. When a person stops sharing with you, you read it here: the day, never the reasons.</p>
      ) : (
        <List label="What changed">
          {notices.toReversed().map((notice) => (
            <EndedRow key={notice.noticeId} notice={notice} now={now} />
          ))}
        </List>
      )}
    </section>
  );
}

/** What a notice says of what changed. */
function useChangeWords({ kind, reason, orgId }: HeldNotice, orgName: string): { title: string; body: string } {
  const ours = useOrganisation();
  if (kind === "bestInterests") return bestInterestsNotice;
  if (kind === "redacted") return redactedNoticeWords(orgName);
  if (kind !== "agreementLapsed") return closedWords[reason ?? "ended"]("", orgName);
  return lapsedNotice(Object.values(ours?.agreements ?? {}).find((each) => each.withOrgId === orgId)?.withName ?? "another organisation");
}

const changeIcons: Partial<Record<HeldNotice["kind"], ReactNode>> = {
  bestInterests: <Scale />,
  agreementLapsed: <Handshake />,
  redacted: <Eraser />,
};

/** Who it was is not said any more: the case is gone from here. What happened, when, and "I've read it". */
function EndedRow({ notice, now }: { notice: HeldNotice; now: number }) {
  const { me } = useSession();
  const work = useWork();
  const [id] = useState(() => newId(Date.now()));
  const orgName = me?.memberships.find((each) => each.orgId === notice.orgId)?.orgName ?? "your organisation";
  const words = useChangeWords(notice, orgName);
  const read = () => {
    if (me)
      void work.run(() => api.identity.readNotice.mutate({ roomId: personRoom(me.personId), id, input: { noticeId: notice.noticeId } }));
  };
  return (
    <Row
      lead={changeIcons[notice.kind] ?? <Scissors />}
      title={words.title}
      detail={
        <>
          <p>{words.body}</p>
          <p>{dayAndTime(notice.at, now)}</p>
          <WorkErrors work={work} />
        </>
      }
      end={
        <Button small busy={work.busy} onClick={read}>
          I've read it
        </Button>
      }
    />
  );
}
