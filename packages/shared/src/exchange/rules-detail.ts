/** What in a text might tell who somebody is. It warns, and claims neither to find all nor that all of it is one: whoever reads it decides. */
export type DetailKind = "name" | "initials" | "address" | "birth" | "age" | "phone" | "postcode" | "email";
/** First and one past the last, in UTF-16 units. */
export type Detail = { readonly from: number; readonly to: number; readonly kind: DetailKind };

const months = "January|February|March|April|May|June|July|August|September|October|November|December";
const street =
  "Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Place|Terrace|Crescent|Court|Close|Gardens|Way|Square|Quadrant|Loan|Wynd|Grove|View|Park|Hill|Row|Brae";
const word = "\\p{Lu}[\\p{Ll}'’-]+(?:\\p{Lu}[\\p{Ll}'’-]+)?";
const patterns: readonly (readonly [DetailKind, RegExp])[] = [
  ["email", /[^\s@<>()]+@[^\s@<>()]+\.\p{L}{2,}/gu],
  ["phone", /(?<![\d+])(?:\+\d{1,3}[\s-]?(?:\(0\))?|0)(?:[\s()-]{0,2}\d){8,11}(?!\d)/gu],
  ["postcode", /\b(?:[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2})\b/giu],
  ["birth", /\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b/gu],
  ["birth", new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?(?:\\s+of)?\\s+(?:${months})\\s+(?:19|20)\\d{2}\\b`, "giu")],
  ["birth", /\b(?:born|DOB|date of birth|birthday)\b[^.\n]{0,20}?\d{1,4}\b/giu],
  ["age", /\b(?:aged?|turned)\s+\d{1,3}\b|\b\d{1,3}[\s-]years?[\s-]old\b/giu],
  ["address", new RegExp(`\\b\\d{1,4}[a-z]?(?:/\\d{1,2})?,?\\s+(?:${word}\\s+){1,3}(?:${street})\\b`, "gu")],
  ["address", /\bflat\s+\d+(?:\/\d+)?/giu],
  [
    "name",
    new RegExp(`\\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Auntie|Aunt|Uncle|Granny)\\.?\\s+(?:${word}|\\p{Lu}\\b\\.?)(?:\\s+${word})?`, "gu"),
  ],
  ["initials", /\b\p{Lu}\.\s?\p{Lu}\.(?!\p{L})/gu],
  ["initials", new RegExp(`\\b${word}\\s\\p{Lu}\\.(?=[\\s,;:)]|$)`, "gu")],
  ["name", new RegExp(`\\b${word}(?:\\s+${word}){1,2}`, "gu")],
];

const calendar = `${months}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter|Hogmanay`.toLowerCase().split("|");
/** Words that begin a sentence, or a name of something that is nobody. */
const common = (
  "a an the this that these those i i'm i'd i'll i've we we'll our my your you he she they it it's its there here what when where who why how if as at by for from in of on " +
  "to with and but or so no not one two three some many most every each all both another after before since then now next last first people " +
  "asking ask tell call please thank thanks also even only just nobody somebody everybody link worker workers community centre food bank hub " +
  "practice surgery council citizens advice health service social work national nhs gp gps scotland scottish glasgow edinburgh england wales " +
  "uk shed choir panel desk team saint church hall library school college university hospital universal credit pension attendance allowance job"
).split(" ");
const bare = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll("’", "'")
    .split(/[^\p{L}'-]+/u)
    .filter((each) => each !== "");
const nobody: ReadonlySet<string> = new Set([...calendar, ...common]);
const known: ReadonlySet<string> = new Set(["u.k.", "g.p.", "t.v.", "n.i.", "u.s.", "a.m.", "p.m."]);

/** Whether what looks like a name is one: not if all but one of its words are of the visit, of the calendar, or such as begin sentences. */
function isNobody(found: string, kind: DetailKind, ours: ReadonlySet<string>): boolean {
  if (kind === "initials" && known.has(found.replaceAll(" ", "").toLowerCase())) return true;
  if (kind !== "name") return false;
  const words = bare(found);
  const [first = ""] = words;
  // the last word is somebody's name of their own, whatever stands before it
  const titled = /^(?:mrs?|ms|miss|mx|dr|prof|rev|auntie|aunt|uncle|granny)$/.test(first);
  const strange = words.slice(titled ? 1 : 0).filter((each) => !ours.has(each) && !nobody.has(each.replace(/'s$/, "")));
  return titled ? strange.length === 0 : strange.length < 2;
}

/** What in a text might tell who somebody is, in order, none in another. `names`: the people and places of the visit, which may stand there. */
export function detailsIn(text: string, names: readonly string[]): Detail[] {
  const ours = new Set(names.flatMap(bare));
  const found: Detail[] = [];
  for (const [kind, pattern] of patterns)
    for (const match of text.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      const inside = found.some((other) => from < other.to && other.from < to);
      if (!inside && !isNobody(match[0], kind, ours)) found.push({ from, to, kind });
    }
  return found.sort((a, b) => a.from - b.from);
}
