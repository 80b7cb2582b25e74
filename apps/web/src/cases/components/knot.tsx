import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { knotWords, methodWords } from "@linkwork/shared/cases/words.ts";
import { houseId } from "@linkwork/shared/kernel/ids.ts";
import {
  CircleCheck,
  CirclePause,
  CircleSlash,
  DoorOpen,
  FileQuestion,
  FileSignature,
  Flag,
  Handshake,
  Hourglass,
  Languages,
  LogOut,
  Mail,
  Pin,
  PinOff,
  RotateCcw,
  Scale,
  Scissors,
  Shrink,
  Tag,
  UserMinus,
  UserPlus,
} from "lucide-react";
import type { ReactNode } from "react";
import { Tied } from "../../ui/thread.tsx";
import { threadTime } from "../../ui/time.ts";
import type { Tone } from "../../ui/tone.ts";
import type { Names } from "../thread-model.ts";

type Look = { icon: ReactNode; tone?: Tone };
const icons: Partial<Record<CaseEvent["type"], Look>> = {
  caseOpened: { icon: <Flag /> },
  compartmentOpened: { icon: <DoorOpen /> },
  consentProposed: { icon: <FileQuestion />, tone: "wait" },
  consentGiven: { icon: <FileSignature /> },
  consentRefused: { icon: <CircleSlash />, tone: "stop" },
  consentPaused: { icon: <CirclePause />, tone: "wait" },
  consentResumed: { icon: <FileSignature /> },
  consentNarrowed: { icon: <Shrink /> },
  consentWithdrawn: { icon: <Scissors />, tone: "stop" },
  consentMarkedInError: { icon: <Scissors />, tone: "stop" },
  receiptTranslated: { icon: <Languages /> },
  organisationInvited: { icon: <Mail />, tone: "wait" },
  participationJoined: { icon: <DoorOpen /> },
  invitationDeclined: { icon: <CircleSlash /> },
  participationLeft: { icon: <LogOut />, tone: "stop" },
  colleagueAdded: { icon: <UserPlus /> },
  colleagueGone: { icon: <UserMinus /> },
  guestAdmitted: { icon: <Hourglass /> },
  guestEnded: { icon: <UserMinus /> },
  agreementNoted: { icon: <Handshake /> },
  sharingRested: { icon: <CirclePause />, tone: "wait" },
  bestInterestsRecorded: { icon: <Scale />, tone: "wait" },
  restEnded: { icon: <FileSignature /> },
  messagePinned: { icon: <Pin /> },
  messageUnpinned: { icon: <PinOff /> },
  topicOpened: { icon: <Tag /> },
  topicResolved: { icon: <CircleCheck /> },
  topicReopened: { icon: <RotateCcw /> },
};

export type KnotProps = { event: CaseEvent; label: string; names: Names; now: number; topicTitle: string | undefined; arriving: boolean };

/** Something that was decided, as a knot in the line. What has words is drawn, also where nobody thought of a sign for it. */
export function CaseKnot({ event, label, names, now, topicTitle, arriving }: KnotProps) {
  const words = knotWords(event, label, names);
  if (!words) return null;
  const look: Look = icons[event.type] ?? { icon: <Flag /> };
  return (
    <Tied id={`m${event.seq}`} icon={look.icon} tone={look.tone} what={words.bold} detail={detailOf(event, names, now)} arriving={arriving}>
      {topicTitle === undefined ? words.rest : `· ${topicTitle}`}
    </Tied>
  );
}

/** Who noted it, how it was said, when. */
function detailOf(event: CaseEvent, names: Names, now: number): string {
  // on the person's word it may be somebody who is not in the conversation: then the organisation stands for them
  const by = names.who(event.actor.personId, event.actor.orgId).name;
  const when = threadTime(event.at, now);
  const how =
    event.type === "consentGiven"
      ? [methodWords[event.body.said.method], ...(event.body.said.interpreter ? ["interpreter present"] : [])]
      : "method" in event.body && event.body.method
        ? [methodWords[event.body.method]]
        : [];
  // taken over from the main conversation, where it stands who recorded it
  if (event.actor.orgId === houseId && event.type !== "agreementNoted") return [...how, when].join(" · ");
  if (event.type === "agreementNoted" || event.type === "participationJoined") return when;
  const noted = event.type.startsWith("consent") ? [`recorded by ${by}`] : [`by ${by}`];
  return `${[...noted, ...how].join(", ")} · ${when}`;
}
