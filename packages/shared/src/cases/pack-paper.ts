import { groupedNumber, kindOfNumber } from "../clients/numbers.ts";
import type { Pack, PackConsent, PackFile, PackGuest, PackMessage, PackWho } from "./pack.ts";
import { consentStatusWords, methodWords, purposeWords, scopeWords } from "./words.ts";
import { guestKindWords, guestWords } from "./words-guests.ts";
import { languageName } from "./words-languages.ts";
import { packWords, withheldWords } from "./words-requests.ts";
import { translationWords } from "./words-translation.ts";

/** A page as it is read from top to bottom: what is printed, and what is saved, are drawn from the same blocks. */
export type Block =
  | { kind: "heading"; level: 2 | 3; text: string }
  | { kind: "line"; text: string; small?: true }
  | { kind: "facts"; facts: [name: string, value: string][] }
  | { kind: "said"; who: string; when: string; about: string[]; text: string; quiet?: true }
  | { kind: "list"; items: string[] };

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" });
const moment = new Intl.DateTimeFormat("en-GB", {
  ...({ weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" } as const),
  timeZone: "Europe/London",
});
const dayWords = (at: string): string => day.format(new Date(at));
const dateWords = (date: string): string => day.format(new Date(`${date}T12:00:00Z`));
/** "Sunday 29 November 2026 at 10:15", whether the engine puts a comma after the weekday or not */
const momentWords = (at: string): string => moment.format(new Date(at)).replace(",", "");
/** The last day on which something holds: its end is not included. */
const lastDay = (end: string): string => dayWords(new Date(Date.parse(end) - 1).toISOString());
const names = (all: readonly string[]): string => (all.length < 2 ? (all[0] ?? "") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`);
const whoWords = ({ name, orgName }: PackWho): string => [name, orgName].filter(Boolean).join(", ") || "Somebody";
const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const heading = (text: string, level: 2 | 3 = 2): Block => ({ kind: "heading", level, text });
const line = (text: string): Block => ({ kind: "line", text });
const orNothing = (blocks: Block[]): Block[] => (blocks.length > 0 ? blocks : [line(packWords.nothing)]);

function personBlocks({ person }: Pack): Block[] {
  if (!person) return [];
  const { name, knownAs, bornOn, contact, communication, numbers = [] } = person;
  const all: [string, string | undefined][] = [
    ["Name", name],
    ["Known as", knownAs],
    ["Born", bornOn && dateWords(bornOn)],
    ...numbers.map((digits): [string, string] => [kindOfNumber(digits) === "chi" ? "CHI number" : "NHS number", groupedNumber(digits)]),
    ["How to reach you", contact],
    ["What helps in talking", communication],
  ];
  return [
    heading(packWords.about),
    { kind: "facts", facts: all.flatMap(([what, value]) => (value ? [[what, value] as [string, string]] : [])) },
  ];
}

const saidWords = ({ on, method, interpreter }: NonNullable<PackConsent["said"]>): string =>
  `${dayWords(on)}, ${methodWords[method]}${interpreter ? `, ${interpreter} interpreting` : ""}`;

function consentBlocks({ told, status, purpose, scopes, from, to, notedAt, endedAt, said, grantor, receipt }: PackConsent): Block[] {
  const facts: [string, string | undefined][] = [
    ["How it stands", consentStatusWords[status]],
    ["For", purposeWords[purpose]],
    ["What may be shared", names(scopes.map((scope) => scopeWords[scope].short))],
    ["From", dayWords(from)],
    ["Until", lastDay(to)],
    ["Noted", momentWords(notedAt)],
    ["Said", said && saidWords(said)],
    ["Said by", grantor && grantor.kind !== "self" ? `${grantor.name}, ${grantor.kind}` : undefined],
    ["Ended", endedAt && momentWords(endedAt)],
  ];
  return [
    heading(`Sharing with ${names(told) || "an organisation"}`, 3),
    { kind: "facts", facts: facts.flatMap(([what, value]) => (value ? [[what, value] as [string, string]] : [])) },
    ...(receipt ? [line(packWords.notice), { kind: "list", items: receipt.text } as Block] : []),
    ...(receipt?.translations ?? []).flatMap((made): Block[] => [
      line(`${packWords.noticeIn(languageName(made.language))} ${translationWords.by(made, dayWords(made.at))}`),
      { kind: "list", items: [made.title, ...made.lines] },
    ]),
  ];
}

const guestWordsOf = ({ who, as, may, history, from, to, endedAt, said }: PackGuest): Block[] => [
  heading(`${whoWords(who)}: ${guestKindWords[as]}`, 3),
  {
    kind: "facts",
    facts: [
      ["From", momentWords(from)],
      ["Until", momentWords(endedAt ?? to)],
      ["What they could do", `${guestWords.may[may]}; ${history ? guestWords.seesAll : guestWords.seesNew}`],
      ...(said ? [["Said", saidWords(said)] as [string, string]] : []),
    ],
  },
];

function messageBlocks({ who, at, place, topic, text, before = [], files = [], withheld, takenOut }: PackMessage): Block[] {
  const about = [place ? packWords.places[place as keyof typeof packWords.places] : "", topic ? `topic: ${topic}` : ""].filter(Boolean);
  if (text === undefined) {
    const why = withheld ? withheldWords[withheld].paper : null;
    const instead = takenOut ? packWords.takenOut : packWords.withheld;
    return [
      {
        kind: "said",
        who: whoWords(who),
        when: momentWords(at),
        about,
        text: [instead, why].filter(Boolean).join(" "),
        quiet: true,
      },
    ];
  }
  const with_ = files.length > 0 ? [`with: ${files.join(", ")}`] : [];
  return [
    { kind: "said", who: whoWords(who), when: momentWords(at), about: [...about, ...with_], text },
    ...before.map(
      (version): Block => ({
        kind: "said",
        who: packWords.changed,
        when: momentWords(version.at),
        about: [],
        text: version.text,
        quiet: true,
      }),
    ),
  ];
}

const fileWords = ({ name, size, at, who, place }: PackFile): string =>
  [name, sizeWords(size), `from ${whoWords(who)}, ${dayWords(at)}`, place ? packWords.places[place as keyof typeof packWords.places] : ""]
    .filter(Boolean)
    .join(" · ");

/** A pack as a page, block by block, in plain words. */
export function pageOf(pack: Pack): { title: string; blocks: Block[] } {
  const { orgName, phone, label, consents, guests = [], messages, files, seen, madeAt } = pack;
  const theirs = pack.kind === "person";
  const title = theirs ? packWords.personTitle : packWords.ownPageTitle(orgName);
  const blocks: Block[] = [
    line(theirs ? packWords.personIntro(orgName) : packWords.ownIntro(orgName, label)),
    ...(theirs ? personBlocks(pack) : []),
    heading(theirs ? packWords.agreed : packWords.agreedOwn),
    ...orNothing(consents.flatMap(consentBlocks)),
    ...(guests.length > 0 ? [heading(packWords.guests), ...guests.flatMap(guestWordsOf)] : []),
    heading(packWords.written),
    ...orNothing(messages.flatMap(messageBlocks)),
    heading(packWords.files),
    ...(files.length > 0 ? [{ kind: "list", items: files.map(fileWords) } as Block] : [line(packWords.nothing)]),
    ...(theirs && files.length > 0 ? [line(packWords.filesHow)] : []),
    heading(theirs ? packWords.seen : packWords.seenOwn),
    ...orNothing(
      seen.flatMap(({ day: date, lines }) => [
        heading(dateWords(date), 3),
        { kind: "list", items: lines.map(({ who, did }) => `${who.charAt(0).toUpperCase()}${who.slice(1)}: ${did.join("; ")}`) } as Block,
      ]),
    ),
    ...(theirs ? [line(packWords.rights(orgName, phone))] : []),
    { kind: "line", text: packWords.made(dayWords(madeAt)), small: true },
  ];
  return { title, blocks };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign] ?? sign);
/** What somebody wrote keeps its lines, and turns no reading direction but its own. */
const words = (text: string): string => `<bdi>${escaped(text).replaceAll("\n", "<br>")}</bdi>`;

function htmlOf(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
    case "line":
      return block.small ? `<p><small>${words(block.text)}</small></p>` : `<p>${words(block.text)}</p>`;
    case "facts":
      return `<dl>${block.facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${words(value)}</dd>`).join("")}</dl>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${words(item)}</li>`).join("")}</ul>`;
    case "said":
      return `<article><p><b>${words(block.who)}</b> <span>${escaped([block.when, ...block.about].join(" · "))}</span></p><p dir="auto">${block.quiet ? `<i>${words(block.text)}</i>` : words(block.text)}</p></article>`;
  }
}

const style =
  "body{font:1.125rem/1.5 'Atkinson Hyperlegible Next',Verdana,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1b2420;background:#fff}h1{font-size:1.75rem}h2{margin-top:2.5rem}dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.25rem 1rem}dt{font-weight:700}dd{margin:0;overflow-wrap:anywhere}article{border-left:.2rem solid #767f79;padding-left:1rem;margin:1rem 0;break-inside:avoid;overflow-wrap:anywhere}article span{color:#4a544e}@media(max-width:30rem){dl{display:block}dd{margin-bottom:.5rem}}@media print{body{margin:0;max-width:none}}";

/** The page as a file that stands by itself: it opens in any browser, fetches nothing and runs nothing. */
export function packFile(pack: Pack): string {
  const { title, blocks } = pageOf(pack);
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return [
    "<!doctype html>",
    `<html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${style}</style></head>`,
    `<body><main><h1>${escaped(title)}</h1>`,
    ...blocks.map(htmlOf),
    "</main></body></html>",
    "",
  ].join("\n");
}
