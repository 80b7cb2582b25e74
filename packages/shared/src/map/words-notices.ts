import type { MapNotice } from "../identity/rules-notices.ts";

/** What stands on Today about the map until it was read: that there is something, and where; never a word that was written. */
export const mapNoticeWords: Record<MapNotice, { title: string; body: string }> = {
  gapMoved: { title: "Something has become of a gap of yours.", body: "You raised it, stand behind it or follow it. See how it stands." },
  helpAsked: {
    title: "Did it help?",
    body: "Four weeks ago a gap that you spoke up for was closed as met. Say whether it helped; it takes one press.",
  },
  assetCloses: {
    title: "Something that you rely on will close.",
    body: "When, why, and what there is instead stands there. Say that you have read it.",
  },
  assetMoved: {
    title: "Something that you follow on the map has changed.",
    body: "It was let in, closed, opened again, or put together with another.",
  },
  claimAsked: { title: "An organisation says that it runs something on the map.", body: "Look whether that is so, and answer it." },
  claimAnswered: {
    title: "Your organisation asked for something on the map, and was answered.",
    body: "See whether it is yours to look after now.",
  },
  mapWaits: { title: "Something waits for you on the map.", body: "It is shown to nobody else until somebody has looked at it." },
};
