/** The words of a text, in small letters. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");

const small = new Set(["the", "a", "an", "and", "of", "for", "at", "in", "on", "ltd", "limited", "cic", "scio", "charity"]);
/** The words of a name that tell it from others. */
export const tellingWords = (name: string): Set<string> => {
  const all = wordsOf(name.normalize("NFKD").replace(/\p{M}/gu, ""));
  const telling = all.filter((word) => !small.has(word));
  return new Set(telling.length > 0 ? telling : all);
};
/** Whether two names mean the same thing as far as words can tell: four fifths of them are shared. */
export function nearlySame(a: string, b: string): boolean {
  const [left, right] = [tellingWords(a), tellingWords(b)];
  if (left.size === 0 || right.size === 0) return a.trim() === b.trim();
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / (left.size + right.size - shared) >= 0.8;
}

/** What stands in many gaps and says nothing of what is missing there. */
const ofAll = new Set(
  "no not nowhere nothing none need needs needed lack missing more enough place places somewhere anywhere anything people to is are there with by near our we i it from this that who".split(
    " ",
  ),
);
/** So that "buses" and "bus" are one word. */
const stem = (word: string): string => (word.length > 4 ? word.replace(/(?:es|s)$/, "") : word);
/** How much of the shorter of two names the other one says too: from 0 to 1. */
export function sharedIn(a: string, b: string): number {
  const words = (name: string) => new Set([...tellingWords(name)].filter((word) => !ofAll.has(word)).map(stem));
  const [left, right] = [words(a), words(b)];
  const least = Math.min(left.size, right.size);
  return least === 0 ? 0 : [...left].filter((word) => right.has(word)).length / least;
}

type Said = { readonly name: string; readonly themes: readonly string[] };
/** Whether two that lie near each other may be one: most of their words are the same, or some are and they are about the same. */
export function mayBeOne(a: Said, b: Said): boolean {
  const shared = sharedIn(a.name, b.name);
  return shared >= 0.6 || (shared >= 1 / 3 && a.themes.some((theme) => b.themes.includes(theme)));
}
/** So near each other two are looked at, also over the line between two areas (km). */
export const alikeWithinKm = 1.5;
/** So many are offered at most. */
export const mostAlike = 5;
