/** Parts of a word that are spoken as one, roughly as English does it. */
function syllables(word: string): number {
  const plain = word.toLowerCase().replaceAll(/[^a-z]/g, "");
  if (plain.length <= 3) return plain === "" ? 0 : 1;
  const spoken = plain.replace(/(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$/, "").replace(/^y/, "");
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}

/** How old somebody is who reads it with ease: the grade by Flesch and Kincaid, and five years. */
export function readingAge(text: string): number {
  const sentences = text.split(/[.!?:;]+(?:\s|$)/).filter((each) => /[a-z]/i.test(each));
  const words = sentences.flatMap((each) => each.match(/[\p{L}'’]+/gu) ?? []);
  if (words.length === 0) return 0;
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (spoken / words.length) - 15.59 + 5;
}
