/** What the search page says. */
export const searchWords = {
  title: "Search",
  lead: "In the conversations that you can read, and in nothing else",
  label: "Words to look for",
  hint: "All of them must be there. The beginning of a word is enough. Put quotes round words that belong together.",
  tooShort: "Write at least two letters or figures.",
  kinds: { message: "", topic: "a topic", summary: "in the agreed summary" },
  none: "Nothing in the cases that you can read",
  fewer: "Try fewer words, or only how they begin.",
  soFar: "Nothing so far",
  kept: (conversations: number) =>
    conversations === 0
      ? "You are not live, and this device keeps no conversation. Searching needs a connection; what you look for stays here until you are back."
      : `You are not live. This is only what this device keeps: the newest messages of ${conversations === 1 ? "one conversation" : `${conversations} conversations`}. When you are back, it looks everywhere.`,
  /** how much was found; `more` when there is more to look through, `back` the day up to which it was looked */
  found: (hits: number, { more, back }: { more: boolean; back?: string | undefined }) => {
    const many = hits === 1 ? "1 place" : `${hits} places`;
    if (back) return hits === 0 ? `Nothing found so far. Searched back to ${back}.` : `${many} so far. Searched back to ${back}.`;
    return more ? `The newest ${many}. There are more.` : `${many} found.`;
  },
} as const;
