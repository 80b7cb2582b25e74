/** What stands in the box once words have come back to it: behind what was written since, and once, however often they are sent there. */
export function putBackInto(text: string, words: string): string {
  if (text.trim() === "") return words;
  return text === words || text.endsWith(`\n\n${words}`) ? text : `${text}\n\n${words}`;
}
