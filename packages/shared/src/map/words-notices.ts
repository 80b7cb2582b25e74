import type { MapNotice } from "../identity/rules-notices.ts";

/** What stands on Today about the map until it was read: that there is something, and where; never a word that was written. */
export const mapNoticeWords: Record<MapNotice, { title: string; body: string }> = {
  gapMoved: {
    title: "Something has become of a gap of yours.",
    body: "You raised it, told of it, stand behind it, took it on, follow it, or proposed that it ends. See how it stands.",
  },
  helpAsked: {
    title: "Did it help?",
    body: "Four weeks ago a gap that you spoke up for was closed as met. Say whether it helped; it takes one press.",
  },
  assetCloses: {
    title: "Something that you rely on closes.",
    body: "When, why, and what there is instead stands there. Say that you have read it.",
  },
  assetMoved: {
    title: "Something that you follow or rely on has changed on the map.",
    body: "It was let in, closed, goes on after all, was put together with another or apart from it, or what you said of it was looked at.",
  },
  claimAsked: { title: "An organisation says that it runs something on the map.", body: "Look whether that is so, and answer it." },
  claimAnswered: {
    title: "Your organisation asked for something on the map, and was answered.",
    body: "See whether it is yours to look after now.",
  },
  assetDoubted: {
    title: "Somebody says that something is wrong with what your organisation runs.",
    body: "See what it is, and correct it, or say that it closes.",
  },
  mapWaits: { title: "Something waits for you on the map.", body: "See what it is, and settle it, or leave it to another steward." },
};
