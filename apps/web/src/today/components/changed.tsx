import { bestInterestsNotice } from "@linkwork/shared/cases/words-consent.ts";
import { closedWords } from "@linkwork/shared/cases/words-ending.ts";
import { guestWords } from "@linkwork/shared/cases/words-guests.ts";
import { redactedNoticeWords } from "@linkwork/shared/cases/words-redaction.ts";
import { visitNoticeWords } from "@linkwork/shared/exchange/words-told.ts";
import { isMapNotice, isToldNotice, isToldProjectNotice } from "@linkwork/shared/identity/rules-notices.ts";
import { lapsedNotice, rolesNotice } from "@linkwork/shared/identity/words.ts";
import { noticeSentence } from "@linkwork/shared/identity/words-notices.ts";
import { newcomerNotices } from "@linkwork/shared/identity/words-posters.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { mapNoticeWords } from "@linkwork/shared/map/words-notices.ts";
import { projectNoticeWords } from "@linkwork/shared/projects/words-told.ts";
import {
  BadgeCheck,
  Banknote,
  CalendarHeart,
  Clock,
  DoorOpen,
  Eraser,
  Handshake,
  Hourglass,
  IdCard,
  Kanban,
  MapPin,
  Scale,
  Scissors,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { type CaseRow, type Change, tellsOfChange } from "../../cases/client.ts";
import { endWords } from "../../cases/guests.ts";
import { type HeldNotice, useNotices, useOrganisation } from "../../kernel/notices.ts";
import { useSession } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { List, Row } from "../../ui/list.tsx";
import { dayAndTime } from "../../ui/time.ts";

type Told = HeldNotice & { kind: Change };
const icons: Partial<Record<Change, ReactNode>> = {
  ...{ sharingEnded: <Scissors />, placeOpened: <DoorOpen />, ranOut: <Clock />, invitationLapsed: <Clock /> },
  ...{
    guestAdmitted: <Hourglass />,
    redacted: <Eraser />,
    bestInterests: <Scale />,
    agreementLapsed: <Handshake />,
    rolesChanged: <IdCard />,
    newcomerWaits: <IdCard />,
    letIn: <IdCard />,
    erasureStopped: <Hourglass />,
    sharingAgain: <Handshake />,
    invitationDeclined: <Handshake />,
  },
  ...{ offerLapsed: <Clock />, readinessEnds: <Clock />, visitHeld: <Clock />, visitLapsed: <Clock /> },
  ...{ visitorEnds: <Clock />, visitorHeld: <Clock />, visitorLapsed: <Clock />, agreementChanged: <Handshake /> },
  ...{ checkAsked: <BadgeCheck />, checkConfirmed: <BadgeCheck />, checkRevoked: <BadgeCheck /> },
  ...{
    voteDecided: <Kanban />,
    moneyEnds: <Banknote />,
    partnerGone: <Kanban />,
    projectClosed: <Kanban />,
    ...{ placeAnswered: <Kanban />, projectBegan: <Kanban />, projectOff: <Kanban />, replyGiven: <Kanban />, saidCeased: <Kanban /> },
    cardYours: <Kanban />,
    ...{ gapMoved: <MapPin />, helpAsked: <MapPin />, assetCloses: <Clock />, assetMoved: <MapPin /> },
    ...{ claimAsked: <BadgeCheck />, claimAnswered: <BadgeCheck />, assetDoubted: <MapPin />, mapWaits: <MapPin /> },
  },
};
/** Of a visit, unless something says more. */
const ofVisit = <CalendarHeart />;

/** What is no longer as it was, until one has read it. */
export function Changed({ rows, now }: { rows: readonly CaseRow[]; now: number }) {
  const notices = useNotices().filter(tellsOfChange);
  return (
    <section className="card" aria-labelledby="changed">
      <h2 id="changed">What changed</h2>
      {notices.length === 0 ? (
        <p className="soft">Nothing new. When a person stops sharing with you, you read it here: the day, never the reasons.</p>
      ) : (
        <List label="What changed">
          {notices.toReversed().map((notice) => (
            <ChangedRow key={notice.noticeId} notice={notice} row={rows.find((each) => each.caseId === notice.caseId)} now={now} />
          ))}
        </List>
      )}
    </section>
  );
}

type Where = { orgName: string; roles: readonly Role[]; now: number };
type Words = { title: string; body: string; to?: string; search?: Record<string, string> };
/** The sentence, and where it leads. Of a sharing that ended it is not said any more who it was: the case is gone from here. */
function useWords(notice: Told, row: CaseRow | undefined, { orgName, roles, now }: Where): Words {
  const ours = useOrganisation();
  const { kind, reason, orgId } = notice;
  if (kind === "sharingEnded") return closedWords[reason ?? "ended"]("", orgName);
  if (kind === "bestInterests") return bestInterestsNotice;
  if (isToldNotice(kind)) return visitNoticeWords[kind];
  if (isToldProjectNotice(kind)) return { ...projectNoticeWords[kind], ...projectOf(notice) };
  if (isMapNotice(kind)) return { ...mapNoticeWords[kind], ...onMap(notice) };
  if (kind === "rolesChanged") return { ...rolesNotice(orgName, roles), to: "/organisation" };
  if (kind === "newcomerWaits" || kind === "letIn") return { ...newcomerNotices[kind], to: "/organisation" };
  if (kind === "redacted") return redactedNoticeWords(orgName);
  if (kind === "agreementLapsed")
    return lapsedNotice(Object.values(ours?.agreements ?? {}).find((each) => each.withOrgId === orgId)?.withName ?? "another organisation");
  const words = noticeSentence[kind](row?.label ?? "");
  if (kind === "erasureStopped") return { ...words, to: `/cases/${notice.caseId}/keeping` };
  if (row?.standing !== "in") return words;
  const here = `/cases/${row.caseId}`;
  const body = kind === "guestAdmitted" && row.guestUntil ? guestWords.untilHere(endWords(row.guestUntil, now)) : words.body;
  return { ...words, body, to: kind === "placeOpened" || kind === "guestAdmitted" || kind === "sharingAgain" ? here : `${here}/people` };
}

/** Where a word about a project leads: to the project, or to the card. */
function projectOf({ projectId, boardId, cardId, kind }: Told): Pick<Words, "to" | "search"> {
  if (!projectId) return {};
  const to = `/projects/${projectId}`;
  if (kind === "voteDecided") return { to, search: { tab: "decisions" } };
  return boardId && cardId ? { to, search: { tab: "board", board: boardId, card: cardId } } : { to };
}

/** Where a word about the map leads: to the gap, to what is there, or to all that waits. */
function onMap({ kind, assetId, gapId }: Told): Pick<Words, "to"> {
  if (kind === "mapWaits") return { to: "/map/queue" };
  if (gapId) return { to: `/map/gaps/${gapId}` };
  return assetId ? { to: `/map/assets/${assetId}` } : {};
}

/** What happened, when, and "I've read it". */
function ChangedRow({ notice, row, now }: { notice: Told; row: CaseRow | undefined; now: number }) {
  const { me } = useSession();
  const work = useWork();
  const [id] = useState(() => newId(Date.now()));
  const { orgName = "your organisation", roles = [] } = me?.memberships.find((each) => each.orgId === notice.orgId) ?? {};
  const words = useWords(notice, row, { orgName, roles, now });
  const read = () => {
    if (me)
      void work.run(() => api.identity.readNotice.mutate({ roomId: personRoom(me.personId), id, input: { noticeId: notice.noticeId } }));
  };
  return (
    <Row
      lead={icons[notice.kind] ?? ofVisit}
      title={words.title}
      to={words.to}
      search={words.search}
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
