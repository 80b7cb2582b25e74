import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { looksAfter, sideOf, type Viewer } from "@linkwork/shared/map/rules.ts";
import { mayTakeOut } from "@linkwork/shared/map/rules-gap.ts";
import { wordsOf } from "@linkwork/shared/map/rules-words.ts";
import type { ForOrg, Side } from "@linkwork/shared/map/schema.ts";
import type { EvidenceKind, GapEvent, GapLink, ProposedEnd, TakenOutReason } from "@linkwork/shared/map/schema-gap.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import type { Around } from "./present.ts";

/** A piece of evidence with its words: for who is signed in. */
export type EvidenceShown = {
  evidenceId: string;
  kind: EvidenceKind;
  org: string | null;
  text: string;
  at: string;
  mine: boolean;
  takenOut: TakenOutReason | null;
};
/** A line of what became of it: what, when, from which side and for which organisation, with what was said. A resident is a resident, whoever it was. */
export type TimelineLine = {
  seq: number;
  id: EventId;
  at: string;
  what: GapEvent["type"];
  side: Side | "house";
  /** for which organisation, or which panel's steward; null for "a resident", and for the house */
  org: string | null;
  mine: boolean;
  /** empty where nothing was said, or where no steward has looked at it and who reads is an outsider */
  words: string;
  /** its words were taken out, and why; of what took them out, the same */
  takenOut: TakenOutReason | null;
  /** I may take its words out */
  mayTakeOut: boolean;
  /** of what was closed, or is proposed to end */
  reason: ProposedEnd | null;
  /** of a project's end: its money has ended, and how it goes on isn't decided */
  money: boolean;
  /** of what was linked */
  title: string | null;
  /** of "did it help?" */
  helped: boolean | null;
  /** by this it was opened again */
  reopened: boolean;
};
export const isResident = (org: Pick<ForOrg, "sector"> | null): boolean => org?.sector === "citizen";
/** Whether what is linked is named to this viewer: what was hidden since, or was never there for them, isn't. */
export const isNamed = (to: GapLink, { other }: Around): boolean => to.kind !== "asset" || other?.(to.assetId) !== undefined;

/** What was told besides, with its words, for who is signed in. */
export function evidenceIn(events: readonly GapEvent[], { takenOut }: GapState, viewer: Actor): EvidenceShown[] {
  return events.flatMap((event) => {
    if (event.type !== "evidenceAdded") return [];
    const { evidenceId, kind, text, org } = event.body;
    return {
      evidenceId,
      kind,
      text,
      at: event.at,
      org: isResident(org) ? null : org.name,
      mine: isMine(event, viewer),
      takenOut: takenOut[event.seq] ?? null,
    };
  });
}
const isMine = ({ actor }: GapEvent, viewer: Viewer): boolean => viewer !== "outsider" && actor.personId === viewer.personId;

/** What isn't told one by one: who follows and who endorses, whose figures wait for a steward where many came at once. */
export const untold: readonly GapEvent["type"][] = ["gapFollowed", "gapEndorsed"];
/** For who looks after the map alone. */
const inside: readonly GapEvent["type"][] = ["burstSettled", "gapHidden", "gapShown"];
/** For who is signed in. */
const signedInOnly: readonly GapEvent["type"][] = ["endProposed", "gapKept"];
/** What residents say here in their own words; no steward has looked at it, so outsiders don't read it. */
const unreviewed: readonly GapEvent["type"][] = [
  "gapRaised",
  "moreAnswered",
  "reopeningAsked",
  "helpedSaid",
  "evidenceAdded",
  "gapWithdrawn",
];
/** What one person says for themselves where residents do it: not their panel's word, though that stands beside it. */
const ownWord: readonly GapEvent["type"][] = [...unreviewed, "endProposed"];

/** What became of it by one event, as this viewer is told; none for what isn't for them. */
export function lineOf(event: GapEvent, state: GapState, { viewer, around }: { viewer: Viewer; around: Around }): TimelineLine[] {
  const outside = viewer === "outsider";
  if (untold.includes(event.type)) return [];
  if (outside && signedInOnly.includes(event.type)) return [];
  if (inside.includes(event.type) && (outside || !looksAfter(viewer))) return [];
  const body = event.body as Partial<{ words: string; text: string; helped: boolean; reopened: boolean }>;
  const reason = event.type === "gapClosed" || event.type === "endProposed" ? event.body.reason : null;
  const words = body.words ?? body.text ?? "";
  const title = event.type === "gapLinked" && isNamed(event.body.to, around) ? event.body.title : null;
  const takenOut = (event.type === "wordsTakenOut" ? event.body.reason : state.takenOut[event.seq]) ?? null;
  const mayGo = !outside && wordsOf(event) !== "" && mayTakeOut(event, viewer) === true;
  return [
    {
      ...{ seq: event.seq, id: event.id, at: event.at, what: event.type, ...spokenBy(event, state), mine: isMine(event, viewer) },
      words: outside && unreviewed.includes(event.type) ? "" : words,
      ...{ takenOut, mayTakeOut: mayGo, reason, title, helped: outside ? null : (body.helped ?? null) },
      money: event.type === "projectEndNoted" && event.body.why === "money",
      reopened: event.type === "gapReopened" || body.reopened === true,
    },
  ];
}

/** From which side an event came. A resident who speaks for themselves has no organisation here; a panel's steward speaks for the panel. */
function spokenBy(event: GapEvent, { by, org: first, endorsements }: GapState): Pick<TimelineLine, "side" | "org"> {
  const house = { side: "house" as const, org: null };
  const resident = { side: "residents" as const, org: null };
  const { org } = event.body as { org?: ForOrg };
  if (org) {
    if (!isResident(org)) return { side: "partners", org: org.name };
    return ownWord.includes(event.type) ? resident : { side: sideOf(org), org: org.name };
  }
  if (event.type === "gapSuggested") return resident;
  const { personId } = event.actor;
  const side = by?.personId === personId ? by.side : endorsements[personId]?.side;
  if (side === "residents") return resident;
  return side === "partners" ? { side, org: by?.personId === personId && first ? first.name : null } : house;
}
