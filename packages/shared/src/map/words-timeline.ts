import type { GapEvent } from "./schema-gap.ts";
import { gapWords } from "./words-gap.ts";

/** What a line tells besides who it was. */
type LineMore = { title: string; reason: string; reopened: boolean; helped: boolean | null; money: boolean };
/** A line of its life, as a sentence begins. `who`: "a resident", "Govan Food Hub". */
export const timelineWords: Record<GapEvent["type"], (who: string, more: LineMore) => string> = {
  gapRaised: (who) => `Raised by ${who}`,
  gapSuggested: () => "Suggested without an account",
  gapAccepted: (who) => `Let in by ${who}`,
  moreAsked: (who) => `${who} asked for more`,
  moreAnswered: (who) => `${who} answered`,
  needConfirmed: (who) => `${who} confirmed that it is needed`,
  knownSaid: (who) => (who === gapWords.you ? "You said what you know" : `${who} said what it knows`),
  takenOn: (who) => `Taken on by ${who}`,
  stoodDown: (who) => `${who} had to stop`,
  gapClosed: (who, { reason }) => `Closed by ${who}: ${reason}`,
  reopeningAsked: (who, { reopened }) => (reopened ? `Opened again by ${who}` : `${who} asked to open it again`),
  gapReopened: () => "Opened again: the numbers show that people still look for it",
  gapDeclined: (who) => `Not taken up by ${who}`,
  gapWithdrawn: (who) => `Taken back by ${who}`,
  gapMerged: (who) => `Led to another page by ${who}`,
  gapUnmerged: (who) => `Put on a page of its own again by ${who}`,
  gapRestored: (who) => `Taken up after all by ${who}`,
  gapEndorsed: (who) => `${who} stood behind it`,
  evidenceAdded: (who) => `Told by ${who}`,
  endProposed: (who, { reason }) => `${who} proposed ${reason}`,
  gapKept: (who) => `Kept open by ${who}`,
  gapLinked: (who, { title }) => `${who} linked “${title}”`,
  gapUnlinked: (who) => `${who} took a link away`,
  gapFollowed: (who) => `Followed by ${who}`,
  helpedSaid: (who, { helped, reopened }) =>
    reopened
      ? `Opened again by ${who}: it didn't help`
      : helped === null
        ? `${who} said whether it helped`
        : `${who} said that it ${helped ? "helped" : "didn't help"}`,
  helpedAsked: () => "Everybody who spoke up is asked: did it help?",
  projectEndNoted: (_who, { money }) =>
    money
      ? "The money of the project that was to meet it has ended, and how it goes on isn't decided"
      : "The project that was to meet it has ended",
  projectOnNoted: () => "The project that was to meet it goes on after all",
  burstSettled: (who) => `${who} looked at many endorsements at once`,
  gapHidden: (who) => `Kept off the map by ${who}`,
  gapShown: (who) => `Put on the map again by ${who}`,
  wordsTakenOut: (who) => `${who} took words out`,
};
