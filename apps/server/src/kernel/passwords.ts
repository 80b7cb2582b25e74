import { refuse } from "@linkwork/shared/kernel/refusal.ts";

/** So many guesses are left to who knows what others choose, and whose password it is. The lists of what was stolen elsewhere are far shorter. */
const fewestGuesses = 1e10;
/** As much of a password is looked at, and so many ways to read its signs as letters: what it takes grows with both, and nobody else is served meanwhile. */
const judged = { characters: 40, readings: 16 };
/** Words of this place, which whoever guesses here tries first. */
const ownWords = ["linkwork", "demo", "link worker", "referral"];
/** Shorter parts of a name or an address say nothing of a password that has them in it. */
const shortestWord = 3;

/** What a name or an address is put together of, and itself. */
const partsOf = (said: string): string[] => [said, ...said.split(/[^\p{L}\p{N}]+/u)].filter((part) => part.length >= shortestWord);

/** Its lists are 2 MB: they are fetched when somebody first sets a password, and no start waits for them (0017). */
async function load() {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs: graphs }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs, l33tMaxSubstitutions: judged.readings });
}
let loaded: ReturnType<typeof load> | undefined;

/**
 * Refuses a password that everybody knows, or that is soon guessed: one that was stolen elsewhere, with a year behind it too; a row of keys; the
 * person's own name, address or organisation, padded out. `about`: what is known of whose it will be.
 */
export async function hardToGuess(password: string, about: readonly string[]): Promise<void> {
  loaded ??= load();
  const words = [...ownWords, ...about.flatMap(partsOf)].map((word) => word.toLowerCase()).sort((a, b) => b.length - a.length);
  const looked = password.slice(0, judged.characters);
  // what stands around the words that are known of them has to be hard to guess by itself
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), looked.toLowerCase());
  const library = await loaded;
  for (const part of new Set([looked, rest]))
    if (library.check(part, words).guesses < fewestGuesses) throw refuse("EasyPassword", { field: "password" });
}
