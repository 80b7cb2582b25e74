const date = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "Europe/London",
});
const moment = new Intl.DateTimeFormat("en-GB", {
  ...({ day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" } as const),
  timeZone: "Europe/London",
});

/** What is read around an export, on its page and in Today. */
export const exportWords = {
  title: "What your organisation wrote",
  waiting: "Words of your own, from a conversation that ended for you",
  waitsSince: (at: string, until: string | null) =>
    until === null
      ? `since ${date.format(new Date(at))}`
      : `open it until ${date.format(new Date(Date.parse(until) - 1))}, then it is destroyed`,
  what: (org: string) =>
    `A person's sharing with ${org} has ended, so nobody there can read that conversation any more. What your own people wrote in it is yours, and you may have to keep it. It was sealed for you when the sharing ended: your words and their dates, and nothing that anybody else wrote.`,
  once: "You can open it once. Then you have an hour to save or print it. After that it is destroyed here, for good.",
  nobody: "Only an information lead of your organisation can open it. Nobody else can, not even who runs Linkwork.",
  open: "Open it now",
  save: "Save as a file",
  print: "Print",
  keep: "I have kept it: destroy it here",
  openUntil: (until: string) => `It is open for you until ${moment.format(new Date(until))}, and is then destroyed here.`,
  gone: "It is destroyed. What you saved or printed is with you alone now.",
  notHere: "This isn't here: it was opened by a colleague, or its time was over.",
} as const;

const kinds = { message: "wrote", change: "changed it to", topic: "began the topic", file: "sent the file" } as const;
export type WrittenKind = keyof typeof kinds;

/** One thing that somebody wrote: when (UTC), who, and their own words. */
export type Written = { at: string; by: string; kind: WrittenKind; text: string };
/** What an organisation's own people wrote in one case, place by place. */
export type HandedOver = {
  orgName: string;
  /** short name by which both sides can find it in their files */
  reference: string;
  why: "removed" | "left";
  /** UTC */
  until: string;
  places: { name: string; written: Written[] }[];
};

/** Who wrote what and when: "12 March 2026, 14:02, Tariq wrote:". */
export const writtenWords = ({ at, by, kind }: Written): string => `${moment.format(new Date(at))}, ${by} ${kinds[kind]}:`;

/** The beginning of the file and of the page: what it is and why. */
export const handedOverLines = ({ orgName, reference, why, until }: HandedOver): string[] => [
  `What ${orgName} wrote in one conversation kept in Linkwork (reference ${reference}).`,
  why === "left"
    ? `${orgName} left this conversation on ${date.format(new Date(until))}.`
    : `The sharing with ${orgName} ended on ${date.format(new Date(until))}.`,
  "It holds your own words and their dates, and nothing that anybody else wrote. Files are not in it, only what they were called.",
  "Keep it as safe as any record about a person, for as long as your own rules say, and no longer.",
];

/** The file to be saved, as plain text. */
export const handedOverText = (handed: HandedOver): string =>
  [
    ...handedOverLines(handed),
    ...handed.places.flatMap(({ name, written }) => [
      "",
      `--- ${name} ---`,
      ...written.flatMap((each) => ["", writtenWords(each), each.text]),
    ]),
    "",
  ].join("\n");
