import type { headings } from "./rules-training.ts";

export const headingWords: Record<(typeof headings)[number], string> = {
  shadowing: "shadowing and mentoring",
  ethics: "ethics",
  interviewing: "motivational interviewing",
  confidentiality: "confidentiality",
  communityVoice: "community voice",
  assetBased: "asset-based working",
  listening: "listening",
  safeguarding: "safeguarding",
  localAssets: "local assets",
};

/** What people read around their own training record. */
export const trainingWords = {
  title: "My training record",
  lead: "What your visits touched, by the headings of link-worker training.",
  mine: "You alone see this. No manager, no host and no funder does, and nothing here says how much it should be.",
  back: "My visits",
  link: "My training record",
  fetching: "Looking up your record",
  failed: "Your record can't be looked up just now.",
  emptyTitle: "Here you'll see what your visits taught you",
  empty: "When you say how a visit was, you can tick what it touched. It is added up here, for you alone.",
  headings: "By heading",
  visits: "By visit",
  heading: "Heading",
  count: (visits: number): string => (visits === 1 ? "1 visit" : `${visits} visits`),
  none: "none yet",
  came: "you came",
  received: "you received them",
  file: "Download it as a table (CSV)",
  fileName: "training-record.csv",
  fileThere: "It is among your downloads.",
  print: "Print it",
  change: "Change what it touched",
  of: (name: string): string => `Training record of ${name}`,
  columns: ["Date", "Visit", "Host", "You", "Minutes", "Headings"],
  totalColumns: ["Heading", "Visits", "Minutes"],
} as const;
